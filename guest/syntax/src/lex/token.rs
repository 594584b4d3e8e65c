//! Between words: blanks, comments, newlines, reserved words, and the token that an error names.

use super::bits;
use super::cursor::Lexer;
use crate::error::{Res, SyntaxError};
use crate::quote::{self, Charset};

/// Reserved words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keyword {
    Bang,
    Case,
    Coproc,
    Do,
    Done,
    Elif,
    Else,
    Esac,
    Fi,
    For,
    Function,
    If,
    In,
    LeftBrace,
    LeftBracket,
    RightBrace,
    RightBracket,
    Select,
    Then,
    Time,
    Until,
    While,
}

impl Keyword {
    /// The reserved word that a text is.
    pub(crate) fn of(text: &[u8]) -> Option<Self> {
        Some(match text {
            b"!" => Self::Bang,
            b"case" => Self::Case,
            b"coproc" => Self::Coproc,
            b"do" => Self::Do,
            b"done" => Self::Done,
            b"elif" => Self::Elif,
            b"else" => Self::Else,
            b"esac" => Self::Esac,
            b"fi" => Self::Fi,
            b"for" => Self::For,
            b"function" => Self::Function,
            b"if" => Self::If,
            b"in" => Self::In,
            b"{" => Self::LeftBrace,
            b"[[" => Self::LeftBracket,
            b"}" => Self::RightBrace,
            b"]]" => Self::RightBracket,
            b"select" => Self::Select,
            b"then" => Self::Then,
            b"time" => Self::Time,
            b"until" => Self::Until,
            b"while" => Self::While,
            _ => return None,
        })
    }

    /// Ends a list, or can only follow one.
    pub(crate) fn closes(self) -> bool {
        matches!(
            self,
            Self::Do
                | Self::Done
                | Self::Elif
                | Self::Else
                | Self::Esac
                | Self::Fi
                | Self::In
                | Self::RightBrace
                | Self::RightBracket
                | Self::Then
        )
    }
}

/// A word without any quoting at the cursor: its text and where it ends.
pub(crate) struct Bare {
    text: [u8; 9],
    len: u8,
    end: usize,
}

impl Bare {
    pub(crate) fn text(&self) -> &[u8] {
        self.text.get(..usize::from(self.len)).unwrap_or_default()
    }
}

impl Lexer<'_> {
    /// Skips blanks and a comment.
    pub(crate) fn skip_blanks(&mut self) {
        loop {
            match self.peek() {
                b' ' | b'\t' => self.bump(),
                b'#' if self.options.comments => {
                    self.pos = self.find(b'\n').unwrap_or_else(|| self.text.len());
                    return;
                }
                _ => return,
            }
        }
    }

    /// Skips blanks, comments and newlines; reads the here-documents that wait for one.
    pub(crate) fn skip_newlines(&mut self) -> Res<()> {
        loop {
            self.skip_blanks();
            if self.peek() != b'\n' {
                return Ok(());
            }
            self.newline()?;
        }
    }

    /// Steps over the newline at the cursor and reads the here-documents that wait for it.
    pub(crate) fn newline(&mut self) -> Res<()> {
        self.bump();
        if let Some((start, end)) = self.hole
            && start == self.pos
        {
            self.pos = end;
            self.hole = None;
        }
        if self.pending.is_empty() { Ok(()) } else { self.read_heredocs() }
    }

    /// The unquoted word at the cursor if it is short enough to be a reserved word.
    pub(crate) fn bare_word(&mut self) -> Option<Bare> {
        self.peek();
        let mut bare = Bare { text: [0; 9], len: 0, end: self.pos };
        let mut ahead = 0;
        loop {
            let b = self.raw_at(ahead);
            if b == b'\\' && self.raw_at(ahead + 1) == b'\n' {
                ahead += 2;
                continue;
            }
            if matches!(b, b'<' | b'>') && self.raw_at(ahead + 1) == b'(' {
                return None;
            }
            if bits::is_meta(b) || (b == 0 && self.pos + ahead >= self.text.len()) {
                bare.end = self.pos + ahead;
                return (bare.len > 0).then_some(bare);
            }
            if !(b.is_ascii_lowercase() || matches!(b, b'{' | b'}' | b'!' | b'[' | b']')) {
                return None;
            }
            *bare.text.get_mut(usize::from(bare.len))? = b;
            bare.len += 1;
            ahead += 1;
        }
    }

    /// The cursor is at `]]` as a word.
    pub(crate) fn bare_close(&mut self) -> bool {
        let next = self.peek2();
        let behind = self.raw_at(2);
        next == b']' && (bits::is_meta(behind) || behind == 0)
    }

    /// The reserved word at the cursor.
    #[inline]
    pub(crate) fn keyword(&mut self) -> Option<Keyword> {
        if !matches!(
            self.peek(),
            b'!' | b'[' | b']' | b'c'..=b'f' | b'i' | b's' | b't' | b'u' | b'w' | b'{' | b'}'
        ) {
            return None;
        }
        // Several rules ask at the same place.
        if self.keyword_at.0 != self.pos {
            self.keyword_at = (self.pos, self.find_keyword());
        }
        self.keyword_at.1
    }

    fn find_keyword(&mut self) -> Option<Keyword> {
        let bare = self.bare_word()?;
        let keyword = Keyword::of(bare.text())?;
        // With extended patterns `!(` starts a word.
        if keyword == Keyword::Bang && self.options.extglob && self.raw_at(1) == b'(' {
            return None;
        }
        Some(keyword)
    }

    /// Steps over a reserved word if it is at the cursor.
    pub(crate) fn eat_keyword(&mut self, keyword: Keyword) -> bool {
        if self.keyword() != Some(keyword) {
            return false;
        }
        self.skip_bare();
        true
    }

    /// Steps over the unquoted word at the cursor.
    pub(crate) fn skip_bare(&mut self) {
        if let Some(bare) = self.bare_word() {
            while self.pos < bare.end {
                self.peek();
                self.bump();
            }
            self.pos = bare.end.max(self.pos);
        }
    }

    /// The error for the token at the cursor, where newlines have been skipped.
    #[inline(never)]
    pub(crate) fn unexpected(&mut self) -> Box<SyntaxError> {
        self.skip_blanks();
        if self.at_end() {
            return self.unexpected_end();
        }
        self.unexpected_token()
    }

    /// The error at the end of the text.
    #[inline(never)]
    pub(crate) fn unexpected_end(&mut self) -> Box<SyntaxError> {
        let line = self.end_line();
        let message = match self.in_substitution {
            0 => "syntax error: unexpected end of file",
            _ => "unexpected EOF while looking for matching `)'",
        };
        let mut error = SyntaxError::new(line, message);
        error.incomplete = true;
        error
    }

    /// The error for the token at the cursor; the end counts as a newline.
    #[inline(never)]
    pub(crate) fn unexpected_token(&mut self) -> Box<SyntaxError> {
        self.skip_blanks();
        if self.in_substitution > 0 && self.at_end() {
            return self.unexpected_end();
        }
        let start = self.pos;
        let token = match self.token_text() {
            Ok(token) => token,
            Err(error) => return error,
        };
        let end = if self.pos > start { self.pos } else { start + token.len() };
        let token = if quote::needs_ansi_c(&token, Charset::Utf8) {
            quote::ansi_c(&token, Charset::Utf8)
        } else {
            token
        };
        let line = self.line();
        let mut error =
            SyntaxError::new(line, [b"syntax error near unexpected token `", &token[..], b"'"].concat());
        error.add(line, self.line_text(end));
        error
    }

    /// The current line in quotes, as bash echoes it below an error at a token that ends there: inside of
    /// an alias that goes on behind the token, the text of the alias.
    #[inline(never)]
    fn line_text(&mut self, token_end: usize) -> Vec<u8> {
        let line = self.line();
        let shown = match (self.alias_text_at(token_end), &self.unspliced) {
            (Some(text), _) => text.to_vec(),
            (None, Some((known, text))) if *known == line => text.clone(),
            (None, _) => self.line_around(self.pos),
        };
        [b"`", &shown[..], b"'"].concat()
    }

    /// The line that a position at or before the cursor is in.
    pub(super) fn line_around(&mut self, pos: usize) -> Vec<u8> {
        let end = self.find(b'\n').unwrap_or(self.text.len());
        let start = memchr::memrchr(b'\n', self.slice(0, pos)).map_or(0, |at| at + 1);
        self.slice(start, end).to_vec()
    }

    /// Reads the token at the cursor for a message.
    #[inline(never)]
    pub(crate) fn token_text(&mut self) -> Res<Vec<u8>> {
        const OPERATORS: [&[u8]; 22] = [
            b"&&", b"||", b";;&", b";;", b";&", b"|&", b"&>>", b"&>", b"<<<", b"<<-", b"<<", b">>", b"<&",
            b">&", b"<>", b">|", b";", b"&", b"|", b"<", b">", b"(",
        ];
        let b = self.peek();
        if b == b'\n' || self.at_end() {
            return Ok(b"newline".to_vec());
        }
        if !bits::is_meta(b) {
            let start = self.pos;
            self.word(super::WordMode::PLAIN)?;
            return Ok(self.raw(start).to_vec());
        }
        let mut ahead = [0; 3];
        for (index, slot) in ahead.iter_mut().enumerate() {
            *slot = self.raw_at(index);
        }
        if b == b'(' || b == b')' {
            return Ok(vec![b]);
        }
        if matches!(ahead, [b'<' | b'>', b'(', _]) {
            let start = self.pos;
            self.word(super::WordMode::PLAIN)?;
            return Ok(self.raw(start).to_vec());
        }
        Ok(OPERATORS.iter().find(|op| ahead.starts_with(op)).map_or(vec![b], |op| op.to_vec()))
    }
}
