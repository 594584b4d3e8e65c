//! `bashwit-bench SCRIPT DATA-FOLDER NAMES`: runs a script in the component and times it.
//!
//! NAMES, with commas between, are files and folders of DATA-FOLDER that the script finds in
//! its working directory. They are loaded first; the seconds that a new instance and the run
//! take are written to the file that `BENCH_TIMEFILE` names.

use anyhow::{Context, Result, bail};
use bashwit::{Script, Shell, ShellBuilder};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

fn main() -> Result<ExitCode> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [script, folder, names] = &args[..] else { bail!("usage: bashwit-bench SCRIPT DATA-FOLDER NAMES") };
    let text = std::fs::read(script).with_context(|| script.clone())?;
    let mut builder = Shell::builder();
    for name in names.split(',').filter(|name| !name.is_empty()) {
        builder = load(builder, &Path::new(folder).join(name), name)?;
    }
    let files = Arc::clone(builder.build()?.fs().file_system());

    let start = Instant::now();
    let shell = Shell::builder().fs(files).env("LC_ALL", "C").args([script.as_str()]).build()?;
    let output = shell.run(Script::file(text))?;
    let seconds = start.elapsed().as_secs_f64();
    if let Some(file) = std::env::var_os("BENCH_TIMEFILE") {
        std::fs::write(file, seconds.to_string())?;
    }
    std::io::stdout().write_all(&output.stdout)?;
    std::io::stderr().write_all(&output.stderr)?;
    Ok(ExitCode::from(output.status))
}

fn load(mut builder: ShellBuilder, from: &Path, to: &str) -> Result<ShellBuilder> {
    if !from.is_dir() {
        let bytes = std::fs::read(from).with_context(|| from.display().to_string())?;
        return Ok(builder.file(to, bytes));
    }
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_str().with_context(|| format!("{}: not UTF-8", entry.path().display()))?;
        builder = load(builder, &entry.path(), &format!("{to}/{name}"))?;
    }
    Ok(builder)
}
