//! `sed [OPTION]... {SCRIPT} [FILE]...`: edits streams line by line, as GNU sed 4.9 does.
//!
//! The script is compiled into commands ([`script`]) that run on each line ([`machine`]), except
//! on those that they are not about ([`scan`]). With
//! `-i` a file is replaced only once its new text is complete. Exit status: 0; 1 for a wrong
//! command line or script; 2 where a file cannot be read; 4 for failures while running; or that
//! of `q` and `Q`. Deviations: `--debug` changes
//! nothing; with `-z`, `M` changes nothing; no file of `w` is made for a script that is refused.

mod appends;
mod command_line;
mod commands;
mod execute;
mod input;
mod list;
mod machine;
mod output;
mod parse;
mod ranges;
mod scan;
mod script;
mod source;
mod substitute;
mod text;

#[cfg(test)]
mod tests;

pub(crate) use command_line::main;
