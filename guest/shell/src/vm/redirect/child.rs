//! Redirections that bash makes in a child: those for a program, and those alone that set variables.
//! What they change, and where they fail, is the business of the child.

use crate::ir::{Call, Code, RedirectedCode};
use crate::vm::children::ChildWait;
use crate::vm::{Block, Fault, Vm};
use bashwit_kernel::exec::Executable;
use std::rc::Rc;

impl Vm {
    /// Remembers the descriptors, or lets a child redirect for the program that is called.
    pub(crate) fn save_fds_or_fork(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.clone();
        let Some(RedirectedCode { code: child, call: Some(at) }) = code.redirected.get(at as usize) else {
            return Ok(());
        };
        let Some(call) = code.calls.get(*at as usize) else { return Ok(()) };
        if self.is_program_call(call) && !self.calls_host_command() {
            // Behind `RestoreFds`.
            return self.redirect_in_child(child.clone(), call.end as usize + 1);
        }
        self.save_fds(Some(*at));
        Ok(())
    }

    /// Redirections without a command, in a child.
    pub(crate) fn redirect_alone(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.clone();
        let Some(redirected) = code.redirected.get(at as usize) else { return Ok(()) };
        self.redirect_in_child(redirected.code.clone(), self.pc)
    }

    /// Hands the command in the making to a child, and goes on behind it.
    fn redirect_in_child(&mut self, code: Rc<Code>, end: usize) -> Result<(), Fault> {
        let (args, temporaries) = self.take_call();
        self.declarations.clear();
        self.pc = end;
        self.state.last_argument = args.last().cloned().unwrap_or_default();
        let (process, mut child) = self.fork(code)?;
        child.state.subshell = self.state.subshell;
        child.expands_stage = self.expands_stage;
        child.substituted = self.substituted.take();
        (child.fields, child.marks) = (args, vec![0]);
        (child.temporaries, child.temporary_marks) = (temporaries, vec![0]);
        self.kernel.start(&process, child.into_code());
        self.wait = Some(Box::new(ChildWait::foreground(process)));
        Ok(())
    }

    /// Whether the command in the making is one of the host's, which run in the shell's own process.
    /// A command that is found is remembered, as if it ran here.
    fn calls_host_command(&mut self) -> bool {
        let Some(name) = self.call_fields().first().cloned() else { return false };
        let temporaries = self.call_temporaries().to_vec();
        matches!(self.find_executable(&name, false, &temporaries), Ok(Executable::Host(_)))
    }

    /// A redirection could not be expanded, which ends the shell or its command. bash redirects
    /// for a program in the child: only that ends, and the command has failed.
    pub(crate) fn failed_in_child(&mut self, fault: Fault) -> bool {
        let (Fault::Exit(status) | Fault::Discard(status) | Fault::Abandon(status)) = fault else {
            return false;
        };
        let base = self.frames.last().map_or(0, |frame| frame.heights.blocks as usize);
        let blocks = self.blocks.get(base..).unwrap_or_default();
        let Some(Block::Fds { heights, call: Some(call), .. }) = blocks.last() else { return false };
        let (heights, code) = (*heights, self.code.clone());
        let call = code.calls.get(*call as usize);
        let Some(call) = call.filter(|call| self.pc < call.end as usize) else { return false };
        self.cut(&heights);
        if self.kernel.stopped().is_some() || !self.is_program_call(call) {
            return false;
        }
        self.give_up_command(call.end as usize);
        self.state.status = status;
        self.recount_conditions();
        true
    }

    /// Whether a call runs a program; its fields are the last ones.
    pub(super) fn is_program_call(&self, call: &Call) -> bool {
        let Some(name) = self.call_fields().first() else { return false };
        let function = match call.name {
            Some(symbol) => self.state.functions.contains_key(&symbol),
            None => self.state.function(name).is_some(),
        };
        let builtin = call.builtin.or_else(|| crate::builtins::find(name));
        !function && !name.starts_with(b"%") && !builtin.is_some_and(|builtin| self.is_enabled(builtin))
    }

    /// Drops the fields and assignments of the command that does not run.
    pub(super) fn give_up_command(&mut self, end: usize) {
        drop(self.take_call());
        self.declarations.clear();
        self.pc = end;
    }
}
