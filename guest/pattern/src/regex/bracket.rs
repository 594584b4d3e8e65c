//! Bracket expressions, as glibc's `parse_bracket_exp` reads them.

use super::error::Error;
use super::set::Set;
use super::{Flags, Syntax};
use crate::chars::{self, Named};

/// What stands at one place of a bracket expression.
enum Element {
    Char(u32),
    Class(Named),
}

/// Reads a bracket expression after its `[`: the set and the length up to and with the `]`.
pub(super) fn parse(text: &[u8], syntax: Syntax, flags: Flags) -> Result<(Set, usize), Error> {
    let mut reader = Reader { text, at: 0, awk: syntax == Syntax::Awk, flags };
    let mut set = Set::new(flags.utf8);
    let negated = text.first() == Some(&b'^');
    reader.at = usize::from(negated);
    let first = reader.at;
    loop {
        if reader.at > first && reader.peek() == Some(b']') {
            break;
        }
        let start = reader.element(reader.at == first)?;
        let range = reader.peek() == Some(b'-') && !matches!(text.get(reader.at + 1), Some(b']'));
        if !range {
            match start {
                Element::Char(code) => set.add(code, code),
                Element::Class(name) => set.add_named(name),
            }
            continue;
        }
        reader.at += 1;
        match (start, reader.element(true)?) {
            (Element::Char(low), Element::Char(high)) if low <= high => set.add(low, high),
            _ => return Err(Error::Range),
        }
    }
    let content = text.get(..reader.at).unwrap_or_default();
    if syntax.warns_of_classes() && matches!(content, [b':', .., b':']) {
        return Err(Error::ClassSyntax);
    }
    if flags.icase {
        set.fold();
    }
    if negated {
        set.negate(flags.newline);
    }
    if flags.lines {
        set.remove_newline();
    }
    Ok((set, reader.at + 1))
}

struct Reader<'t> {
    text: &'t [u8],
    at: usize,
    awk: bool,
    flags: Flags,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    /// Reads one element; only where `hyphen` allows it may a hyphen stand before others.
    fn element(&mut self, hyphen: bool) -> Result<Element, Error> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        match rest {
            [] => Err(Error::Bracket),
            [b'[', kind @ (b':' | b'.' | b'='), tail @ ..] => {
                let len = memchr::memmem::find(tail, &[*kind, b']']).ok_or(Error::Bracket)?;
                let name = tail.get(..len).unwrap_or_default();
                self.at += len + 4;
                self.symbol(*kind, name)
            }
            [b'-', next, ..] if !hyphen && *next != b']' => Err(Error::Range),
            [b'-'] if !hyphen => Err(Error::Bracket),
            [b'\\', tail @ ..] if self.awk && !tail.is_empty() => {
                let (code, len) = super::parse::awk_escape(tail, self.flags.utf8);
                self.at += 1 + len;
                Ok(Element::Char(code))
            }
            _ => {
                let (code, len) = chars::decode(rest, 0, self.flags.utf8).ok_or(Error::Bracket)?;
                self.at += len;
                Ok(Element::Char(code))
            }
        }
    }

    fn symbol(&self, kind: u8, name: &[u8]) -> Result<Element, Error> {
        if kind == b':' {
            let class = Named::from_name(name).filter(|class| !matches!(class, Named::Ascii | Named::Word));
            return match class {
                Some(Named::Upper | Named::Lower) if self.flags.icase => Ok(Element::Class(Named::Alpha)),
                Some(class) => Ok(Element::Class(class)),
                None => Err(Error::ClassName),
            };
        }
        match chars::decode(name, 0, self.flags.utf8) {
            Some((code, len)) if len == name.len() => Ok(Element::Char(code)),
            _ => Err(Error::Collation),
        }
    }
}
