//! Tilde expansion.

use crate::state::symbol::known;
use crate::state::text::Text;
use crate::vm::Vm;

impl Vm {
    /// What `~name` stands for (`name` without the `~`).
    pub(crate) fn tilde(&mut self, name: &[u8]) -> Text {
        let variable = |vm: &mut Vm, symbol| vm.variable(symbol);
        let found = match name {
            b"" => variable(self, known::HOME).or_else(|| Some(self.home_of_user())),
            b"+" => variable(self, known::PWD),
            b"-" => variable(self, known::OLDPWD),
            _ if name.iter().all(u8::is_ascii_digit) || matches!(name.first(), Some(b'+' | b'-')) => {
                self.stack_entry(name)
            }
            _ if name == self.kernel.user().as_bytes() => Some(self.home_of_user()),
            b"root" => Some(Text::from(b"/root")),
            _ => None,
        };
        found.unwrap_or_else(|| {
            let mut text = Text::from(b"~");
            text.push(name);
            text
        })
    }

    fn home_of_user(&self) -> Text {
        format!("/home/{}", self.kernel.user()).into()
    }

    /// `~N`, `~+N`, `~-N`: an entry of the directory stack.
    fn stack_entry(&mut self, name: &[u8]) -> Option<Text> {
        let (from_end, digits) = match name.first()? {
            b'+' => (false, &name[1..]),
            b'-' => (true, &name[1..]),
            _ => (false, name),
        };
        let number: usize = std::str::from_utf8(digits).ok()?.parse().ok()?;
        let count = self.state.directories.len() + 1;
        let at = if from_end { count.checked_sub(number + 1)? } else { number };
        if at == 0 { self.variable(known::PWD) } else { self.state.directories.get(at - 1).cloned() }
    }
}
