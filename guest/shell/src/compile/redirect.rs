//! Redirections.

use super::Compiler;
use crate::ir::{Op, Pc, RedirectCode};
use bashwit_syntax::ast::{Command, CommandKind, Redirect, RedirectFd, RedirectOp, RedirectTarget};

impl Compiler<'_> {
    /// Emits the redirections of a command; gives the rows whose failure must still be given a
    /// place to go. Messages name the line of a simple command, but in others their own.
    pub(super) fn redirects(&mut self, command: &Command) -> Vec<u32> {
        let simple = matches!(command.kind, CommandKind::Simple(_));
        let line = |redirect: &Redirect| if simple { command.line } else { redirect.line };
        command.redirects.iter().map(|redirect| self.redirect(redirect, line(redirect))).collect()
    }

    fn redirect(&mut self, redirect: &Redirect, line: u32) -> u32 {
        let row = self.code.redirects.len() as u32;
        let raw = match &redirect.target {
            RedirectTarget::Word(word) if redirect.op == RedirectOp::HereString => {
                self.value_word(word);
                word.raw.clone()
            }
            RedirectTarget::Word(word) => {
                if let Some(text) = super::word::constant(word, false) {
                    let at = self.text(&text);
                    self.emit(Op::Text(at));
                } else {
                    self.emit(Op::BeginTarget);
                    self.fields(word);
                    self.emit(Op::EndTarget(row));
                }
                word.raw.clone()
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
        self.code.redirects.push(RedirectCode {
            fd,
            variable,
            op: redirect.op,
            raw,
            failed: 0,
            alone: false,
            line,
        });
        self.emit(Op::Redirect(row));
        row
    }

    /// Where failed redirections go.
    pub(super) fn land_redirects(&mut self, rows: &[u32], to: Pc) {
        for &row in rows {
            self.code.redirects[row as usize].failed = to;
        }
    }
}
