//! The host's side of the contract: one file for each interface of `wit/`.

mod builtins;
mod console;
pub(crate) mod interpreter;
mod vfs;
mod wasi;

use crate::state::State;
use wasmtime::component::Linker;

/// Links all that the component imports.
pub(crate) fn link(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    vfs::link(linker)?;
    builtins::link(linker)?;
    console::link(linker)?;
    wasi::link(linker)
}
