//! `cargo xtask bench`: scripts against bash, and the benchmarks of the crates.

use crate::command::{cargo, run};
use crate::project::{Project, packages};
use anyhow::Result;
use clap::Args;
use std::process::{Command, ExitCode};

#[derive(Args)]
pub struct Options {
    /// Only scripts whose name holds one of these, with commas between
    #[arg(long)]
    only: Option<String>,
    /// Runs of each script
    #[arg(long, default_value_t = 5)]
    n: u32,
    /// Only the scripts
    #[arg(long)]
    scripts_only: bool,
    /// Write the numbers to this file
    #[arg(long)]
    json: Option<String>,
}

/// `cargo xtask bench`.
pub fn main(options: &Options) -> Result<ExitCode> {
    let project = Project::new();
    crate::build::guest(&project, true)?;
    crate::build::hosts(&project, true)?;
    let packages = packages(&project)?;
    against_bash(&project, options)?;
    if !options.scripts_only {
        for package in &packages {
            for bench in &package.benches {
                let mut command = match package.name.as_str() {
                    "bashwit" => crate::build::cargo_for_hosts(&project, "bench"),
                    name => {
                        let mut command = cargo(&project);
                        command.args(["bench", "--package", name]);
                        command
                    }
                };
                run(command.args(["--bench", bench]))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The scripts stand in a folder beside the project, or in the one that `BASHWIT_BENCH` names.
/// The harness runs a script in its own process: SCRIPT, the folder of its data, their names.
fn against_bash(project: &Project, options: &Options) -> Result<()> {
    let Some(folder) = project.beside("BASHWIT_BENCH", "bench") else {
        eprintln!("bench: no ../shared/bench, and BASHWIT_BENCH names no other folder: scripts are left out");
        return Ok(());
    };
    let harness = project.release("bashwit-bench");
    let mut command = Command::new("python3");
    command.arg(folder.join("bench.py")).args(["--n", &options.n.to_string(), "--shell"]);
    command.arg(format!("bashwit=@{} {{script}} {{datadir}} {{data}}", harness.display()));
    if let Some(only) = &options.only {
        command.args(["--only", only]);
    }
    if let Some(json) = &options.json {
        command.args(["--json", json]);
    }
    run(&mut command)
}
