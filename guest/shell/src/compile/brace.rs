//! Brace expansion: it looks at the text alone, so it is done by the compiler.

use super::Compiler;
use crate::ir::{Op, SequenceCode};
use crate::state::options::Set;
use crate::state::text::Text;
use crate::state::value::push_int;
use bashwit_syntax::ParseOptions;
use bashwit_syntax::ast::{Brace, Param, ParamName, Word, WordPart};
use std::rc::Rc;

/// Above so many words a sequence is left to the machine, if it can be.
const MAX_WORDS: usize = 64;
/// No word is expanded into more words than this.
const HARD_LIMIT: usize = 200_000;

impl Compiler<'_> {
    /// A word with braces that makes fields: one word under `set +B`.
    pub(super) fn braces_or_text(&mut self, word: &Word) {
        self.if_braces(
            |compiler| compiler.braces(word),
            |compiler| compiler.field_word(&Word { parts: plain(&word.parts), raw: word.raw.clone() }),
        );
    }

    /// What is done where braces expand, and what where they are text.
    pub(super) fn if_braces(&mut self, expand: impl FnOnce(&mut Self), text: impl FnOnce(&mut Self)) {
        let to_text = self.jump(Op::JumpIfOff { option: Set::BraceExpand, to: 0 });
        expand(self);
        let end = self.jump(Op::Jump(0));
        self.land(to_text);
        text(self);
        self.land(end);
    }

    /// A word with braces: several words.
    pub(super) fn braces(&mut self, word: &Word) {
        if let Some(sequence) = long_sequence(&word.parts) {
            self.code.sequences.push(sequence);
            let at = self.code.sequences.len() as u32 - 1;
            return self.emit(Op::Sequence(at));
        }
        let Some(words) = expand(&word.parts) else {
            let message = [b"brace expansion: too many words: ", &*word.raw].concat();
            let at = self.text(&message);
            return self.emit(Op::Fail(at));
        };
        // Words that became empty make no argument.
        for parts in words.into_iter().filter(|parts| !parts.is_empty()) {
            self.field_word(&Word { parts: rejoin(parts), raw: word.raw.clone() });
        }
    }
}

/// Whether a word has braces that expand.
pub(super) fn has_braces(word: &Word) -> bool {
    word.parts.iter().any(|part| matches!(part, WordPart::Brace(_)))
}

/// The parts of a word the braces in which are text.
pub(super) fn plain(parts: &[WordPart]) -> Vec<WordPart> {
    let mut out = Vec::with_capacity(parts.len());
    push_plain(parts, &mut out);
    joined(out)
}

/// A tilde prefix as text.
pub(super) fn tilde_text(name: &[u8]) -> WordPart {
    WordPart::Literal([b"~", name].concat().into())
}

fn push_plain(parts: &[WordPart], out: &mut Vec<WordPart>) {
    let literal = |bytes: &[u8]| WordPart::Literal(Rc::from(bytes));
    for part in parts {
        let WordPart::Brace(brace) = part else {
            out.push(part.clone());
            continue;
        };
        match &**brace {
            Brace::List(items) => {
                let mut before = literal(b"{");
                for item in items {
                    out.push(std::mem::replace(&mut before, literal(b",")));
                    // A tilde at the start of an item counts only where braces expand.
                    match item.split_first() {
                        Some((WordPart::Tilde(name), rest)) => {
                            out.push(tilde_text(name));
                            push_plain(rest, out);
                        }
                        _ => push_plain(item, out),
                    }
                }
                out.push(literal(b"}"));
            }
            Brace::Numbers { raw, .. } | Brace::Letters { raw, .. } => {
                out.push(literal(&[b"{", &raw[..], b"}"].concat()));
            }
        }
    }
}

/// Parts of which neighbouring literals are one.
fn joined(parts: Vec<WordPart>) -> Vec<WordPart> {
    let mut out: Vec<WordPart> = Vec::with_capacity(parts.len());
    for part in parts {
        match (out.last_mut(), part) {
            (Some(WordPart::Literal(last)), WordPart::Literal(more)) => {
                *last = [&**last, &*more].concat().into();
            }
            (_, part) => out.push(part),
        }
    }
    out
}

/// One long number sequence between constant texts.
fn long_sequence(parts: &[WordPart]) -> Option<SequenceCode> {
    let (mut prefix, mut suffix) = (Vec::new(), Vec::new());
    let mut found = None;
    for part in parts {
        match part {
            WordPart::Brace(brace) => match **brace {
                Brace::Numbers { first, last, step, width, .. } if found.is_none() => {
                    found = Some((first, last, step.unsigned_abs().max(1), width));
                }
                _ => return None,
            },
            WordPart::Quoted(bytes) => {
                if found.is_none() { &mut prefix } else { &mut suffix }.extend_from_slice(bytes)
            }
            WordPart::Literal(bytes) if memchr::memchr3(b'*', b'?', b'[', bytes).is_none() => {
                if found.is_none() { &mut prefix } else { &mut suffix }.extend_from_slice(bytes);
            }
            _ => return None,
        }
    }
    let (first, last, step, width) = found?;
    (first.abs_diff(last) / step > MAX_WORDS as u64).then(|| SequenceCode {
        prefix: Text::from(prefix),
        suffix: Text::from(suffix),
        first,
        last,
        step,
        width,
    })
}

/// The words that a run of parts stands for; `None` where they are too many.
fn expand(parts: &[WordPart]) -> Option<Vec<Vec<WordPart>>> {
    let mut words: Vec<Vec<WordPart>> = vec![Vec::new()];
    for part in parts {
        let WordPart::Brace(brace) = part else {
            for word in &mut words {
                word.push(part.clone());
            }
            continue;
        };
        let alternatives = alternatives(brace)?;
        if words.len().saturating_mul(alternatives.len()) > HARD_LIMIT {
            return None;
        }
        let mut product = Vec::with_capacity(words.len() * alternatives.len());
        for word in &words {
            for alternative in &alternatives {
                let mut all = word.clone();
                all.extend(alternative.iter().cloned());
                product.push(all);
            }
        }
        words = product;
    }
    Some(words)
}

/// What the text of a word means that braces have put together: neighbouring literals are one, a
/// `$name` goes on in the letters behind it, and a tilde prefix may have got its end. No tilde behind
/// an equals sign counts any more.
fn rejoin(parts: Vec<WordPart>) -> Vec<WordPart> {
    let mut out: Vec<WordPart> = Vec::with_capacity(parts.len());
    for (at, part) in parts.into_iter().enumerate() {
        let part = match part {
            WordPart::Tilde(name) | WordPart::ArgumentTilde(name) if at > 0 => tilde_text(&name),
            part => part,
        };
        match (out.last_mut(), part) {
            (Some(WordPart::Literal(last)), WordPart::Literal(more)) => {
                *last = [&**last, &*more].concat().into();
            }
            (Some(WordPart::Param(param)), WordPart::Literal(more)) => {
                let rest = lengthen(param, &more);
                if !rest.is_empty() {
                    out.push(WordPart::Literal(rest));
                }
            }
            (_, part) => out.push(part),
        }
    }
    if out.iter().any(|part| name_behind_dollar(part).is_some()) {
        out = out.into_iter().flat_map(with_names).collect();
    }
    if let Some(WordPart::Literal(text)) = out.first()
        && let Some((name, rest)) = bashwit_syntax::tilde_prefix(text, out.len() == 1)
    {
        let (name, rest) = (WordPart::Tilde(name.into()), WordPart::Literal(rest.into()));
        drop(out.splice(..1, [name, rest]));
    }
    out
}

/// Where literal text has a `$` with a name behind it, as `{$,x}{a,b}` makes one.
fn name_behind_dollar(part: &WordPart) -> Option<usize> {
    let WordPart::Literal(text) = part else { return None };
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"_@*#?-$!".contains(&byte);
    let begins = |pair: &[u8]| pair[0] == b'$' && is_name(pair[1]);
    text.windows(2).position(begins)
}

/// The parts of literal text with its `$name`s.
fn with_names(part: WordPart) -> Vec<WordPart> {
    let (Some(at), WordPart::Literal(text)) = (name_behind_dollar(&part), &part) else { return vec![part] };
    let Ok(word) = bashwit_syntax::parse_word(&text[at..], &ParseOptions::default()) else {
        return vec![part];
    };
    let before = (at > 0).then(|| WordPart::Literal(text[..at].into()));
    before.into_iter().chain(plain(&word.parts)).collect()
}

/// Makes the name of a `$name` longer by the letters behind it; gives what is left of them.
fn lengthen(param: &mut Param, more: &Rc<[u8]>) -> Rc<[u8]> {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    match &mut param.name {
        ParamName::Variable(name) if !param.braced => {
            let end = more.iter().take_while(|byte| is_letter(byte)).count();
            *name = [&**name, &more[..end]].concat().into();
            more[end..].into()
        }
        _ => more.clone(),
    }
}

fn alternatives(brace: &Brace) -> Option<Vec<Vec<WordPart>>> {
    let literal = |bytes: Vec<u8>| vec![WordPart::Literal(Rc::from(bytes))];
    Some(match brace {
        Brace::List(items) => {
            let mut all = Vec::new();
            for item in items {
                all.extend(expand(item)?);
                if all.len() > HARD_LIMIT {
                    return None;
                }
            }
            all
        }
        Brace::Numbers { first, last, step, width, .. } => {
            let step = step.unsigned_abs().max(1);
            if first.abs_diff(*last) / step >= HARD_LIMIT as u64 {
                return None;
            }
            numbers(*first, *last, step).map(|n| literal(padded(n, *width))).collect()
        }
        Brace::Letters { first, last, step, .. } => {
            numbers(i64::from(*first), i64::from(*last), step.unsigned_abs().max(1))
                .map(|byte| {
                    let byte = byte as u8;
                    // A backslash that a sequence makes vanishes, as one that quotes.
                    match byte {
                        b'\\' => vec![WordPart::Quoted(Rc::from(&[][..]))],
                        b'A'..=b'Z' | b'a'..=b'z' => literal(vec![byte]),
                        _ => vec![WordPart::Quoted(Rc::from(&[byte][..]))],
                    }
                })
                .collect()
        }
    })
}

/// The numbers of a sequence, up or down.
pub(crate) fn numbers(first: i64, last: i64, step: u64) -> impl Iterator<Item = i64> {
    let count = first.abs_diff(last) / step;
    (0..=count).map(move |at| {
        let delta = (at * step) as i64;
        if first <= last { first.wrapping_add(delta) } else { first.wrapping_sub(delta) }
    })
}

/// A number with at least `width` characters, zeros after the sign.
pub(crate) fn padded(number: i64, width: usize) -> Vec<u8> {
    let mut digits = Vec::new();
    push_int(&mut digits, number);
    let sign = usize::from(number < 0);
    while digits.len() < width {
        digits.insert(sign, b'0');
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences() {
        assert_eq!(numbers(1, 10, 4).collect::<Vec<_>>(), [1, 5, 9]);
        assert_eq!(numbers(3, 1, 1).collect::<Vec<_>>(), [3, 2, 1]);
        assert_eq!(numbers(i64::MAX - 1, i64::MAX, 1).count(), 2);
        assert_eq!(padded(-5, 4), b"-005");
    }
}
