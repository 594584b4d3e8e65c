//! The `bashwit` command: bash in a sandbox, with bash's own command line.
//!
//! The script reaches nothing of the machine but its three streams and what `--mount` and
//! `--overlay` give it. The exit status is the script's; the module `exit` has the others.

mod bash_options;
mod exit;
mod interactive;
mod options;
mod prompt;
mod session;
mod signals;
mod streams;

use bash_options::{Commands, Invocation};
use bashwit::Script;
use clap::Parser;
use options::Options;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::process::exit;

fn main() {
    let status = match bash_options::split(std::env::args_os().skip(1).collect()) {
        Ok((invocation, rest)) => {
            let name = OsString::from("bashwit");
            let options = Options::parse_from(std::iter::once(name).chain(rest));
            run(&invocation, &options)
        }
        Err(message) => {
            eprintln!("bashwit: {message}\nTry 'bashwit --help' for more information.");
            exit::USAGE
        }
    };
    // Without unwinding the session: the process ends anyway.
    exit(i32::from(status))
}

/// Runs what the command line says; the exit status.
fn run(invocation: &Invocation, options: &Options) -> u8 {
    let source = match &invocation.commands {
        Commands::Text(text) => Some(Script::new(text.as_str())),
        Commands::File(path) => match std::fs::read(path) {
            Ok(text) => Some(Script::file(text)),
            Err(error) => return exit::unreadable(path, &error),
        },
        Commands::Stdin if invocation.interactive || is_terminal() => None,
        Commands::Stdin => Some(Script::from_stdin(streams::stdin())),
    };
    let shell = match session::build(invocation, options, source.is_none()) {
        Ok(shell) => shell,
        Err(error) => return exit::failed(&error),
    };
    if let Commands::File(path) = &invocation.commands {
        session::show_script(&shell, path, options);
    }
    match source {
        None => interactive::run(&shell),
        Some(script) => session::run(&shell, script),
    }
}

/// Whether somebody types the commands.
fn is_terminal() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}
