//! Completion specifications: what `complete` keeps for a command.

use super::text::Text;

/// Names for `-o`, in the order in which `complete -p` prints them.
pub const OPTIONS: [&str; 8] =
    ["bashdefault", "default", "dirnames", "filenames", "noquote", "nosort", "nospace", "plusdirs"];

/// Actions: the name for `-A`, and the letter if there is one. Those with a letter come first.
pub const ACTIONS: [(&str, u8); 24] = [
    ("alias", b'a'),
    ("builtin", b'b'),
    ("command", b'c'),
    ("directory", b'd'),
    ("export", b'e'),
    ("file", b'f'),
    ("group", b'g'),
    ("job", b'j'),
    ("keyword", b'k'),
    ("service", b's'),
    ("user", b'u'),
    ("variable", b'v'),
    ("arrayvar", 0),
    ("binding", 0),
    ("disabled", 0),
    ("enabled", 0),
    ("function", 0),
    ("helptopic", 0),
    ("hostname", 0),
    ("running", 0),
    ("setopt", 0),
    ("shopt", 0),
    ("signal", 0),
    ("stopped", 0),
];

/// What completions of a command are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Completion {
    /// Bits by the places in [`OPTIONS`].
    pub options: u8,
    /// Bits by the places in [`ACTIONS`].
    pub actions: u32,
    /// `-G`: a pattern for files.
    pub files: Option<Text>,
    /// `-W`: words.
    pub words: Option<Text>,
    /// `-P`: what goes before each.
    pub prefix: Option<Text>,
    /// `-S`: what goes after each.
    pub suffix: Option<Text>,
    /// `-X`: a pattern for what is left out.
    pub filter: Option<Text>,
    /// `-C`: a command that prints them.
    pub command: Option<Text>,
    /// `-F`: a function that sets `COMPREPLY`.
    pub function: Option<Text>,
}

impl Completion {
    /// Whether an option is on.
    pub fn has_option(&self, name: &str) -> bool {
        place(&OPTIONS, name.as_bytes()).is_some_and(|at| self.options & 1 << at != 0)
    }

    /// Turns an option on or off; false where there is none of that name.
    pub fn set_option(&mut self, name: &[u8], on: bool) -> bool {
        let Some(at) = place(&OPTIONS, name) else { return false };
        self.options = if on { self.options | 1 << at } else { self.options & !(1 << at) };
        true
    }

    /// Adds an action by its name; false where there is none of that name.
    pub fn add_action(&mut self, name: &[u8]) -> bool {
        let found = ACTIONS.iter().position(|(action, _)| action.as_bytes() == name);
        self.actions |= found.map_or(0, |at| 1 << at);
        found.is_some()
    }

    /// Adds an action by its letter.
    pub fn add_letter(&mut self, letter: u8) {
        let found = ACTIONS.iter().position(|(_, short)| *short == letter);
        self.actions |= found.map_or(0, |at| 1 << at);
    }

    /// Whether an action is asked for.
    pub fn has_action(&self, name: &str) -> bool {
        ACTIONS.iter().position(|(action, _)| *action == name).is_some_and(|at| self.actions & 1 << at != 0)
    }
}

fn place(names: &[&str], name: &[u8]) -> Option<usize> {
    names.iter().position(|known| known.as_bytes() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_and_actions() {
        let mut one = Completion::default();
        assert!(one.set_option(b"plusdirs", true) && one.has_option("plusdirs"));
        assert!(one.set_option(b"plusdirs", false) && one.options == 0);
        assert!(!one.set_option(b"nope", true) && !one.add_action(b"nope"));
        one.add_letter(b'v');
        assert!(one.add_action(b"stopped"));
        assert!(one.has_action("variable") && one.has_action("stopped") && !one.has_action("alias"));
    }
}
