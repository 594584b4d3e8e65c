//! Real programs, unmodified, must do in bashwit what they do in bash.
//!
//! A driver `drivers/NAME.sh` is a script that uses a program which a package of Debian brings,
//! or one that is written here (`drivers/NAME/`, which is copied into the home directory). A line
//! `# Needs: PACKAGE: PATH…` says what of this machine it must find; in bashwit these paths are
//! copied into the tree of the shell. `# Prepare: COMMAND` runs on this machine before all else.
//! Each driver runs in a home directory of its own, which has the same path in bash and in
//! bashwit, so that what both print can be compared byte by byte.

#![cfg(unix)]

use bashwit_vfs::{FileSystem, FileSystemExt, RealDirFs};
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const BASH: &str = "/usr/bin/bash";

/// A driver, and the home directory it runs in.
#[derive(Debug)]
pub struct Case {
    /// `NAME`
    pub name: String,
    /// Its text; it runs as `NAME.sh`.
    pub script: Vec<u8>,
    /// Packages, and what must be there of each.
    needs: Vec<(String, Vec<PathBuf>)>,
    /// Runs in the home directory before all else.
    prepare: Option<String>,
    home: TempDir,
}

/// What a run left.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: Vec<u8>,
    /// The exit status.
    pub status: i32,
}

impl Case {
    fn read(script: &Path) -> io::Result<Case> {
        let name = script.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let home = tempfile::Builder::new().prefix("bashwit-").tempdir()?;
        std::fs::copy(script, home.path().join(format!("{name}.sh")))?;
        let files = script.with_extension("");
        if files.is_dir() {
            for entry in std::fs::read_dir(files)? {
                let entry = entry?;
                std::fs::copy(entry.path(), home.path().join(entry.file_name()))?;
            }
        }
        let script = std::fs::read(script)?;
        let text = String::from_utf8_lossy(&script);
        let needs = text
            .lines()
            .filter_map(|line| line.strip_prefix("# Needs: ")?.split_once(": "))
            .map(|(package, paths)| (package.to_owned(), paths.split(' ').map(PathBuf::from).collect()))
            .collect();
        let prepare = text.lines().find_map(|line| line.strip_prefix("# Prepare: ")).map(str::to_owned);
        Ok(Case { name, needs, prepare, home, script })
    }

    /// The packages that are not installed.
    fn missing(&self) -> Vec<&str> {
        let missing = self.needs.iter().filter(|(_, paths)| !paths.iter().all(|path| path.exists()));
        missing.map(|(package, _)| package.as_str()).collect()
    }

    fn prepare(&self) -> io::Result<()> {
        let Some(command) = &self.prepare else { return Ok(()) };
        let output = Command::new(BASH).args(["-c", command]).current_dir(self.home.path()).output()?;
        let said = || String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() { Ok(()) } else { Err(io::Error::other(said())) }
    }

    /// `$0` of the driver.
    pub fn file(&self) -> String {
        format!("{}.sh", self.name)
    }

    /// The home directory, in which the driver starts.
    pub fn home(&self) -> String {
        self.home.path().to_string_lossy().into_owned()
    }

    /// The whole environment.
    pub fn env(&self) -> Vec<(String, String)> {
        let home = self.home();
        let fixed = [("PATH", "/usr/local/bin:/bin:/usr/bin"), ("USER", "user"), ("LANG", "C.UTF-8")];
        let fixed = fixed.map(|(name, value)| (name.to_owned(), value.to_owned()));
        fixed.into_iter().chain([("HOME".to_owned(), home)]).collect()
    }

    /// Puts what the driver needs into the tree of a shell.
    pub fn fill(&self, files: &dyn FileSystem) -> Result<(), bashwit_vfs::Error> {
        let paths = self.needs.iter().flat_map(|(_, paths)| paths);
        paths.map(PathBuf::as_path).chain([self.home.path()]).try_for_each(|path| copy(path, files))
    }

    /// What bash makes of the driver.
    fn reference(&self) -> io::Result<Outcome> {
        let mut command = Command::new(BASH);
        command.arg(self.file()).current_dir(self.home.path()).env_clear().envs(self.env());
        let output = command.stdin(Stdio::null()).output()?;
        let status = output.status.code().unwrap_or(-1);
        Ok(Outcome { stdout: output.stdout, stderr: output.stderr, status })
    }
}

/// Copies a file or directory of this machine to the same path of a tree.
fn copy(path: &Path, files: &dyn FileSystem) -> Result<(), bashwit_vfs::Error> {
    let text = path.to_string_lossy();
    let fail = |code: bashwit_vfs::ErrorCode| code.at("copy", &text);
    if path.is_dir() {
        files.create_dir_all(&text)?;
        return RealDirFs::open(path).map_err(fail)?.copy_tree("/", files, &text);
    }
    let metadata = path.metadata().map_err(|error| fail(bashwit_vfs::ErrorCode::from_io(&error)))?;
    let bytes = std::fs::read(path).map_err(|error| fail(bashwit_vfs::ErrorCode::from_io(&error)))?;
    if let Some((directory, _)) = text.rsplit_once('/').filter(|(directory, _)| !directory.is_empty()) {
        files.create_dir_all(directory)?;
    }
    files.write_file(&text, &bytes).map_err(fail)?;
    files.set_mode(&text, metadata.permissions().mode() & 0o7777).map_err(fail)
}

/// All drivers, by name.
pub fn cases() -> io::Result<Vec<Case>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("drivers");
    let mut paths = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension() == Some(OsStr::new("sh")));
    paths.sort();
    paths.iter().map(|path| Case::read(path)).collect()
}

/// Runs every driver in bash and, by `run`, in another shell, and gives their number, or a text
/// about those that do not end alike; `shell` is what the text calls it. A driver whose package is
/// missing is passed over, but not where `CI` is set.
pub fn compare(shell: &str, mut run: impl FnMut(&Case) -> Outcome) -> Result<usize, String> {
    if !is_reference() {
        return passed_over("bash 5.2 is missing").map(|()| 0);
    }
    let (mut count, mut wrong) = (0, String::new());
    for case in cases().map_err(|error| error.to_string())? {
        let missing = case.missing();
        if !missing.is_empty() {
            let message = format!("{}: not installed: {}", case.name, missing.join(" "));
            if let Err(message) = passed_over(&message) {
                let _ = writeln!(wrong, "{message}");
            }
            continue;
        }
        count += 1;
        let both = case.prepare().map(|()| run(&case)).and_then(|found| Ok((case.reference()?, found)));
        match both {
            Ok((expected, found)) => describe(&case.name, shell, &expected, &found, &mut wrong),
            Err(error) => {
                let _ = writeln!(wrong, "{}: {error}", case.name);
            }
        }
    }
    if wrong.is_empty() { Ok(count) } else { Err(wrong) }
}

/// Says what is not tested; in CI that is a failure.
fn passed_over(message: &str) -> Result<(), String> {
    if std::env::var_os("CI").is_some() {
        return Err(message.to_owned());
    }
    eprintln!("passed over: {message}");
    Ok(())
}

fn is_reference() -> bool {
    let version = Command::new(BASH).args(["-c", "echo $BASH_VERSION"]).output();
    version.is_ok_and(|output| output.stdout.starts_with(b"5.2."))
}

/// Appends the first lines that differ.
fn describe(name: &str, shell: &str, expected: &Outcome, found: &Outcome, wrong: &mut String) {
    let streams = [("output", &expected.stdout, &found.stdout), ("errors", &expected.stderr, &found.stderr)];
    for (stream, expected, found) in streams {
        if expected == found {
            continue;
        }
        let (expected, found) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(found));
        let (expected, found): (Vec<_>, Vec<_>) = (expected.lines().collect(), found.lines().collect());
        let same = expected.iter().zip(&found).take_while(|(one, other)| one == other).count();
        let [expected, found] =
            [expected.get(same), found.get(same)].map(|line| line.unwrap_or(&"(nothing)"));
        let place = format!("{name}, line {} of the {stream}", same + 1);
        let _ = writeln!(wrong, "{place}:\n  bash:    {expected}\n  {shell}: {found}");
    }
    if expected.status != found.status {
        let _ =
            writeln!(wrong, "{name}, status:\n  bash:    {}\n  {shell}: {}", expected.status, found.status);
    }
}
