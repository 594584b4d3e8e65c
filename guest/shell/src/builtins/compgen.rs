//! `compgen`: the completions of a word.

mod names;

use super::complete::{COMPGEN, parse};
use crate::state::completion::Completion;
use crate::state::options::{Set, Shopt};
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm, Wait};
use bashwit_pattern::glob::Pattern;
use bashwit_syntax::quote;
use std::collections::VecDeque;
use std::task::Poll;

/// The variable that words are put into, where no function sets `COMPREPLY`.
const WORDS: &[u8] = b"__compgen_words";

/// What a function finds in the variables of completion.
const FUNCTION_VARIABLES: &[u8] =
    b"COMP_WORDS=() COMP_CWORD=-1 COMP_LINE= COMP_POINT=0 COMP_TYPE=0 COMP_KEY=0; ";

/// What is still to be run for completions.
enum Step {
    /// `-G`, as words of an array.
    Files(Vec<u8>),
    /// `-W`, as words of an array.
    Words(Vec<u8>),
    /// `-F`.
    Function(Text),
    /// `-C`.
    Command(Text),
}

/// Completions in the making.
struct Generation {
    completion: Completion,
    word: Text,
    steps: VecDeque<Step>,
    /// The step whose commands run.
    running: Option<Step>,
    /// `noglob` and `nullglob` as they were before it.
    options: (bool, bool),
    found: Vec<Vec<u8>>,
    /// A function was given up.
    failed: bool,
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if args.len() == 1 {
        return Ok(Done::Status(0));
    }
    let arguments = match parse(vm, &COMPGEN, args) {
        Ok(arguments) => arguments,
        Err(status) => return Ok(Done::Status(status)),
    };
    let completion = arguments.completion;
    let has_options = args.len() - 1 > arguments.operands.len() + usize::from(&*args[1] == b"--");
    if !has_options {
        // Nothing is asked for.
        return Ok(Done::Status(0));
    }
    let word = arguments.operands.first().cloned().unwrap_or_default();
    for (value, letter) in [(&completion.function, 'F'), (&completion.command, 'C')] {
        if value.is_some() {
            vm.report_builtin(b"compgen", format!("warning: -{letter} option may not work as you expect"));
        }
    }
    let found = names::of_actions(vm, &completion, &word);
    let mut steps = VecDeque::new();
    if let Some(pattern) = &completion.files {
        steps.push_back(Step::Files(array_word(pattern)));
    }
    if let Some(words) = &completion.words {
        steps.push_back(Step::Words(array_words(words, &vm.state.ifs.clone())));
    }
    steps.extend(completion.function.clone().map(Step::Function));
    steps.extend(completion.command.clone().map(Step::Command));
    let generation =
        Generation { completion, word, steps, running: None, options: (false, false), found, failed: false };
    if generation.advance(vm)? { Ok(Done::Frame) } else { Ok(Done::Status(vm.state.status)) }
}

impl Generation {
    /// Starts the next step, or writes what has been found; true where commands were pushed.
    fn advance(mut self, vm: &mut Vm) -> Result<bool, Fault> {
        while let Some(step) = self.steps.pop_front() {
            self.options = (vm.state.options.has(Set::NoGlob), vm.state.options.shopt(Shopt::NullGlob));
            let arguments = [b" 'compgen' ", &quote::single(&self.word)[..], b" ''"].concat();
            let text = match &step {
                Step::Files(words) => {
                    vm.state.options.set(Set::NoGlob, false);
                    vm.state.options.set_shopt(Shopt::NullGlob, true);
                    [WORDS, b"=(", &words[..], b")"].concat()
                }
                Step::Words(words) => {
                    if let Some(plain) = plain_words(words) {
                        let word = self.word.clone();
                        self.found.extend(plain.filter(|one| one.starts_with(&word)).map(<[u8]>::to_vec));
                        continue;
                    }
                    vm.state.options.set(Set::NoGlob, true);
                    [WORDS, b"=(", &words[..], b")"].concat()
                }
                Step::Function(name) => {
                    if vm.state.function(name).is_none() {
                        vm.report_builtin(b"completion", [b"function `", &name[..], b"' not found"].concat());
                        continue;
                    }
                    // The last word tells whether the function came to its end.
                    [FUNCTION_VARIABLES, &name[..], &arguments, b"; ", WORDS, b"=1"].concat()
                }
                Step::Command(command) => {
                    let command = quote::single(&[&command[..], &arguments].concat());
                    [WORDS, b"=$(builtin eval ", &command, b")"].concat()
                }
            };
            let reply = reply(vm, &step);
            vm.state.vars.unset(reply, false);
            self.running = Some(step);
            vm.eval_then(text.into(), Box::new(Rest(Some(self))))?;
            return Ok(true);
        }
        self.finish(vm);
        Ok(false)
    }

    /// Takes what a step has left in `COMPREPLY`.
    fn take(&mut self, vm: &mut Vm) {
        let Some(step) = self.running.take() else { return };
        let reply = reply(vm, &step);
        let values = vm.elements(reply);
        vm.state.vars.unset(reply, false);
        let word = self.word.clone();
        match step {
            Step::Files(_) => self.found.extend(values.into_iter().map(Text::into_vec)),
            Step::Words(_) => {
                let values = values.into_iter().filter(|value| value.starts_with(&word));
                self.found.extend(values.map(Text::into_vec));
            }
            Step::Function(_) => {
                let marker = vm.state.symbols.intern(WORDS);
                match vm.variable(marker) {
                    Some(_) => self.found.extend(values.into_iter().map(Text::into_vec)),
                    None => self.failed = true,
                }
                vm.state.vars.unset(marker, false);
                for name in ["WORDS", "CWORD", "LINE", "POINT", "TYPE", "KEY"] {
                    let name = vm.state.symbols.intern(format!("COMP_{name}").as_bytes());
                    vm.state.vars.unset(name, false);
                }
            }
            Step::Command(_) => {
                let lines = values.iter().flat_map(|value| value.split(|&byte| byte == b'\n'));
                self.found.extend(lines.filter(|line| !line.is_empty()).map(<[u8]>::to_vec));
            }
        }
        if matches!(step, Step::Files(_) | Step::Words(_)) {
            vm.state.options.set(Set::NoGlob, self.options.0);
            vm.state.options.set_shopt(Shopt::NullGlob, self.options.1);
        }
    }

    /// Filters, decorates and writes the completions.
    fn finish(self, vm: &mut Vm) {
        if self.failed {
            vm.state.status = 1;
            return;
        }
        let Generation { completion, word, mut found, .. } = self;
        if let Some(filter) = completion.filter.as_deref().filter(|filter| !filter.is_empty()) {
            let (negated, filter) = match filter.strip_prefix(b"!") {
                Some(rest) => (true, rest),
                None => (false, filter),
            };
            let mut options = vm.match_options(true);
            options.extglob = true;
            let pattern = Pattern::parse(&with_word(filter, &word), options);
            found.retain(|one| pattern.is_match(one) == negated);
        }
        let (prefix, suffix) = (completion.prefix.as_deref(), completion.suffix.as_deref());
        let mut found: Vec<Vec<u8>> = found
            .into_iter()
            .map(|one| [prefix.unwrap_or_default(), &one, suffix.unwrap_or_default()].concat())
            .collect();
        let wants = |name: &str| completion.has_option(name);
        if wants("plusdirs") || wants("dirnames") && found.is_empty() {
            found.extend(names::files(vm, &word, true));
        }
        if wants("default") && found.is_empty() {
            found.extend(names::files(vm, &word, false));
        }
        vm.state.status = u8::from(found.is_empty());
        let mut out = found.join(&b'\n');
        if !found.is_empty() {
            out.push(b'\n');
            let status = super::write_out(vm, b"compgen", &out);
            vm.state.status = vm.state.status.max(status);
        }
    }
}

/// The variable that a step leaves its completions in.
fn reply(vm: &Vm, step: &Step) -> Symbol {
    vm.state.symbols.intern(if matches!(step, Step::Function(_)) { b"COMPREPLY" } else { WORDS })
}

/// Goes on after the commands of a step.
struct Rest(Option<Generation>);

impl Wait for Rest {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        let Some(mut generation) = self.0.take() else { return Poll::Ready(Ok(())) };
        generation.take(vm);
        Poll::Ready(generation.advance(vm).map(|_| ()))
    }
}

/// The filter with `&` replaced by the word; `\&` is an `&`.
fn with_word(filter: &[u8], word: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut bytes = filter.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' if bytes.peek() == Some(&b'&') => out.extend(bytes.next()),
            b'&' => out.extend_from_slice(word),
            _ => out.push(byte),
        }
    }
    out
}

/// A pattern as one word of an array: everything but the wildcards is quoted.
fn array_word(pattern: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for &byte in pattern {
        if b" \t\n|&;<>()'\"$`#~{},!".contains(&byte) {
            out.push(b'\\');
        }
        out.push(byte);
    }
    out
}

/// A list of words as the words of an array. Its separators are those of `IFS`; quotes and
/// expansions keep their meaning, everything else stands for itself.
fn array_words(list: &[u8], ifs: &crate::state::ifs::Ifs) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(&byte) = list.get(at) {
        let rest = &list[at..];
        let length = match byte {
            b'\\' => rest.len().min(2),
            b'\'' => rest[1..].iter().position(|&byte| byte == b'\'').map_or(rest.len(), |end| end + 2),
            b'"' | b'`' => delimited(rest, byte),
            b'$' if matches!(rest.get(1), Some(b'(' | b'{')) => nested(rest),
            _ => 0,
        };
        if length > 0 {
            out.extend_from_slice(&rest[..length]);
            // What is left open ends with the list.
            if matches!(byte, b'\'' | b'"' | b'`') && (length == 1 || rest[length - 1] != byte) {
                out.push(byte);
            }
            at += length;
            continue;
        }
        if ifs.kind(byte) != crate::state::ifs::Kind::Field {
            out.push(b' ');
        } else {
            if b" \t|&;<>()*?[]#!=".contains(&byte) {
                out.push(b'\\');
            }
            if byte == b'\n' { out.extend_from_slice(b"$'\\n'") } else { out.push(byte) }
        }
        at += 1;
    }
    out
}

/// The length of a text in double quotes or backquotes.
fn delimited(text: &[u8], mark: u8) -> usize {
    let mut at = 1;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => at += 1,
            byte if byte == mark => return at + 1,
            _ => {}
        }
        at += 1;
    }
    text.len()
}

/// The length of `$(…)` or `${…}`.
fn nested(text: &[u8]) -> usize {
    let mut depth = 0usize;
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'(' | b'{' => depth += 1,
            b')' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// Words that nothing has to be expanded in.
fn plain_words(words: &[u8]) -> Option<impl Iterator<Item = &[u8]>> {
    let special = words.iter().any(|byte| b"\\'\"$`~{".contains(byte));
    (!special).then(|| words.split(|&byte| byte == b' ').filter(|word| !word.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::ifs::Ifs;

    #[test]
    fn words_of_lists() {
        for (ifs, list, words) in [
            (" \t\n", "a  b", "a  b"),
            (" \t\n", "a* 'b c' \"d e\"f", "a\\* 'b c' \"d e\"f"),
            (" \t\n", "x \"y z", "x \"y z\""),
            (" \t\n", "$(echo x y) ${a b}", "$(echo x y) ${a b}"),
            (":", "a b:c", "a\\ b c"),
            (" ", "a;b \\ c", "a\\;b \\ c"),
        ] {
            let text = array_words(list.as_bytes(), &Ifs::new(Some(ifs.as_bytes())));
            assert_eq!(String::from_utf8_lossy(&text), words, "{list}");
        }
    }

    #[test]
    fn filters_know_the_word() {
        assert_eq!(with_word(b"&*\\&", b"ab"), b"ab*&");
    }
}
