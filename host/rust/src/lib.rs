//! Bash as a sandboxed WebAssembly component, embedded in Rust.
//!
//! A [`Shell`] runs bash scripts with the usual Unix tools on files of its own. A script
//! reaches nothing else: no file, process, socket or variable of the host, but the commands
//! that the embedder gives it as builtins, which get a live handle to the same files.
//!
//! ```
//! use bashwit::{Limits, Shell};
//! use std::time::Duration;
//!
//! # fn main() -> Result<(), bashwit::Error> {
//! let shell = Shell::builder()
//!     .file("/home/user/data.txt", "2\n1\n")
//!     .limits(Limits::default().deadline(Duration::from_secs(5)))
//!     .builtin("total", |ctx| async move {
//!         let mut sum = 0;
//!         let mut stdin = ctx.stdin();
//!         while let Some(line) = stdin.next_line().await {
//!             sum += String::from_utf8(line)?.parse::<i64>()?;
//!         }
//!         ctx.fs().write_file("total.txt", sum.to_string())?;
//!         ctx.write(format!("{sum}\n"));
//!         Ok(0)
//!     })
//!     .build()?;
//!
//! let output = shell.run("sort data.txt | total; cat total.txt")?;
//! assert_eq!(output.stdout, b"3\n3");
//! # Ok(())
//! # }
//! ```
//!
//! - [`Engine`]: the compiled interpreter, shared by all shells and threads.
//! - [`Shell`]: one session; [`Shell::run`] blocks, [`Shell::run_async`] does not.
//! - [`Script`], [`Stdin`], [`Sink`]: what runs, and where its streams go.
//! - [`Builtin`], [`Context`]: the embedder's commands.
//! - [`Files`]: files of a shell, from outside and inside a builtin.
//! - [`Limits`], [`Interrupter`], [`Error`]: how a script is kept in bounds.
//!
//! File systems to give a shell (memory, mounts, overlays, real folders) are in [`vfs`].

mod bindings;
mod builtin;
mod cache;
mod control;
mod engine;
mod error;
mod executor;
mod files;
mod host;
mod limits;
mod output;
mod shell;
mod slab;
mod state;
mod streams;
mod syntax;
mod ticker;

/// The file systems that a shell can run on.
pub use bashwit_vfs as vfs;

pub use builtin::{
    Builtin, BuiltinError, BuiltinResult, Builtins, Context, Env, Input, Invocation, SyncContext, Writer,
};
pub use control::Interrupter;
pub use engine::{Engine, EngineBuilder};
pub use error::{Error, Stopped};
pub use files::{FileHandle, Files};
pub use limits::Limits;
pub use output::Output;
pub use shell::{Script, Shell, ShellBuilder};
pub use streams::{Sink, Stdin, Written};
pub use syntax::SyntaxError;
