//! The bash interpreter: compiler, virtual machine, expansions, builtins.
//!
//! A [`Session`] is a shell that lives on between runs. Inside, text becomes a syntax tree
//! (`bashwit-syntax`), then code ([`ir`]), and the machine ([`vm`]) runs the code as a process of the
//! kernel. Expansions are in [`expand`], what a subshell copies is in [`state`], the builtins
//! are in [`builtins`].
//!
//! ```
//! use bashwit_shell::builtins;
//!
//! assert!(builtins::find(b"echo").is_some());
//! assert!(builtins::find(b"ls").is_none(), "tools are programs, not builtins");
//! ```

pub mod arith;
pub mod builtins;
pub mod compile;
mod complete;
pub mod expand;
mod invocation;
pub mod ir;
pub mod program;
pub mod session;
mod snapshot;
mod startup;
pub mod state;
pub mod vm;

pub use program::PROGRAMS;
pub use session::{Session, SessionOptions};
