//! Simple commands; function definitions of the form `name()` start like one.

use crate::ast::{
    Assignment, AssignmentValue, Command, CommandKind, FunctionStyle, Simple, Subscript, Word, WordPart,
};
use crate::error::Res;
use crate::lex::{Lexer, WordMode, assignment_word, is_meta};

impl Lexer<'_> {
    /// Reads a simple command or a function definition.
    #[inline(never)]
    pub(super) fn simple_command(&mut self) -> Res<Command> {
        // The line is where bash's grammar knows the first element: at its end, or for a word, which
        // might name a function, at the end of the token behind it.
        let mut line = self.line();
        let mut elements = 0_u32;
        let mut behind_word = false;
        let mut simple = Simple::default();
        let mut redirects = Vec::new();
        let mut declares = Declares::No;
        loop {
            let one_word = elements == 1 && simple.words.len() == 1;
            if elements == 1 || (elements == 2 && behind_word) {
                line = self.line();
            }
            self.skip_blanks();
            if one_word {
                line = self.line();
            }
            behind_word = one_word;
            elements += 1;
            let follows = self.may_alias() && self.alias_follows();
            let b = self.peek();
            if matches!(b, b'<' | b'>' | b'&' | b'0'..=b'9' | b'{')
                && let Some(redirect) = self.redirect()?
            {
                redirects.push(redirect);
                // The token behind the word is the operator.
                behind_word = false;
                continue;
            }
            if is_meta(b) && self.at_operator() || (b == 0 && self.at_end()) {
                if one_word && b == b'\n' && !self.pending.is_empty() {
                    line = self.line_behind_heredocs();
                }
                break;
            }
            if simple.words.is_empty() {
                if self.may_alias() {
                    self.expand_alias()?;
                }
                if let Some(assignment) = self.assignment()? {
                    simple.assignments.push(assignment);
                    continue;
                }
                let word = self.word(WordMode::COMMAND)?;
                self.skip_blanks();
                if self.peek() == b'(' && simple.assignments.is_empty() && redirects.is_empty() {
                    return self.function_parens(word.raw, line);
                }
                declares = Declares::of(&word.raw);
                simple.words.push(word);
                continue;
            }
            if follows {
                self.expand_alias()?;
            }
            let behind_command =
                self.options.posix && simple.words.iter().all(|word| *word.raw == *b"command");
            if declares != Declares::No && self.declare_argument(&mut simple, declares)? {
                continue;
            }
            if self.options.keyword
                && let Some(assignment) = self.assignment()?
            {
                simple.assignments.push(assignment);
                continue;
            }
            let word = self.word(WordMode::ARGUMENT)?;
            if behind_command && Declares::of(&word.raw) == Declares::Yes {
                declares = Declares::Yes;
            }
            simple.words.push(word);
        }
        if simple.words.is_empty() && simple.assignments.is_empty() && redirects.is_empty() {
            return Err(self.unexpected_token());
        }
        Ok(Command { kind: CommandKind::Simple(simple), redirects, line })
    }

    /// Reads an argument of a declaration builtin if it is an assignment.
    #[inline(never)]
    fn declare_argument(&mut self, simple: &mut Simple, declares: Declares) -> Res<bool> {
        let mark = self.mark();
        let Some(assignment) = self.argument_assignment()? else { return Ok(false) };
        if assignment.subscript.as_ref().is_some_and(is_parted) {
            self.reset(&mark);
            return Ok(false);
        }
        if let AssignmentValue::Scalar(value) = &assignment.value {
            // Where braces expand they do so first: then there may be several assignments.
            let braces = value
                .parts
                .iter()
                .any(|part| matches!(part, WordPart::Literal(text) if text.contains(&b'{')));
            if braces || declares == Declares::Arrays {
                let behind = self.mark();
                self.reset(&mark);
                let word = self.word(WordMode::ARGUMENT)?;
                let has_braces = word.parts.iter().any(|part| matches!(part, WordPart::Brace(_)));
                if declares == Declares::Arrays || has_braces {
                    self.push_declaration(simple, word, assignment, declares);
                    return Ok(true);
                }
                self.reset(&behind);
            }
        }
        let word = assignment_word(&assignment);
        self.push_declaration(simple, word, assignment, declares);
        Ok(true)
    }

    fn push_declaration(&self, simple: &mut Simple, word: Word, assignment: Assignment, declares: Declares) {
        let index = u32::try_from(simple.words.len()).unwrap_or(u32::MAX);
        simple.words.push(word);
        if declares == Declares::Yes {
            simple.declares.push((index, assignment));
        }
    }

    /// Reads `()` and the body of a function.
    #[inline(never)]
    fn function_parens(&mut self, name: std::rc::Rc<[u8]>, line: u32) -> Res<Command> {
        self.bump();
        self.skip_blanks();
        if !self.eat(b')') {
            return Err(self.unexpected_token());
        }
        self.function_body(name, FunctionStyle::Posix, line)
    }
}

/// Whether a subscript has what ends a word: in an argument that is no assignment then.
fn is_parted(subscript: &Subscript) -> bool {
    let Subscript::Index { word, .. } = subscript else { return false };
    let ends = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b';' | b'&' | b'|' | b'<' | b'>');
    word.parts.iter().any(|part| matches!(part, WordPart::Literal(text) if text.iter().any(ends)))
}

/// Whether arguments of the form `name=value` are assignments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Declares {
    No,
    /// Only `name=( … )` is more than a word.
    Arrays,
    Yes,
}

impl Declares {
    /// What the name of the command tells. It counts as written: not quoted, not behind `command`.
    fn of(word: &[u8]) -> Self {
        match word {
            b"declare" | b"local" | b"export" | b"readonly" | b"typeset" | b"alias" => Self::Yes,
            b"eval" | b"let" => Self::Arrays,
            _ => Self::No,
        }
    }
}
