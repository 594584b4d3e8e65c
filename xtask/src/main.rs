//! `cargo xtask`: the tasks of the project, and the only place that knows about toolchains.
//!
//! One file to a task: `setup` finds a compiler for the guest, `build` makes the component and
//! what embeds it, `run`, `test`, `bench` and `spec` use them. `project` and `command` are the
//! folders and processes which all of them need.

mod bench;
mod build;
mod command;
mod component;
mod golden;
mod project;
mod run;
mod setup;
mod spec;
mod test;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Build tasks of bashwit")]
struct Xtask {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Find or install a compiler for wasm32-unknown-unknown
    Setup(setup::Options),
    /// Build the component, and the library and command that embed it
    Build(build::Options),
    /// Run the `bashwit` command, building what is out of date
    Run(run::Options),
    /// Run everything that CI runs
    Test(test::Options),
    /// Measure speed: against bash, and the benchmarks of the crates
    Bench(bench::Options),
    /// Run recorded cases of bash
    Spec(spec::Options),
}

fn main() -> ExitCode {
    let done = match Xtask::parse().task {
        Task::Setup(options) => setup::main(&options),
        Task::Build(options) => build::main(&options),
        Task::Run(options) => run::main(&options),
        Task::Test(options) => test::main(&options),
        Task::Bench(options) => bench::main(&options),
        Task::Spec(options) => spec::main(&options),
    };
    match done {
        Ok(status) => status,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
