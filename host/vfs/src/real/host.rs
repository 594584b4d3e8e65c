//! What differs between hosts: metadata, modes, named pipes, links.

use crate::{Datetime, FileKind, Metadata};
use cap_fs_ext::MetadataExt;
use cap_std::fs::{self, Dir};
use std::io;
use std::path::Path;

/// The device of an entry.
pub(super) fn device(metadata: &fs::Metadata) -> u64 {
    metadata.dev()
}

fn kind(metadata: &fs::Metadata) -> FileKind {
    let kind = metadata.file_type();
    if kind.is_dir() {
        FileKind::Directory
    } else if kind.is_symlink() {
        FileKind::SymbolicLink
    } else if kind.is_file() {
        FileKind::Regular
    } else {
        special(kind)
    }
}

#[cfg(unix)]
fn special(kind: fs::FileType) -> FileKind {
    use cap_std::fs::FileTypeExt;
    // Sockets and block devices have no kind of their own here; none of these can be opened.
    if kind.is_fifo() { FileKind::Fifo } else { FileKind::CharacterDevice }
}

#[cfg(not(unix))]
fn special(_: fs::FileType) -> FileKind {
    FileKind::CharacterDevice
}

/// The record of an entry, with inode numbers that hold across devices.
pub(super) fn metadata(found: &fs::Metadata, root_device: u64) -> Metadata {
    let time = |time: io::Result<cap_std::time::SystemTime>| {
        time.map(|time| Datetime::from(time.into_std())).unwrap_or_default()
    };
    let device = found.dev();
    let other_device = if device == root_device { 0 } else { device.wrapping_mul(0x9E37_79B9_7F4A_7C15) };
    let kind = kind(found);
    Metadata {
        kind,
        size: if matches!(kind, FileKind::Fifo | FileKind::CharacterDevice) { 0 } else { found.len() },
        mode: mode(found),
        inode: found.ino() ^ other_device,
        links: found.nlink(),
        modified: time(found.modified()),
        accessed: time(found.accessed()),
        changed: changed(found).unwrap_or_else(|| time(found.modified())),
    }
}

#[cfg(unix)]
fn mode(found: &fs::Metadata) -> u32 {
    cap_std::fs::MetadataExt::mode(found) & 0o7777
}

#[cfg(not(unix))]
fn mode(found: &fs::Metadata) -> u32 {
    match (found.is_dir(), found.permissions().readonly()) {
        (true, _) => 0o755,
        (false, true) => 0o444,
        (false, false) => 0o644,
    }
}

#[cfg(unix)]
fn changed(found: &fs::Metadata) -> Option<Datetime> {
    use cap_std::fs::MetadataExt;
    Some(Datetime { seconds: found.ctime(), nanoseconds: u32::try_from(found.ctime_nsec()).ok()? })
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> Option<Datetime> {
    None
}

/// Permission bits as the host has them.
#[cfg(unix)]
pub(super) fn permissions(mode: u32, _before: fs::Permissions) -> fs::Permissions {
    use cap_std::fs::PermissionsExt;
    fs::Permissions::from_mode(mode & 0o7777)
}

/// Permission bits as the host has them.
#[cfg(not(unix))]
pub(super) fn permissions(mode: u32, mut before: fs::Permissions) -> fs::Permissions {
    before.set_readonly(mode & 0o200 == 0);
    before
}

/// Keeps the open call from waiting on pipes and devices, and sets the mode of a new file.
#[cfg(unix)]
pub(super) fn prepare(options: &mut fs::OpenOptions, mode: u32) {
    use cap_std::fs::OpenOptionsExt;
    options.mode(mode & 0o7777);
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    options.custom_flags(flags.bits().cast_signed());
}

/// Keeps the open call from waiting on pipes and devices, and sets the mode of a new file.
#[cfg(not(unix))]
pub(super) fn prepare(_: &mut fs::OpenOptions, _: u32) {}

/// Makes a named pipe.
#[cfg(unix)]
pub(super) fn make_fifo(dir: &Dir, name: &str, mode: u32) -> io::Result<()> {
    use rustix::fs::{FileType, Mode, mknodat};
    Ok(mknodat(dir, name, FileType::Fifo, Mode::from_raw_mode(mode & 0o7777), 0)?)
}

/// Makes a named pipe.
#[cfg(not(unix))]
pub(super) fn make_fifo(_: &Dir, _: &str, _: u32) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Makes a link that may hold any text.
#[cfg(unix)]
pub(super) fn make_link(dir: &Dir, target: &str, path: &Path) -> io::Result<()> {
    dir.symlink_contents(target, path)
}

/// Makes a link. Absolute ones are not possible here.
#[cfg(not(unix))]
pub(super) fn make_link(dir: &Dir, target: &str, path: &Path) -> io::Result<()> {
    cap_fs_ext::DirExt::symlink(dir, Path::new(target), path)
}

/// Sets the times of the entry itself.
#[cfg(unix)]
pub(super) fn set_times(
    dir: &Dir,
    name: &str,
    accessed: Option<Datetime>,
    modified: Option<Datetime>,
) -> io::Result<()> {
    use rustix::fs::{AtFlags, Timespec, Timestamps, UTIME_OMIT, utimensat};
    // cap-std would panic on times before 1970.
    let time = |time: Option<Datetime>| match time {
        Some(time) => Timespec { tv_sec: time.seconds, tv_nsec: time.nanoseconds.into() },
        None => Timespec { tv_sec: 0, tv_nsec: UTIME_OMIT },
    };
    let times = Timestamps { last_access: time(accessed), last_modification: time(modified) };
    Ok(utimensat(dir, name, &times, AtFlags::SYMLINK_NOFOLLOW)?)
}

/// Sets the times of the entry itself.
#[cfg(not(unix))]
pub(super) fn set_times(
    dir: &Dir,
    name: &str,
    accessed: Option<Datetime>,
    modified: Option<Datetime>,
) -> io::Result<()> {
    use cap_fs_ext::{DirExt, SystemTimeSpec};
    let time = |time: Datetime| match time.to_system_time().filter(|_| time.seconds >= 0) {
        Some(time) => Ok(SystemTimeSpec::Absolute(cap_std::time::SystemTime::from_std(time))),
        None => Err(io::Error::from(io::ErrorKind::InvalidInput)),
    };
    dir.set_symlink_times(name, accessed.map(time).transpose()?, modified.map(time).transpose()?)
}
