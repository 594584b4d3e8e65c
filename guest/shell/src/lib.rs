//! The bash interpreter: compiler, virtual machine, expansions, builtins
