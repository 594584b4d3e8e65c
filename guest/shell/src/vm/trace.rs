//! `set -x`.

use super::{Declaration, DeclaredValue, Element, Fault, Temporary, Vm};
use crate::expand::param::Sub;
use crate::ir::{Op, Trace};
use crate::state::options::Set;
use crate::state::symbol::{Symbol, known};
use crate::state::text::Text;
use bashwit_syntax::ast::CondBinary;
use bashwit_syntax::print;
use bashwit_syntax::quote::{self, Charset};

/// A word as the trace shows it.
pub(crate) fn quoted(text: &[u8], charset: Charset) -> Vec<u8> {
    if text.is_empty() {
        b"''".to_vec()
    } else if quote::has_shell_metas(text) {
        quote::single(text)
    } else if quote::needs_ansi_c(text, charset) {
        quote::ansi_c(text, charset)
    } else {
        text.to_vec()
    }
}

/// A pattern with a backslash before each quoted character.
fn pattern_text<'a>(pieces: impl Iterator<Item = (&'a [u8], bool)>) -> Vec<u8> {
    let mut text = Vec::new();
    for (bytes, quoted) in pieces {
        for &byte in bytes {
            if quoted && byte < 0x80 {
                text.push(b'\\');
            }
            text.push(byte);
        }
    }
    text
}

/// An operand of `[[`: only an empty one is quoted.
pub(crate) fn shown(operand: &[u8]) -> &[u8] {
    if operand.is_empty() { b"''" } else { operand }
}

/// `'value'`, `['sub']='value'`.
fn element_text(element: &Element) -> Vec<u8> {
    let value = quote::single(&element.value);
    let sub = match &element.sub {
        None => return value,
        Some(Sub::Key(key)) => quote::single(key),
        Some(Sub::Index(index)) => quote::single(index.to_string().as_bytes()),
    };
    let sign: &[u8] = if element.append { b"]+=" } else { b"]=" };
    [b"[", &sub[..], sign, &value].concat()
}

impl Vm {
    /// The line of a simple command.
    pub(crate) fn trace_command(&mut self, args: &[Text], temporaries: &[Temporary]) {
        // What is appended is shown as the value that comes of it.
        for (name, value, append) in temporaries {
            let before = if *append { self.variable(*name).unwrap_or_default() } else { Text::EMPTY };
            self.trace_assignment(*name, &[&before[..], value].concat(), false);
        }
        if args.is_empty() {
            return;
        }
        let words: Vec<Vec<u8>> = args.iter().map(|arg| quoted(arg, self.state.charset())).collect();
        self.trace_line(&words.join(&b' '));
    }

    /// The line of the call in the making.
    pub(super) fn trace_call(&mut self) {
        if self.state.options.has(Set::XTrace) {
            let (args, temporaries) = (self.call_fields().to_vec(), self.call_temporaries().to_vec());
            self.trace_command(&args, &temporaries);
        }
    }

    /// The assignment of a list, as it was written.
    pub(super) fn trace_array(&mut self, raw: u32) {
        if self.state.options.has(Set::XTrace) {
            let raw = self.code.texts[raw as usize].clone();
            self.trace_line(&raw);
        }
    }

    /// The line of a list among the arguments of a declaration.
    pub(crate) fn trace_list(&mut self, declaration: &Declaration) {
        let DeclaredValue::Array(elements) = &declaration.value else { return };
        let name = self.state.symbols.name(declaration.name);
        let sign: &[u8] = if declaration.append { b"+=(" } else { b"=(" };
        let items: Vec<Vec<u8>> = elements.iter().map(element_text).collect();
        self.trace_line(&[&*name, sign, &items.join(&b' '), b")"].concat());
    }

    /// The line of a compound command.
    pub(crate) fn trace_compound(&mut self, at: u32) -> Result<(), Fault> {
        let code = self.code.clone();
        match code.commands.get(at as usize).and_then(|info| info.trace.as_ref()) {
            Some(Trace::Text(line)) => self.trace_line(line),
            // Text that is expanded first is shown then.
            Some(Trace::Arith) => {
                if let Some(Op::Arith(at)) = code.ops.get(self.pc)
                    && let Some(arith) = code.ariths.get(*at as usize)
                {
                    let text = self.expand_static(&arith.source.text)?;
                    self.trace_arith(&text);
                }
            }
            None => {}
        }
        Ok(())
    }

    /// The line of `(( ))`, or of a part of `for (( ))`.
    pub(crate) fn trace_arith(&mut self, text: &[u8]) {
        let is_part =
            !matches!(self.code.ops.get(self.pc..), Some([Op::IntStatus, ..] | [_, Op::IntStatus, ..]));
        let text = if is_part { text.trim_ascii_start() } else { text };
        self.trace_line(&[b"(( ", text, b" ))"].concat());
    }

    /// `name=value`.
    pub(crate) fn trace_assignment(&mut self, name: Symbol, value: &[u8], append: bool) {
        let mut line = self.state.symbols.name(name).to_vec();
        line.extend_from_slice(if append { b"+=" } else { b"=" });
        if !value.is_empty() {
            line.extend(quoted(value, self.state.charset()));
        }
        self.trace_line(&line);
    }

    /// `name[sub]=value`, with the subscript as it was written and the value on the stack.
    pub(crate) fn trace_element(&mut self, at: u32) {
        let Some(element) = self.code.elements.get(at as usize) else { return };
        if !self.state.options.has(Set::XTrace) {
            return;
        }
        let mut line = element.target.to_vec();
        line.extend_from_slice(if element.append { b"+=" } else { b"=" });
        if let Some(value) = self.texts.last()
            && !value.is_empty()
        {
            line.extend(quoted(value, self.state.charset()));
        }
        self.trace_line(&line);
    }

    /// A primary of `[[`.
    pub(crate) fn trace_test(&mut self, text: impl FnOnce() -> Vec<u8>) {
        if self.state.options.has(Set::XTrace) {
            let negated: &[u8] =
                if matches!(self.code.ops.get(self.pc), Some(Op::Negate { .. })) { b"! " } else { b"" };
            let line = [b"[[ ", negated, &text(), b" ]]"].concat();
            self.trace_line(&line);
        }
    }

    /// A binary primary of `[[`.
    pub(crate) fn trace_binary(&mut self, op: CondBinary, left: &[u8], right: &[u8]) {
        let operator = print::cond_operator(op).as_bytes();
        self.trace_test(|| [shown(left), b" ", operator, b" ", shown(right)].concat());
    }

    /// Keeps the text of a pattern in the making for `trace_test`.
    pub(crate) fn note_pattern(&mut self) {
        if self.state.options.has(Set::XTrace) {
            self.traced_pattern = pattern_text(self.word.pieces());
        }
    }

    /// The same for a constant pattern.
    pub(crate) fn note_constant_pattern(&mut self, at: u32) {
        if self.state.options.has(Set::XTrace) {
            let pieces = self.code.patterns[at as usize].pieces.iter();
            self.traced_pattern = pattern_text(pieces.map(|(bytes, quoted)| (&**bytes, *quoted)));
        }
    }

    /// A line of the trace, with `PS4` before it.
    pub(crate) fn trace_line(&mut self, line: &[u8]) {
        let prefix = self.trace_prefix();
        let mut out = prefix;
        out.extend_from_slice(line);
        out.push(b'\n');
        let fd = self.state.trace_fd.filter(|fd| self.process.file(*fd).is_ok()).unwrap_or(2);
        let _ = self.write(fd, &out);
    }

    /// `BASH_XTRACEFD` has changed: an open descriptor is where traces go. Without a value they go
    /// to standard error again, and the descriptor is closed.
    pub(crate) fn set_trace_fd(&mut self) {
        let Some(value) = self.variable(known::BASH_XTRACEFD).filter(|value| !value.is_empty()) else {
            if let Some(fd) = self.state.trace_fd.take() {
                self.process.change_fds(|fds| fds.set(fd, None));
            }
            return;
        };
        let number = std::str::from_utf8(&value).ok().and_then(|text| text.parse::<u32>().ok());
        match number.filter(|fd| self.process.file(*fd).is_ok()) {
            Some(fd) => self.state.trace_fd = Some(fd),
            None => {
                let why = "invalid value for trace file descriptor";
                self.report_builtin(b"BASH_XTRACEFD", crate::builtins::word_message(&value, why));
            }
        }
    }

    /// `PS4`, expanded; its first character stands once for each level of nesting.
    fn trace_prefix(&mut self) -> Vec<u8> {
        let Some(ps4) = self.variable(known::PS4) else { return Vec::new() };
        let options = self.state.options;
        self.state.options.set(crate::state::options::Set::XTrace, false);
        let text = self.expand_prompt(&ps4);
        self.state.options = options;
        let levels = self.eval_depth();
        let first = crate::expand::operator::char_len(&text).unwrap_or(0);
        let mut out = text[..first].repeat(levels.max(1));
        out.extend_from_slice(&text[first..]);
        out
    }

    /// How deep `eval`, `source` and substitutions are nested.
    fn eval_depth(&self) -> usize {
        use super::{FrameKind, SourceKind};
        let sources = self.frames.iter().filter(|frame| {
            matches!(&frame.kind, FrameKind::Source(source) if matches!(source.kind, SourceKind::Eval)
                || matches!(source.after, super::source::After::Sourced { .. } | super::source::After::Trap { .. }))
        });
        1 + sources.count() + self.substitution_depth as usize
    }
}
