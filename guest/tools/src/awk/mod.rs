//! `awk [-F FS] [-v VAR=VALUE] 'PROGRAM' | -f FILE [OPERAND]...`: scans records and acts on them,
//! as gawk does, with its common functions.
//!
//! The program text is parsed into a tree ([`parse`]) and compiled to code of a stack machine
//! ([`compile`]). That machine ([`machine`]) never waits: where it has to read, write to a
//! command or start one, it pauses, and the driver ([`driver`]) does that. Exit status: that of
//! `exit`, else 0; 2 for a wrong program and for fatal failures. Deviations: no arrays of arrays,
//! no `@` directives, no two-way pipes, no extensions to load.

mod array;
mod ast;
mod builtins;
mod code;
mod command_line;
mod compile;
mod driver;
mod emit;
mod expression;
mod functions;
mod input;
mod lexer;
mod machine;
mod number;
mod parse;
mod primary;
mod printf;
mod reading;
mod record;
mod regexes;
mod sorting;
mod streams;
mod substitute;
mod symbols;
mod update;
mod value;

#[cfg(test)]
mod tests;

pub(crate) use command_line::main;
