//! Paths: joining, splitting, and making them absolute for the system.

use crate::{Errno, System};

/// Joins a directory and a path; an absolute path stands alone.
pub fn join(directory: &str, path: &str) -> String {
    if path.starts_with('/') {
        return path.to_owned();
    }
    let mut joined = String::with_capacity(directory.len() + 1 + path.len());
    joined.push_str(directory);
    if !joined.ends_with('/') {
        joined.push('/');
    }
    joined.push_str(path);
    joined
}

/// Removes `.`, `..`, `//` and a trailing `/` by text alone, as `cd -L` does.
pub fn normalize(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => pop(&mut out),
            _ => {
                out.push('/');
                out.push_str(part);
            }
        }
    }
    if out.is_empty() {
        out.push('/');
    }
    out
}

fn pop(path: &mut String) {
    let end = path.rfind('/').unwrap_or(0);
    path.truncate(end);
}

/// A path made ready for the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// Absolute and normalised.
    pub path: String,
    /// It ended in `/` or `/.`, so it must name a directory.
    pub directory: bool,
}

/// Makes `path` absolute from `cwd` (which is absolute and has no links). `..` goes to the
/// real parent: what stands before it is resolved first, as the kernel of a Unix does.
pub fn resolve(system: &dyn System, cwd: &str, path: &[u8]) -> Result<Resolved, Errno> {
    let path = std::str::from_utf8(path).map_err(|_| Errno::EILSEQ)?;
    if path.is_empty() {
        return Err(Errno::ENOENT);
    }
    if path.len() > 4096 {
        return Err(Errno::ENAMETOOLONG);
    }
    let absolute = path.starts_with('/');
    let mut out = String::with_capacity(cwd.len() + path.len() + 1);
    if !absolute && cwd != "/" {
        out.push_str(cwd);
    }
    // Until the first named part the prefix is the working directory, which has no links.
    let mut checked = out.len();
    let mut directory = false;
    for part in path.split('/') {
        match part {
            "" | "." => directory = true,
            ".." => {
                if out.len() > checked {
                    let real = system.canonicalize(&out)?;
                    if !system.stat(&real)?.is_dir() {
                        return Err(Errno::ENOTDIR);
                    }
                    out = if real == "/" { String::new() } else { real };
                }
                pop(&mut out);
                checked = out.len();
                directory = true;
            }
            _ if part.len() > 255 => return Err(Errno::ENAMETOOLONG),
            _ => {
                out.push('/');
                out.push_str(part);
                directory = false;
            }
        }
    }
    if out.is_empty() {
        out.push('/');
    }
    Ok(Resolved { path: out, directory })
}

/// The part after the last `/`.
pub fn base_name(path: &[u8]) -> &[u8] {
    path.rsplit(|&byte| byte == b'/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_forms() {
        for (path, want) in
            [("/", "/"), ("/a//b/./c/", "/a/b/c"), ("/a/../..", "/"), ("/a/b/..", "/a"), ("", "/")]
        {
            assert_eq!(normalize(path), want, "{path}");
        }
        assert_eq!(join("/", "a"), "/a");
        assert_eq!(join("/x", "a"), "/x/a");
        assert_eq!(join("/x", "/a"), "/a");
        assert_eq!(base_name(b"/usr/bin/ls"), b"ls");
    }
}
