//! Commands that are no part of the shell: how they are found, started and remembered.

use super::children::ChildWait;
use super::{Fault, Temporary, Vm};
use crate::builtins;
use crate::ir::Tail;
use crate::state::options::{Set, Shopt};
use crate::state::symbol::known;
use crate::state::text::Text;
use bashwit_kernel::exec::{self, ExecError, Executable};
use bashwit_kernel::{Environment, Errno, FdTable};
use bashwit_syntax::quote;
use std::rc::Rc;

/// Where `command -p` looks.
const STANDARD_PATH: &[u8] = b"/bin:/usr/bin:/usr/sbin:/sbin:/etc:/usr/etc";

/// How a name is looked up (`command`, `builtin`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lookup {
    /// Functions do not count.
    pub no_functions: bool,
    /// `command -p`: the standard path.
    pub standard_path: bool,
}

impl Vm {
    /// Runs a program, a host command or a script.
    pub(crate) fn run_external(
        &mut self,
        args: Vec<Text>,
        temporaries: Vec<Temporary>,
        tail: Tail,
        lookup: Lookup,
    ) -> Result<(), Fault> {
        self.state.last_argument = args.last().cloned().unwrap_or_default();
        if self.is_restricted() && args[0].contains(&b'/') {
            self.report(&[&args[0], &b": restricted: cannot specify `/' in command names"[..]].concat());
            self.state.status = 1;
            return Ok(());
        }
        let found = self.find_executable(&args[0], lookup.standard_path, &temporaries);
        let what = match found {
            Ok(what) => what,
            Err(error) => return self.not_found(args, temporaries, &error),
        };
        if let Executable::Host(name) = &what {
            return self.run_host(name.clone(), args, temporaries);
        }
        let mut env = self.environment_with(temporaries);
        let argv: Vec<Vec<u8>> = args.into_iter().map(Text::into_vec).collect();
        if tail != Tail::No && self.may_be_replaced() {
            if tail == Tail::Shell {
                builtins::leave_level(&mut env);
            }
            return self.become_program(&what, argv, env);
        }
        self.spawn_program(&what, argv, env)
    }

    /// Whether a program may take the place of this process.
    fn may_be_replaced(&self) -> bool {
        self.frames.len() == 1
            && !self.is_session()
            && !self.state.traps.runs_any()
            && self.frames.first().is_some_and(|frame| frame.conditions == self.conditions)
            && self.lists.is_empty()
    }

    /// Lets a program take the place of this process (`exec`, or the last command).
    pub(crate) fn become_program(
        &mut self,
        what: &Executable,
        argv: Vec<Vec<u8>>,
        env: Rc<Environment>,
    ) -> Result<(), Fault> {
        if self.process.fds().has_close_on_exec() {
            self.process.change_fds(FdTable::close_on_exec);
        }
        let name = shown_name(what, &argv);
        match exec::code(&self.kernel, &self.process, what, argv, env) {
            Ok(code) => {
                self.process.caught.set(0);
                self.process.has_last_words.set(false);
                self.replaced_by = Some(code);
                // The loop of `poll` sees it before the next operation.
                self.pc = usize::MAX;
                self.budget = 0;
                Ok(())
            }
            Err(error) => {
                self.report_exec(&name, &error);
                Err(Fault::Exit(error.status()))
            }
        }
    }

    /// Runs a program as a child and waits for it.
    pub(crate) fn spawn_program(
        &mut self,
        what: &Executable,
        argv: Vec<Vec<u8>>,
        env: Rc<Environment>,
    ) -> Result<(), Fault> {
        if !self.kernel.may_fork() {
            self.report(b"fork: Resource temporarily unavailable");
            self.state.status = 254;
            return Err(Fault::Discard(254));
        }
        let child = self.process.fork(&self.kernel);
        if child.fds().has_close_on_exec() {
            child.change_fds(FdTable::close_on_exec);
        }
        let name = shown_name(what, &argv);
        match exec::code(&self.kernel, &child, what, argv, env) {
            Ok(code) => {
                self.kernel.start(&child, code);
                self.wait = Some(Box::new(ChildWait::foreground(child)));
                Ok(())
            }
            Err(error) => {
                child.change_fds(|fds| *fds = FdTable::default());
                self.kernel.reap(child.pid);
                self.report_exec(&name, &error);
                self.state.status = error.status();
                Ok(())
            }
        }
    }

    /// Finds what a command name means outside of the shell.
    pub(crate) fn find_executable(
        &mut self,
        name: &[u8],
        standard_path: bool,
        temporaries: &[Temporary],
    ) -> Result<Executable, ExecError> {
        let temporary = temporaries
            .iter()
            .rev()
            .find(|(symbol, ..)| *symbol == known::PATH)
            .map(|(_, value, _)| value.clone());
        if let (None, Some((path, _))) = (&temporary, self.state.hash.get(name)) {
            let path = path.clone();
            let found = exec::find(&self.kernel, &self.process, &path, None);
            let checks = self.state.options.shopt(Shopt::CheckHash) || self.state.options.has(Set::Posix);
            if found.is_ok() || !checks {
                if let Some(entry) = Rc::make_mut(&mut self.state.hash).get_mut(name) {
                    entry.1 += 1;
                }
                return found;
            }
            Rc::make_mut(&mut self.state.hash).remove(name);
        }
        let own_path = temporary.is_some();
        let path = match temporary {
            _ if standard_path => Text::from(STANDARD_PATH),
            Some(path) => path,
            None => self.variable(known::PATH).unwrap_or_default(),
        };
        let found = exec::find(&self.kernel, &self.process, name, Some(&path)).map_err(|mut error| {
            if path.is_empty() {
                // Without `PATH` a name is that of a file here.
                error.path.get_or_insert_with(|| name.to_vec());
            }
            error
        })?;
        if standard_path || !own_path {
            self.remember_command(name, &found, &path);
        }
        Ok(found)
    }

    /// Remembers where a command was found along `PATH`.
    fn remember_command(&mut self, name: &[u8], found: &Executable, path: &[u8]) {
        if !self.state.options.has(Set::HashAll) || name.contains(&b'/') {
            return;
        }
        let full: Text = match found {
            Executable::File(full) if !full.starts_with(b"./") => Text::from(&**full),
            Executable::Program(_) => {
                let mut directories = path.split(|&byte| byte == b':');
                let own = directories.find(|directory| matches!(*directory, b"/usr/bin" | b"/bin"));
                [own.unwrap_or(b"/usr/bin"), b"/", name].concat().into()
            }
            _ => return,
        };
        self.state.remember_path(Text::from(name), full, 1);
    }

    /// The environment with the assignments before a command.
    pub(crate) fn environment_with(&mut self, temporaries: Vec<Temporary>) -> Rc<Environment> {
        let env = self.environment();
        if temporaries.is_empty() {
            return env;
        }
        let mut env = (*env).clone();
        for (name, value, append) in temporaries {
            if self.is_readonly(name) {
                continue;
            }
            let key = self.state.symbols.name(name).to_vec();
            let Ok(value) = self.temporary_value(name, value, append) else { continue };
            let text = value.to_text();
            match env.binary_search_by(|(known, _)| known.cmp(&key)) {
                Ok(at) => env[at].1 = text.into_vec(),
                Err(at) => env.insert(at, (key, text.into_vec())),
            }
        }
        Rc::new(env)
    }

    /// A name that means nothing: `command_not_found_handle`, or bash's message.
    fn not_found(
        &mut self,
        args: Vec<Text>,
        temporaries: Vec<Temporary>,
        error: &ExecError,
    ) -> Result<(), Fault> {
        let name = args[0].clone();
        if error.path.is_none()
            && error.errno == Errno::ENOENT
            && let Some(handler) = self.state.function(b"command_not_found_handle")
        {
            let mut call = vec![Text::from(b"command_not_found_handle")];
            call.extend(args);
            // The handler has a process of its own, as the command would have had.
            let (process, mut child) = self.fork(Rc::default())?;
            child.state.subshell = self.state.subshell;
            child.call_function(handler, call, temporaries)?;
            self.kernel.start(&process, child.into_code());
            self.wait = Some(Box::new(ChildWait::foreground(process)));
            return Ok(());
        }
        // A command that was found once is named by its place.
        let hashed = self.state.hash.get(&name).filter(|(path, _)| error.path.as_deref() == Some(path));
        let name = hashed.map_or(name.clone(), |(path, _)| path.clone());
        self.report_exec(&name, error);
        self.state.status = error.status();
        Ok(())
    }

    /// Why a command cannot run, as bash words it.
    pub(crate) fn report_exec(&mut self, name: &[u8], error: &ExecError) {
        let mut message = error.path.clone().unwrap_or_else(|| name.to_vec());
        match (error.errno, &error.path) {
            (Errno::ENOENT, None) => {
                if quote::needs_ansi_c(name, self.state.charset()) {
                    message = quote::ansi_c(name, self.state.charset());
                }
                message.extend_from_slice(b": command not found");
            }
            (Errno::ENOENT, Some(path)) if path.as_slice() != name => {
                message = [name, b": cannot execute: required file not found"].concat();
            }
            // What `PATH` led to is named by its place.
            (errno, Some(path))
                if path.as_slice() != name
                    && errno != Errno::ENOEXEC
                    && !path.ends_with(&[b"/", name].concat()) =>
            {
                let errno = if errno == Errno::EISDIR { Errno::EACCES } else { errno };
                let reason = errno.message().as_bytes();
                let message = [name, b": ", path, b": bad interpreter: ", reason].concat();
                return self.report_system(&message);
            }
            (Errno::EISDIR, _) => message.extend_from_slice(b": Is a directory"),
            (Errno::ENOEXEC, _) => {
                message.extend_from_slice(b": cannot execute binary file: Exec format error")
            }
            (errno, _) => {
                message.extend_from_slice(b": ");
                message.extend_from_slice(errno.message().as_bytes());
            }
        }
        self.report(&message);
    }
}

/// What messages call a program that cannot run: the path that was found.
fn shown_name(what: &Executable, argv: &[Vec<u8>]) -> Vec<u8> {
    match what {
        Executable::File(path) => path.to_vec(),
        _ => argv.first().cloned().unwrap_or_default(),
    }
}
