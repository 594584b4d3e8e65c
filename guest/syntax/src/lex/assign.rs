//! Assignments and array literals.

use super::bits;
use super::builder::Builder;
use super::cursor::Lexer;
use super::subscript::subscript_word;
use super::tilde::TildeMode;
use super::word::{Brackets, WordMode};
use crate::ast::{Assignment, AssignmentValue, ElementValue, Subscript, Word, WordPart};
use crate::error::{Inside, Res};
use std::rc::Rc;

/// What an array literal costs of the nesting limit.
const COST: u32 = 30;

impl Lexer<'_> {
    /// Reads an assignment if one is at the cursor; else the cursor stays.
    pub(crate) fn assignment(&mut self) -> Res<Option<Assignment>> {
        self.assignment_if(false)
    }

    /// The same for an argument: what looks like a subscript and has no end is part of a word.
    pub(crate) fn argument_assignment(&mut self) -> Res<Option<Assignment>> {
        self.assignment_if(true)
    }

    #[inline(never)]
    fn assignment_if(&mut self, closed: bool) -> Res<Option<Assignment>> {
        if !bits::is_name_start(self.peek()) || !self.may_assign() {
            return Ok(None);
        }
        let start = self.pos;
        if self.tried(start) {
            return Ok(None);
        }
        let mark = self.mark();
        let name = self.name();
        let mut subscript = None;
        if self.peek() == b'[' {
            let open = self.pos;
            self.bump();
            subscript = self.subscript(open, false)?;
            if subscript.is_none() && closed {
                self.reset(&mark);
                return Ok(None);
            }
            if subscript.is_none() {
                return Err(self.unclosed(b']', open));
            }
        }
        let append = self.peek() == b'+' && self.peek2() == b'=';
        if append {
            self.bump();
        }
        if !self.eat(b'=') {
            self.reset(&mark);
            self.set_tried(start);
            return Ok(None);
        }
        let value = if self.peek() == b'(' {
            let open = self.pos;
            self.bump();
            let elements = self.array_elements(open).map_err(|mut error| {
                // A substitution in it is another matter: its error ends more than the line.
                error.in_array = error.inside != Inside::Substitution || error.incomplete;
                error.in_token |= error.inside == Inside::Substitution;
                error
            })?;
            if self.at_meta() {
                AssignmentValue::Array(elements)
            } else {
                self.text_after_list(open, &elements)?
            }
        } else {
            AssignmentValue::Scalar(self.word(WordMode::VALUE)?)
        };
        let raw = self.raw(start);
        Ok(Some(Assignment { name, subscript, append, value, raw }))
    }

    /// `( … )TEXT` is no list: one text, with a blank between the words.
    #[inline(never)]
    fn text_after_list(&mut self, open: usize, elements: &[ElementValue]) -> Res<AssignmentValue> {
        let mut builder = Builder::new();
        push_list(&mut builder, elements);
        self.word_parts(WordMode::VALUE, &mut builder)?;
        Ok(AssignmentValue::Scalar(builder.word(self.raw(open))))
    }

    /// A quick look whether the name at the cursor is followed as in an assignment.
    fn may_assign(&mut self) -> bool {
        let mut ahead = 0;
        loop {
            match self.raw_at(ahead) {
                b if bits::is_name_byte(b) => ahead += 1,
                b'=' | b'[' | b'\\' => return true,
                b'+' => return matches!(self.raw_at(ahead + 1), b'=' | b'\\'),
                _ => return false,
            }
        }
    }

    /// Reads the elements of `( … )` and the closing parenthesis.
    #[inline(never)]
    pub(crate) fn array_elements(&mut self, open: usize) -> Res<Vec<ElementValue>> {
        self.elements(open).map_err(|mut error| {
            if error.inside == Inside::Command {
                error.inside = Inside::Array;
            }
            error
        })
    }

    #[inline(never)]
    fn elements(&mut self, open: usize) -> Res<Vec<ElementValue>> {
        self.enter_twice(COST)?;
        let mut elements = Vec::new();
        loop {
            self.skip_newlines()?;
            match self.peek() {
                b')' => break,
                0 if self.at_end() => {
                    let mut error = self.unclosed(b')', open);
                    error.in_token = false;
                    return Err(error);
                }
                b'<' | b'>' if self.raw_at(1) == b'(' => {}
                b if bits::is_meta(b) => return Err(self.unexpected_token()),
                _ => {}
            }
            elements.push(self.element()?);
        }
        self.bump();
        self.leave_twice(COST);
        Ok(elements)
    }

    /// Reads one element of an array literal.
    #[inline(never)]
    fn element(&mut self) -> Res<ElementValue> {
        const MODE: WordMode =
            WordMode { tilde: TildeMode::Start, bracket: Brackets::Leading, ..WordMode::ARGUMENT };
        let start = self.pos;
        if self.peek() == b'['
            && !self.tried(start)
            && let Some(element) = self.keyed_element(start)?
        {
            return Ok(element);
        }
        let word = self.word(MODE)?;
        Ok(ElementValue { subscript: None, append: false, whole: word.clone(), word })
    }

    /// Reads `[…]=value` or `[…]+=value`; `None` and the cursor stays if it is neither.
    #[inline(never)]
    fn keyed_element(&mut self, start: usize) -> Res<Option<ElementValue>> {
        let mark = self.mark();
        self.bump();
        let subscript = self.subscript(start, false)?;
        let append = self.peek() == b'+' && self.peek2() == b'=';
        if append {
            self.bump();
        }
        let Some(subscript) = subscript else { return Err(self.unclosed(b']', start)) };
        if !self.eat(b'=') {
            self.reset(&mark);
            self.set_tried(start);
            return Ok(None);
        }
        let value_start = self.pos;
        let mut builder = Builder::new();
        self.word_parts(WordMode::VALUE, &mut builder)?;
        let braces = builder.braces;
        let word = builder.word(self.raw(value_start));
        let mut whole = joined(&subscript, append, &word);
        whole.raw = self.raw(start);
        if braces {
            super::brace::expand(&mut whole.parts, false);
        }
        Ok(Some(ElementValue { subscript: Some(subscript), append, word, whole }))
    }
}

/// `[key]=value` as one word.
fn joined(subscript: &Subscript, append: bool, value: &Word) -> Word {
    let mut builder = Builder::new();
    builder.literal(b"[");
    push_parts(&mut builder, &subscript_word(subscript).parts);
    builder.literal(if append { b"]+=" } else { b"]=" });
    push_parts(&mut builder, &value.parts);
    builder.word(Rc::from(&b""[..]))
}

fn push_parts(builder: &mut Builder, parts: &[WordPart]) {
    for part in parts {
        match part {
            WordPart::Literal(text) => builder.literal(text),
            WordPart::Quoted(text) => builder.quoted(text),
            part => builder.part(part.clone()),
        }
    }
}

/// An assignment as an argument word.
pub(crate) fn assignment_word(assignment: &Assignment) -> Word {
    let mut builder = Builder::new();
    builder.literal(&assignment.name);
    if let Some(subscript) = &assignment.subscript {
        builder.literal(b"[");
        push_parts(&mut builder, &subscript_word(subscript).parts);
        builder.literal(b"]");
    }
    builder.literal(if assignment.append { b"+=" } else { b"=" });
    match &assignment.value {
        AssignmentValue::Scalar(word) => push_parts(&mut builder, &word.parts),
        AssignmentValue::Array(elements) => push_list(&mut builder, elements),
    }
    builder.word(assignment.raw.clone())
}

/// `( … )` as text.
fn push_list(builder: &mut Builder, elements: &[ElementValue]) {
    builder.literal(b"(");
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            builder.literal(b" ");
        }
        push_parts(builder, &element.whole.parts);
    }
    builder.literal(b")");
}
