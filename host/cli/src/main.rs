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
        Ok((mut invocation, rest)) => {
            let name = OsString::from("bashwit");
            let options = Options::parse_from(std::iter::once(name).chain(rest));
            if let (Some(name), Some(zero)) = (&options.name, invocation.args.first_mut()) {
                zero.clone_from(name);
            }
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
    let file = match &invocation.commands {
        Commands::File(path) => match std::fs::read(path) {
            Ok(text) => Some((path, text)),
            Err(error) => return exit::unreadable(path, &error),
        },
        Commands::Text(_) | Commands::Stdin => None,
    };
    let by_hand = matches!(invocation.commands, Commands::Stdin) && (invocation.interactive || is_terminal());
    let shell = match session::build(invocation, options, by_hand) {
        Ok(shell) => shell,
        Err(error) => return exit::failed(&error),
    };
    if by_hand {
        return interactive::run(&shell);
    }
    let script = match (&invocation.commands, file) {
        (Commands::Text(text), _) => Script::new(text.as_slice()),
        (_, Some((path, text))) => {
            // Without it the script runs all the same.
            let name = invocation.args.first().map_or("", String::as_str);
            let _ = session::show_script(&shell, name, path, &text, options);
            Script::file(text)
        }
        (_, None) => Script::from_stdin(streams::stdin()),
    };
    session::run(&shell, script)
}

/// Whether somebody types the commands.
fn is_terminal() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}
