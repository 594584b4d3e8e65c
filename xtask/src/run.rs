//! `cargo xtask run -- ARGS`: the `bashwit` command, built when it is not up to date.

use crate::build;
use crate::project::Project;
use anyhow::{Context, Result};
use clap::Args;
use std::ffi::OsString;
use std::process::{Command, ExitCode};

#[derive(Args)]
pub struct Options {
    /// What the command is given
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    args: Vec<OsString>,
}

/// `cargo xtask run`. Ends with the command's status.
pub fn main(options: &Options) -> Result<ExitCode> {
    let project = Project::new();
    let built_before = project.release("bashwit").exists();
    build::guest(&project, built_before)?;
    build::hosts(&project, built_before)?;
    let mut command = Command::new(project.release("bashwit"));
    command.args(&options.args);
    replace(command).context("cannot run bashwit")
}

/// The command takes this process over, so that signals and the terminal are its own.
#[cfg(unix)]
fn replace(mut command: Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec().into())
}

#[cfg(not(unix))]
fn replace(mut command: Command) -> Result<ExitCode> {
    let status = command.status()?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
