//! Prints commands as bash shows them: `declare -f`, `type`, `jobs`, `BASH_COMMAND`.
//!
//! The layout is bash's own, oddities included: a list is broken into lines inside function
//! definitions only, `elif` becomes a nested `if`, and the bodies of here-documents wait for
//! the next place where bash prints them.

mod compound;
mod cond;
mod list;
mod redirect;
mod word;

use crate::ast::{Command, CommandSubst, FunctionDef, HereDoc, List};

/// How far each level is indented.
const STEP: usize = 4;

/// A function definition, as `declare -f NAME` prints it (without the newline at the end).
pub fn function(def: &FunctionDef) -> Vec<u8> {
    let mut printer = Printer::new();
    printer.named_function(def);
    printer.out
}

/// A function definition as a program's environment holds it: without indentation.
pub fn exported_function(def: &FunctionDef) -> Vec<u8> {
    let mut printer = Printer::new();
    (printer.step, printer.indentation) = (0, 1);
    printer.exported_function(def);
    printer.out
}

/// A list, as `jobs` shows it.
pub fn list(list: &List) -> Vec<u8> {
    let mut printer = Printer::new();
    printer.list(list);
    printer.finish()
}

/// A list in the form of POSIX: without the word `function`.
pub fn posix_list(list: &List) -> Vec<u8> {
    let mut printer = Printer::new();
    printer.posix = true;
    printer.list(list);
    printer.finish()
}

/// One command with its redirections, as `BASH_COMMAND` shows it.
pub fn command(command: &Command) -> Vec<u8> {
    let mut printer = Printer::new();
    printer.command(command);
    printer.finish()
}

/// A condition, without `[[` and `]]`.
pub fn cond(cond: &crate::ast::Cond) -> Vec<u8> {
    let mut printer = Printer::new();
    printer.cond(cond);
    printer.finish()
}

/// A binary operator of `[[`.
pub fn cond_operator(op: crate::ast::CondBinary) -> &'static str {
    cond::operator(op)
}

/// The text of a word: as written, command substitutions printed anew.
pub fn word(word: &crate::ast::Word) -> Vec<u8> {
    let mut out = Vec::new();
    word::word(word, &mut out);
    out
}

/// An assignment; array literals with single spaces.
pub fn assignment(assignment: &crate::ast::Assignment) -> Vec<u8> {
    let mut out = Vec::new();
    word::assignment(assignment, &mut out);
    out
}

/// What an assignment assigns to: `name`, `name[…]`.
pub fn assignment_target(assignment: &crate::ast::Assignment) -> Vec<u8> {
    let mut out = Vec::new();
    word::target(assignment, &mut out);
    out
}

/// The inside of `$(…)`, `<(…)` or `>(…)`.
pub fn substitution(subst: &CommandSubst) -> Vec<u8> {
    let mut printer = Printer::new();
    printer.newlines = subst.newlines.iter();
    printer.list(&subst.body);
    printer.finish()
}

/// What is printed so far, and the state that bash keeps for it.
struct Printer<'a> {
    out: Vec<u8>,
    indentation: usize,
    /// How far each level is indented.
    step: usize,
    /// Commands that do not start on a line of their own.
    skip_indent: usize,
    /// Functions are defined as POSIX knows them.
    posix: bool,
    /// Inside how many function definitions.
    functions: usize,
    /// Here-documents whose bodies wait.
    deferred: Vec<&'a HereDoc>,
    /// Inside how many lists, and-or lists and pipelines of several commands: only there do the
    /// bodies of here-documents wait.
    connections: usize,
    /// A body has just been printed: no `;` follows.
    was_heredoc: bool,
    /// In a substitution: which separators were newlines.
    newlines: std::slice::Iter<'a, bool>,
}

impl Printer<'_> {
    fn new() -> Self {
        Self {
            out: Vec::new(),
            indentation: 0,
            step: STEP,
            skip_indent: 0,
            posix: false,
            functions: 0,
            deferred: Vec::new(),
            connections: 0,
            was_heredoc: false,
            newlines: [].iter(),
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.heredocs("");
        self.out
    }

    fn text(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn bytes(&mut self, text: &[u8]) {
        self.out.extend_from_slice(text);
    }

    /// Indents, unless the command goes on a line.
    fn start_command(&mut self) {
        if self.skip_indent > 0 {
            self.skip_indent -= 1;
        } else {
            self.indent();
        }
    }

    fn indent(&mut self) {
        self.out.resize(self.out.len() + self.indentation, b' ');
    }

    /// Starts a line with a text.
    fn newline(&mut self, text: &str) {
        self.out.push(b'\n');
        self.indent();
        self.text(text);
    }

    /// `;`, unless what stands before ends a command already.
    fn semicolon(&mut self) {
        if !matches!(self.out.last(), Some(b'&' | b'\n')) {
            self.out.push(b';');
        }
    }

    fn deeper(&mut self) {
        self.indentation += self.step;
    }

    fn shallower(&mut self) {
        self.indentation = self.indentation.saturating_sub(self.step);
    }

    /// Prints an operator and behind it the bodies that wait.
    fn heredocs(&mut self, operator: &str) {
        if self.deferred.is_empty() {
            return;
        }
        let shown = !operator.is_empty() && operator != ";";
        if shown {
            self.text(operator);
        }
        self.out.push(b'\n');
        for heredoc in std::mem::take(&mut self.deferred) {
            self.bytes(&heredoc.body.raw);
            self.bytes(&heredoc.delimiter);
            self.out.push(b'\n');
        }
        if shown {
            self.out.push(b' ');
        }
        self.was_heredoc = true;
    }
}
