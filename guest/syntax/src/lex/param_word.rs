//! The words inside `${…}`: values, patterns and replacements, up to the closing brace.

use super::bits::{self, PLAIN};
use super::builder::Builder;
use super::cursor::Lexer;
use super::dollar::Quoting;
use crate::ast::{Word, WordPart};
use crate::error::Res;

/// What a word inside `${…}` is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ParamWord {
    /// Behind `-`, `=`, `?`, `+`.
    Value,
    /// Behind `#`, `%`, `^`, `,`, `~`.
    Pattern,
    /// Behind `/`; a `/` ends it.
    ReplacePattern,
    /// Behind the second `/`.
    Replacement,
    /// A value by itself: it ends with the text.
    Whole,
}

impl Lexer<'_> {
    /// Reads all of the text as a value without quotes around it.
    pub(crate) fn operand(&mut self) -> Res<Word> {
        self.param_word(ParamWord::Whole, Quoting::None, 0)
    }

    /// Reads a word up to the `}` (or `/`) that ends it; that stays at the cursor.
    #[inline(never)]
    pub(super) fn param_word(&mut self, kind: ParamWord, quoting: Quoting, open: usize) -> Res<Word> {
        // A value inside double quotes is itself double-quoted; patterns have quotes of their own.
        let quoted = kind == ParamWord::Value && quoting != Quoting::None;
        let start = self.pos;
        let mut builder = Builder::new();
        let mut single = None;
        let is_value = matches!(kind, ParamWord::Value | ParamWord::Whole);
        if !quoted && self.peek() == b'~' {
            self.tilde(true, &mut builder);
        }
        if kind == ParamWord::ReplacePattern && builder.is_empty() && self.peek() == b'/' {
            self.bump();
            builder.literal(b"/");
        }
        loop {
            let b = self.peek();
            match b {
                b'}' if single.is_none() && kind != ParamWord::Whole => break,
                0 if kind == ParamWord::Whole && self.at_end() => break,
                b'/' if kind == ParamWord::ReplacePattern => break,
                0 if self.at_end() => {
                    return Err(match single {
                        Some(quote) if quoting == Quoting::Double => self.unclosed(b'\'', quote),
                        Some(_) => self.unclosed(b'}', open),
                        None => self.unclosed(b'}', open),
                    });
                }
                b':' if !quoted && kind == ParamWord::Value && self.in_value => {
                    self.take(b, false, &mut builder);
                    if self.peek() == b'~' {
                        self.tilde(true, &mut builder);
                    }
                }
                // In a here-document each one is removed.
                b'"' if single.is_some() && quoting == Quoting::Text => self.bump(),
                b'"' if single.is_some() => self.take(b, true, &mut builder),
                b'"' => self.inner_quotes(quoted, &mut builder)?,
                b'\'' if quoted => {
                    // Kept, but what is between two of them closes nothing.
                    if !self.options.posix {
                        single = if single.is_some() { None } else { Some(self.pos) };
                    }
                    self.take(b, true, &mut builder);
                }
                b'\\' if quoted && single.is_none() && self.raw_at(1) == b'\'' => {
                    // Both are kept, and the quote opens nothing.
                    self.take(b, true, &mut builder);
                    self.take(b'\'', true, &mut builder);
                }
                b'\\' if quoted => self.dquoted_escape(b"$`\"\\}", &mut builder),
                b'$' if quoting == Quoting::Double
                    && self.raw_at(1) == b'\''
                    && single.is_none()
                    && !self.options.posix =>
                {
                    self.ansi_quoted(!quoted, &mut builder)?;
                }
                // Patterns and replacements are unquoted words, even inside double quotes.
                b'$' => self.dollar(if quoted { quoting } else { Quoting::None }, &mut builder)?,
                b'`' if quoted => self.backquote(quoting, &mut builder)?,
                b'\\' | b'\'' | b'`' => self.quoting(b, &mut builder)?,
                b'?' | b'*' | b'+' | b'@' | b'!' if is_pattern(kind) && self.peek2() == b'(' => {
                    self.extglob_in_param(&mut builder)?;
                }
                b'<' | b'>' if !quoted && is_value && self.raw_at(1) == b'(' => {
                    self.process_substitution(&mut builder)?;
                }
                _ if bits::has(b, PLAIN) && !matches!(b, b'/' | b'}') => self.param_run(quoted, &mut builder),
                _ => self.take(b, quoted, &mut builder),
            }
        }
        let raw = self.raw(start);
        Ok(builder.word(raw))
    }

    fn take(&mut self, b: u8, quoted: bool, builder: &mut Builder) {
        self.bump();
        builder.text(&[b], quoted);
    }

    /// Reads the longest run of bytes that end nothing.
    fn param_run(&mut self, quoted: bool, builder: &mut Builder) {
        let tail = self.text.get(self.pos..).unwrap_or_default();
        let ends = |&b: &u8| !bits::has(b, PLAIN) || matches!(b, b'}' | b'/');
        let len = tail.iter().position(ends).unwrap_or(tail.len());
        builder.text(tail.get(..len).unwrap_or_default(), quoted);
        self.pos += len;
    }

    /// Reads `"…"` inside `${…}`. Inside double quotes they end and begin the outer ones: they add
    /// nothing but are removed, and a backslash quotes whatever follows it.
    #[inline(never)]
    fn inner_quotes(&mut self, quoted: bool, builder: &mut Builder) -> Res<()> {
        let open = self.pos;
        self.bump();
        let parts = self.double_quoted(open, quoted)?;
        if !quoted {
            builder.part(WordPart::DoubleQuoted(parts));
            return Ok(());
        }
        for part in parts {
            match part {
                WordPart::Quoted(text) => builder.quoted(&text),
                part => builder.part(part),
            }
        }
        Ok(())
    }

    /// Reads an extended pattern; without a closing parenthesis it is plain text.
    #[inline(never)]
    fn extglob_in_param(&mut self, builder: &mut Builder) -> Res<()> {
        let mark = self.mark();
        if self.tried(self.pos) || !self.try_extglob(builder)? {
            self.set_tried(self.offset());
            self.reset(&mark);
            let b = self.peek();
            self.take(b, false, builder);
        }
        Ok(())
    }
}

fn is_pattern(kind: ParamWord) -> bool {
    matches!(kind, ParamWord::Pattern | ParamWord::ReplacePattern)
}
