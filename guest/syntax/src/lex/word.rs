//! Words.

use super::bits::{self, PLAIN};
use super::builder::Builder;
use super::cursor::Lexer;
use super::dollar::Quoting;
use super::tilde::TildeMode;
use crate::ast::{Param, ParamName, ParamOp, Word, WordPart};
use crate::error::Res;
use std::rc::Rc;

/// What applies to a word where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordMode {
    /// Brace expansion.
    pub(crate) brace: bool,
    /// Tilde expansion.
    pub(crate) tilde: TildeMode,
    /// Brackets that may hold blanks and operators.
    pub(crate) bracket: Brackets,
    /// Extended patterns even without the option.
    pub(crate) extglob: bool,
    /// Extended patterns become parts (else they stay text).
    pub(crate) pattern: bool,
}

/// Which brackets in a word are read up to their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Brackets {
    /// None.
    Plain,
    /// `name[…]`.
    AfterName,
    /// `[…]` at its beginning.
    Leading,
}

impl Brackets {
    /// Whether a bracket behind what has been read is such a one.
    fn opens(self, builder: &Builder) -> bool {
        match self {
            Brackets::Plain => false,
            Brackets::AfterName => builder.only_literal().is_some_and(bits::is_name),
            Brackets::Leading => builder.is_empty(),
        }
    }
}

impl WordMode {
    /// An argument.
    pub(crate) const ARGUMENT: Self =
        Self { brace: true, tilde: TildeMode::Word, bracket: Brackets::Plain, extglob: false, pattern: true };
    /// A word in command position.
    pub(crate) const COMMAND: Self = Self { bracket: Brackets::AfterName, ..Self::ARGUMENT };
    /// A word that expands to exactly one: no braces.
    pub(crate) const SINGLE: Self = Self { brace: false, ..Self::ARGUMENT };
    /// A value that is assigned.
    pub(crate) const VALUE: Self = Self {
        brace: false,
        tilde: TildeMode::Assign,
        bracket: Brackets::Plain,
        extglob: false,
        pattern: false,
    };
    /// The right side of `==` in `[[`.
    pub(crate) const PATTERN: Self = Self { extglob: true, ..Self::SINGLE };
    /// A word of which only the text counts.
    pub(crate) const PLAIN: Self = Self {
        brace: false,
        tilde: TildeMode::Never,
        bracket: Brackets::AfterName,
        extglob: false,
        pattern: false,
    };
    /// The name of a loop's variable.
    pub(crate) const NAME: Self = Self { bracket: Brackets::Plain, ..Self::PLAIN };
}

impl Lexer<'_> {
    /// Reads a word. The cursor is at its first byte; what ends a word at once makes an
    /// empty one.
    #[inline(never)]
    pub(crate) fn word(&mut self, mode: WordMode) -> Res<Word> {
        let start = self.pos;
        if let Some(word) = self.plain_word() {
            return Ok(word);
        }
        let mut builder = Builder::new();
        self.word_parts(mode, &mut builder)?;
        let braces = builder.braces && mode.brace;
        let raw = self.raw(start);
        let mut word = builder.word(raw);
        if std::mem::take(&mut self.open_subscript) {
            blame(&mut word.parts, &no_closing_brace(&word.raw));
        }
        if braces {
            super::brace::expand(&mut word.parts, mode.tilde != TildeMode::Never);
        }
        Ok(word)
    }

    /// The word at the cursor if it holds nothing but plain bytes.
    #[inline]
    fn plain_word(&mut self) -> Option<Word> {
        let tail = self.text.get(self.pos..)?;
        let len = tail.iter().position(|&b| !bits::has(b, PLAIN))?;
        let behind = tail.get(len..)?;
        let joined = matches!(behind, [b'<' | b'>', b'(', ..] | [b'<' | b'>']);
        if len == 0 || joined || !behind.first().is_some_and(|&b| bits::is_meta(b)) {
            return None;
        }
        let raw: Rc<[u8]> = Rc::from(tail.get(..len)?);
        self.pos += len;
        Some(Word { parts: vec![WordPart::Literal(raw.clone())], raw })
    }

    /// Reads the parts of a word up to the byte that ends it.
    #[inline(never)]
    pub(super) fn word_parts(&mut self, mode: WordMode, builder: &mut Builder) -> Res<()> {
        let extglob = self.options.extglob || mode.extglob;
        if mode.tilde != TildeMode::Never && builder.is_empty() && self.peek() == b'~' {
            self.tilde(false, builder);
        }
        let mut assign = mode.tilde == TildeMode::Assign;
        loop {
            self.plain_run(builder);
            let b = self.peek();
            if bits::has(b, PLAIN) {
                continue;
            }
            match b {
                b'\\' | b'\'' | b'"' | b'$' | b'`' => {
                    let outer = std::mem::replace(&mut self.in_value, mode.tilde == TildeMode::Assign);
                    let read = self.quoting(b, builder);
                    self.in_value = outer;
                    read?;
                }
                b'<' | b'>' if self.raw_at(1) == b'(' => self.process_substitution(builder)?,
                b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'(' | b')' | b'<' | b'>' => return Ok(()),
                b'{' => {
                    builder.braces = true;
                    self.one(b, builder);
                }
                b'=' => {
                    let named = mode.tilde == TildeMode::Word
                        && builder.only_literal().is_some_and(is_assignment_prefix);
                    assign |= named;
                    self.one(b, builder);
                    if named && self.peek() == b'~' {
                        self.argument_tilde(builder);
                    }
                }
                b':' => {
                    self.one(b, builder);
                    if assign && self.peek() == b'~' {
                        match mode.tilde {
                            TildeMode::Word => self.argument_tilde(builder),
                            _ => self.tilde(false, builder),
                        }
                    }
                }
                b'[' if mode.bracket.opens(builder) => self.bracketed(builder)?,
                b'?' | b'*' | b'+' | b'@' | b'!' if extglob && self.peek2() == b'(' => {
                    self.extglob(mode.pattern, builder)?;
                }
                0 => return Ok(()),
                _ => self.one(b, builder),
            }
        }
    }

    /// Reads the longest run of plain bytes.
    #[inline]
    fn plain_run(&mut self, builder: &mut Builder) {
        let tail = self.text.get(self.pos..).unwrap_or_default();
        let len = tail.iter().position(|&b| !bits::has(b, PLAIN)).unwrap_or(tail.len());
        if len > 0 {
            builder.literal(tail.get(..len).unwrap_or_default());
            self.pos += len;
        }
    }

    /// Takes one byte as it is.
    #[inline]
    fn one(&mut self, b: u8, builder: &mut Builder) {
        self.bump();
        builder.literal(&[b]);
    }

    /// Reads what a quoting character or `$` starts, outside double quotes.
    #[inline(never)]
    pub(crate) fn quoting(&mut self, b: u8, builder: &mut Builder) -> Res<()> {
        match b {
            b'\\' => {
                self.bump();
                self.escaped(builder);
                Ok(())
            }
            b'\'' => self.single_quoted(builder),
            b'"' => {
                let start = self.pos;
                self.bump();
                let parts = self.double_quoted(start, false)?;
                builder.part(WordPart::DoubleQuoted(parts));
                Ok(())
            }
            b'$' => self.dollar(Quoting::None, builder),
            _ => self.backquote(Quoting::None, builder),
        }
    }

    /// The character behind an unquoted backslash stands for itself.
    pub(super) fn escaped(&mut self, builder: &mut Builder) {
        if self.at_end() {
            builder.quoted(b"\\");
        } else {
            let b = self.peek_raw();
            self.bump();
            builder.quoted(&[b]);
        }
    }
}

impl Lexer<'_> {
    /// Reads the whole text as one word: what would end it stands for itself.
    pub(crate) fn word_all(&mut self, mode: WordMode) -> Res<Word> {
        let mut builder = Builder::new();
        loop {
            self.word_parts(mode, &mut builder)?;
            if self.at_end() {
                break;
            }
            let b = self.peek();
            self.one(b, &mut builder);
        }
        let braces = builder.braces && mode.brace;
        let mut word = builder.word(self.raw(0));
        if braces {
            super::brace::expand(&mut word.parts, mode.tilde != TildeMode::Never);
        }
        Ok(word)
    }
}

/// `name`, `name+` or `name[…]`, before `=`.
fn is_assignment_prefix(text: &[u8]) -> bool {
    let text = text.strip_suffix(b"+").unwrap_or(text);
    match (memchr::memchr(b'[', text), text.last()) {
        (Some(open), Some(b']')) => bits::is_name(text.get(..open).unwrap_or_default()),
        _ => bits::is_name(text),
    }
}

/// What bash says of a word in which it finds no end of a `${`.
pub(super) fn no_closing_brace(word: &[u8]) -> Rc<[u8]> {
    [b"bad substitution: no closing `}' in ", word].concat().into()
}

/// Text that cannot be read as expansions, with what is said of it when it is expanded.
pub(super) fn unreadable(message: Rc<[u8]>, line: u32) -> WordPart {
    WordPart::Param(Box::new(Param {
        name: ParamName::Special(b'#'),
        subscript: None,
        indirect: false,
        op: ParamOp::Unreadable,
        braced: true,
        raw: message,
        line,
    }))
}

/// Gives the expansions that cannot be read what is said of them.
fn blame(parts: &mut [WordPart], message: &Rc<[u8]>) {
    for part in parts {
        match part {
            WordPart::DoubleQuoted(parts) => blame(parts, message),
            WordPart::Param(param) if param.op == ParamOp::Unreadable => param.raw = message.clone(),
            _ => {}
        }
    }
}
