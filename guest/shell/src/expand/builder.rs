//! The word builder: the text of a word in the making, and which bytes of it are quoted.

use crate::state::text::Text;
use bashwit_syntax::ast::ReplaceScope;

/// A word in the making.
#[derive(Debug, Default)]
pub struct Builder {
    /// The text so far.
    pub text: Vec<u8>,
    /// Quoted stretches: start and end, ascending.
    pub quoted: Vec<(u32, u32)>,
    /// Something makes this a field, even an empty one: quotes, or text.
    pub started: bool,
    /// The field before ended with blanks, which a separator right after belongs to.
    pub after_blank: bool,
    /// Unquoted text may hold pattern characters.
    pub glob: bool,
    /// A list was added to the double quotes at hand.
    pub has_list: bool,
    /// A list without values of its own (`"${a[@]#p}"`) is joined by the first character of
    /// `IFS` in a text.
    pub joins_by_ifs: bool,
    /// `$*` and most lists that an operator made are joined by spaces, whatever `IFS` is.
    pub joins_by_space: bool,
    /// A field that ends is followed by a space in the same text.
    pub joins: bool,
}

impl Builder {
    /// Adds unquoted text that is not split.
    pub fn active(&mut self, bytes: &[u8]) {
        self.started |= !bytes.is_empty();
        self.glob |= may_glob(bytes);
        self.text.extend_from_slice(bytes);
    }

    /// Adds quoted text. Quotes themselves make a field only where the compiler says so
    /// (`QuoteMark`): `"$e$@"` may leave none.
    pub fn quote(&mut self, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        self.started = true;
        let start = self.text.len() as u32;
        self.text.extend_from_slice(bytes);
        let end = self.text.len() as u32;
        match self.quoted.last_mut() {
            Some(last) if last.1 == start => last.1 = end,
            _ => self.quoted.push((start, end)),
        }
    }

    /// The pieces of the text: bytes, and whether they are quoted.
    pub fn pieces(&self) -> impl Iterator<Item = (&[u8], bool)> {
        let mut at = 0usize;
        let mut ranges = self.quoted.iter();
        let mut next = ranges.next();
        std::iter::from_fn(move || {
            if at >= self.text.len() {
                return None;
            }
            let (end, quoted) = match next {
                Some(&(start, end)) if start as usize == at => {
                    next = ranges.next();
                    (end as usize, true)
                }
                Some(&(start, _)) => (start as usize, false),
                None => (self.text.len(), false),
            };
            let piece = (&self.text[at..end], quoted);
            at = end;
            Some(piece)
        })
    }

    /// Takes the anchor of a pattern: an unquoted `#` or `%` at its start.
    pub fn take_anchor(&mut self) -> ReplaceScope {
        let scope = match self.text.first() {
            Some(b'#') => ReplaceScope::Prefix,
            Some(b'%') => ReplaceScope::Suffix,
            _ => return ReplaceScope::First,
        };
        if self.quoted.first().is_some_and(|&(start, _)| start == 0) {
            return ReplaceScope::First;
        }
        self.text.remove(0);
        for (start, end) in &mut self.quoted {
            *start -= 1;
            *end -= 1;
        }
        scope
    }

    /// Takes the text, leaving the builder ready for the next field.
    pub fn take(&mut self) -> Text {
        let text = Text::from(self.text.as_slice());
        self.clear();
        text
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.text.clear();
        self.quoted.clear();
        self.started = false;
        self.glob = false;
    }
}

/// Whether unquoted bytes may be a pattern.
pub fn may_glob(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| matches!(byte, b'*' | b'?' | b'[' | b'('))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_alternate() {
        let mut builder = Builder::default();
        builder.active(b"a*");
        builder.quote(b"*");
        builder.quote(b"b");
        builder.active(b"?");
        let pieces: Vec<_> = builder.pieces().collect();
        assert_eq!(pieces, [(&b"a*"[..], false), (&b"*b"[..], true), (&b"?"[..], false)]);
    }
}
