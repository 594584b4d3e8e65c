//! Redirections.

use super::{Printer, word};
use crate::ast::{Redirect, RedirectFd, RedirectOp, RedirectTarget, Subscript};
use crate::quote;

impl<'a> Printer<'a> {
    pub(super) fn redirects(&mut self, redirects: &'a [Redirect]) {
        if !redirects.is_empty() {
            self.was_heredoc = false;
        }
        for (index, redirect) in redirects.iter().enumerate() {
            if index > 0 {
                self.out.push(b' ');
            }
            self.redirect(redirect);
        }
        if self.connections == 0 {
            self.heredocs("");
        }
    }

    fn redirect(&mut self, redirect: &'a Redirect) {
        let target = match &redirect.target {
            RedirectTarget::HereDoc(heredoc) => {
                self.fd(redirect, Some(0));
                self.text(if heredoc.strip_tabs { "<<-" } else { "<<" });
                if heredoc.quoted {
                    self.bytes(&quote::single(&heredoc.delimiter));
                } else {
                    self.bytes(&heredoc.delimiter);
                }
                self.deferred.push(heredoc);
                return;
            }
            RedirectTarget::Word(target) => target,
        };
        let operator = match redirect.op {
            RedirectOp::Input => "< ",
            RedirectOp::Output => "> ",
            RedirectOp::Clobber => ">| ",
            RedirectOp::Append => ">> ",
            RedirectOp::InputOutput => "<> ",
            RedirectOp::OutputBoth => "&> ",
            RedirectOp::AppendBoth => "&>> ",
            RedirectOp::HereString => "<<< ",
            RedirectOp::HereDoc => "<<",
            RedirectOp::DupInput => "<&",
            RedirectOp::DupOutput => ">&",
        };
        match redirect.op {
            RedirectOp::DupInput | RedirectOp::DupOutput => {
                self.dup(redirect, operator, &target.raw);
                return;
            }
            RedirectOp::Input | RedirectOp::HereString | RedirectOp::HereDoc => self.fd(redirect, Some(0)),
            RedirectOp::OutputBoth | RedirectOp::AppendBoth => {}
            _ => self.fd(redirect, Some(1)),
        }
        if redirect.op == RedirectOp::InputOutput && redirect.fd == RedirectFd::Default {
            self.text("0");
        }
        self.text(operator);
        word::word(target, &mut self.out);
    }

    /// `>&` and `<&`: bash always shows the descriptor where the target is one.
    fn dup(&mut self, redirect: &Redirect, operator: &str, target: &[u8]) {
        let default = if redirect.op == RedirectOp::DupInput { 0 } else { 1 };
        let digits = target.strip_suffix(b"-").unwrap_or(target);
        let is_fd = digits.iter().all(u8::is_ascii_digit);
        self.fd(redirect, if is_fd { None } else { Some(default) });
        if is_fd && redirect.fd == RedirectFd::Default {
            self.text(if default == 0 { "0" } else { "1" });
        }
        self.text(if target == b"-" { ">&" } else { operator });
        match &redirect.target {
            RedirectTarget::Word(target) => word::word(target, &mut self.out),
            RedirectTarget::HereDoc(_) => {}
        }
    }

    /// The descriptor, unless it is the operator's own.
    fn fd(&mut self, redirect: &Redirect, default: Option<u32>) {
        match &redirect.fd {
            RedirectFd::Default => {}
            RedirectFd::Number(number) if Some(*number) == default => {}
            RedirectFd::Number(number) => self.text(&number.to_string()),
            RedirectFd::Variable(name, subscript) => {
                self.out.push(b'{');
                self.bytes(name);
                let inside: Option<&[u8]> = subscript.as_ref().map(|subscript| match subscript {
                    Subscript::At => b"@".as_slice(),
                    Subscript::Star => b"*",
                    Subscript::Index { word, .. } => &word.raw,
                });
                if let Some(inside) = inside {
                    self.out.push(b'[');
                    self.bytes(inside);
                    self.out.push(b']');
                }
                self.out.push(b'}');
            }
        }
    }
}
