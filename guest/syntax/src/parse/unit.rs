//! The entry points: programs, and pieces of text that are parsed when a script runs.

use crate::ast::{ElementValue, List, Subscript, Word};
use crate::error::{Res, SyntaxError, Translatable, Warning};
use crate::lex::{Builder, Lexer, WordMode, is_name};
use crate::options::{Aliases, ParseOptions};
use std::rc::Rc;

/// Reads a program command by command. Options and aliases may change in between.
pub struct Parser<'s> {
    source: &'s [u8],
    position: usize,
    line: u32,
    /// Alias text that the last command left unread.
    leftover: Vec<u8>,
    met_end: bool,
    warnings: Vec<Warning>,
    translatables: Vec<Translatable>,
}

impl<'s> Parser<'s> {
    /// Starts at the beginning of a text, which stands at a line of its file.
    pub fn new(source: &'s [u8], first_line: u32) -> Self {
        Self {
            source,
            position: 0,
            line: first_line,
            leftover: Vec::new(),
            met_end: false,
            warnings: Vec::new(),
            translatables: Vec::new(),
        }
    }

    /// Goes on with alias text that an earlier parser of the same source left unread.
    #[must_use]
    pub fn with_leftover(mut self, leftover: Vec<u8>) -> Self {
        self.leftover = leftover;
        self
    }

    /// Takes the alias text that the last command left unread.
    pub fn take_leftover(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.leftover)
    }

    /// Reads the next complete command: up to and including the newline that ends it, with its
    /// here-documents. `None` at the end.
    pub fn next_command(
        &mut self,
        options: &ParseOptions,
        aliases: &dyn Aliases,
    ) -> Result<Option<List>, SyntaxError> {
        let rest = self.source.get(self.position..).unwrap_or_default();
        let mut lexer = if self.leftover.is_empty() {
            Lexer::new(rest, self.line, *options, aliases)
        } else {
            Lexer::with_leftover(std::mem::take(&mut self.leftover), rest, self.line, *options, aliases)
        };
        let mut result = lexer.unit();
        if let Err(error) = &mut result
            && error.in_token
        {
            lexer.report_heredocs(error);
        }
        self.warnings.append(&mut lexer.warnings);
        self.translatables.append(&mut lexer.translatables);
        self.met_end = lexer.met_end;
        let (unread, leftover) = lexer.unread();
        let position = self.source.len() - unread.min(self.source.len());
        self.line += lexer.newlines(self.source.get(self.position..position).unwrap_or_default());
        self.position = position;
        self.leftover = leftover;
        result.map_err(|error| *error)
    }

    /// How many bytes of the source have been read.
    pub fn position(&self) -> usize {
        self.position
    }

    /// The last command was read up to the end of the text: with more text behind it, it might be
    /// another one.
    pub fn met_end(&self) -> bool {
        self.met_end
    }

    /// The line that comes next.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// Takes the texts to translate since the last call.
    pub fn take_translatables(&mut self) -> Vec<Translatable> {
        std::mem::take(&mut self.translatables)
    }

    /// Takes the warnings since the last call.
    pub fn take_warnings(&mut self) -> Vec<Warning> {
        std::mem::take(&mut self.warnings)
    }
}

/// Parses a whole program, without aliases.
pub fn parse_program(source: &[u8], options: &ParseOptions) -> Result<List, SyntaxError> {
    parse_program_at(source, 1, options)
}

/// The same for one that stands at a line of its file.
pub fn parse_program_at(source: &[u8], first_line: u32, options: &ParseOptions) -> Result<List, SyntaxError> {
    let mut lexer = Lexer::new(source, first_line, *options, &());
    lexer.program().map_err(|error| *error)
}

/// Parses text to be expanded as in double quotes, such as a prompt. `"` stands for itself.
pub fn parse_word_dquoted(text: &[u8], options: &ParseOptions) -> Result<Word, SyntaxError> {
    let mut lexer = Lexer::new(text, 1, *options, &());
    let mut builder = Builder::new();
    lexer.text_parts(b"$`\"\\", &mut builder).map_err(|error| *error)?;
    Ok(builder.word(Rc::from(text)))
}

/// Parses text as an unquoted word behind an operator of `${x…}`, such as `-`.
pub fn parse_operand(text: &[u8], options: &ParseOptions) -> Result<Word, SyntaxError> {
    let mut lexer = Lexer::new(text, 1, *options, &());
    lexer.operand().map_err(|error| *error)
}

/// Parses text as one word; blanks and operators in it stand for themselves.
pub fn parse_word(text: &[u8], options: &ParseOptions) -> Result<Word, SyntaxError> {
    let mut lexer = Lexer::new(text, 1, *options, &());
    lexer.word_all(WordMode::ARGUMENT).map_err(|error| *error)
}

/// Parses `name` or `name[…]`, the whole text.
pub fn parse_name_subscript(text: &[u8]) -> Option<(Rc<[u8]>, Option<Subscript>)> {
    let Some(open) = memchr::memchr(b'[', text) else {
        return is_name(text).then(|| (Rc::from(text), None));
    };
    let (name, rest) = text.split_at(open);
    if !is_name(name) {
        return None;
    }
    let inside = rest.get(1..)?;
    let mut lexer = Lexer::new(inside, 1, ParseOptions::default(), &());
    let subscript = lexer.subscript(0, false).ok()??;
    (lexer.offset() == inside.len()).then(|| (Rc::from(name), Some(subscript)))
}

/// Parses `( … )`, the value of a compound assignment.
pub fn parse_array_literal(text: &[u8], options: &ParseOptions) -> Result<Vec<ElementValue>, SyntaxError> {
    let mut lexer = Lexer::new(text, 1, *options, &());
    lexer.array_literal().map_err(|error| *error)
}

impl Lexer<'_> {
    /// Reads one complete command.
    fn unit(&mut self) -> Res<Option<List>> {
        self.skip_newlines()?;
        if self.may_alias() {
            // An alias of nothing leaves an empty line.
            self.expand_alias()?;
            self.skip_newlines()?;
        }
        if self.at_end() {
            return Ok(None);
        }
        let mut list = List::default();
        self.line_list(&mut list)?;
        self.end_heredocs()?;
        self.fill_heredocs(&mut list);
        Ok(Some(list))
    }

    /// Reads a whole program.
    pub(crate) fn program(&mut self) -> Res<List> {
        let mut list = List::default();
        loop {
            self.skip_newlines()?;
            if self.at_end() {
                break;
            }
            self.line_list(&mut list)?;
        }
        self.end_heredocs()?;
        self.fill_heredocs(&mut list);
        Ok(list)
    }

    /// Here-documents that still wait at the end are empty.
    fn end_heredocs(&mut self) -> Res<()> {
        if self.pending.is_empty() { Ok(()) } else { self.read_heredocs() }
    }

    fn array_literal(&mut self) -> Res<Vec<ElementValue>> {
        self.skip_blanks();
        if !self.eat(b'(') {
            return Err(self.unexpected_token());
        }
        let elements = self.array_elements(0)?;
        self.skip_newlines()?;
        if self.at_end() { Ok(elements) } else { Err(self.unexpected_token()) }
    }
}
