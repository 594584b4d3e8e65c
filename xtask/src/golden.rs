//! `cargo xtask spec --verify`: the golden cases of `tests/spec`, run by bash itself.

use crate::project::Project;
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::{Command, Stdio};

/// Compares every case with what bash says, or writes that down.
pub fn main(project: &Project, record: bool) -> Result<()> {
    let folder = project.root.join("tests/spec");
    let mut scripts: Vec<_> = fs::read_dir(&folder)?
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .map(|entry| entry.path())
        .collect();
    scripts.retain(|path| path.extension().is_some_and(|extension| extension == "sh"));
    scripts.sort();
    let mut wrong = Vec::new();
    for script in &scripts {
        let name = script.file_name().unwrap_or_default();
        // One stream, so that output and errors keep their order.
        let output = Command::new("/usr/bin/bash")
            .args(["-c", "exec /usr/bin/bash \"$0\" 2>&1"])
            .arg(name)
            .current_dir(&folder)
            .envs([("LC_ALL", "C.UTF-8"), ("HOME", "/home/user")])
            .stdin(Stdio::null())
            .output()
            .context("/usr/bin/bash cannot be run")?;
        let mut said = output.stdout;
        said.extend_from_slice(format!("status {}\n", output.status.code().unwrap_or(-1)).as_bytes());
        let expected = script.with_extension("expected");
        if record {
            fs::write(&expected, &said).with_context(|| expected.display().to_string())?;
        } else if fs::read(&expected).ok().as_ref() != Some(&said) {
            wrong.push(name.to_string_lossy().into_owned());
        }
    }
    if !wrong.is_empty() {
        bail!("bash says something else than is written down for: {}", wrong.join(", "));
    }
    println!("{} golden cases {}", scripts.len(), if record { "recorded" } else { "are as bash has them" });
    Ok(())
}
