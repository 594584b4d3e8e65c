//! Virtual paths: absolute, normalised, UTF-8.

use crate::{ErrorCode, Metadata};

/// The longest path in bytes.
pub const MAX_PATH: usize = 4096;
/// The longest name of one entry in bytes.
pub const MAX_NAME: usize = 255;
/// How many symbolic links one look-up may follow.
pub const MAX_LINKS: u32 = 40;

/// `path` as seen from the directory `cwd`: absolute, without `.`, `..`, `//` or a trailing
/// `/`. Purely lexical; `..` at the root stays there.
pub fn normalize(cwd: &str, path: &str) -> String {
    let mut out = String::with_capacity(cwd.len() + path.len() + 1);
    if !path.starts_with('/') {
        push_parts(&mut out, cwd);
    }
    push_parts(&mut out, path);
    if out.is_empty() {
        out.push('/');
    }
    out
}

fn push_parts(out: &mut String, text: &str) {
    for part in text.split('/') {
        match part {
            "" | "." => {}
            ".." => out.truncate(out.rfind('/').unwrap_or(0)),
            name => {
                out.push('/');
                out.push_str(name);
            }
        }
    }
}

/// Checks that a path is absolute and normalised. Names are checked as they are looked up.
pub fn check(path: &str) -> Result<(), ErrorCode> {
    let bytes = path.as_bytes();
    if bytes.first() != Some(&b'/') {
        return Err(ErrorCode::Invalid);
    }
    if bytes.len() > MAX_PATH {
        return Err(ErrorCode::NameTooLong);
    }
    if bytes.len() == 1 {
        return Ok(());
    }
    // A part is bad when it is empty, `.` or `..`; most parts are settled by their first byte.
    let mut start = 1;
    loop {
        let rest = bytes.get(start..).unwrap_or_default();
        match rest {
            [] | [b'/', ..] | [b'.'] | [b'.', b'/', ..] | [b'.', b'.'] | [b'.', b'.', b'/', ..] => {
                return Err(ErrorCode::Invalid);
            }
            _ => {}
        }
        match memchr::memchr(b'/', rest) {
            Some(end) => start += end + 1,
            None => return Ok(()),
        }
    }
}

/// Whether a path is the root; an error if it is a bad one.
pub(crate) fn is_root(path: &str) -> Result<bool, ErrorCode> {
    check(path).map(|()| path == "/")
}

/// Splits a normalised path into its directory and its last name; `None` for the root.
pub fn split(path: &str) -> Option<(&str, &str)> {
    let (directory, name) = path.rsplit_once('/')?;
    if name.is_empty() {
        return None;
    }
    Some((if directory.is_empty() { "/" } else { directory }, name))
}

/// Whether a name can be looked up in the directory of a path without links.
pub(crate) fn check_parent(
    path: &str,
    stat: impl FnOnce(&str) -> Result<Metadata, ErrorCode>,
) -> Result<(), ErrorCode> {
    let (directory, _) = split(path).unwrap_or(("/", ""));
    if stat(directory)?.is_dir() { Ok(()) } else { Err(ErrorCode::NotDirectory) }
}

/// What stands before the last name of any text, slashes at the end apart.
pub(crate) fn above(text: &str) -> &str {
    let text = text.trim_end_matches('/');
    text.get(..text.rfind('/').map_or(0, |slash| slash + 1)).unwrap_or_default()
}

/// `directory/name` for a normalised directory.
pub fn join(directory: &str, name: &str) -> String {
    let mut out = String::with_capacity(directory.len() + name.len() + 1);
    out.push_str(directory);
    if !directory.ends_with('/') {
        out.push('/');
    }
    out.push_str(name);
    out
}

/// The part of `path` below `base` (`/` for `base` itself); `None` where it is not below.
pub fn below<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    if base == "/" {
        return Some(path);
    }
    match path.strip_prefix(base)? {
        "" => Some("/"),
        rest if rest.starts_with('/') => Some(rest),
        _ => None,
    }
}

/// Checks a name that is about to be made.
pub(crate) fn check_name(name: &str) -> Result<(), ErrorCode> {
    if name.len() > MAX_NAME {
        Err(ErrorCode::NameTooLong)
    } else if memchr::memchr(0, name.as_bytes()).is_some() {
        Err(ErrorCode::Invalid)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalizes() {
        for (cwd, path, want) in [
            ("/", "", "/"),
            ("/", "a", "/a"),
            ("/a/b", "c", "/a/b/c"),
            ("/a/b", "../c/", "/a/c"),
            ("/a/b", "/x//y/./z", "/x/y/z"),
            ("/a", "../../..", "/"),
            ("/a", ".", "/a"),
            ("/a", "...", "/a/..."),
        ] {
            assert_eq!(normalize(cwd, path), want, "{cwd} {path}");
        }
    }

    #[test]
    fn checks() {
        for path in ["/", "/a", "/a/b.c", "/.a", "/..a", "/a./b..", "/...", "/a/...", "/é"] {
            assert_eq!(check(path), Ok(()), "{path}");
        }
        for path in ["", "a", "//", "/a/", "/a//b", "/.", "/..", "/a/.", "/a/..", "/./a", "/../a", "/a/../b"]
        {
            assert_eq!(check(path), Err(ErrorCode::Invalid), "{path}");
        }
        assert_eq!(check(&format!("/{}", "a".repeat(MAX_PATH))), Err(ErrorCode::NameTooLong));
    }

    #[test]
    fn parts() {
        assert_eq!(split("/"), None);
        assert_eq!(split("/a"), Some(("/", "a")));
        assert_eq!(split("/a/b"), Some(("/a", "b")));
        assert_eq!(join("/", "a"), "/a");
        assert_eq!(join("/a", "b"), "/a/b");
        assert_eq!(below("/a/b", "/a"), Some("/b"));
        assert_eq!(below("/a", "/a"), Some("/"));
        assert_eq!(below("/ab", "/a"), None);
        assert_eq!(below("/ab", "/"), Some("/ab"));
    }
}
