//! Symbolic links resolved from outside: for file systems that are built on others, where a
//! link may lead from one of them into another.

use crate::path::{self, MAX_LINKS, MAX_PATH};
use crate::{ErrorCode, FileSystem, OpenFlags, Result};
use std::borrow::Cow;

/// What to do with a symbolic link as the last part.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Last {
    Keep,
    Follow,
    /// Follow, for a call that makes a missing file.
    Create,
}

impl Last {
    pub(crate) fn of(follow: bool) -> Last {
        if follow { Last::Follow } else { Last::Keep }
    }

    /// As open(2) treats it.
    pub(crate) fn of_open(how: OpenFlags) -> Last {
        let creates = how.contains(OpenFlags::CREATE);
        if how.contains(OpenFlags::NO_FOLLOW) || creates && how.contains(OpenFlags::EXCLUSIVE) {
            Last::Keep
        } else if creates {
            Last::Create
        } else {
            Last::Follow
        }
    }
}

/// The path without symbolic links on the way (and as the last part, if that is followed).
/// What does not exist stays as it is. Without links on the way it is the path itself.
pub(crate) fn resolve<'p>(
    fs: &(impl FileSystem + ?Sized),
    path: &'p str,
    last: Last,
) -> Result<Cow<'p, str>> {
    let follow_last = last != Last::Keep;
    let Some(link) = fs.first_link(path, follow_last)? else { return Ok(Cow::Borrowed(path)) };
    let mut state = Resolving { done: String::new(), left: Vec::new(), links: 0 };
    // A link that ends in `/` must lead to a directory.
    let mut directory = state.enter(path, link.end, &link.target)?;
    loop {
        let (candidate, reaches_end) = state.plain_run()?;
        let follow = match last {
            _ if !reaches_end => true,
            Last::Keep => directory,
            Last::Follow => true,
            Last::Create => !directory,
        };
        match fs.first_link(&candidate, follow)? {
            Some(link) => directory |= state.enter(&candidate, link.end, &link.target)? && reaches_end,
            None if candidate == "/" => state.done.clear(),
            None => state.done = candidate,
        }
        match state.left.last() {
            None => break,
            Some(part) if part == ".." => {
                if !fs.stat_link(state.path())?.is_dir() {
                    return Err(ErrorCode::NotDirectory);
                }
                state.left.pop();
                state.done.truncate(state.done.rfind('/').unwrap_or(0));
                if state.left.is_empty() {
                    break;
                }
            }
            Some(_) => {}
        }
    }
    let done = if state.done.is_empty() { String::from("/") } else { state.done };
    if directory {
        if last == Last::Create {
            // No file can be made under a name with a slash.
            return path::check_parent(&done, |path| fs.stat_link(path)).and(Err(ErrorCode::IsDirectory));
        }
        match fs.stat_link(&done) {
            Ok(metadata) if !metadata.is_dir() => return Err(ErrorCode::NotDirectory),
            Ok(_) => {}
            Err(code) => return Err(code),
        }
    }
    Ok(Cow::Owned(done))
}

struct Resolving {
    /// Free of links; empty for the root.
    done: String,
    /// Parts still to go, the next one last.
    left: Vec<String>,
    links: u32,
}

impl Resolving {
    fn path(&self) -> &str {
        if self.done.is_empty() { "/" } else { &self.done }
    }

    /// Goes through a link that ends at `end` of `path`; true if it asks for a directory.
    fn enter(&mut self, path: &str, end: usize, target: &str) -> Result<bool> {
        self.links += 1;
        if self.links > MAX_LINKS {
            return Err(ErrorCode::Loop);
        }
        let (before, after) = path.split_at_checked(end).ok_or(ErrorCode::Io)?;
        let parts = |text: &str| {
            let parts = text.rsplit('/').filter(|part| !matches!(*part, "" | "."));
            parts.map(str::to_owned).collect::<Vec<String>>()
        };
        self.left.extend(parts(after));
        self.left.extend(parts(target));
        self.done.clear();
        if !target.starts_with('/') {
            self.done.push_str(before.get(..before.rfind('/').unwrap_or(0)).unwrap_or_default());
        }
        Ok(after.is_empty() && (target.ends_with('/') || target.ends_with("/.") || target == "."))
    }

    /// `done` with all parts up to the next `..`, and whether that is all.
    fn plain_run(&mut self) -> Result<(String, bool)> {
        let mut path = self.done.clone();
        while let Some(part) = self.left.pop_if(|part| part != "..") {
            path.push('/');
            path.push_str(&part);
        }
        if path.len() > MAX_PATH {
            return Err(ErrorCode::NameTooLong);
        }
        if path.is_empty() {
            path.push('/');
        }
        Ok((path, self.left.is_empty()))
    }
}
