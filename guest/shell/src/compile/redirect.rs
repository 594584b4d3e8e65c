//! Redirections.

use super::Compiler;
use crate::ir::{Op, Pc, Quoting, RedirectCode};
use bashwit_syntax::ast::{
    Command, CommandKind, List, Redirect, RedirectFd, RedirectOp, RedirectTarget, Word, WordPart,
};
use std::rc::Rc;

impl Compiler<'_> {
    /// Emits the redirections of a command; gives the rows whose failure must still be given a
    /// place to go. Messages name the line of a simple command, but in others their own.
    pub(super) fn redirects(&mut self, command: &Command) -> Vec<u32> {
        let simple = matches!(command.kind, CommandKind::Simple(_));
        let line = |redirect: &Redirect| if simple { command.line } else { redirect.line };
        command.redirects.iter().map(|redirect| self.redirect(redirect, line(redirect))).collect()
    }

    fn redirect(&mut self, redirect: &Redirect, line: u32) -> u32 {
        // Its target may have rows of its own.
        let row = self.redirect_row(redirect.op, line);
        let is_dup = matches!(redirect.op, RedirectOp::DupInput | RedirectOp::DupOutput);
        let mut moves = false;
        let raw = match &redirect.target {
            RedirectTarget::Word(word) if redirect.op == RedirectOp::HereString => {
                self.value_word(word);
                word.raw.clone()
            }
            RedirectTarget::Word(word) => {
                let source = without_dash(word).filter(|_| is_dup);
                moves = source.is_some();
                let word = source.as_ref().unwrap_or(word);
                if let Some(text) = super::word::constant(word, false) {
                    let at = self.text(&text);
                    self.emit(Op::Text(at));
                } else {
                    self.emit(Op::BeginTarget);
                    self.fields(word);
                    self.emit(Op::EndTarget(row));
                }
                super::compound::word_text(word)
            }
            RedirectTarget::HereDoc(doc) => {
                self.document(&doc.body);
                doc.delimiter.clone()
            }
        };
        let (fd, variable) = match &redirect.fd {
            RedirectFd::Default => (None, None),
            RedirectFd::Number(number) => (Some(*number), None),
            RedirectFd::Variable(name, subscript) => (None, Some((self.symbol(name), subscript.clone()))),
        };
        let made = &mut self.code.redirects[row as usize];
        (made.fd, made.variable, made.raw, made.moves) = (fd, variable, raw, moves);
        self.emit(Op::Redirect(row));
        row
    }

    /// A row with what is known from the start.
    fn redirect_row(&mut self, op: RedirectOp, line: u32) -> u32 {
        self.code.redirects.push(RedirectCode {
            fd: None,
            variable: None,
            op,
            raw: Rc::default(),
            failed: 0,
            call: None,
            alone: false,
            line,
            moves: false,
            substitutes: false,
        });
        self.code.redirects.len() as u32 - 1
    }

    /// `$(< file)`: adds what is in the file.
    pub(super) fn file_read(&mut self, word: &Word, quoting: Quoting) {
        let row = self.redirect_row(RedirectOp::Input, 0);
        let made = &mut self.code.redirects[row as usize];
        (made.raw, made.substitutes) = (word.raw.clone(), true);
        self.emit(Op::BeginTarget);
        self.fields(word);
        self.emit(Op::EndTarget(row));
        self.emit(Op::ReadFile(quoting));
        let end = self.here();
        self.land_redirects(&[row], end);
    }

    /// Where failed redirections go.
    pub(super) fn land_redirects(&mut self, rows: &[u32], to: Pc) {
        for &row in rows {
            self.code.redirects[row as usize].failed = to;
        }
    }
}

/// What stands before the dash of `>&4-`.
fn without_dash(word: &Word) -> Option<Word> {
    let raw = word.raw.strip_suffix(b"-").filter(|raw| !raw.is_empty())?;
    let mut parts = word.parts.clone();
    let Some(WordPart::Literal(text)) = parts.pop() else { return None };
    let text = text.strip_suffix(b"-")?;
    if !text.is_empty() {
        parts.push(WordPart::Literal(text.into()));
    }
    Some(Word { parts, raw: raw.into() })
}

/// The file of a list that is nothing but `< file`.
pub(super) fn only_file(list: &List) -> Option<&Word> {
    let [item] = list.items.as_slice() else { return None };
    let pipeline = &item.and_or.first;
    let ([command], true) = (pipeline.commands.as_slice(), item.and_or.rest.is_empty()) else { return None };
    let CommandKind::Simple(simple) = &command.kind else { return None };
    let ([redirect], [], []) =
        (command.redirects.as_slice(), simple.words.as_slice(), simple.assignments.as_slice())
    else {
        return None;
    };
    let reads = matches!(redirect.fd, RedirectFd::Default | RedirectFd::Number(0));
    match &redirect.target {
        RedirectTarget::Word(word) if reads && !pipeline.negated && redirect.op == RedirectOp::Input => {
            Some(word)
        }
        _ => None,
    }
}
