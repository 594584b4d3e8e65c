//! The virtual file systems of bashwit.
//!
//! The interpreter owns no files: the host lends it a [`FileSystem`], whose calls mirror
//! `wit/vfs.wit` one to one. This crate has the trait and its implementations: [`MemoryFs`]
//! (with snapshots and forks that cost next to nothing), and views and compositions of others.
//! All are `Send + Sync` and work on absolute, normalised paths ([`path::normalize`]).
//!
//! ```
//! use bashwit_vfs::{ErrorCode, FileSystem, FileSystemExt, MemoryFs};
//!
//! let fs = MemoryFs::new();
//! fs.create_dir_all("/home/user/src")?;
//! fs.write_file("/home/user/src/a.txt", b"one\n")?;
//! fs.append_file("/home/user/src/a.txt", b"two\n")?;
//!
//! let copy = fs.fork();
//! copy.remove_all("/home")?;
//! assert_eq!(copy.stat("/home"), Err(ErrorCode::NoEntry));
//! assert_eq!(fs.read_file("/home/user/src/a.txt")?, b"one\ntwo\n");
//! # Ok::<(), ErrorCode>(())
//! ```

mod clock;
mod copy;
mod error;
mod ext;
mod file_system;
mod layout;
mod memory;
mod mount;
mod overlay;
pub mod path;
mod read_only;
#[cfg(feature = "real-dir")]
mod real;
mod resolve;
mod subtree;
mod types;

pub use clock::Clock;
pub use error::{Error, ErrorCode};
pub use ext::FileSystemExt;
pub use file_system::{File, FileSystem, LinkOnPath, Result, Usage};
pub use layout::Layout;
pub use memory::{Limits, MemoryFs, MemoryFsBuilder, Provider, Snapshot};
pub use mount::MountFs;
pub use overlay::OverlayFs;
pub use read_only::ReadOnlyFs;
#[cfg(feature = "real-dir")]
pub use real::RealDirFs;
pub use subtree::{SubtreeFs, subtree};
pub use types::{Datetime, DirEntry, FileKind, Metadata, OpenFlags};
