//! Why a call failed: the codes of `wit/vfs.wit` with their Unix names, numbers and texts.

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident, $wit:literal, $errno:literal, $number:literal, $text:literal;)*) => {
        /// Why a call failed; the `error-code` of `wit/vfs.wit`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ErrorCode {
            $($(#[$doc])* $variant,)*
        }

        impl ErrorCode {
            /// Every code, in the order of the WIT file.
            pub const ALL: &'static [ErrorCode] = &[$(ErrorCode::$variant,)*];

            /// The name in `wit/vfs.wit`, such as `no-entry`.
            pub const fn name(self) -> &'static str {
                match self { $(ErrorCode::$variant => $wit,)* }
            }

            /// The Unix name, such as `ENOENT`.
            pub const fn errno(self) -> &'static str {
                match self { $(ErrorCode::$variant => $errno,)* }
            }

            /// The number on Linux, such as 2.
            pub const fn number(self) -> i32 {
                match self { $(ErrorCode::$variant => $number,)* }
            }

            /// The text of strerror(3), such as `No such file or directory`.
            pub const fn text(self) -> &'static str {
                match self { $(ErrorCode::$variant => $text,)* }
            }
        }
    };
}

codes! {
    /// The permission bits forbid it.
    Access, "access", "EACCES", 13, "Permission denied";
    /// The handle was not opened for this.
    BadDescriptor, "bad-descriptor", "EBADF", 9, "Bad file descriptor";
    /// A mount point or another thing in use.
    Busy, "busy", "EBUSY", 16, "Device or resource busy";
    /// Source and target lie on different file systems.
    CrossDevice, "cross-device", "EXDEV", 18, "Invalid cross-device link";
    /// The name is taken.
    Exist, "exist", "EEXIST", 17, "File exists";
    /// The file would pass the size limit for one file.
    FileTooLarge, "file-too-large", "EFBIG", 27, "File too large";
    /// A name that the file system cannot hold.
    IllegalByteSequence, "illegal-byte-sequence", "EILSEQ", 84, "Invalid or incomplete multibyte or wide character";
    /// The file system is full.
    InsufficientSpace, "insufficient-space", "ENOSPC", 28, "No space left on device";
    /// The host wants the run to stop.
    Interrupted, "interrupted", "EINTR", 4, "Interrupted system call";
    /// An argument that makes no sense here.
    Invalid, "invalid", "EINVAL", 22, "Invalid argument";
    /// The backing store failed.
    Io, "io", "EIO", 5, "Input/output error";
    /// A directory where a file is needed.
    IsDirectory, "is-directory", "EISDIR", 21, "Is a directory";
    /// Too many symbolic links, or a link where none may be.
    Loop, "loop", "ELOOP", 40, "Too many levels of symbolic links";
    /// A name over 255 bytes or a path over 4096.
    NameTooLong, "name-too-long", "ENAMETOOLONG", 36, "File name too long";
    /// No such file or directory.
    NoEntry, "no-entry", "ENOENT", 2, "No such file or directory";
    /// A file where a directory is needed.
    NotDirectory, "not-directory", "ENOTDIR", 20, "Not a directory";
    /// The directory holds entries.
    NotEmpty, "not-empty", "ENOTEMPTY", 39, "Directory not empty";
    /// Never allowed here.
    NotPermitted, "not-permitted", "EPERM", 1, "Operation not permitted";
    /// A number does not fit.
    Overflow, "overflow", "EOVERFLOW", 75, "Value too large for defined data type";
    /// The shell's own quota of bytes or files is used up.
    Quota, "quota", "EDQUOT", 122, "Disk quota exceeded";
    /// This tree is read-only.
    ReadOnly, "read-only", "EROFS", 30, "Read-only file system";
    /// Too many hard links.
    TooManyLinks, "too-many-links", "EMLINK", 31, "Too many links";
    /// This file system has no such operation.
    Unsupported, "unsupported", "ENOTSUP", 95, "Operation not supported";
}

impl ErrorCode {
    /// The code with the operation and the virtual path that it belongs to, for people.
    pub fn at(self, operation: &'static str, path: &str) -> Error {
        Error { code: self, operation, path: path.to_owned() }
    }

    /// The code of an error of the host's own file system; what has no name here is `Io`.
    pub fn from_io(error: &std::io::Error) -> ErrorCode {
        let number = error.raw_os_error();
        if cfg!(target_os = "linux")
            && let Some(code) = Self::ALL.iter().find(|code| Some(code.number()) == number)
        {
            return *code;
        }
        // The one code that has neither a portable kind nor the same number elsewhere.
        if cfg!(all(unix, not(target_os = "linux"))) && number == Some(62) {
            return ErrorCode::Loop;
        }
        Self::from_kind(error.kind())
    }

    fn from_kind(kind: std::io::ErrorKind) -> ErrorCode {
        use std::io::ErrorKind;
        match kind {
            ErrorKind::PermissionDenied => ErrorCode::Access,
            ErrorKind::NotFound => ErrorCode::NoEntry,
            ErrorKind::AlreadyExists => ErrorCode::Exist,
            ErrorKind::InvalidInput => ErrorCode::Invalid,
            ErrorKind::Unsupported => ErrorCode::Unsupported,
            ErrorKind::NotADirectory => ErrorCode::NotDirectory,
            ErrorKind::IsADirectory => ErrorCode::IsDirectory,
            ErrorKind::DirectoryNotEmpty => ErrorCode::NotEmpty,
            ErrorKind::ReadOnlyFilesystem => ErrorCode::ReadOnly,
            ErrorKind::StorageFull => ErrorCode::InsufficientSpace,
            ErrorKind::QuotaExceeded => ErrorCode::Quota,
            ErrorKind::FileTooLarge => ErrorCode::FileTooLarge,
            ErrorKind::ResourceBusy => ErrorCode::Busy,
            ErrorKind::CrossesDevices => ErrorCode::CrossDevice,
            ErrorKind::TooManyLinks => ErrorCode::TooManyLinks,
            ErrorKind::InvalidFilename => ErrorCode::NameTooLong,
            ErrorKind::Interrupted => ErrorCode::Interrupted,
            _ => ErrorCode::Io,
        }
    }
}

impl std::fmt::Display for ErrorCode {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.text())
    }
}

impl std::error::Error for ErrorCode {}

/// A failed call as an embedder sees it. The path is the virtual one, never a host path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{operation} {path}: {code}")]
pub struct Error {
    /// Why.
    pub code: ErrorCode,
    /// What was tried, such as `read_file`.
    pub operation: &'static str,
    /// On which path.
    pub path: String,
}

impl From<Error> for ErrorCode {
    fn from(error: Error) -> ErrorCode {
        error.code
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let code = ErrorCode::NoEntry;
        assert_eq!((code.name(), code.errno(), code.number()), ("no-entry", "ENOENT", 2));
        assert_eq!(code.at("stat", "/x").to_string(), "stat /x: No such file or directory");
        assert_eq!(ErrorCode::ALL.len(), 23);
    }

    #[test]
    fn numbers_are_those_of_the_host() {
        for code in ErrorCode::ALL {
            let host = std::io::Error::from_raw_os_error(code.number());
            if cfg!(all(target_os = "linux", target_env = "gnu")) {
                assert_eq!(host.to_string(), format!("{} (os error {})", code.text(), code.number()));
            }
            assert_eq!(ErrorCode::from_io(&host), *code);
        }
    }
}
