//! The records of `wit/vfs.wit`.

use std::ops::{BitOr, BitOrAssign};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A file with bytes.
    Regular,
    /// A directory.
    Directory,
    /// A symbolic link.
    SymbolicLink,
    /// A named pipe: only the name and the mode live here.
    Fifo,
    /// A device such as `/dev/null`; the guest gives it its behaviour.
    CharacterDevice,
}

/// A point in time: seconds since 1970-01-01T00:00:00Z and nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Datetime {
    /// Whole seconds; negative before 1970.
    pub seconds: i64,
    /// The rest of a second: 0 to 999,999,999.
    pub nanoseconds: u32,
}

impl From<SystemTime> for Datetime {
    fn from(time: SystemTime) -> Datetime {
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Datetime {
                seconds: i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
                nanoseconds: after.subsec_nanos(),
            },
            Err(before) => {
                let before = before.duration();
                let seconds = -i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
                match before.subsec_nanos() {
                    0 => Datetime { seconds, nanoseconds: 0 },
                    rest => {
                        Datetime { seconds: seconds.saturating_sub(1), nanoseconds: 1_000_000_000 - rest }
                    }
                }
            }
        }
    }
}

impl Datetime {
    /// As the host's time; `None` where that cannot hold it.
    pub fn to_system_time(self) -> Option<SystemTime> {
        let whole = Duration::from_secs(self.seconds.unsigned_abs());
        let base =
            if self.seconds < 0 { UNIX_EPOCH.checked_sub(whole) } else { UNIX_EPOCH.checked_add(whole) };
        base?.checked_add(Duration::from_nanos(u64::from(self.nanoseconds)))
    }
}

/// What `stat` tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metadata {
    /// What the entry is.
    pub kind: FileKind,
    /// Bytes in the file; the length of the target for a symbolic link.
    pub size: u64,
    /// Permission bits, `0o7777`.
    pub mode: u32,
    /// The same for two names exactly when they are hard links of one file.
    pub inode: u64,
    /// How many names the file has.
    pub links: u64,
    /// Last change of the content.
    pub modified: Datetime,
    /// Last read, or the time of creation.
    pub accessed: Datetime,
    /// Last change of content or metadata.
    pub changed: Datetime,
}

impl Metadata {
    /// Whether it is a directory.
    pub fn is_dir(&self) -> bool {
        self.kind == FileKind::Directory
    }

    /// Whether it is a regular file.
    pub fn is_file(&self) -> bool {
        self.kind == FileKind::Regular
    }

    /// Whether it is a symbolic link.
    pub fn is_symlink(&self) -> bool {
        self.kind == FileKind::SymbolicLink
    }
}

/// One name in a directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirEntry {
    /// The name without its directory; never `.` or `..`.
    pub name: String,
    /// Of the entry itself, never of a link's target.
    pub metadata: Metadata,
}

/// How to open a file; the bits of open(2).
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenFlags(u8);

impl OpenFlags {
    /// No bit.
    pub const NONE: Self = Self(0);
    /// Bytes can be read.
    pub const READ: Self = Self(1);
    /// Bytes can be written.
    pub const WRITE: Self = Self(2);
    /// Every write goes to the end. Implies `WRITE`.
    pub const APPEND: Self = Self(4);
    /// Make the file if it is missing.
    pub const CREATE: Self = Self(8);
    /// With `CREATE`: fail with `Exist` if the name is taken.
    pub const EXCLUSIVE: Self = Self(16);
    /// Empty the file.
    pub const TRUNCATE: Self = Self(32);
    /// Fail with `Loop` if the last part is a symbolic link.
    pub const NO_FOLLOW: Self = Self(64);

    /// Whether all bits of `other` are set.
    pub const fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any bit of `other` is set.
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the file can be read.
    pub const fn reads(self) -> bool {
        self.contains(Self::READ)
    }

    /// Whether the file can be written, at the end or anywhere.
    pub const fn writes(self) -> bool {
        self.intersects(Self(Self::WRITE.0 | Self::APPEND.0))
    }

    /// The raw bits, in the order of the WIT file.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// From raw bits; `None` where one has no meaning.
    pub const fn from_bits(bits: u8) -> Option<Self> {
        if bits < 128 { Some(Self(bits)) } else { None }
    }

    /// This with the bits of `other` taken away.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

impl BitOr for OpenFlags {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for OpenFlags {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl std::fmt::Debug for OpenFlags {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const NAMES: [&str; 7] = ["READ", "WRITE", "APPEND", "CREATE", "EXCLUSIVE", "TRUNCATE", "NO_FOLLOW"];
        let set = NAMES.iter().enumerate().filter(|(bit, _)| self.0 & (1 << bit) != 0);
        let names: Vec<&str> = set.map(|(_, name)| *name).collect();
        write!(out, "OpenFlags({})", names.join("|"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_go_to_the_host_and_back() {
        for (seconds, nanoseconds) in [(0, 0), (1_700_000_000, 5), (-1, 0), (-1, 999_999_999), (-100, 1)] {
            let time = Datetime { seconds, nanoseconds };
            assert_eq!(time.to_system_time().map(Datetime::from), Some(time), "{time:?}");
        }
    }

    #[test]
    fn flags() {
        let how = OpenFlags::APPEND | OpenFlags::CREATE;
        assert!(how.writes() && !how.reads());
        assert_eq!(format!("{how:?}"), "OpenFlags(APPEND|CREATE)");
        assert_eq!(OpenFlags::from_bits(how.bits()), Some(how));
        assert_eq!(OpenFlags::from_bits(128), None);
    }
}
