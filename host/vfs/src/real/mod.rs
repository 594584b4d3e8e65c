//! A directory of the host as a tree, through cap-std: no path leads out of it.
//!
//! The system resolves plain paths and relative links. What it refuses because it would lead
//! out (an absolute link, a `..` too many) is resolved here as in every other tree: inside.
//! Errors carry codes only, never host paths.

mod file;
mod fs;
mod host;

use crate::resolve::{Last, resolve};
use crate::{ErrorCode, FileSystem, ReadOnlyFs, Result, path};
use cap_std::ambient_authority;
use cap_std::fs::Dir;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A directory of the host as a file system.
///
/// Scripts cannot leave it: absolute links resolve inside. (Such a link still means something
/// else to the host's own programs; a host that reads what scripts left behind should not
/// follow links.) Only regular files can be opened. Names that are not UTF-8 do not show.
pub struct RealDirFs {
    dir: Dir,
    /// The device of the root: elsewhere inode numbers could repeat.
    device: u64,
}

impl RealDirFs {
    /// Opens a directory of the host. The path is an ordinary host path.
    pub fn open(directory: impl AsRef<Path>) -> Result<RealDirFs> {
        Dir::open_ambient_dir(directory, ambient_authority())
            .and_then(RealDirFs::with)
            .map_err(|error| ErrorCode::from_io(&error))
    }

    /// As `open`, without the right to change anything.
    pub fn open_read_only(directory: impl AsRef<Path>) -> Result<ReadOnlyFs> {
        Ok(ReadOnlyFs::new(Arc::new(RealDirFs::open(directory)?)))
    }

    fn with(dir: Dir) -> io::Result<RealDirFs> {
        let device = host::device(&dir.dir_metadata()?);
        Ok(RealDirFs { dir, device })
    }

    /// Runs a call on the host's path; once more on the resolved one if a link led out.
    fn at<T>(&self, path: &str, follow_last: bool, call: impl Fn(&Path) -> io::Result<T>) -> Result<T> {
        match call(host_path(path)?) {
            Ok(value) => Ok(value),
            Err(error) if led_out(&error) => {
                let resolved = resolve(self, path, Last::of(follow_last))?;
                call(host_path(&resolved)?).map_err(|error| ErrorCode::from_io(&error))
            }
            Err(error) => Err(ErrorCode::from_io(&error)),
        }
    }

    /// As `at`, for two paths whose last parts are not followed.
    fn at_both(&self, one: &str, two: &str, call: impl Fn(&Path, &Path) -> io::Result<()>) -> Result<()> {
        match call(host_path(one)?, host_path(two)?) {
            Ok(()) => Ok(()),
            Err(error) if led_out(&error) => {
                let one = resolve(self, one, Last::Keep)?;
                // As the system does: a bad first path counts before a bad second one.
                path::check_parent(&one, |path| self.stat_link(path))?;
                let two = resolve(self, two, Last::Keep)?;
                call(host_path(&one)?, host_path(&two)?).map_err(|error| ErrorCode::from_io(&error))
            }
            Err(error) => Err(ErrorCode::from_io(&error)),
        }
    }

    /// The directory that a path lies in, and its last name.
    fn parent<'p>(&self, path: &'p str) -> Result<(Dir, &'p str)> {
        path::check(path)?;
        let (directory, name) = path::split(path).ok_or(ErrorCode::Exist)?;
        let dir = self.at(directory, true, |path| self.dir.open_dir(path))?;
        Ok((dir, name))
    }
}

/// cap-std reports an attempt to leave as an error of its own, without a number.
fn led_out(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::PermissionDenied && error.raw_os_error().is_none()
}

/// A virtual path as a path below the root directory.
fn host_path(path: &str) -> Result<&Path> {
    path::check(path)?;
    let relative = path.strip_prefix('/').unwrap_or(path);
    if path.bytes().any(|byte| byte == 0) {
        return Err(ErrorCode::Invalid);
    }
    if relative.split('/').any(|name| name.len() > path::MAX_NAME) {
        return Err(ErrorCode::NameTooLong);
    }
    // There these mean directories, drives and streams.
    if cfg!(windows) && relative.contains(['\\', ':']) {
        return Err(ErrorCode::IllegalByteSequence);
    }
    Ok(Path::new(if relative.is_empty() { "." } else { relative }))
}
