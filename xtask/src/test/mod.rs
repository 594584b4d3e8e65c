//! `cargo xtask test`: everything that CI runs, ending with a line that counts.

mod tally;

use crate::command::{cargo, run, run_watched};
use crate::project::{Project, packages};
use crate::{build, spec};
use anyhow::{Result, bail};
use clap::Args;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use tally::Tally;

#[derive(Args)]
pub struct Options {
    /// Only these steps (default: all, in this order)
    #[arg(value_parser = step_names())]
    steps: Vec<String>,
}

/// A part of the run: checks that count as one test, or test programs that count their own.
struct Step {
    name: &'static str,
    run: fn(&Project, &mut Tally) -> Result<()>,
}

/// The component stands first among what needs it: the hosts embed it.
const STEPS: &[Step] = &[
    Step { name: "format", run: format },
    Step { name: "component", run: component },
    Step { name: "lints", run: lints },
    Step { name: "native", run: native },
    Step { name: "xtask", run: xtask },
    Step { name: "hosts", run: hosts },
    Step { name: "examples", run: examples },
    Step { name: "docs", run: docs },
    Step { name: "languages", run: languages },
    Step { name: "spec", run: spec_floor },
];

fn step_names() -> Vec<&'static str> {
    STEPS.iter().map(|step| step.name).collect()
}

/// `cargo xtask test`.
pub fn main(options: &Options) -> Result<ExitCode> {
    let project = Project::new();
    let mut tally = Tally::default();
    for step in STEPS {
        if !options.steps.is_empty() && !options.steps.iter().any(|name| name == step.name) {
            continue;
        }
        println!("== {}", step.name);
        let start = Instant::now();
        if let Err(error) = (step.run)(&project, &mut tally) {
            println!("{error:#}");
            tally.fail(format!("{}: {error:#}", step.name));
        }
        println!("== {}: {:.0} s", step.name, start.elapsed().as_secs_f32());
    }
    for failure in tally.failures() {
        println!("failed: {failure}");
    }
    println!("{} passed, {} failed", tally.passed(), tally.failed());
    Ok(if tally.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn format(project: &Project, tally: &mut Tally) -> Result<()> {
    run(cargo(project).args(["fmt", "--all", "--check"]))?;
    tally.pass(1);
    Ok(())
}

/// It builds, it is valid, and it reaches for nothing that its world does not name.
fn component(project: &Project, tally: &mut Tally) -> Result<()> {
    let built = build::guest(project, false)?;
    tally.pass(1);
    built.check()?;
    tally.pass(1);
    Ok(())
}

fn lints(project: &Project, tally: &mut Tally) -> Result<()> {
    run(cargo(project).args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--keep-going",
        "--",
        "-D",
        "warnings",
    ]))?;
    tally.pass(1);
    Ok(())
}

fn native(project: &Project, tally: &mut Tally) -> Result<()> {
    cargo_test(cargo(project).args(["test", "--no-fail-fast"]), tally)
}

fn xtask(project: &Project, tally: &mut Tally) -> Result<()> {
    cargo_test(cargo(project).args(["test", "--no-fail-fast", "--package", "xtask"]), tally)
}

fn hosts(project: &Project, tally: &mut Tally) -> Result<()> {
    // Optimised, since the component is compiled at start.
    let mut test = build::cargo_for_hosts(project, "test");
    cargo_test(test.args(["--no-fail-fast", "--release"]), tally)?;
    build::hosts(project, true)
}

/// Runs test programs and counts what they say. A failure that none of them counted (code that
/// does not compile) is an error.
fn cargo_test(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let before = tally.failed();
    let good = run_watched(command, |line| tally.libtest(line))?;
    if !good && tally.failed() == before {
        bail!("{} failed", crate::command::shown(command));
    }
    Ok(())
}

/// Each example ends with status 0.
fn examples(project: &Project, tally: &mut Tally) -> Result<()> {
    build::hosts(project, true)?;
    for package in packages(project)? {
        for example in &package.examples {
            let mut command = Command::new(project.release(&format!("examples/{example}")));
            match run(command.stdin(Stdio::null())) {
                Ok(()) => tally.pass(1),
                Err(error) => tally.fail(format!("example {example}: {error:#}")),
            }
        }
    }
    Ok(())
}

fn docs(project: &Project, tally: &mut Tally) -> Result<()> {
    run(cargo(project).args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))?;
    tally.pass(1);
    Ok(())
}

/// Hosts in other languages: a folder each, whose `run.sh` ends with the line `N passed, N failed`.
fn languages(project: &Project, tally: &mut Tally) -> Result<()> {
    let Ok(entries) = std::fs::read_dir(project.root.join("tests/hosts")) else { return Ok(()) };
    let mut scripts: Vec<_> = entries.flatten().map(|entry| entry.path().join("run.sh")).collect();
    scripts.sort();
    for script in scripts.iter().filter(|script| script.is_file()) {
        let mut command = Command::new("bash");
        command.arg(script).env("BASHWIT_COMPONENT", project.component());
        let before = (tally.passed(), tally.failed());
        let good = run_watched(&mut command, |line| tally.closing_line(line))?;
        if before == (tally.passed(), tally.failed()) || (!good && before.1 == tally.failed()) {
            tally.fail(format!("{} failed", script.display()));
        }
    }
    Ok(())
}

/// Only where the recorded cases are.
fn spec_floor(project: &Project, tally: &mut Tally) -> Result<()> {
    if !spec::present(project) {
        println!("no recorded cases beside the project: left out");
        return Ok(());
    }
    let (held, fallen) = spec::hold_floor(project)?;
    tally.pass(held);
    for corpus in fallen {
        tally.fail(format!("spec floor: {corpus}"));
    }
    Ok(())
}
