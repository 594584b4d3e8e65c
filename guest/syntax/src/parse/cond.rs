//! `[[ … ]]`.

use crate::ast::{Compound, Cond, CondBinary, Word};
use crate::error::{Inside, Res, SyntaxError};
use crate::lex::{Lexer, TildeMode, WordMode};
use std::rc::Rc;

/// An operand that is no pattern.
const OPERAND: WordMode = WordMode { pattern: false, tilde: TildeMode::Start, ..WordMode::SINGLE };
/// The right side of `==`.
const PATTERN: WordMode = WordMode { tilde: TildeMode::Start, ..WordMode::PATTERN };

impl Lexer<'_> {
    pub(super) fn cond_command(&mut self) -> Res<Rc<Compound>> {
        self.conditional().map_err(|error| if error.ends_input { self.skip_line(error) } else { error })
    }

    #[inline(never)]
    fn conditional(&mut self) -> Res<Rc<Compound>> {
        self.skip_bare();
        let line = self.line();
        let cond = self.cond_or()?;
        self.skip_newlines()?;
        if self.at_cond_end() {
            self.bump();
            self.peek();
            self.bump();
            return Ok(Rc::new(Compound::Cond(cond)));
        }
        if self.at_end() {
            let error = self.cond_error("unexpected EOF while looking for `]]'".into());
            return Err(Box::new(error.moved_to(line)));
        }
        let message = if self.at_operator() {
            self.naming("syntax error in conditional expression: unexpected token `", "'")?
        } else {
            self.word(WordMode::PLAIN)
                .map_err(|error| cut_short(error, line, b"unexpected EOF while looking for `]]'"))?;
            let mut error = SyntaxError::new(line, "syntax error in conditional expression");
            error.ends_input = true;
            return Err(error);
        };
        Err(Box::new(self.cond_error(message).moved_to(line)))
    }

    fn cond_or(&mut self) -> Res<Cond> {
        self.enter(20)?;
        let left = self.cond_and()?;
        self.skip_newlines()?;
        let cond = if self.peek() == b'|' && self.peek2() == b'|' {
            self.bump();
            self.peek();
            self.bump();
            Cond::Or(Box::new(left), Box::new(self.cond_or()?))
        } else {
            left
        };
        self.leave(20);
        Ok(cond)
    }

    fn cond_and(&mut self) -> Res<Cond> {
        self.enter(8)?;
        let left = self.cond_term()?;
        self.skip_newlines()?;
        let cond = if self.peek() == b'&' && self.peek2() == b'&' {
            self.bump();
            self.peek();
            self.bump();
            Cond::And(Box::new(left), Box::new(self.cond_and()?))
        } else {
            left
        };
        self.leave(8);
        Ok(cond)
    }

    /// The cursor is at `]]`.
    fn at_cond_end(&mut self) -> bool {
        self.peek() == b']' && self.bare_close()
    }

    fn cond_term(&mut self) -> Res<Cond> {
        self.skip_newlines()?;
        let b = self.peek();
        if b == b'(' {
            return self.cond_group();
        }
        if b == b'!' && self.cond_bang() {
            self.bump();
            self.enter(8)?;
            let inner = self.cond_term()?;
            self.leave(8);
            // Two of them take each other away.
            return Ok(match inner {
                Cond::Not(inner) => *inner,
                inner => Cond::Not(Box::new(inner)),
            });
        }
        if self.at_end() {
            let line = self.end_line();
            let mut error = SyntaxError::new(line, "unexpected token `EOF' in conditional command");
            (error.incomplete, error.in_token) = (true, true);
            return Err(error);
        }
        if self.at_cond_end() {
            return Err(self.silent());
        }
        if self.at_operator() {
            let message = self.naming("unexpected token `", "' in conditional command")?;
            return Err(self.cond_error(message));
        }
        if b == b'-'
            && let Some(letter) = self.cond_unary()
        {
            self.skip_blanks();
            if self.at_operator() || self.at_cond_end() || self.at_end() {
                let message = self.naming("unexpected argument `", "' to conditional unary operator")?;
                return Err(self.cond_error(message));
            }
            let word = self.cond_operand(OPERAND, b"unexpected argument to conditional unary operator")?;
            self.skip_newlines()?;
            return Ok(Cond::Unary(letter, word));
        }
        let left = self.cond_operand(OPERAND, b"unexpected token `\xff' in conditional command")?;
        self.cond_binary(left)
    }

    #[inline(never)]
    fn cond_group(&mut self) -> Res<Cond> {
        let line = self.line();
        self.bump();
        let inner = match self.cond_or() {
            Ok(inner) => inner,
            Err(mut error) => {
                error.add(line, "expected `)'");
                return Err(error);
            }
        };
        self.skip_newlines()?;
        if !self.eat(b')') {
            // It is told at the line where the parenthesis opens.
            let message = if self.at_operator() || self.at_cond_end() || self.at_end() {
                let message = self.naming("unexpected token `", "', expected `)'");
                message.map_err(|error| Box::new(error.moved_to(line)))?
            } else {
                "expected `)'".into()
            };
            return Err(Box::new(self.cond_error(message).moved_to(line)));
        }
        Ok(Cond::Group(Box::new(inner)))
    }

    /// What stands there ends a word.
    fn is_meta_at(&mut self, offset: usize) -> bool {
        crate::lex::is_meta(self.raw_at(offset)) || self.ends_before(offset)
    }

    /// `!` stands alone.
    fn cond_bang(&mut self) -> bool {
        // With extended patterns `!(` starts a word.
        if self.options.extglob && self.raw_at(1) == b'(' {
            return false;
        }
        self.is_meta_at(1)
    }

    /// Reads a unary operator.
    fn cond_unary(&mut self) -> Option<u8> {
        let letter = self.peek2();
        if !b"abcdefghknoprstuvwxzGLNORS".contains(&letter) || !self.is_meta_at(2) {
            return None;
        }
        self.bump();
        self.peek();
        self.bump();
        Some(letter)
    }

    /// Reads the operator and the right side behind a word, if there are any.
    #[inline(never)]
    fn cond_binary(&mut self, left: Word) -> Res<Cond> {
        self.skip_blanks();
        let b = self.peek();
        let ends = b == b')' || (matches!(b, b'&' | b'|') && self.peek2() == b) || self.at_cond_end();
        if ends {
            return Ok(Cond::Word(left));
        }
        let op = match b {
            b'<' if !matches!(self.raw_at(1), b'(' | b'<' | b'>' | b'&') => CondBinary::Before,
            b'>' if !matches!(self.raw_at(1), b'(' | b'>' | b'|' | b'&') => CondBinary::After,
            _ if self.at_operator() || b == b'\n' => {
                let message = self.naming("unexpected token `", "', conditional binary operator expected")?;
                return Err(self.cond_error(message));
            }
            _ => {
                let word = self.cond_operand(WordMode::PLAIN, b"conditional binary operator expected")?;
                match binary_operator(&word.raw) {
                    Some(op) => op,
                    None => {
                        let mut error = SyntaxError::new(self.line(), "conditional binary operator expected");
                        error.incomplete = self.at_end();
                        error.ends_input = true;
                        return Err(error);
                    }
                }
            }
        };
        if matches!(op, CondBinary::Before | CondBinary::After) {
            self.bump();
        }
        self.skip_blanks();
        let bad = self.at_cond_end()
            || match op {
                CondBinary::Regex => self.at_meta() && !matches!(self.peek(), b'(' | b'|'),
                _ => self.at_operator(),
            };
        if bad {
            if op == CondBinary::Regex && matches!(self.peek(), b'&' | b';' | b'<' | b'>' | b')') {
                // They end an expression that is empty.
                let right = Word { parts: Vec::new(), raw: Rc::from(&b""[..]) };
                return Ok(Cond::Binary(op, left, right));
            }
            let message = self.naming("unexpected argument `", "' to conditional binary operator")?;
            return Err(self.cond_error(message));
        }
        let expected = b"unexpected argument to conditional binary operator";
        let right = match op {
            CondBinary::Match | CondBinary::MatchSingle | CondBinary::NotMatch => {
                self.cond_operand(PATTERN, expected)?
            }
            CondBinary::Regex => {
                let word = self.regex_word();
                self.or_cut_short(word, expected)?
            }
            _ => self.cond_operand(OPERAND, expected)?,
        };
        self.skip_newlines()?;
        Ok(Cond::Binary(op, left, right))
    }

    /// Reads a word where an operand or an operator must stand, and bash would say so.
    fn cond_operand(&mut self, mode: WordMode, expected: &[u8]) -> Res<Word> {
        let word = self.word(mode);
        self.or_cut_short(word, expected)
    }

    /// Where the text ends in a word, bash takes the end for the token.
    fn or_cut_short(&mut self, word: Res<Word>, expected: &[u8]) -> Res<Word> {
        word.map_err(|error| {
            let line = self.end_line();
            cut_short(error, line, expected)
        })
    }

    /// After such an error bash reads the rest of the line all the same, and the text may end in it.
    #[inline(never)]
    fn skip_line(&mut self, mut error: Box<SyntaxError>) -> Box<SyntaxError> {
        loop {
            self.skip_blanks();
            if self.peek() == b'\n' || self.at_end() {
                return error;
            }
            let from = self.offset();
            if !self.at_operator()
                && let Err(next) = self.word(WordMode::PLAIN)
            {
                error.messages.extend(next.messages);
                return Box::new(SyntaxError { messages: error.messages, line: error.line, ..*next });
            }
            if self.offset() == from {
                self.bump();
            }
        }
    }

    /// A message around the token at the cursor.
    fn naming(&mut self, before: &str, behind: &str) -> Res<Vec<u8>> {
        let is_word = !self.at_operator() && !self.at_end();
        let mut message = before.as_bytes().to_vec();
        message.extend_from_slice(&self.token_text()?);
        message.extend_from_slice(behind.as_bytes());
        if is_word {
            // The word has been read: it was not the end that came too early.
            let mut error = SyntaxError::new(self.line(), message);
            error.ends_input = true;
            return Err(error);
        }
        Ok(message)
    }

    /// An error behind which bash takes the input as ended.
    #[inline(never)]
    fn cond_error(&mut self, message: Vec<u8>) -> Box<SyntaxError> {
        let line = self.line();
        let mut error = SyntaxError::new(line, message);
        if self.peek() == b'\n' {
            self.bump();
        }
        error.incomplete = self.at_end();
        (error.ends_input, error.in_token) = (!error.incomplete, error.incomplete);
        error
    }

    /// `]]` where an operand must stand: bash says nothing.
    fn silent(&mut self) -> Box<SyntaxError> {
        let mut error = self.cond_error(Vec::new());
        error.messages.clear();
        error.incomplete = false;
        error.ends_input = true;
        error
    }
}

/// The text has ended within a word.
fn cut_short(mut error: Box<SyntaxError>, line: u32, expected: &[u8]) -> Box<SyntaxError> {
    if error.in_token && error.inside == Inside::Command {
        error.add(line, expected);
    }
    error
}

fn binary_operator(word: &[u8]) -> Option<CondBinary> {
    Some(match word {
        b"==" => CondBinary::Match,
        b"=" => CondBinary::MatchSingle,
        b"!=" => CondBinary::NotMatch,
        b"=~" => CondBinary::Regex,
        b"-eq" => CondBinary::Equal,
        b"-ne" => CondBinary::NotEqual,
        b"-lt" => CondBinary::Less,
        b"-le" => CondBinary::LessEqual,
        b"-gt" => CondBinary::Greater,
        b"-ge" => CondBinary::GreaterEqual,
        b"-nt" => CondBinary::NewerThan,
        b"-ot" => CondBinary::OlderThan,
        b"-ef" => CondBinary::SameFile,
        _ => return None,
    })
}
