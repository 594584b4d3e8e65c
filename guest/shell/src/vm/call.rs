//! Simple commands: what a name means, and running it.

use super::external::Lookup;
use super::frame::Call as FunctionCall;
use super::{Block, Done, Fault, FrameKind, Vm, Wait};
use crate::builtins::{self, Builtin};
use crate::compile;
use crate::ir::{Call, Function, Tail};
use crate::state::options::Set;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::traps::Condition;
use crate::state::value::{Attrs, Scalar, Variable};
use crate::state::vars::ScopeKind;
use std::rc::Rc;
use std::task::Poll;

/// An assignment before a command: the variable, the value, and whether it is appended.
pub(crate) type Temporary = (Symbol, Text, bool);

impl Vm {
    /// Runs the fields since the last mark as a simple command.
    pub(crate) fn execute(&mut self, at: u32) -> Result<(), Fault> {
        let (args, temporaries) = self.take_call();
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

    /// Takes the fields and assignments of the call in the making.
    pub(super) fn take_call(&mut self) -> (Vec<Text>, Vec<Temporary>) {
        let mark = self.marks.pop().unwrap_or(usize::MAX);
        let args = self.fields.split_off(mark.min(self.fields.len()));
        let mark = self.temporary_marks.pop().unwrap_or(usize::MAX);
        (args, self.temporaries.split_off(mark.min(self.temporaries.len())))
    }

    /// The fields of the call in the making.
    pub(super) fn call_fields(&self) -> &[Text] {
        let mark = self.marks.last().copied().unwrap_or(usize::MAX);
        self.fields.get(mark..).unwrap_or_default()
    }

    /// The assignments that stand before it so far.
    pub(super) fn call_temporaries(&self) -> &[Temporary] {
        let mark = self.temporary_marks.last().copied().unwrap_or(usize::MAX);
        self.temporaries.get(mark..).unwrap_or_default()
    }

    fn run_command(
        &mut self,
        args: Vec<Text>,
        mut temporaries: Vec<Temporary>,
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
            && call.tail != Tail::Stage
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
        temporaries: Vec<Temporary>,
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
        let pushed = self.arguments_to_push();
        let call = FunctionCall { function, name, positional, options: None, pushed };
        let traced = self.state.traps.watches(Condition::Debug);
        let entry_trap = traced.then(|| self.current_command());
        // It begins with the `PIPESTATUS` that is there.
        self.pipe_status_due = false;
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
        let mut so_far = self.call_temporaries().to_vec();
        so_far.retain(|(name, ..)| !self.is_readonly(*name));
        self.state.vars.push_scope(ScopeKind::Temporary);
        self.blocks.push(Block::Scope);
        self.bind_temporaries(so_far)
    }

    pub(crate) fn is_readonly(&self, name: Symbol) -> bool {
        self.state.vars.get(name).is_some_and(|variable| variable.attrs.has(Attrs::READONLY))
    }

    /// An assignment to an element before a command, which POSIX mode gives up for it.
    pub(super) fn refuse_name(&mut self, name: u32, is_special: bool) -> Result<(), Fault> {
        let name = self.code.texts[name as usize].clone();
        let fault = self.not_an_identifier(&name);
        match (self.is_strict(), is_special) {
            (false, _) => Ok(()),
            (true, true) => Err(fault),
            (true, false) => Err(self.word_failure()),
        }
    }

    /// Leaves out the assignments before a command that cannot be made. In POSIX mode they end the
    /// shell before a special builtin, and the command before another one.
    fn refuse_readonly(&mut self, temporaries: &mut Vec<Temporary>, is_special: bool) -> Result<(), Fault> {
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
    fn bind_temporaries(&mut self, temporaries: Vec<Temporary>) -> Result<(), Fault> {
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
    pub(super) fn temporary_value(
        &mut self,
        name: Symbol,
        value: Text,
        append: bool,
    ) -> Result<Scalar, Fault> {
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
        temporaries: Vec<Temporary>,
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
        self.end_builtin(builtin, result, scoped, depth)
    }

    /// Carries out what a builtin has come to; `depth`: how many frames there were before.
    fn end_builtin(
        &mut self,
        builtin: &Builtin,
        result: Result<Done, Fault>,
        scoped: bool,
        depth: usize,
    ) -> Result<(), Fault> {
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
                        self.failed_special = Some(self.serial);
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
