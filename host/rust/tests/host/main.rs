//! The library with the interpreter that it embeds.

mod async_runs;
mod builtins;
mod context;
mod files;
mod limits;
mod programs;
mod sessions;
mod spec;
mod streams;

use bashwit::{Output, Shell};

/// Runs a script that must not fail to run; its standard output as text.
fn out(shell: &Shell, script: &str) -> String {
    let output = run(shell, script);
    assert_eq!(output.stderr_text(), "", "{script}");
    output.stdout_text().into_owned()
}

fn run(shell: &Shell, script: &str) -> Output {
    shell.run(script).unwrap_or_else(|error| panic!("{script}: {error}"))
}
