//! Runs a script in a shell: bash, the interpreter linked in, or the `bashwit` command.

use bashwit_kernel::testing::NativeSystem;
use bashwit_kernel::{Kernel, Limits, ProgramTable};
use bashwit_shell::session::Input;
use bashwit_shell::{Session, SessionOptions};
use bashwit_vfs::Layout;
use std::fs::{self, File};
use std::io;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// What a script is called, seen from the directory that it runs in.
pub const NAME: &str = "../s";
/// Nothing is there: scripts have the builtins and their own functions.
const ENVIRONMENT: [(&str, &str); 3] = [("HOME", "/home/nobody"), ("LANG", "C.UTF-8"), ("PATH", "/nowhere")];
/// Runs `$0` without the descriptors that whoever called this may have left open.
const ALONE: &str = "exec \"$0\" \"$1\" 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-";
/// No script needs as long.
const TIME: Duration = Duration::from_secs(5);

/// What a script did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The exit status, as a shell gives it.
    pub status: i32,
    /// Standard output.
    pub stdout: Vec<u8>,
    /// Standard error.
    pub stderr: Vec<u8>,
}

/// Which bashwit is compared with bash.
#[derive(Debug, Clone)]
pub enum Shell {
    /// The interpreter that is linked in.
    Native,
    /// The `bashwit` command.
    Component(PathBuf),
}

/// The version of `/usr/bin/bash`, such as `5.2.15(1)-release`.
pub fn bash_version() -> Option<String> {
    let said = Command::new("/usr/bin/bash").args(["-c", "echo $BASH_VERSION"]).output().ok()?;
    Some(String::from_utf8_lossy(&said.stdout).trim().to_owned())
}

/// A folder that a script of bash runs in, and nothing else of the machine that it could name.
#[derive(Debug)]
pub struct Scratch {
    folder: tempfile::TempDir,
}

impl Scratch {
    /// A new one.
    pub fn new() -> io::Result<Self> {
        Ok(Self { folder: tempfile::tempdir()? })
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs a script in bash.
    pub fn bash(&self, script: &[u8]) -> io::Result<Outcome> {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", ALONE, "/usr/bin/bash", NAME]).env_clear().envs(ENVIRONMENT);
        self.run(command, script)
    }

    /// Runs a script in bashwit.
    pub fn bashwit(&self, shell: &Shell, script: &[u8]) -> io::Result<Outcome> {
        let Shell::Component(program) = shell else { return Ok(native(script)) };
        let mut command = Command::new(program);
        for (name, value) in ENVIRONMENT {
            command.arg("--env").arg(format!("{name}={value}"));
        }
        command.arg(NAME);
        self.run(command, script)
    }

    fn run(&self, mut command: Command, script: &[u8]) -> io::Result<Outcome> {
        let work = self.path("w");
        if work.exists() {
            fs::remove_dir_all(&work)?;
        }
        fs::create_dir(&work)?;
        fs::write(self.path("s"), script)?;
        let (out, err) = (self.path("out"), self.path("err"));
        command.current_dir(&work).stdin(Stdio::null()).process_group(0);
        command.stdout(File::create(&out)?).stderr(File::create(&err)?);
        let mut child = command.spawn()?;
        let status = within(TIME, child.id(), || child.wait())?;
        let status = status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or(0));
        Ok(Outcome { status, stdout: read(&out)?, stderr: read(&err)? })
    }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

/// Waits for what `wait` waits for; kills the group of processes when it takes too long.
fn within<T>(time: Duration, group: u32, wait: impl FnOnce() -> T) -> T {
    let over = (Mutex::new(false), Condvar::new());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let guard = over.0.lock().unwrap_or_else(PoisonError::into_inner);
            let waited = over.1.wait_timeout_while(guard, time, |over| !*over);
            if waited.is_ok_and(|(_, result)| result.timed_out()) {
                let _ = Command::new("/bin/kill").args(["-KILL", "--", &format!("-{group}")]).status();
            }
        });
        let result = wait();
        *over.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        over.1.notify_all();
        result
    })
}

/// Runs a script in this process.
fn native(script: &[u8]) -> Outcome {
    let run = || run_native(script);
    match std::panic::catch_unwind(run) {
        Ok(outcome) => outcome,
        Err(_) => Outcome { status: -1, stdout: Vec::new(), stderr: b"the interpreter panicked\n".to_vec() },
    }
}

fn run_native(script: &[u8]) -> Outcome {
    let table = ProgramTable::new(vec![bashwit_shell::PROGRAMS]);
    let Ok(files) = Layout::new().build() else {
        return Outcome { status: -2, stdout: Vec::new(), stderr: b"no files\n".to_vec() };
    };
    let system = Rc::new(NativeSystem::captured(Arc::new(files), b""));
    let kernel = Kernel::new(system.clone(), table);
    kernel.set_limits(Limits {
        max_commands: Some(100_000),
        max_loop_iterations: Some(100_000),
        max_output_bytes: Some(4 << 20),
        deadline_ns: Some(TIME.as_nanos() as u64),
        ..Limits::default()
    });
    let options = SessionOptions {
        env: ENVIRONMENT.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec(),
        cwd: "/home/user".to_owned(),
        args: vec![NAME.to_owned()],
        ..SessionOptions::default()
    };
    let mut session = Session::new(kernel.clone(), &options);
    let status = match session.run(Input::Script(script.into())) {
        Ok(outcome) => i32::from(session.finish().unwrap_or(outcome.status)),
        Err(_) => -3,
    };
    let _ = session.settle(None);
    drop(session);
    kernel.shut_down();
    let (stdout, stderr) = system.take_output();
    Outcome { status, stdout, stderr }
}
