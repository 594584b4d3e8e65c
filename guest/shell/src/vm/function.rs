//! Function definitions.

use super::{Fault, Vm};
use crate::ir::Function;
use crate::state::options::Set;
use crate::state::text::Text;
use std::cell::OnceCell;
use std::rc::Rc;

impl Vm {
    /// Defines a function of the code.
    pub(crate) fn define_function(&mut self, at: u32) -> Result<(), Fault> {
        let def = self.code.functions[at as usize].clone();
        self.line = def.line.wrapping_add(self.code.line_shift);
        // The grammar takes any word; these cannot be called by their name.
        if def.name.iter().any(|byte| b"$`'\"\\<>".contains(byte)) {
            self.report(&crate::builtins::quoted_word(&def.name, "not a valid identifier"));
            self.state.status = 1;
            return Ok(());
        }
        let is_posix = self.state.options.has(Set::Posix);
        if is_posix && !crate::expand::value::is_name(&def.name) {
            self.report(&crate::builtins::quoted_word(&def.name, "not a valid identifier"));
            return Err(Fault::Exit(2));
        }
        if is_posix && crate::builtins::find(&def.name).is_some_and(|builtin| builtin.special) {
            self.report(&crate::builtins::quoted_word(&def.name, "is a special builtin"));
            return Err(Fault::Exit(2));
        }
        let symbol = self.state.symbols.intern(&def.name);
        if self.state.functions.get(&symbol).is_some_and(|function| function.readonly) {
            self.report(&crate::builtins::word_message(&def.name, "readonly function"));
            self.state.status = 1;
            return Ok(());
        }
        let source = self.current_source();
        let function = Function {
            def,
            code: OnceCell::new(),
            source,
            exported: self.state.options.has(Set::AllExport),
            readonly: false,
            traced: false,
        };
        if function.exported {
            self.state.vars.touch_exports();
        }
        Rc::make_mut(&mut self.state.functions).insert(symbol, Rc::new(function));
        self.state.status = 0;
        Ok(())
    }

    /// The file that is being read, as `BASH_SOURCE` names it.
    pub(crate) fn current_source(&self) -> Text {
        match self.call_rows().first() {
            Some(row) => row.source.clone(),
            // Below a subshell stands the script.
            None if self.main_source.is_some() => self.main_source.clone().unwrap_or_default(),
            None if self.is_command_string => Text::from(b"environment"),
            None => self.main_source.clone().unwrap_or_else(|| Text::from(b"main")),
        }
    }
}
