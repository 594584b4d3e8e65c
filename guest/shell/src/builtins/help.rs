//! `help [-dms] [pattern ...]`: what builtins and reserved words do.

mod topics;

use super::BUILTINS;
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use bashwit_pattern::glob::{Options, Pattern};
use topics::{TOPICS, VARIABLES};

const HELP: Synopsis = Synopsis::builtin(
    "help",
    &["help [-dms] [pattern ...]"],
    "Display information about builtin commands.",
    &[
        flag("-d", "one line about each topic"),
        flag("-m", "in the form of a manual page"),
        flag("-s", "only how each topic is written"),
    ],
);

/// How wide the list of all topics is.
const COLUMNS: usize = 80;

/// In what form topics are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Full,
    Description,
    Manual,
    Synopsis,
}

/// A topic of the table, or a command of the host.
struct Entry {
    name: String,
    usage: String,
    summary: String,
}

/// `NAME --help` of a builtin that takes no options.
pub(super) fn asked(vm: &mut Vm, args: &[Text]) -> Option<Done> {
    if args.get(1).is_none_or(|arg| &**arg != b"--help") {
        return None;
    }
    let entries = entries(vm);
    let entry = entries.iter().find(|entry| entry.name.as_bytes() == &*args[0])?;
    let out = shown(entry, Form::Full);
    let _ = super::write_out(vm, &args[0], out.as_bytes());
    Some(Done::Status(2))
}

/// The names of all topics.
pub(super) fn topics() -> impl Iterator<Item = &'static str> {
    TOPICS.iter().map(|topic| topic.name)
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut form = Form::Full;
    let mut parsed = HELP.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => {
                form = match option.id {
                    "d" => Form::Description,
                    "m" => Form::Manual,
                    _ => Form::Synopsis,
                }
            }
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let patterns: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    if patterns.is_empty() {
        let out = list(vm);
        return Ok(Done::Status(super::write_out(vm, b"help", out.as_bytes())));
    }
    let entries = entries(vm);
    let mut out = Vec::new();
    if is_pattern(&patterns[0]) {
        let plural = if patterns.len() > 1 { "s" } else { "" };
        out.extend_from_slice(format!("Shell commands matching keyword{plural} `").as_bytes());
        out.extend(patterns.join(&b", "[..]));
        out.extend_from_slice(b"'\n\n");
    }
    let mut any = false;
    for pattern in &patterns {
        for entry in matching(&entries, pattern) {
            any = true;
            out.extend(shown(entry, form).into_bytes());
        }
    }
    let status = super::write_out(vm, b"help", &out);
    if any {
        return Ok(Done::Status(status));
    }
    let last = patterns.last().cloned().unwrap_or_default();
    let message = [
        b"no help topics match `",
        &last[..],
        b"'.  Try `help help' or `man -k ",
        &last,
        b"' or `info ",
        &last,
        b"'.",
    ];
    vm.report_builtin(b"help", message.concat());
    Ok(Done::Status(1))
}

/// Whether a word has wildcards; a bracket alone is none.
fn is_pattern(word: &[u8]) -> bool {
    let bracket = memchr::memchr(b'[', word).is_some_and(|at| word[at + 1..].contains(&b']'));
    bracket || word.iter().any(|byte| b"*?".contains(byte))
}

/// The topics and the commands of the host.
fn entries(vm: &Vm) -> Vec<Entry> {
    let own = TOPICS.iter().map(|topic| Entry {
        name: topic.name.to_owned(),
        usage: topic.usage.to_owned(),
        summary: topic.summary.to_owned(),
    });
    let hosts = vm.kernel.host_commands().into_iter().map(|info| Entry {
        usage: if info.usage.is_empty() { info.name.clone() } else { info.usage },
        name: info.name,
        summary: info.summary,
    });
    own.chain(hosts).collect()
}

/// The topics that are named exactly or by a pattern, else those whose names begin so.
fn matching<'a>(entries: &'a [Entry], pattern: &[u8]) -> Vec<&'a Entry> {
    let options = Options { extglob: true, utf8: true, ..Options::default() };
    let glob = Pattern::parse(pattern, options);
    let exact = |name: &[u8]| name == pattern || glob.is_match(name);
    let found: Vec<&Entry> = entries.iter().filter(|entry| exact(entry.name.as_bytes())).collect();
    if !found.is_empty() {
        return found;
    }
    entries.iter().filter(|entry| entry.name.as_bytes().starts_with(pattern)).collect()
}

fn shown(entry: &Entry, form: Form) -> String {
    let Entry { name, usage, summary } = entry;
    let more: String = match name.as_str() {
        "variables" => VARIABLES.iter().map(|line| format!("    {line}\n")).collect(),
        _ => String::new(),
    };
    match form {
        Form::Description => format!("{name} - {summary}\n"),
        Form::Synopsis => format!("{name}: {usage}\n"),
        Form::Full if more.is_empty() => format!("{name}: {usage}\n    {summary}\n"),
        Form::Full => format!("{name}: {usage}\n    {summary}\n\n{more}"),
        Form::Manual => format!(
            "NAME\n    {name} - {summary}\n\nSYNOPSIS\n    {usage}\n\nDESCRIPTION\n    {summary}\n{more}\nSEE ALSO\n    bash(1)\n"
        ),
    }
}

/// All topics in two columns, those of builtins that are turned off with a star.
fn list(vm: &Vm) -> String {
    let mut out = String::from(
        "bashwit, a shell like GNU bash, version 5.2\n\
         These commands are part of the shell. `help NAME' tells more about the command NAME.\n\n\
         A star (*) marks a command that is turned off.\n\n",
    );
    let cell = |at: usize, width: usize| {
        let Some(topic) = TOPICS.get(at) else { return String::new() };
        let off = BUILTINS.iter().any(|one| one.name == topic.name && !vm.is_enabled(one));
        let mut text = format!("{}{}", if off { '*' } else { ' ' }, topic.usage);
        if text.len() >= width {
            text.truncate(text.floor_char_boundary(width - 1));
            text.push('>');
        }
        text
    };
    let (height, width) = (TOPICS.len().div_ceil(2), COLUMNS / 2);
    for row in 0..height {
        let line = format!("{:<width$}{}", cell(row, width - 1), cell(row + height, width - 2));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_builtin_has_a_topic() {
        for builtin in BUILTINS {
            assert!(topics().any(|name| name == builtin.name), "{}", builtin.name);
        }
    }
}
