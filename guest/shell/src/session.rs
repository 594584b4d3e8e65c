//! A session: a shell whose variables, functions and directory stay from run to run.

use crate::builtins;
use crate::state::State;
use crate::state::options::{self, Set};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::state::value::{Attrs, Scalar, Value, Variable};
use crate::vm::{Source, SourceKind, Vm};
use bashwit_kernel::{ExitStatus, Kernel, LocalFuture, Process, Signal, Stop};
use bashwit_syntax::{Message, ParseOptions, Parser, SyntaxError};
use std::cell::RefCell;
use std::rc::Rc;
use std::task::Poll;

/// What a new session starts with (`interpreter.options` in the WIT).
#[derive(Debug, Clone, Default)]
pub struct SessionOptions {
    /// Exported variables.
    pub env: Vec<(String, String)>,
    /// The working directory.
    pub cwd: String,
    /// `$0` and the positional parameters.
    pub args: Vec<String>,
    /// Names for `set -o` or `shopt -s`; with `-` before them they are turned off.
    pub set_options: Vec<String>,
    /// Prompts, job notices and history are on.
    pub interactive: bool,
}

/// Where commands come from (`interpreter.source` in the WIT).
#[derive(Debug, Clone)]
pub enum Input {
    /// The text of a script file.
    Script(Rc<[u8]>),
    /// The text of `-c`.
    Command(Rc<[u8]>),
    /// Standard input.
    Stdin,
}

/// How a run ended (`interpreter.outcome` in the WIT).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The exit status.
    pub status: u8,
    /// The script called `exit`.
    pub exited: bool,
    /// Variables, functions, options or the directory may not be what they were before.
    pub state_changed: bool,
    /// Background processes that still live.
    pub background: u32,
}

/// A shell that lives on between runs.
pub struct Session {
    kernel: Kernel,
    process: Rc<Process>,
    vm: Rc<RefCell<Vm>>,
}

impl Session {
    /// A new shell on a kernel.
    pub fn new(kernel: Kernel, options: &SessionOptions) -> Self {
        let process = Process::root(&kernel, &options.cwd, kernel.console_files());
        kernel.set_foreground(process.pid);
        let name = options.args.first().map_or("bash", String::as_str);
        let state = State::new(Text::from(name), process.pid);
        let mut vm = Vm::new(kernel.clone(), process.clone(), state);
        vm.state.positional =
            Rc::new(options.args.iter().skip(1).map(|arg| Text::from(arg.as_str())).collect());
        for (name, value) in &options.env {
            vm.import_variable(name.as_bytes(), value.as_bytes());
        }
        vm.set_special_variables();
        vm.state.last_argument = Text::from(b"/usr/bin/bash");
        vm.set_directory_variables(&options.cwd);
        vm.state.options.set(Set::Interactive, options.interactive);
        vm.state.options.set(Set::History, options.interactive);
        vm.state.options.set(Set::HistExpand, options.interactive);
        if options.interactive {
            vm.state.options.set_shopt(options::Shopt::ExpandAliases, true);
        }
        for name in &options.set_options {
            vm.set_option_by_name(name);
        }
        Session { kernel, process, vm: Rc::new(RefCell::new(vm)) }
    }

    /// The kernel that the session runs on.
    pub fn kernel(&self) -> &Kernel {
        &self.kernel
    }

    pub(crate) fn vm(&self) -> &RefCell<Vm> {
        &self.vm
    }

    /// Runs commands; what they leave is there for the next run.
    pub fn run(&mut self, input: Input) -> Result<Outcome, Stop> {
        if self.vm.borrow().state.options.has(Set::Interactive) {
            // SIGINT ends what runs, not the session; one from before this run is forgotten.
            let (caught, pending) = (&self.process.caught, &self.process.pending);
            caught.set(caught.get() | Signal::INT.bit());
            pending.set(pending.get() & !Signal::INT.bit());
        }
        let source = {
            let vm = self.vm.borrow();
            let name = vm.state.name.clone();
            match input {
                Input::Script(text) => Source::text(SourceKind::File, name, text, 1),
                Input::Command(text) => Source::text(SourceKind::CommandString, name, text, 1),
                Input::Stdin => {
                    let file = self.process.file(0);
                    match file {
                        Ok(file) => Source::input(name, file),
                        Err(_) => Source::text(SourceKind::Input, name, Rc::from(&b""[..]), 1),
                    }
                }
            }
        };
        self.vm.borrow_mut().note_source(&source);
        // The clone makes every change show: what is shared is copied before it is written.
        let before = (self.vm.borrow().state.clone(), self.process.cwd(), self.process.umask.get());
        {
            let mut vm = self.vm.borrow_mut();
            vm.is_command_string = source.kind == SourceKind::CommandString;
            vm.is_evaluated = vm.is_command_string;
            vm.fatal_status = if vm.is_command_string { 127 } else { 1 };
            vm.exiting = None;
            if vm.push_source(source, 0).is_err() {
                vm.reset();
                return Err(self.kernel.stopped().unwrap_or(Stop::Source));
            }
        }
        let result = self.kernel.run(&self.process, self.code());
        let mut vm = self.vm.borrow_mut();
        match result {
            Ok(status) => {
                let exited = vm.exiting.take().is_some();
                let signaled = matches!(status, ExitStatus::Signaled(_));
                if signaled {
                    vm.reset();
                    vm.state.status = status.code();
                }
                let background = self.kernel.background_count() as u32;
                let state_changed = !vm.state.is_same(&before.0)
                    || self.process.cwd() != before.1
                    || self.process.umask.get() != before.2;
                Ok(Outcome { status: status.code(), exited: exited || signaled, state_changed, background })
            }
            Err(stop) => {
                vm.reset();
                self.process.restore_fds(Rc::default());
                for (fd, file) in self.kernel.console_files().into_iter().enumerate() {
                    let entry = bashwit_kernel::FdEntry { file, close_on_exec: false };
                    self.process.change_fds(|fds| fds.set(fd as u32, Some(entry)));
                }
                Err(stop)
            }
        }
    }

    fn code(&self) -> LocalFuture<ExitStatus> {
        let vm = self.vm.clone();
        Box::pin(std::future::poll_fn(move |_| match vm.try_borrow_mut() {
            Ok(mut vm) => vm.poll(),
            Err(_) => Poll::Pending,
        }))
    }

    /// Lets background processes go on; gives how many still live.
    pub fn settle(&mut self, timeout_ns: Option<u64>) -> Result<u32, Stop> {
        self.kernel.settle(timeout_ns).map(|left| left as u32)
    }

    /// Runs the EXIT trap, as the end of a shell does; gives the exit status.
    pub fn finish(&mut self) -> Result<u8, Stop> {
        let status = self.vm.borrow().state.status;
        self.vm.borrow_mut().save_history();
        if !self.vm.borrow_mut().run_exit_trap(status) {
            return Ok(status);
        }
        let code = self.kernel.run(&self.process, self.code())?;
        Ok(self.vm.borrow_mut().exiting.take().unwrap_or(code.code()))
    }

    /// The value of a variable as `$name` gives it.
    pub fn variable(&self, name: &str) -> Option<Vec<u8>> {
        let mut vm = self.vm.borrow_mut();
        let symbol = vm.state.symbols.lookup(name.as_bytes())?;
        vm.variable(symbol).map(Text::into_vec)
    }

    /// Sets a variable; an error is worded as bash words it.
    pub fn set_variable(&mut self, name: &str, value: &[u8], exported: bool) -> Result<(), String> {
        if !crate::expand::value::is_name(name.as_bytes()) {
            return Err(format!("`{name}': not a valid identifier"));
        }
        let mut vm = self.vm.borrow_mut();
        let symbol = vm.state.symbols.intern(name.as_bytes());
        if vm.is_readonly(symbol) {
            return Err(format!("{name}: readonly variable"));
        }
        vm.assign(symbol, Scalar::Text(Text::from(value)), false)
            .map_err(|_| format!("{name}: cannot assign"))?;
        if exported {
            let variable = vm.state.vars.get_mut(symbol);
            variable.attrs = variable.attrs | Attrs::EXPORT;
            vm.state.vars.touch_exports();
        }
        Ok(())
    }

    /// The text to show for a prompt variable, as `${PS1@P}` gives it; the expansions in it run
    /// in a subshell.
    pub fn prompt(&mut self, name: &str) -> Result<Vec<u8>, Stop> {
        if !crate::expand::value::is_name(name.as_bytes()) {
            return Ok(Vec::new());
        }
        let process = self.process.fork(&self.kernel);
        let (file, text) = self.kernel.capture();
        process.change_fds(|fds| {
            fds.set(1, Some(bashwit_kernel::FdEntry { file, close_on_exec: false }));
        });
        let mut state = self.vm.borrow().state.clone();
        state.reset_traps();
        state.options.set(Set::XTrace, false);
        let script = format!("printf %s \"${{{name}@P}}\"").into_bytes();
        let source = Source::text(SourceKind::Eval, state.name.clone(), script.into(), 1);
        let mut vm = Vm::new(self.kernel.clone(), process.clone(), state);
        if vm.push_source(source, 0).is_err() {
            return Err(self.kernel.stopped().unwrap_or(Stop::Source));
        }
        self.kernel.run(&process, vm.into_code())?;
        self.kernel.reap(process.pid);
        Ok(text.take())
    }

    /// Sets `$0` and the positional parameters.
    pub fn set_args(&mut self, args: &[String]) {
        let mut vm = self.vm.borrow_mut();
        if let Some(name) = args.first() {
            vm.state.name = Text::from(name.as_str());
        }
        vm.state.positional = Rc::new(args.iter().skip(1).map(|arg| Text::from(arg.as_str())).collect());
    }

    /// The working directory.
    pub fn cwd(&self) -> String {
        self.process.cwd().to_string()
    }
}

/// From here on `SHLVL` starts anew.
const MAX_SHELL_LEVEL: i64 = 1000;

/// Parses without running, as `bash -n`. A here-document without its end and a backslash at the end
/// of the last line are no errors of a script, but are incomplete here: an interactive host reads on.
pub fn check(script: &[u8]) -> Result<(), SyntaxError> {
    let options = ParseOptions::EXTGLOB;
    let mut parser = Parser::new(script, 1);
    let mut continued = false;
    while parser.next_command(&options, &())?.is_some() {
        continued = parser.met_end() && script.ends_with(b"\\\n");
    }
    let unfinished = parser.take_warnings().pop();
    let unfinished = unfinished.map(|warning| (warning.message, warning.line));
    match unfinished.or_else(|| continued.then(|| (b"unexpected end of file".to_vec(), parser.line()))) {
        Some((text, line)) => Err(SyntaxError {
            messages: vec![Message { line, text }],
            line,
            incomplete: true,
            ends_input: false,
            in_token: false,
            in_array: false,
            inside: bashwit_syntax::Inside::Command,
        }),
        None => Ok(()),
    }
}

impl Vm {
    /// Where the commands of a run come from shows in `$-` and in `BASH_EXECUTION_STRING`.
    fn note_source(&mut self, source: &Source) {
        // What somebody types is as good as read.
        let typed = self.state.options.has(Set::Interactive);
        let is_command = source.kind == SourceKind::CommandString && !typed;
        self.state.options.set(Set::CommandString, is_command);
        self.state.options.set(Set::ReadStdin, source.kind == SourceKind::Input || typed);
        if is_command {
            let text = Variable::scalar(Text::from(&*source.text));
            self.state.vars.set(known::BASH_EXECUTION_STRING, Some(text));
        } else if self.state.vars.get(known::BASH_EXECUTION_STRING).is_some() {
            self.state.vars.set(known::BASH_EXECUTION_STRING, None);
        }
    }

    /// A variable from the environment; `BASH_FUNC_name%%` is a function.
    pub(crate) fn import_variable(&mut self, name: &[u8], value: &[u8]) {
        let function = name.strip_prefix(b"BASH_FUNC_").and_then(|name| name.strip_suffix(b"%%"));
        if let Some(function) = function.filter(|_| value.starts_with(b"() {")) {
            self.import_function(function, value);
            return;
        }
        if !crate::expand::value::is_name(name) {
            Rc::make_mut(&mut self.state.foreign).push((name.to_vec(), value.to_vec()));
            return;
        }
        let symbol = self.state.symbols.intern(name);
        self.state.vars.set(symbol, Some(Variable::exported(value)));
    }

    /// A function from the environment. Its text is the definition and nothing else.
    fn import_function(&mut self, name: &[u8], body: &[u8]) {
        use bashwit_syntax::ast::CommandKind;
        let text = [name, b" ", body].concat();
        let is_name = !self.state.options.has(Set::Posix) || crate::expand::value::is_name(name);
        if is_name && !name.contains(&b'/') {
            let mut parser = Parser::new(&text, 0);
            let parsed = parser.next_command(&ParseOptions::default(), &());
            let definition = match &parsed {
                Ok(Some(list)) => list.only_command(),
                _ => None,
            };
            if let Some(CommandKind::Function(definition)) = definition.map(|command| &command.kind) {
                let function = crate::ir::Function {
                    def: definition.clone(),
                    code: std::cell::OnceCell::new(),
                    source: Text::from(b"environment"),
                    exported: true,
                    readonly: false,
                    traced: false,
                };
                let symbol = self.state.symbols.intern(name);
                Rc::make_mut(&mut self.state.functions).insert(symbol, Rc::new(function));
                return;
            }
            match parsed {
                Err(error) => {
                    for message in &error.messages {
                        let place = format!(": line {}: ", message.line);
                        self.report_system(&[name, place.as_bytes(), &message.text].concat());
                    }
                }
                Ok(_) => self
                    .report_system(&[b"warning: ", name, b": ignoring function definition attempt"].concat()),
            }
        }
        self.report_system(&[b"error importing function definition for `", name, b"'"].concat());
    }

    /// `PWD`, `OLDPWD`, `SHLVL` and `_` of a new shell.
    pub(crate) fn set_directory_variables(&mut self, cwd: &str) {
        let inherited = self.state.vars.text(known::PWD);
        let same = inherited.as_deref().is_some_and(|pwd| {
            pwd.starts_with(b"/") && self.files().canonicalize(pwd).is_ok_and(|real| real == cwd)
        });
        if !same {
            self.state.vars.set(known::PWD, Some(Variable::exported(cwd)));
        }
        self.state.directory = inherited.filter(|_| same).unwrap_or_else(|| Text::from(cwd));
        let old = self.state.vars.text(known::OLDPWD);
        if !old.is_some_and(|old| self.files().stat(&old).is_ok_and(|metadata| metadata.is_dir())) {
            let unset = Variable { value: Value::Unset, attrs: Attrs::EXPORT };
            self.state.vars.set(known::OLDPWD, Some(unset));
        }
        let level = self.state.vars.text(known::SHLVL);
        let level = level.and_then(|text| builtins::number(&text)).unwrap_or(0);
        // A number of 32 bits, as bash has it.
        let mut level = i64::from((level as i32).wrapping_add(1).max(0));
        if level >= MAX_SHELL_LEVEL {
            let text = format!("warning: shell level ({level}) too high, resetting to 1");
            self.report_system(text.as_bytes());
            level = 1;
        }
        self.state.vars.set(known::SHLVL, Some(Variable::exported(level.to_string())));
    }

    /// Turns an option on, or off where `-` stands before its name.
    pub(crate) fn set_option_by_name(&mut self, name: &str) -> bool {
        let (name, on) = match name.strip_prefix('-') {
            Some(name) => (name, false),
            None => (name, true),
        };
        if let Some(id) = options::set_by_name(name.as_bytes()) {
            crate::builtins::change_option(self, id, on);
        } else if let Some(id) = options::shopt_by_name(name.as_bytes()) {
            // This one tells how the shell was started.
            if id != options::Shopt::RestrictedShell {
                self.state.options.set_shopt(id, on);
            }
        } else {
            return false;
        }
        true
    }

    /// After a run that was stopped: no frames, the global scope, nothing in the making.
    pub(crate) fn reset(&mut self) {
        while !self.frames.is_empty() {
            self.pop_frame();
        }
        self.wait = None;
        self.output.clear();
        self.replaced_by = None;
        self.exiting = None;
        self.conditions = 0;
        self.blocks.clear();
        self.timers.clear();
        self.cut(&crate::vm::Heights::default());
        while self.state.vars.depth() > 0 {
            self.state.vars.pop_scope();
        }
        self.refresh_hooks();
    }
}
