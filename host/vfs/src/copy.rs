//! Copying one entry from one tree to another.

use crate::{ErrorCode, FileKind, FileSystem, Metadata, OpenFlags, Result};

/// How much of a file is held in memory at a time.
const CHUNK: u32 = 1 << 20;

/// Copies the entry itself, with mode and times; a directory without what it holds.
pub(crate) fn entry<S: FileSystem + ?Sized>(
    from: &S,
    source: &str,
    metadata: &Metadata,
    to: &dyn FileSystem,
    target: &str,
) -> Result<()> {
    match metadata.kind {
        FileKind::Directory => match to.create_dir(target, metadata.mode) {
            Ok(()) => {}
            Err(ErrorCode::Exist) if to.stat(target)?.is_dir() => return Ok(()),
            Err(code) => return Err(code),
        },
        FileKind::SymbolicLink => {
            let text = from.read_link(source)?;
            if matches!(to.stat_link(target), Ok(metadata) if !metadata.is_dir()) {
                to.remove_file(target)?;
            }
            return to.symbolic_link(&text, target);
        }
        FileKind::Fifo => to.create_fifo(target, metadata.mode)?,
        FileKind::CharacterDevice => return Err(ErrorCode::Unsupported),
        FileKind::Regular => bytes(from, source, metadata.mode, to, target)?,
    }
    to.set_mode(target, metadata.mode)?;
    to.set_times(target, Some(metadata.accessed), Some(metadata.modified))
}

/// Copies the bytes of a file; the target is made with `mode` if it is missing.
pub(crate) fn bytes<S: FileSystem + ?Sized>(
    from: &S,
    source: &str,
    mode: u32,
    to: &dyn FileSystem,
    target: &str,
) -> Result<()> {
    let input = from.open(source, OpenFlags::READ, 0)?;
    let output = to.open(target, OpenFlags::WRITE | OpenFlags::CREATE | OpenFlags::TRUNCATE, mode | 0o200)?;
    let mut offset = 0;
    loop {
        let chunk = input.read_at(offset, CHUNK)?;
        if chunk.is_empty() {
            return Ok(());
        }
        output.write_at(offset, &chunk)?;
        offset += chunk.len() as u64;
    }
}

/// Whether an entry can be copied as a file.
pub(crate) fn check_source(metadata: &Metadata) -> Result<()> {
    match metadata.kind {
        FileKind::Regular | FileKind::CharacterDevice => Ok(()),
        FileKind::Directory => Err(ErrorCode::IsDirectory),
        FileKind::Fifo | FileKind::SymbolicLink => Err(ErrorCode::Unsupported),
    }
}

/// `copy_file` between two trees.
pub(crate) fn file<S: FileSystem + ?Sized>(
    from: &S,
    source: &str,
    to: &dyn FileSystem,
    target: &str,
) -> Result<()> {
    let metadata = from.stat(source)?;
    check_source(&metadata)?;
    let mode = if metadata.is_file() { metadata.mode } else { 0o644 };
    bytes(from, source, mode, to, target)?;
    to.set_mode(target, mode)
}
