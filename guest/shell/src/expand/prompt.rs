//! Prompt strings (bash manual, "Controlling the Prompt").

use crate::builtins::strftime;
use crate::state::options::Shopt;
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::vm::Vm;

impl Vm {
    /// A prompt for the command that is read next.
    pub(crate) fn expand_next_prompt(&mut self, text: &[u8]) -> Text {
        let running = self.state.command_number;
        self.state.command_number = running.saturating_add(1);
        let prompt = self.expand_prompt(text);
        self.state.command_number = running;
        prompt
    }

    /// A prompt string with its escapes and expansions carried out, for the command that runs.
    pub(crate) fn expand_prompt(&mut self, text: &[u8]) -> Text {
        let decoded =
            if memchr::memchr(b'\\', text).is_some() { self.decode_prompt(text) } else { text.to_vec() };
        if !self.state.options.shopt(Shopt::PromptVars) {
            return decoded.into();
        }
        let status = self.state.status;
        let expanded = self.expand_text(&decoded).unwrap_or_else(|_| decoded.into());
        self.state.status = status;
        expanded
    }

    fn decode_prompt(&mut self, text: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(text.len());
        let mut rest = text;
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            if byte != b'\\' {
                out.push(byte);
                continue;
            }
            let Some((&letter, after)) = rest.split_first() else {
                out.push(b'\\');
                break;
            };
            if matches!(letter, b'0'..=b'7') {
                let count = rest.iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                out.push(rest[..count].iter().fold(0u8, |value, byte| value.wrapping_mul(8) + (byte - b'0')));
                rest = &rest[count..];
                continue;
            }
            rest = after;
            if letter == b'D' && rest.first() == Some(&b'{') {
                let end = memchr::memchr(b'}', rest).unwrap_or(rest.len());
                let pattern = &rest[1.min(end)..end];
                let pattern = if pattern.is_empty() { b"%X" } else { pattern };
                quote(&self.prompt_time(pattern), &mut out);
                rest = rest.get(end + 1..).unwrap_or_default();
                continue;
            }
            match self.prompt_escape(letter) {
                Some(value) => out.extend(value),
                None => out.extend_from_slice(&[b'\\', letter]),
            }
        }
        out
    }

    /// What an escape stands for, quoted for the expansion that follows; `None` where it is none.
    fn prompt_escape(&mut self, letter: u8) -> Option<Vec<u8>> {
        let host = self.kernel.hostname();
        let value: Vec<u8> = match letter {
            b'a' => return Some(vec![7]),
            b'e' => return Some(vec![0x1b]),
            b'n' => return Some(vec![b'\n']),
            b'r' => return Some(vec![b'\r']),
            b'\\' => return Some(vec![b'\\']),
            // Marks for line editors around what takes no room.
            b'[' | b']' => return Some(Vec::new()),
            b'$' => return Some(if &*self.kernel.user() == "root" { b"#".into() } else { b"\\$".into() }),
            b'd' => self.prompt_time(b"%a %b %d"),
            b't' => self.prompt_time(b"%H:%M:%S"),
            b'T' => self.prompt_time(b"%I:%M:%S"),
            b'@' => self.prompt_time(b"%I:%M %p"),
            b'A' => self.prompt_time(b"%H:%M"),
            b'H' => host.as_bytes().to_vec(),
            b'h' => host.split('.').next().unwrap_or_default().into(),
            b'j' => self.jobs.list.len().max(self.jobs.inherited.len()).to_string().into(),
            b'l' => b"tty".to_vec(),
            // A script does not give the shell its name.
            b's' if self.main_source.as_ref() == Some(&self.state.name) => b"bash".to_vec(),
            b's' => bashwit_kernel::path::base_name(&self.state.name).to_vec(),
            b'u' => self.kernel.user().as_bytes().to_vec(),
            b'v' => b"5.2".to_vec(),
            b'V' => b"5.2.15".to_vec(),
            b'w' => {
                let directory = self.prompt_directory();
                let kept =
                    self.variable(known::PROMPT_DIRTRIM).and_then(|kept| crate::arith::plain_number(&kept));
                match kept.and_then(|kept| usize::try_from(kept).ok()) {
                    Some(kept) if kept > 0 => trimmed(directory, kept),
                    _ => directory,
                }
            }
            b'W' => {
                let directory = self.prompt_directory();
                match directory.iter().rposition(|&byte| byte == b'/') {
                    Some(at) if at + 1 < directory.len() => directory[at + 1..].to_vec(),
                    _ => directory,
                }
            }
            b'#' => self.state.command_number.saturating_sub(1).to_string().into(),
            b'!' => (self.state.history.len() + 1).to_string().into(),
            _ => return None,
        };
        let mut out = Vec::new();
        quote(&value, &mut out);
        Some(out)
    }

    fn prompt_time(&mut self, pattern: &[u8]) -> Vec<u8> {
        let seconds = self.kernel.system().wall_clock().seconds;
        strftime(self, pattern, seconds)
    }

    /// The working directory, with `~` for the home directory.
    fn prompt_directory(&mut self) -> Vec<u8> {
        let cwd = self.variable(known::PWD).unwrap_or_else(|| Text::from(self.process.cwd().as_bytes()));
        let home = self.variable(known::HOME).unwrap_or_default();
        match cwd.strip_prefix(&*home) {
            Some(rest) if home.len() > 1 && (rest.is_empty() || rest[0] == b'/') => [b"~", rest].concat(),
            _ => cwd.to_vec(),
        }
    }
}

/// Keeps a text as it is through the expansion as in double quotes.
fn quote(text: &[u8], out: &mut Vec<u8>) {
    for &byte in text {
        if matches!(byte, b'\\' | b'$' | b'`' | b'"') {
            out.push(b'\\');
        }
        out.push(byte);
    }
}

/// Only the last parts of a directory, behind `...` (`PROMPT_DIRTRIM`).
fn trimmed(directory: Vec<u8>, kept: usize) -> Vec<u8> {
    let start = match (directory.first(), memchr::memchr(b'/', &directory)) {
        (Some(b'~'), Some(slash)) => slash + 1,
        (Some(b'~'), None) => return directory,
        _ => 0,
    };
    let slashes = memchr::memrchr_iter(b'/', &directory);
    match slashes.filter(|at| *at > start).nth(kept - 1) {
        Some(tail) if tail - start > 3 => [&directory[..start], b"...", &directory[tail..]].concat(),
        _ => directory,
    }
}
