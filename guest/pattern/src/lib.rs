//! Globs and POSIX regular expressions over bytes
