//! Starting programs by name: search along `PATH`, scripts with `#!`, host commands.

use crate::context::Context;
use crate::files::Files;
use crate::kernel::{Kernel, LocalFuture};
use crate::process::{Environment, Process};
use crate::program::{ExitStatus, Program};
use crate::{Errno, host};
use std::rc::Rc;

/// Where the guest's own programs are found.
const PROGRAM_DIRECTORIES: [&[u8]; 2] = [b"/usr/bin", b"/bin"];

/// How many scripts may be one another's interpreters, as on Linux.
const MAX_INTERPRETERS: usize = 5;

/// What a command name turned out to be.
#[derive(Clone)]
pub enum Executable {
    /// A program of the guest.
    Program(Program),
    /// A command of the host.
    Host(Rc<str>),
    /// A file of the virtual tree: its path, to be run by its `#!` line or as a script.
    File(Rc<[u8]>),
}

/// A failed look-up: a name that is not found at all has `ENOENT` without path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExecError {
    /// Why.
    pub errno: Errno,
    /// The file that was found but cannot run.
    pub path: Option<Vec<u8>>,
}

impl ExecError {
    /// 127 where nothing was found, 126 where it cannot run.
    pub fn status(&self) -> u8 {
        if self.errno == Errno::ENOENT { 127 } else { 126 }
    }
}

/// Finds what `name` means: with a `/` a path, else along `path` (colon-separated).
pub fn find(
    kernel: &Kernel,
    process: &Process,
    name: &[u8],
    path: Option<&[u8]>,
) -> Result<Executable, ExecError> {
    if name.contains(&b'/') {
        return by_path(kernel, process, name);
    }
    if let Ok(text) = std::str::from_utf8(name)
        && kernel.has_host_command(process, name)
    {
        return Ok(Executable::Host(text.into()));
    }
    let mut refused = None;
    for directory in path.unwrap_or(b"/usr/bin:/bin").split(|&byte| byte == b':') {
        if PROGRAM_DIRECTORIES.contains(&directory)
            && let Some(program) = kernel.program(name)
        {
            return Ok(Executable::Program(program));
        }
        let mut candidate = if directory.is_empty() { b".".to_vec() } else { directory.to_vec() };
        candidate.push(b'/');
        candidate.extend_from_slice(name);
        if let Ok(metadata) = Files::new(kernel, process).stat(&candidate) {
            if metadata.is_dir() {
                continue;
            }
            if metadata.mode & 0o111 != 0 {
                return Ok(Executable::File(candidate.into()));
            }
            refused = refused.or(Some(candidate));
        }
    }
    match refused {
        Some(path) => Err(ExecError { errno: Errno::EACCES, path: Some(path) }),
        None => Err(ExecError { errno: Errno::ENOENT, path: None }),
    }
}

fn by_path(kernel: &Kernel, process: &Process, name: &[u8]) -> Result<Executable, ExecError> {
    let files = Files::new(kernel, process);
    let fail = |errno| ExecError { errno, path: Some(name.to_vec()) };
    let resolved = files.resolve(name).map_err(fail)?;
    if let Some((directory, base)) = resolved.path.rsplit_once('/')
        && PROGRAM_DIRECTORIES.contains(&directory.as_bytes())
        && let Some(program) = kernel.program(base.as_bytes())
    {
        return Ok(Executable::Program(program));
    }
    let metadata = files.stat(name).map_err(fail)?;
    if metadata.is_dir() {
        return Err(fail(Errno::EISDIR));
    }
    if metadata.mode & 0o111 == 0 {
        return Err(fail(Errno::EACCES));
    }
    // A link to a program of the guest is that program.
    if let Ok(real) = files.canonicalize(name)
        && real != resolved.path
        && let Some(program) = real.rsplit_once('/').and_then(|(directory, base)| {
            PROGRAM_DIRECTORIES.contains(&directory.as_bytes()).then(|| kernel.program(base.as_bytes()))?
        })
    {
        return Ok(Executable::Program(program));
    }
    Ok(Executable::File(name.into()))
}

/// The command line that runs a file: its `#!` interpreter, which may be a script too, or the
/// shell. `EACCES` where it cannot be read, `ENOEXEC` where it is binary.
pub fn script_command(
    kernel: &Kernel,
    process: &Process,
    file: &[u8],
    args: &[Vec<u8>],
) -> Result<(Executable, Vec<Vec<u8>>), ExecError> {
    let (mut found, mut command) = interpreter(kernel, process, file, args)?;
    for _ in 1..MAX_INTERPRETERS {
        let Executable::File(script) = &found else { return Ok((found, command)) };
        (found, command) = interpreter(kernel, process, &script.clone(), &command)?;
    }
    match found {
        Executable::File(script) => Err(ExecError { errno: Errno::ELOOP, path: Some(script.to_vec()) }),
        found => Ok((found, command)),
    }
}

/// What separates words on a `#!` line: a carriage return does not.
fn is_blank(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

fn trim_blanks(line: &[u8]) -> &[u8] {
    let start = line.iter().position(|byte| !is_blank(byte)).unwrap_or(line.len());
    let end = line.iter().rposition(|byte| !is_blank(byte)).map_or(start, |last| last + 1);
    &line[start..end]
}

/// Whether a file is no script: it is for the processor, or has a NUL byte in its first line, as far as
/// bash looks (behind `#!`, in any line).
pub fn is_binary(text: &[u8]) -> bool {
    let sample = &text[..text.len().min(80)];
    let mut line = sample.split(|&byte| byte == b'\n' && !sample.starts_with(b"#!"));
    sample.starts_with(b"\x7fELF") || line.next().is_some_and(|line| line.contains(&0))
}

/// One step of `script_command`.
fn interpreter(
    kernel: &Kernel,
    process: &Process,
    file: &[u8],
    args: &[Vec<u8>],
) -> Result<(Executable, Vec<Vec<u8>>), ExecError> {
    let fail = |errno| ExecError { errno, path: Some(file.to_vec()) };
    let text = Files::new(kernel, process).read_file(file).map_err(fail)?;
    let rest = args.get(1..).unwrap_or_default();
    let first_line = text.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let (interpreter, option) = match first_line.strip_prefix(b"#!").map(trim_blanks) {
        Some(line) if !line.is_empty() => {
            let end = line.iter().position(is_blank).unwrap_or(line.len());
            (line[..end].to_vec(), trim_blanks(&line[end..]).to_vec())
        }
        // The system finds no name.
        Some(_) if first_line.len() == text.len() => return Err(fail(Errno::EACCES)),
        _ if is_binary(&text) => return Err(fail(Errno::ENOEXEC)),
        _ => (b"/bin/bash".to_vec(), Vec::new()),
    };
    let mut command = vec![interpreter.clone()];
    if !option.is_empty() {
        command.push(option);
    }
    command.push(file.to_vec());
    command.extend_from_slice(rest);
    let found = by_path(kernel, process, &interpreter)
        .map_err(|error| ExecError { errno: error.errno, path: Some(interpreter.clone()) })?;
    Ok((found, command))
}

/// The code of an executable, to become that of `process`.
pub fn code(
    kernel: &Kernel,
    process: &Rc<Process>,
    what: &Executable,
    args: Vec<Vec<u8>>,
    env: Rc<Environment>,
) -> Result<LocalFuture<ExitStatus>, ExecError> {
    let (what, args) = match what {
        Executable::File(file) => script_command(kernel, process, file, &args)?,
        other => (other.clone(), args),
    };
    let context = Context { kernel: kernel.clone(), process: process.clone(), args: args.into(), env };
    Ok(match what {
        Executable::Program(program) => (program.main)(context),
        Executable::Host(name) => Box::pin(host::run(context, name, None)),
        Executable::File(_) => unreachable_file(),
    })
}

/// `script_command` never gives a file again.
fn unreachable_file() -> LocalFuture<ExitStatus> {
    Box::pin(async { ExitStatus::Exited(126) })
}

impl Context {
    /// Starts a command line as a child, found along this process's `PATH`. `prepare` may
    /// change the child's descriptors or directory before it runs.
    pub fn spawn(
        &self,
        args: Vec<Vec<u8>>,
        prepare: impl FnOnce(&Process),
    ) -> Result<Rc<Process>, ExecError> {
        self.spawn_with(args, self.env.clone(), prepare)
    }

    /// As `spawn`, with another environment.
    pub fn spawn_with(
        &self,
        args: Vec<Vec<u8>>,
        env: Rc<Environment>,
        prepare: impl FnOnce(&Process),
    ) -> Result<Rc<Process>, ExecError> {
        let name = args.first().cloned().unwrap_or_default();
        if !self.kernel.may_fork() {
            return Err(ExecError { errno: Errno::EAGAIN, path: None });
        }
        let search = env.iter().find(|(known, _)| known == b"PATH").map(|(_, value)| value.clone());
        let what = find(&self.kernel, &self.process, &name, search.as_deref())?;
        let child = self.process.fork(&self.kernel);
        prepare(&child);
        if child.fds().has_close_on_exec() {
            child.change_fds(crate::fd::FdTable::close_on_exec);
        }
        match code(&self.kernel, &child, &what, args, env) {
            Ok(code) => {
                self.kernel.start(&child, code);
                Ok(child)
            }
            Err(error) => {
                child.close_all();
                self.kernel.reap(child.pid);
                Err(error)
            }
        }
    }

    /// Becomes another program, found along the `PATH` of its environment; comes back only where
    /// it cannot.
    pub async fn exec(&self, args: Vec<Vec<u8>>, env: Rc<Environment>) -> ExecError {
        let name = args.first().cloned().unwrap_or_default();
        let search = env.iter().find(|(known, _)| known == b"PATH").map(|(_, value)| value.clone());
        let found = find(&self.kernel, &self.process, &name, search.as_deref());
        match found.and_then(|what| code(&self.kernel, &self.process, &what, args, env)) {
            Ok(code) => {
                self.kernel.start(&self.process, code);
                std::future::pending().await
            }
            Err(error) => error,
        }
    }

    /// Runs a command line to its end.
    pub async fn run(&self, args: Vec<Vec<u8>>) -> Result<ExitStatus, ExecError> {
        let child = self.spawn(args, |_| ())?;
        Ok(self.wait(&child).await)
    }

    /// Waits until a child has ended, and takes it out of the table.
    pub async fn wait(&self, child: &Rc<Process>) -> ExitStatus {
        let status = self.kernel.wait_ended(child).await;
        self.kernel.reap(child.pid);
        status
    }
}
