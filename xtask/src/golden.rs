//! `cargo xtask spec --verify`: the golden cases of `tests/spec`, run by bash itself.

use anyhow::{Context, Result, bail};
use bashwit_golden::Case;
use std::process::{Command, Stdio};

/// Compares every case with what bash says, or writes that down.
pub fn main(record: bool) -> Result<()> {
    if !record {
        let count = bashwit_golden::compare("now", |case| match report(case) {
            Ok(report) => report,
            Err(error) => format!("{error:#}\n").into_bytes(),
        });
        match count {
            Ok(count) => println!("{count} golden cases are as bash has them"),
            Err(wrong) => bail!("bash says something else than is written down:\n{wrong}"),
        }
        return Ok(());
    }
    let mut count = 0;
    for topic in bashwit_golden::topics()? {
        let reports = topic.cases.iter().map(report).collect::<Result<Vec<_>>>()?;
        bashwit_golden::record(&topic, &reports).with_context(|| topic.path.display().to_string())?;
        count += reports.len();
    }
    println!("{count} golden cases recorded");
    Ok(())
}

/// Runs the script `$0` with one stream, so that output and errors keep their order, and none of the
/// descriptors that whoever called xtask may have left open.
const ALONE: &str = "exec /usr/bin/bash \"$0\" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-";

/// What bash makes of a case, in an empty folder.
fn report(case: &Case) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    bashwit_golden::stage(folder.path(), case)?;
    let output = Command::new("/usr/bin/bash")
        .args(["-c", ALONE, &case.file])
        .current_dir(folder.path())
        .env_clear()
        .envs([("LC_ALL", "C.UTF-8"), ("HOME", "/home/user"), ("USER", "user")])
        .env("PATH", "/usr/local/bin:/bin:/usr/bin")
        .stdin(Stdio::null())
        .output()
        .context("/usr/bin/bash cannot be run")?;
    Ok(Case::report(&output.stdout, output.status.code().unwrap_or(-1)))
}
