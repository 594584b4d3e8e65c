//! Simple commands: what a name means, and running it.

use super::children::ChildWait;
use super::frame::Call as FunctionCall;
use super::{Block, Done, Fault, FrameKind, Vm, Wait};
use crate::builtins::{self, Builtin};
use crate::compile;
use crate::ir::{Call, Function, Op, Tail};
use crate::state::options::{Set, Shopt};
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::traps::Condition;
use crate::state::value::{Attrs, Scalar, Variable};
use crate::state::vars::ScopeKind;
use bashwit_kernel::exec::{self, ExecError, Executable};
use bashwit_kernel::{Environment, Errno, FdTable, OpenFile};
use bashwit_syntax::quote;
use std::rc::Rc;
use std::task::Poll;

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
    /// Runs the fields since the last mark as a simple command.
    pub(crate) fn execute(&mut self, at: u32) -> Result<(), Fault> {
        let mark = self.marks.pop().unwrap_or_default();
        let args = self.fields.split_off(mark.min(self.fields.len()));
        let temporary_mark = self.temporary_marks.pop().unwrap_or_default();
        let temporaries = self.temporaries.split_off(temporary_mark.min(self.temporaries.len()));
        let code = self.code.clone();
        let Some(call) = code.calls.get(at as usize) else { return Ok(()) };
        if !self.kernel.count_command() {
            return Err(Fault::Exit(1));
        }
        if std::mem::take(&mut self.expands_stage) {
            self.state.subshell += 1;
        }
        self.redirected = call.redirected;
        let substituted = self.substituted.take();
        if self.state.options.has(Set::XTrace) && !call.redirected {
            self.trace_command(&args, &temporaries);
        }
        let Some(name) = args.first() else {
            for (name, value, append) in temporaries {
                self.assign(name, Scalar::Text(value), append)?;
            }
            self.declarations.clear();
            self.state.last_argument = Text::EMPTY;
            self.state.status = substituted.unwrap_or(0);
            return Ok(());
        };
        let function = match call.name {
            Some(symbol) => self.state.functions.get(&symbol).cloned(),
            None => self.state.function(name),
        };
        let builtin = call.builtin.or_else(|| if call.name.is_none() { builtins::find(name) } else { None });
        self.run_command(args, temporaries, function, builtin, call)
    }

    fn run_command(
        &mut self,
        args: Vec<Text>,
        mut temporaries: Vec<(Symbol, Text, bool)>,
        function: Option<Rc<Function>>,
        builtin: Option<&'static Builtin>,
        call: &Call,
    ) -> Result<(), Fault> {
        if !temporaries.is_empty() {
            let is_special = builtin.is_some_and(|builtin| builtin.special);
            self.refuse_readonly(&mut temporaries, is_special)?;
        }
        let special = builtin.filter(|builtin| builtin.special);
        if self.state.options.has(Set::Posix)
            && let Some(builtin) = special
        {
            return self.run_builtin(builtin, args, temporaries);
        }
        if let Some(function) = function {
            return self.call_function(function, args, temporaries);
        }
        if let Some(builtin) = builtin {
            let shadowed = !builtin.special && self.kernel.has_host_command(&self.process, &args[0]);
            if !shadowed && self.is_enabled(builtin) {
                return self.run_builtin(builtin, args, temporaries);
            }
        }
        // The name of a job alone brings it to the foreground.
        if args[0].starts_with(b"%")
            && let Some(fg) = builtins::find(b"fg")
        {
            let words = std::iter::once(Text::from(b"fg")).chain(args).collect();
            return self.run_builtin(fg, words, temporaries);
        }
        self.run_external(args, temporaries, call.tail, Lookup::default())
    }

    /// Whether a builtin has not been turned off by `enable -n`.
    pub(crate) fn is_enabled(&self, builtin: &'static Builtin) -> bool {
        self.state.disabled.is_empty() || !self.state.disabled.contains(builtin.name)
    }

    /// Calls a function.
    pub(crate) fn call_function(
        &mut self,
        function: Rc<Function>,
        args: Vec<Text>,
        temporaries: Vec<(Symbol, Text, bool)>,
    ) -> Result<(), Fault> {
        self.check_depth()?;
        self.check_function_depth(&args)?;
        self.budget = self.budget.saturating_sub(1);
        let code =
            function.code.get_or_init(|| compile::function(&function.def.body, &self.state.symbols)).clone();
        self.state.vars.push_scope(ScopeKind::Function);
        self.bind_temporaries(temporaries)?;
        let last = args.last().cloned();
        let mut args = args.into_iter();
        let name = args.next().unwrap_or_default();
        let positional = std::mem::replace(&mut self.state.positional, Rc::new(args.collect()));
        let line = function.def.body.line;
        let cut_off = self.cut_off_traps(&function);
        let call = FunctionCall { function, name, positional, options: None };
        let traced = self.state.traps.watches(Condition::Debug);
        let entry_trap = traced.then(|| self.current_command());
        self.push_frame(code, FrameKind::Function(Box::new(call)), 1);
        if let Some(frame) = self.frames.last_mut() {
            frame.last_argument = last;
            frame.cut_off = cut_off;
        }
        if let Some(command) = entry_trap {
            self.run_entry_trap(command, line)?;
        }
        Ok(())
    }

    /// Lets what follows see the assignments that stand before the command so far.
    pub(crate) fn show_temporaries(&mut self) -> Result<(), Fault> {
        let mark = self.temporary_marks.last().copied().unwrap_or_default();
        let mut so_far = self.temporaries.get(mark..).unwrap_or_default().to_vec();
        so_far.retain(|(name, ..)| !self.is_readonly(*name));
        self.state.vars.push_scope(ScopeKind::Temporary);
        self.blocks.push(Block::Scope);
        self.bind_temporaries(so_far)
    }

    pub(crate) fn is_readonly(&self, name: Symbol) -> bool {
        self.state.vars.get(name).is_some_and(|variable| variable.attrs.has(Attrs::READONLY))
    }

    /// Whether the command whose words are being expanded is a special builtin.
    pub(crate) fn is_before_special(&self) -> bool {
        let rest = self.code.ops.get(self.pc..).unwrap_or_default();
        let call = rest.iter().find_map(|op| match op {
            Op::Execute(at) => Some(self.code.calls.get(*at as usize)),
            _ => None,
        });
        call.flatten().and_then(|call| call.builtin).is_some_and(|builtin| builtin.special)
    }

    /// Leaves out the assignments before a command that cannot be made. In POSIX mode they end the
    /// shell before a special builtin, and the command before another one.
    fn refuse_readonly(
        &mut self,
        temporaries: &mut Vec<(Symbol, Text, bool)>,
        is_special: bool,
    ) -> Result<(), Fault> {
        let refused: Vec<Symbol> =
            temporaries.iter().map(|(name, ..)| *name).filter(|name| self.is_readonly(*name)).collect();
        for name in refused {
            let fault = self.readonly(name);
            if let Fault::Exit(_) = fault {
                return Err(if is_special || !self.is_strict() { fault } else { self.word_failure() });
            }
            temporaries.retain(|(known, ..)| *known != name);
        }
        Ok(())
    }

    /// Makes the assignments before a command in the scope that is open for it.
    fn bind_temporaries(&mut self, temporaries: Vec<(Symbol, Text, bool)>) -> Result<(), Fault> {
        for (name, value, append) in temporaries {
            let name = self.follow(name).unwrap_or(name);
            let attrs = self.state.vars.attributes(name);
            let value = crate::state::value::Value::Scalar(self.temporary_value(name, value, append)?);
            let attrs = attrs & Attrs::HOOKED | Attrs::EXPORT;
            self.state.vars.bind_temporary(name, Variable { value, attrs });
            if attrs.has(Attrs::HOOKED) {
                self.hook(name);
            }
        }
        Ok(())
    }

    /// What an assignment before a command binds: attributes count only for `+=`.
    fn temporary_value(&mut self, name: Symbol, value: Text, append: bool) -> Result<Scalar, Fault> {
        let old = self.state.vars.get(name).filter(|_| append);
        let Some((attrs, old)) = old.map(|old| (old.attrs, old.first().cloned())) else {
            return Ok(Scalar::Text(value));
        };
        self.shape(attrs, old.as_ref(), Scalar::Text(value), true)
    }

    /// Runs a builtin.
    pub(crate) fn run_builtin(
        &mut self,
        builtin: &'static Builtin,
        args: Vec<Text>,
        temporaries: Vec<(Symbol, Text, bool)>,
    ) -> Result<(), Fault> {
        let scoped = !temporaries.is_empty();
        if scoped {
            self.state.vars.push_scope(ScopeKind::Temporary);
            if builtin.special && self.state.options.has(Set::Posix) {
                self.state.vars.keep_scope();
            }
            if let Err(fault) = self.bind_temporaries(temporaries) {
                self.end_scope();
                return Err(fault);
            }
        }
        self.call_builtin(builtin, args, scoped)
    }

    pub(crate) fn end_scope(&mut self) {
        if self.state.vars.pop_scope() {
            self.refresh_hooks();
        }
    }

    fn call_builtin(
        &mut self,
        builtin: &'static Builtin,
        args: Vec<Text>,
        scoped: bool,
    ) -> Result<(), Fault> {
        let last = args.last().cloned().unwrap_or_default();
        let depth = self.frames.len();
        self.gave_up = false;
        self.refused_assignment = false;
        let outer = std::mem::replace(&mut self.acting, builtin.name.as_bytes());
        // `command` and `builtin` hand on what stands before them.
        let outer_scope = self.own_scope;
        self.own_scope = scoped || outer_scope && !outer.is_empty();
        let result = (builtin.run)(self, &args);
        self.own_scope = outer_scope;
        self.acting = outer;
        self.declarations.clear();
        match self.frames.get_mut(depth) {
            // `eval` and `source`: what runs in them sets its own.
            Some(frame) => frame.last_argument = Some(last),
            // The traps that come next find what was before.
            None if matches!(result, Err(Fault::Return(_) | Fault::Exit(_))) => {}
            None => self.state.last_argument = last,
        }
        match result {
            Ok(Done::Status(status)) => {
                self.state.status = status;
                if scoped {
                    self.end_scope();
                }
                // In POSIX mode a value that a special builtin cannot set ends a script, and so does
                // an error in its usage where the failure counts.
                if builtin.special && self.is_strict() {
                    if self.refused_assignment {
                        return Err(Fault::Exit(status));
                    }
                    if status == 2 {
                        self.failed_special = self.began;
                    }
                }
                Ok(())
            }
            Ok(Done::Wait(wait)) => {
                self.wait = Some(if scoped { Box::new(Scoped(wait)) } else { wait });
                Ok(())
            }
            Ok(Done::Frame) => {
                if scoped {
                    match self.frames.get_mut(depth) {
                        Some(frame) => frame.scopes += 1,
                        None => self.end_scope(),
                    }
                }
                Ok(())
            }
            Err(fault) => {
                if scoped && self.frames.len() == depth {
                    self.end_scope();
                }
                match fault {
                    // An assignment that a builtin could not make fails the builtin alone.
                    Fault::Discard(status) if self.frames.len() == depth && !self.gave_up => {
                        self.state.status = status;
                        Ok(())
                    }
                    fault => Err(fault),
                }
            }
        }
    }

    /// Keeps the redirections of the running command (`exec >file`). A command around it that has
    /// redirected the same descriptor puts that back, and no other.
    pub(crate) fn keep_redirections(&mut self) {
        if !self.redirected {
            return;
        }
        let Some(Block::Fds { saved, .. }) = self.blocks.last_mut() else { return };
        let Some(before) = saved.take() else { return };
        let outer = self.blocks.len() - 1;
        let now = self.process.save_fds();
        let mut fds: Vec<u32> = before.open_fds().chain(now.open_fds()).collect();
        fds.sort_unstable();
        fds.dedup();
        for fd in fds.into_iter().filter(|&fd| file_of(&before, fd) != file_of(&now, fd)) {
            self.outlive_blocks(fd, &before, outer);
        }
    }

    /// Lets what has become of a descriptor stay behind the commands of the blocks below `top`. One
    /// that has redirected it puts it back.
    pub(crate) fn outlive_blocks(&mut self, fd: u32, before: &FdTable, top: usize) {
        let now = self.process.fds().entry(fd).cloned();
        for block in self.blocks[..top].iter_mut().rev() {
            let Block::Fds { saved: Some(saved), .. } = block else { continue };
            if file_of(saved, fd) != file_of(before, fd) {
                break;
            }
            Rc::make_mut(saved).set(fd, now.clone());
        }
    }

    /// Runs a program, a host command or a script.
    pub(crate) fn run_external(
        &mut self,
        args: Vec<Text>,
        temporaries: Vec<(Symbol, Text, bool)>,
        tail: Tail,
        lookup: Lookup,
    ) -> Result<(), Fault> {
        self.state.last_argument = args.last().cloned().unwrap_or_default();
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
            self.process.change_fds(bashwit_kernel::FdTable::close_on_exec);
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
            child.change_fds(bashwit_kernel::FdTable::close_on_exec);
        }
        let name = shown_name(what, &argv);
        match exec::code(&self.kernel, &child, what, argv, env) {
            Ok(code) => {
                self.kernel.start(&child, code);
                self.wait = Some(Box::new(ChildWait::foreground(child)));
                Ok(())
            }
            Err(error) => {
                child.change_fds(|fds| *fds = bashwit_kernel::FdTable::default());
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
        temporaries: &[(Symbol, Text, bool)],
    ) -> Result<Executable, ExecError> {
        use crate::state::symbol::known;
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
        self.state.has_hash = true;
        Rc::make_mut(&mut self.state.hash).insert(Text::from(name), (full, 1));
    }

    /// The environment with the assignments before a command.
    pub(crate) fn environment_with(&mut self, temporaries: Vec<(Symbol, Text, bool)>) -> Rc<Environment> {
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
        temporaries: Vec<(Symbol, Text, bool)>,
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
                if quote::needs_ansi_c(name) {
                    message = quote::ansi_c(name);
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

/// What tells apart the files of a descriptor in two tables.
fn file_of(table: &FdTable, fd: u32) -> Option<*const OpenFile> {
    table.get(fd).map(Rc::as_ptr)
}

/// What messages call a program that cannot run: the path that was found.
fn shown_name(what: &Executable, argv: &[Vec<u8>]) -> Vec<u8> {
    match what {
        Executable::File(path) => path.to_vec(),
        _ => argv.first().cloned().unwrap_or_default(),
    }
}

/// A builtin that waits while the assignments before it are in force.
struct Scoped(Box<dyn Wait>);

impl Wait for Scoped {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        let result = self.0.poll(vm);
        if result.is_ready() {
            vm.end_scope();
        }
        result
    }
}
