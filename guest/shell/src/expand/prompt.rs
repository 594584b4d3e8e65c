//! Prompt strings (bash manual, "Controlling the Prompt").

use crate::state::text::Text;
use crate::vm::Vm;

impl Vm {
    /// A prompt string with its escapes and expansions carried out.
    pub(crate) fn expand_prompt(&mut self, text: &[u8]) -> Text {
        self.expand_text(text).unwrap_or_else(|_| Text::from(text))
    }
}
