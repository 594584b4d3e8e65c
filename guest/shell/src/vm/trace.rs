//! `set -x`.

use super::Vm;
use crate::state::symbol::{Symbol, known};
use crate::state::text::Text;
use bashwit_syntax::quote;

/// A word as the trace shows it.
pub(crate) fn quoted(text: &[u8]) -> Vec<u8> {
    if text.is_empty() {
        return b"''".to_vec();
    }
    let plain =
        |byte: &u8| byte.is_ascii_alphanumeric() || b"_-+=:,./@%^{}~!".contains(byte) || *byte >= 0x80;
    if text.iter().all(plain) && !text.starts_with(b"~") {
        return text.to_vec();
    }
    if text.iter().any(|byte| byte.is_ascii_control()) { quote::ansi_c(text) } else { quote::single(text) }
}

impl Vm {
    /// The line of a simple command.
    pub(crate) fn trace_command(&mut self, args: &[Text], temporaries: &[(Symbol, Text, bool)]) {
        for (name, value, append) in temporaries {
            let mut line = self.state.symbols.name(*name).to_vec();
            line.extend_from_slice(if *append { b"+=" } else { b"=" });
            if !value.is_empty() {
                line.extend(quoted(value));
            }
            self.trace_line(&line);
        }
        if args.is_empty() {
            return;
        }
        let words: Vec<Vec<u8>> = args.iter().map(|arg| quoted(arg)).collect();
        self.trace_line(&words.join(&b' '));
    }

    /// A line of the trace, with `PS4` before it.
    pub(crate) fn trace_line(&mut self, line: &[u8]) {
        let prefix = self.trace_prefix();
        let mut out = prefix;
        out.extend_from_slice(line);
        out.push(b'\n');
        let fd = self
            .variable(known::BASH_XTRACEFD)
            .and_then(|value| std::str::from_utf8(&value).ok().and_then(|text| text.parse().ok()))
            .filter(|fd| self.process.file(*fd).is_ok())
            .unwrap_or(2);
        let _ = self.write(fd, &out);
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
            matches!(&frame.kind, FrameKind::Source(source) if matches!(source.kind, SourceKind::Eval))
        });
        1 + sources.count() + self.substitution_depth as usize
    }
}
