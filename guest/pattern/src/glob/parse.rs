//! From the text of a shell pattern to its program.

use super::class::Class;
use super::{Op, Options, Pattern};
use crate::chars;

/// Groups nested deeper than this are taken literally.
const MAX_DEPTH: usize = 60;

/// Whether a byte begins something other than itself.
fn special(b: u8, extglob: bool) -> bool {
    matches!(b, b'*' | b'?' | b'[' | b'\\') || extglob && matches!(b, b'+' | b'@' | b'!')
}

impl Pattern {
    /// Compiles a pattern in which a backslash quotes the next character.
    #[must_use]
    pub fn parse(text: &[u8], options: Options) -> Self {
        // What is no UTF-8 is a pattern of bytes.
        let utf8 = options.utf8 && (text.is_ascii() || std::str::from_utf8(text).is_ok());
        let options = Options { utf8, ..options };
        let mut pattern = Pattern::empty(options);
        if !options.nocase && !text.iter().any(|&b| special(b, options.extglob)) {
            pattern.literal(text);
            return pattern;
        }
        pattern.leading_star = text.first() == Some(&b'*');
        pattern.open_backslash = text.iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1;
        let mut parser = Parser { pattern };
        parser.sequence(text, 0);
        parser.pattern.finish();
        let counts_characters =
            utf8 && !parser.pattern.ops.iter().all(|op| matches!(op, Op::Literal(..) | Op::Star(_)));
        if counts_characters || !parser.pattern.classes.is_empty() {
            parser.pattern.source = Some(text.into());
        }
        parser.pattern
    }

    pub(super) fn literal(&mut self, text: &[u8]) {
        if text.is_empty() {
            return;
        }
        let start = self.bytes.len();
        self.bytes.extend_from_slice(text);
        // A run of literal characters is one operation.
        if let Some(Op::Literal(_, end)) = self.ops.last_mut()
            && *end == start
            && !self.barrier
        {
            *end = self.bytes.len();
            return;
        }
        self.barrier = false;
        self.ops.push(Op::Literal(start, self.bytes.len()));
    }
}

struct Parser {
    pattern: Pattern,
}

impl Parser {
    fn sequence(&mut self, text: &[u8], depth: usize) {
        let Options { utf8, nocase, extglob, .. } = self.pattern.options;
        let mut at = 0;
        while let Some(&byte) = text.get(at) {
            let rest = text.get(at + 1..).unwrap_or_default();
            if extglob && rest.first() == Some(&b'(') && matches!(byte, b'?' | b'*' | b'+' | b'@' | b'!') {
                let body = rest.get(1..).unwrap_or_default();
                let Some(close) = scan(body, b')').filter(|_| depth < MAX_DEPTH) else {
                    self.raw(text.get(at..).unwrap_or_default());
                    return;
                };
                self.group(byte, body.get(..close).unwrap_or_default(), depth);
                at += close + 3;
                continue;
            }
            match byte {
                b'?' => {
                    self.push(Op::Any);
                }
                b'*' if rest == b"\\" => {
                    // Bash looks for what the backslash quotes behind the star, which is nothing.
                    let index = self.pattern.classes.len();
                    self.pattern.classes.push(Class::default());
                    self.push(Op::Class(index));
                    return;
                }
                b'*' => self.star(),
                b'[' => match Class::parse(rest, nocase, utf8) {
                    Some((class, len)) => {
                        let index = self.pattern.classes.len();
                        self.pattern.classes.push(class);
                        self.push(Op::Class(index));
                        at += len;
                    }
                    None => self.character(b"["),
                },
                b'\\' if !rest.is_empty() => {
                    let len = chars::step(rest, 0, utf8);
                    self.character(rest.get(..len).unwrap_or_default());
                    at += len;
                }
                _ => {
                    let len = chars::step(text, at, utf8);
                    self.character(text.get(at..at + len).unwrap_or_default());
                    at += len - 1;
                }
            }
            at += 1;
        }
    }

    fn push(&mut self, op: Op) -> usize {
        self.pattern.barrier = false;
        self.pattern.ops.push(op);
        self.pattern.ops.len() - 1
    }

    fn slot(&mut self) -> usize {
        self.pattern.slots += 1;
        self.pattern.slots - 1
    }

    fn star(&mut self) {
        if !matches!(self.pattern.ops.last(), Some(Op::Star(_))) || self.pattern.barrier {
            let slot = self.slot();
            self.push(Op::Star(slot));
        }
    }

    fn raw(&mut self, text: &[u8]) {
        let utf8 = self.pattern.options.utf8;
        let mut at = 0;
        while at < text.len() {
            let len = chars::step(text, at, utf8);
            self.character(text.get(at..at + len).unwrap_or_default());
            at += len;
        }
    }

    fn character(&mut self, bytes: &[u8]) {
        if self.pattern.options.nocase
            && let Some((code, _)) = chars::decode(bytes, 0, self.pattern.options.utf8)
            && (chars::fold(code) != code || chars::unfold(code) != code)
        {
            self.push(Op::Folded(chars::fold(code)));
        } else {
            self.pattern.literal(bytes);
        }
    }

    /// Emits `kind(body)`.
    fn group(&mut self, kind: u8, body: &[u8], depth: usize) {
        self.pattern.grouped = true;
        match kind {
            b'!' => {
                // One slot for the way in, one for the way out.
                let slot = self.slot();
                self.slot();
                let not = self.push(Op::Not { slot, next: 0 });
                self.alternatives(body, depth);
                self.push(Op::Accept);
                let end = self.pattern.ops.len();
                self.patch(not, Op::Not { slot, next: end });
            }
            b'?' | b'*' => {
                let slot = self.slot();
                let split = self.push(Op::Split { slot, other: 0 });
                self.alternatives(body, depth);
                if kind == b'*' {
                    self.push(Op::Jump(split));
                }
                let end = self.pattern.ops.len();
                self.patch(split, Op::Split { slot, other: end });
            }
            b'+' => {
                let start = self.pattern.ops.len();
                self.pattern.barrier = true;
                self.alternatives(body, depth);
                // Again from the start, or on to what follows.
                let slot = self.slot();
                let split = self.push(Op::Split { slot, other: 0 });
                self.push(Op::Jump(start));
                let end = self.pattern.ops.len();
                self.patch(split, Op::Split { slot, other: end });
            }
            _ => self.alternatives(body, depth),
        }
        self.pattern.barrier = true;
    }

    /// Emits `a|b|c`.
    fn alternatives(&mut self, body: &[u8], depth: usize) {
        let mut rest = body;
        let mut jumps = Vec::new();
        while let Some(bar) = scan(rest, b'|') {
            let slot = self.slot();
            let split = self.push(Op::Split { slot, other: 0 });
            self.pattern.barrier = true;
            self.sequence(rest.get(..bar).unwrap_or_default(), depth + 1);
            jumps.push(self.push(Op::Jump(0)));
            let other = self.pattern.ops.len();
            self.patch(split, Op::Split { slot, other });
            self.pattern.barrier = true;
            rest = rest.get(bar + 1..).unwrap_or_default();
        }
        self.pattern.barrier = true;
        self.sequence(rest, depth + 1);
        let end = self.pattern.ops.len();
        for jump in jumps {
            self.patch(jump, Op::Jump(end));
        }
        self.pattern.barrier = true;
    }

    fn patch(&mut self, index: usize, op: Op) {
        if let Some(place) = self.pattern.ops.get_mut(index) {
            *place = op;
        }
    }
}

/// The index of the `|` or `)` that ends the first alternative or the group: quotes, brackets
/// and parentheses within are passed over, as bash's PATSCAN does.
fn scan(text: &[u8], end: u8) -> Option<usize> {
    let mut nested = 0usize;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => at += 1,
            b'[' => at += bracket(text.get(at + 1..)?)?,
            b'(' => nested += 1,
            b')' if nested == 0 => return (end == b')').then_some(at),
            b')' => nested -= 1,
            b'|' if nested == 0 && end == b'|' => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Whether a bracket that begins with `!` or `^` and has a `]` as its first member ends too soon where
/// bash counts the characters that the pattern takes; a wildcard of any length makes up for it.
pub(super) fn is_miscounted(text: &[u8]) -> bool {
    let mut found = false;
    let mut at = 0;
    while let Some(&byte) = text.get(at) {
        let rest = text.get(at + 1..).unwrap_or_default();
        match byte {
            b'*' => return false,
            b'?' | b'+' | b'@' | b'!' if rest.first() == Some(&b'(') => return false,
            b'\\' => at += 1,
            b'[' if matches!(rest, [b'!' | b'^', b']', ..]) => {
                found |= bracket(rest).is_some();
                at += 2;
            }
            b'[' => at += bracket(rest).unwrap_or(0),
            _ => {}
        }
        at += 1;
    }
    found
}

/// The length of a bracket expression after its `[`.
fn bracket(text: &[u8]) -> Option<usize> {
    let mut at = usize::from(matches!(text.first(), Some(b'!' | b'^')));
    let first = at;
    loop {
        match text.get(at..)? {
            [b']', ..] if at > first => return Some(at + 1),
            [b'[', kind @ (b':' | b'.' | b'='), rest @ ..] => {
                at += memchr::memmem::find(rest, &[*kind, b']']).map_or(1, |len| len + 4);
            }
            [b'\\', _, ..] => at += 2,
            [_, ..] => at += 1,
            [] => return None,
        }
    }
}
