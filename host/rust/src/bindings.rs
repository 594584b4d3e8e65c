//! What wasmtime generates from `wit/`: the records of all interfaces, and the calls of the
//! exported one. The imports are linked by hand in `host/`, so that they can read arguments
//! where they lie in the guest's memory.

#![allow(missing_docs, clippy::all, reason = "generated from wit/, which carries the documentation")]

wasmtime::component::bindgen!({
    path: "../../wit",
    inline: "
        package bashwit:embedding;
        world session {
            import bashwit:shell/vfs@0.1.0;
            import bashwit:shell/builtins@0.1.0;
            import bashwit:shell/console@0.1.0;
            export bashwit:shell/interpreter@0.1.0;
        }
    ",
    with: {
        "bashwit:shell/vfs.fs": crate::state::Tree,
        "bashwit:shell/vfs.file": crate::state::OpenFile,
        "bashwit:shell/builtins.job": crate::builtin::Job,
    },
    exports: { default: async },
});

pub use self::bashwit::shell::{builtins, console, vfs};
pub use exports::bashwit::shell::interpreter;
