//! What happens between commands: signals and traps before them, and what failures lead to behind.

use super::{Fault, Vm};
use crate::ir::CommandInfo;
use crate::state::options::Set;
use crate::state::traps::Condition;

impl Vm {
    /// A command begins: line, signals, the DEBUG trap.
    pub(super) fn begin_command(&mut self, at: u32) -> Result<(), Fault> {
        let info = &self.code.commands[at as usize];
        let CommandInfo { line, debug, shown, completes, .. } = *info;
        // The trap of a signal belongs to the command before.
        if self.process.pending.get() != 0 && self.exiting.is_none() {
            self.pc -= 1;
            if self.run_pending_trap()? {
                return Ok(());
            }
            self.pc += 1;
        }
        self.line = line.wrapping_add(self.code.line_shift);
        self.command = at as usize;
        self.counts_failure = self.state.traps.watches(Condition::Err);
        self.last_serial += 1;
        self.serial = self.last_serial;
        if shown {
            self.shown_at = self.command;
        }
        if std::mem::replace(&mut self.pipe_status_due, completes) {
            self.pipe_status.clear();
            self.pipe_status.push(self.state.status);
        }
        if !self.substitution_fds.is_empty() {
            self.close_substitutions();
        }
        if self.process.doomed.get().is_some() {
            // The kernel ends the process at its next pause.
            self.budget = 0;
            self.pc -= 1;
            return Ok(());
        }
        if debug && self.watches_commands() {
            return self.begin_watched_command(at);
        }
        Ok(())
    }

    /// Whether commands are traced, not carried out, or led by the DEBUG trap.
    #[inline]
    pub(super) fn watches_commands(&self) -> bool {
        self.state.options.is_watched() || self.state.traps.watches(Condition::Debug)
    }

    /// After a command that counts: the ERR trap.
    pub(super) fn check(&mut self) -> Result<(), Fault> {
        if self.state.status == 0 || self.conditions > 0 {
            return Ok(());
        }
        // A trap that the command itself has set is not for its own failure.
        if self.counts_failure && self.run_err_trap()? {
            return Ok(());
        }
        if self.failed_special == Some(self.serial) {
            return Err(Fault::Exit(self.state.status));
        }
        Ok(())
    }

    /// `set -e`.
    pub(super) fn check_exit(&mut self) -> Result<(), Fault> {
        if self.state.status != 0 && self.conditions == 0 && self.state.options.has(Set::ErrExit) {
            self.gives_up = super::GivesUp::Redirections;
            return Err(Fault::Exit(self.state.status));
        }
        Ok(())
    }
}
