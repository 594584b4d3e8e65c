//! Rounds of loops and their variables.

use super::frame::Block;
use super::{Fault, Vm};
use crate::ir::Op;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::Scalar;

impl Vm {
    pub(super) fn again(&mut self, to: u32) -> Result<(), Fault> {
        self.pc = to as usize;
        let current = self.state.status;
        if let Some(Block::Loop { status, .. }) = self.blocks.last_mut() {
            *status = current;
        }
        self.budget -= 1;
        if self.kernel.count_loop(1) { Ok(()) } else { Err(Fault::Exit(1)) }
    }

    pub(super) fn for_next(&mut self, name: Symbol, end: u32) -> Result<(), Fault> {
        let Some(list) = self.lists.last_mut() else { return Ok(()) };
        if list.items.len() == 0 {
            self.pc = end as usize;
            return Ok(());
        }
        if self.watches_commands() && !self.begin_round()? {
            return Ok(());
        }
        let Some(item) = self.lists.last_mut().and_then(|list| list.items.next()) else { return Ok(()) };
        self.gave_up = false;
        let result = self.assign_loop_variable(name, item);
        self.end_loop_of_readonly(result, end)
    }

    /// A variable that cannot be set ends the loop.
    pub(super) fn end_loop_of_readonly(&mut self, set: Result<(), Fault>, end: u32) -> Result<(), Fault> {
        match set {
            Err(Fault::Discard(code)) if !self.gave_up => {
                if let Some(Block::Loop { status, .. }) = self.blocks.last_mut() {
                    *status = code;
                }
                self.pc = end as usize;
                Ok(())
            }
            result => result,
        }
    }

    /// What watches commands sees the next round before the variable is set; false where a trap
    /// runs first, or has forbidden the round.
    #[cold]
    fn begin_round(&mut self) -> Result<bool, Fault> {
        let Some(&Op::Command(at)) = self.code.ops.get(self.pc) else { return Ok(true) };
        let (depth, pc) = (self.frames.len(), self.pc);
        self.begin_command(at)?;
        if self.frames.len() != depth || self.pc != pc {
            return Ok(false);
        }
        self.pc += 1;
        Ok(true)
    }

    /// Leaves out the round of a `for` that is about to begin.
    pub(super) fn skip_round(&mut self, code: u8) {
        if let Some(list) = self.lists.last_mut() {
            list.items.next();
        }
        if let Some(Block::Loop { status, .. }) = self.blocks.last_mut() {
            *status = code;
        }
        self.pc -= 1;
    }

    /// A `for` or `select` whose variable has no name.
    pub(super) fn bad_loop_name(&mut self, at: u32) -> Result<(), Fault> {
        let name = self.code.texts.get(at as usize).cloned().unwrap_or_default();
        self.report(&crate::builtins::quoted_word(&name, "not a valid identifier"));
        self.state.status = 1;
        if self.is_strict() { Err(Fault::Exit(2)) } else { Ok(()) }
    }

    /// Sets the variable of a `for`; a nameref itself is set anew.
    fn assign_loop_variable(&mut self, name: Symbol, item: Text) -> Result<(), Fault> {
        use crate::state::value::{Attrs, Value};
        let attrs = self.state.vars.get(name).map_or(Attrs::NONE, |variable| variable.attrs);
        if attrs.has(Attrs::NAMEREF) {
            let name = crate::builtins::declare::last_reference(self, name);
            if attrs.has(Attrs::READONLY) {
                return Err(self.readonly(name));
            }
            if !crate::expand::value::is_name_or_element(&item) {
                return Err(self.not_an_identifier(&item));
            }
            self.state.vars.get_mut(name).value = Value::Scalar(Scalar::Text(item));
            return Ok(());
        }
        self.assign(name, Scalar::Text(item), false)
    }
}
