//! The bytes of a file: shared with snapshots and readers, copied when written.

use crate::{ErrorCode, Result};
use std::sync::Arc;

/// The bytes, ready to be changed, with room for `extra` more.
fn edit(content: &mut Arc<Vec<u8>>, extra: usize) -> Result<&mut Vec<u8>> {
    if Arc::get_mut(content).is_none() {
        let mut copy = Vec::new();
        copy.try_reserve(content.len() + extra).map_err(|_| ErrorCode::InsufficientSpace)?;
        copy.extend_from_slice(content);
        *content = Arc::new(copy);
    }
    // It is the only one now.
    let bytes = Arc::get_mut(content).ok_or(ErrorCode::Io)?;
    bytes.try_reserve(extra).map_err(|_| ErrorCode::InsufficientSpace)?;
    Ok(bytes)
}

/// Writes at an offset. The caller has checked that the end fits the limits.
pub(super) fn write(content: &mut Arc<Vec<u8>>, offset: u64, new: &[u8]) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let offset = usize::try_from(offset).map_err(|_| ErrorCode::FileTooLarge)?;
    let end = offset.checked_add(new.len()).ok_or(ErrorCode::FileTooLarge)?;
    let old = content.len();
    let bytes = edit(content, end.saturating_sub(old))?;
    if offset == old {
        bytes.extend_from_slice(new);
        return Ok(());
    }
    if end > old {
        bytes.resize(end, 0);
    }
    match bytes.get_mut(offset..end) {
        Some(place) => place.copy_from_slice(new),
        None => return Err(ErrorCode::Io),
    }
    Ok(())
}

/// Cuts or extends with zeros.
pub(super) fn resize(content: &mut Arc<Vec<u8>>, size: u64) -> Result<()> {
    let size = usize::try_from(size).map_err(|_| ErrorCode::FileTooLarge)?;
    if size == 0 {
        *content = Arc::default();
        return Ok(());
    }
    if size < content.len() && Arc::get_mut(content).is_none() {
        *content = Arc::new(copy(content.get(..size).unwrap_or_default())?);
        return Ok(());
    }
    let extra = size.saturating_sub(content.len());
    edit(content, extra)?.resize(size, 0);
    Ok(())
}

/// Makes the content `new`, in the old allocation where that is possible.
pub(super) fn replace(content: &mut Arc<Vec<u8>>, new: &[u8]) -> Result<()> {
    match Arc::get_mut(content) {
        Some(bytes) if bytes.capacity() >= new.len() && bytes.capacity() / 4 <= new.len() => {
            bytes.clear();
            bytes.extend_from_slice(new);
        }
        _ => *content = Arc::new(copy(new)?),
    }
    Ok(())
}

/// A copy of bytes that reports a lack of memory.
pub(super) fn copy(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    out.try_reserve_exact(bytes.len()).map_err(|_| ErrorCode::InsufficientSpace)?;
    out.extend_from_slice(bytes);
    Ok(out)
}

/// Up to `max` bytes from `offset`.
pub(super) fn read(content: &[u8], offset: u64, max: u32) -> &[u8] {
    let start = usize::try_from(offset).unwrap_or(usize::MAX).min(content.len());
    let end = start.saturating_add(max as usize).min(content.len());
    content.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_with_gaps_and_keeps_the_shared_copy() {
        let mut content = Arc::new(b"abc".to_vec());
        let shared = Arc::clone(&content);
        for (offset, new, want) in [
            (1, &b"X"[..], &b"aXc"[..]),
            (3, b"d", b"aXcd"),
            (3, b"yz", b"aXcyz"),
            (7, b"!", b"aXcyz\0\0!"),
            (99, b"", b"aXcyz\0\0!"),
        ] {
            write(&mut content, offset, new).expect("fits");
            assert_eq!(**content, *want);
        }
        assert_eq!(**shared, *b"abc");
        assert_eq!(write(&mut content, u64::MAX, b"x"), Err(ErrorCode::FileTooLarge));
        assert_eq!(resize(&mut content, u64::MAX / 2), Err(ErrorCode::InsufficientSpace));
        resize(&mut content, 2).expect("smaller");
        assert_eq!(**content, *b"aX");
        assert_eq!(read(&content, 1, 9), b"X");
        assert_eq!(read(&content, 5, 9), b"");
    }
}
