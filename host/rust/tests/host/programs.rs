//! The drivers of `tests/programs`, run by the component.

#![cfg(unix)]

use bashwit::{Script, Shell, ShellBuilder};
use bashwit_programs::{Case, Outcome};
use std::sync::Arc;
use std::time::Duration;

#[test]
fn programs_do_what_they_do_in_bash() {
    let count = bashwit_programs::compare("bashwit", run);
    let count = count.unwrap_or_else(|wrong| panic!("\n{wrong}"));
    println!("{count} drivers");
}

fn run(case: &Case) -> Outcome {
    // The standard tree, with what the driver needs beside it.
    let files = Shell::new().expect("a shell").fs();
    case.fill(&**files.file_system()).expect("what the driver needs");
    let builder = Shell::builder().fs(Arc::clone(files.file_system())).clean_env();
    let environment = |builder: ShellBuilder, (name, value)| builder.env(name, value);
    let builder = case.env().into_iter().fold(builder, environment);
    let shell = builder.cwd(case.home()).args([case.file()]).build().expect("a shell");
    let mut output = shell.run(Script::file(case.script.as_slice())).expect("a run that ends");
    let end = shell.finish().expect("an end");
    let late = shell.settle(Some(Duration::from_secs(10))).expect("background processes that end");
    for rest in [&end, &late] {
        output.stdout.extend(&rest.stdout);
        output.stderr.extend(&rest.stderr);
    }
    Outcome { stdout: output.stdout, stderr: output.stderr, status: i32::from(end.status) }
}
