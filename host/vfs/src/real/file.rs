//! Open files of a host directory.

use super::host;
use crate::{ErrorCode, File, Metadata, OpenFlags, Result};
use cap_std::fs;
use std::io::{self, Write};

/// The most that is allocated before the first byte is there.
const FIRST: usize = 64 * 1024;

/// An open file with the rights that it was opened with.
pub(super) struct RealFile {
    pub(super) file: fs::File,
    pub(super) how: OpenFlags,
    pub(super) device: u64,
}

fn code(error: io::Error) -> ErrorCode {
    ErrorCode::from_io(&error)
}

impl RealFile {
    fn read(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        #[cfg(unix)]
        return fs::FileExt::read_at(&self.file, buffer, offset);
        #[cfg(windows)]
        return fs::FileExt::seek_read(&self.file, buffer, offset);
    }

    fn write(&self, bytes: &[u8], offset: u64) -> io::Result<usize> {
        #[cfg(unix)]
        return fs::FileExt::write_at(&self.file, bytes, offset);
        #[cfg(windows)]
        return fs::FileExt::seek_write(&self.file, bytes, offset);
    }

    fn write_all(&self, mut bytes: &[u8], mut offset: u64) -> Result<()> {
        while !bytes.is_empty() {
            match self.write(bytes, offset) {
                Ok(0) => return Err(ErrorCode::Io),
                Ok(count) => {
                    bytes = bytes.get(count..).unwrap_or_default();
                    offset = offset.saturating_add(count as u64);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(code(error)),
            }
        }
        Ok(())
    }

    fn check_write(&self) -> Result<()> {
        if self.how.writes() { Ok(()) } else { Err(ErrorCode::BadDescriptor) }
    }
}

impl File for RealFile {
    fn read_at(&self, offset: u64, max_bytes: u32) -> Result<Vec<u8>> {
        if !self.how.reads() {
            return Err(ErrorCode::BadDescriptor);
        }
        if i64::try_from(offset).is_err() {
            return Ok(Vec::new());
        }
        let max = max_bytes as usize;
        let mut out = Vec::new();
        let mut length = 0;
        while length < max {
            if length == out.len() {
                out.resize(max.min(out.len().max(FIRST / 2).saturating_mul(2)), 0);
            }
            let place = out.get_mut(length..).unwrap_or_default();
            match self.read(place, offset.saturating_add(length as u64)) {
                Ok(0) => break,
                Ok(count) => length += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(code(error)),
            }
        }
        out.truncate(length);
        Ok(out)
    }

    fn write_at(&self, offset: u64, bytes: &[u8]) -> Result<()> {
        self.check_write()?;
        if self.how.contains(OpenFlags::APPEND) {
            return self.append(bytes).map(drop);
        }
        let end = offset.checked_add(bytes.len() as u64).and_then(|end| i64::try_from(end).ok());
        end.ok_or(ErrorCode::FileTooLarge)?;
        self.write_all(bytes, offset)
    }

    fn append(&self, bytes: &[u8]) -> Result<u64> {
        self.check_write()?;
        if self.how.contains(OpenFlags::APPEND) {
            (&self.file).write_all(bytes).map_err(code)?;
        } else {
            self.write_all(bytes, self.file.metadata().map_err(code)?.len())?;
        }
        Ok(self.file.metadata().map_err(code)?.len())
    }

    fn metadata(&self) -> Result<Metadata> {
        let metadata = self.file.metadata().map_err(code)?;
        Ok(host::metadata(&metadata, self.device))
    }

    fn set_size(&self, size: u64) -> Result<()> {
        self.check_write()?;
        if i64::try_from(size).is_err() {
            return Err(ErrorCode::FileTooLarge);
        }
        self.file.set_len(size).map_err(code)
    }
}
