//! Words that are expanded outside of the running code: subscripts given as text, prompts,
//! arithmetic whose text turned out not to be static. They run at once: while a command
//! substitution in them waits, the other processes run inside of this one.

use crate::compile;
use crate::ir::Code;
use crate::state::text::Text;
use crate::vm::{Fault, FrameKind, Vm};
use bashwit_syntax::ast::Word;
use std::rc::Rc;
use std::task::Poll;

/// How many of them may stand in one another: bash has no bound, and crashes.
const MAX_NESTED: u32 = 50;

impl Vm {
    /// The text of a word.
    pub(crate) fn expand_static(&mut self, word: &Word) -> Result<Text, Fault> {
        let code = compile::text(word, &self.state.symbols);
        self.run_nested(code, |vm| vm.texts.pop().unwrap_or_default())
    }

    /// The fields of words.
    pub(crate) fn expand_fields(&mut self, words: &[Word]) -> Result<Vec<Text>, Fault> {
        let code = compile::fields(words, &self.state.symbols);
        let from = self.fields.len();
        self.run_nested(code, |vm| vm.fields.split_off(from.min(vm.fields.len())))
    }

    /// Enters an expansion that stands in the value of another one.
    pub(crate) fn enter_nested(&mut self) -> Result<(), Fault> {
        if self.nested >= MAX_NESTED {
            self.report(b"expansion: nested too deeply");
            return Err(Fault::Abandon(1));
        }
        self.nested += 1;
        Ok(())
    }

    fn run_nested<T>(&mut self, code: Rc<Code>, take: impl FnOnce(&mut Vm) -> T) -> Result<T, Fault> {
        self.enter_nested()?;
        let result = self.run_code(code, take);
        self.nested -= 1;
        result
    }

    fn run_code<T>(&mut self, code: Rc<Code>, take: impl FnOnce(&mut Vm) -> T) -> Result<T, Fault> {
        let depth = self.frames.len();
        let waiting = self.wait.take();
        self.push_frame(code, FrameKind::Body, 0);
        let mut result = Ok(());
        while let Some(&op) = self.code.ops.get(self.pc) {
            self.pc += 1;
            result = self.step(op);
            if let (Ok(()), Some(mut wait)) = (&result, self.wait.take()) {
                let kernel = self.kernel.clone();
                let waited = kernel.run_others(|| match wait.poll(self) {
                    Poll::Ready(result) => Some(result),
                    Poll::Pending => None,
                });
                result = waited.unwrap_or_else(|| {
                    wait.abandon(self);
                    self.report(b"command substitution: nested too deeply");
                    Err(Fault::Discard(1))
                });
            }
            if result.is_err() {
                break;
            }
        }
        let taken = take(self);
        while self.frames.len() > depth {
            self.pop_frame();
        }
        self.wait = waiting;
        result.map(|()| taken)
    }

    /// A text expanded as in double quotes (`PS4`, `${x@P}`).
    pub(crate) fn expand_text(&mut self, text: &[u8]) -> Result<Text, Fault> {
        match bashwit_syntax::parse_word_dquoted(text, &self.parse_options()) {
            Ok(word) => self.expand_static(&word),
            Err(_) => Ok(Text::from(text)),
        }
    }
}
