//! Starting other programs.

use crate::project::Project;
use anyhow::{Context, Result, bail};
use std::env;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// A cargo call in the workspace, with an environment as if typed at a prompt: `cargo run` sets
/// variables of its own, and passing those on would rebuild crates whose build scripts look at them.
pub fn cargo(project: &Project) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let name_text = name.to_string_lossy();
        if ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|prefix| name_text.starts_with(prefix))
        {
            command.env_remove(&name);
        }
    }
    command.current_dir(&project.root).env("BASHWIT_COMPONENT", project.component());
    command
}

/// Runs to the end; a failure is an error that shows the command.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot run {}", shown(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs to the end without a word; a failure is an error with the last lines that it wrote.
pub fn run_quiet(command: &mut Command) -> Result<String> {
    let output =
        command.stdin(Stdio::null()).output().with_context(|| format!("cannot run {}", shown(command)))?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = text.trim_end().lines().collect();
        let tail = lines.get(lines.len().saturating_sub(12)..).unwrap_or(&lines).join("\n    ");
        bail!("{} failed ({})\n    {tail}", shown(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs to the end and shows standard output while `each` looks at its lines; true for success.
pub fn run_watched(command: &mut Command, mut each: impl FnMut(&str)) -> Result<bool> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot run {}", shown(command)))?;
    if let Some(stdout) = child.stdout.take() {
        let mut out = std::io::stdout().lock();
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            out.write_all(&line)?;
            out.write_all(b"\n")?;
            out.flush()?;
            each(&String::from_utf8_lossy(&line));
        }
    }
    Ok(child.wait()?.success())
}

/// The command as one would type it.
pub fn shown(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        text.push(' ');
        text.push_str(&arg.to_string_lossy());
    }
    text
}
