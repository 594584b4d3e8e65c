//! The names that the actions of `compgen` stand for.

use crate::builtins::{BUILTINS, help};
use crate::state::completion::Completion;
use crate::state::options::{SHOPT_OPTIONS, visible};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::state::value::{Attrs, Value, Variable};
use crate::vm::{JobState, Vm};
use bashwit_kernel::Signal;

/// The order in which bash looks at the actions.
const ORDER: [&str; 24] = [
    "alias",
    "arrayvar",
    "binding",
    "builtin",
    "disabled",
    "enabled",
    "export",
    "function",
    "helptopic",
    "hostname",
    "job",
    "keyword",
    "running",
    "setopt",
    "shopt",
    "signal",
    "stopped",
    "variable",
    "command",
    "file",
    "user",
    "group",
    "service",
    "directory",
];

/// All names of the actions that are asked for and begin with the word.
pub(super) fn of_actions(vm: &mut Vm, completion: &Completion, word: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for action in ORDER.iter().filter(|action| completion.has_action(action)) {
        match *action {
            "file" | "directory" => found.extend(files(vm, word, *action == "directory")),
            "command" => found.extend(commands(vm, word)),
            _ => found.extend(names(vm, action).into_iter().filter(|name| name.starts_with(word))),
        }
    }
    found
}

fn texts<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Vec<u8>> {
    names.map(|name| name.as_bytes().to_vec()).collect()
}

fn names(vm: &mut Vm, action: &str) -> Vec<Vec<u8>> {
    match action {
        "alias" => vm.state.aliases.keys().map(|name| name.to_vec()).collect(),
        "arrayvar" => variables(vm, Variable::is_array),
        "export" => variables(vm, |variable| variable.attrs.has(Attrs::EXPORT)),
        "variable" => variables(vm, |_| true),
        "builtin" => texts(BUILTINS.iter().map(|builtin| builtin.name)),
        "disabled" => texts(BUILTINS.iter().filter(|one| !vm.is_enabled(one)).map(|one| one.name)),
        "enabled" => texts(BUILTINS.iter().filter(|one| vm.is_enabled(one)).map(|one| one.name)),
        "function" => functions(vm),
        "helptopic" => texts(help::topics()),
        "keyword" => texts(bashwit_syntax::RESERVED_WORDS.iter().copied()),
        "setopt" => texts(visible().map(|row| row.name)),
        "shopt" => texts(SHOPT_OPTIONS.iter().map(|row| row.name)),
        "signal" => signals(),
        "job" => jobs(vm, |_| true),
        "running" => jobs(vm, |state| state == JobState::Running),
        "stopped" => jobs(vm, |state| state == JobState::Stopped),
        "user" => first_fields(vm, b"/etc/passwd", Some(vm.kernel.user().as_bytes().to_vec())),
        "group" => first_fields(vm, b"/etc/group", Some(vm.kernel.user().as_bytes().to_vec())),
        "service" => first_fields(vm, b"/etc/services", None),
        "hostname" => hosts(vm),
        _ => Vec::new(),
    }
}

fn variables(vm: &Vm, wanted: impl Fn(&Variable) -> bool) -> Vec<Vec<u8>> {
    let is_set =
        |variable: &Variable| !matches!(variable.value, Value::Unset) || variable.attrs.any(Attrs::DYNAMIC);
    let symbols = &vm.state.symbols;
    let mut found: Vec<Vec<u8>> = vm
        .state
        .vars
        .iter()
        .filter(|(_, variable)| is_set(variable) && wanted(variable))
        .map(|(name, _)| symbols.name(name).to_vec())
        .collect();
    found.sort();
    found
}

fn functions(vm: &Vm) -> Vec<Vec<u8>> {
    let mut found: Vec<Vec<u8>> =
        vm.state.functions.keys().map(|name| vm.state.symbols.name(*name).to_vec()).collect();
    found.sort();
    found
}

fn signals() -> Vec<Vec<u8>> {
    let numbers = (1..=Signal::MAX).filter(|number| !matches!(number, 32 | 33));
    let names = numbers.map(|number| format!("SIG{}", Signal(number).name()));
    std::iter::once("EXIT".to_owned())
        .chain(names)
        .chain(["DEBUG", "ERR", "RETURN"].map(str::to_owned))
        .map(String::into_bytes)
        .collect()
}

/// The first words of the commands of jobs.
fn jobs(vm: &Vm, wanted: impl Fn(JobState) -> bool) -> Vec<Vec<u8>> {
    let list = vm.jobs.list.iter().rev().filter(|job| wanted(job.state()));
    list.map(|job| job.text.split(|&byte| byte == b' ').next().unwrap_or_default().to_vec()).collect()
}

/// The first field of each line of a table, or what stands for it where there is no table.
fn first_fields(vm: &Vm, path: &[u8], instead: Option<Vec<u8>>) -> Vec<Vec<u8>> {
    let Ok(text) = vm.files().read_file(path) else { return instead.into_iter().collect() };
    let field = |line: &[u8]| {
        let end = line.iter().position(|&byte| byte == b':' || byte.is_ascii_whitespace() || byte == b'#');
        line[..end.unwrap_or(line.len())].to_vec()
    };
    text.split(|&byte| byte == b'\n').map(field).filter(|name| !name.is_empty()).collect()
}

fn hosts(vm: &Vm) -> Vec<Vec<u8>> {
    let Ok(text) = vm.files().read_file(b"/etc/hosts") else {
        return vec![b"localhost".to_vec(), vm.kernel.hostname().as_bytes().to_vec()];
    };
    let mut found: Vec<Vec<u8>> = Vec::new();
    for line in text.split(|&byte| byte == b'\n') {
        let line = line.split(|&byte| byte == b'#').next().unwrap_or_default();
        let words = line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
        for name in words.skip(1) {
            if !found.iter().any(|known| known == name) {
                found.push(name.to_vec());
            }
        }
    }
    found
}

/// Everything that can be a command: aliases, reserved words, functions, builtins, programs.
fn commands(vm: &mut Vm, word: &[u8]) -> Vec<Vec<u8>> {
    if word.contains(&b'/') {
        return files(vm, word, false);
    }
    let mut found = Vec::new();
    for action in ["alias", "keyword", "function", "enabled"] {
        found.extend(names(vm, action));
    }
    let path = vm.variable(known::PATH).unwrap_or_default();
    let mut seen = std::collections::BTreeSet::new();
    for directory in path.split(|&byte| byte == b':') {
        if matches!(directory, b"/usr/bin" | b"/bin") {
            seen.extend(vm.kernel.programs().iter().map(|program| program.name.as_bytes().to_vec()));
        }
        let place = if directory.is_empty() { b"." } else { directory };
        for entry in vm.files().read_dir(place).unwrap_or_default() {
            if entry.metadata.mode & 0o111 != 0 && !entry.metadata.is_dir() {
                seen.insert(entry.name.into_bytes());
            }
        }
    }
    seen.extend(vm.kernel.host_commands().into_iter().map(|info| info.name.into_bytes()));
    found.extend(seen);
    found.retain(|name| name.starts_with(word));
    found
}

/// Files, or directories alone, whose path begins with the word.
pub(super) fn files(vm: &mut Vm, word: &[u8], directories: bool) -> Vec<Vec<u8>> {
    let (shown, prefix) = match word.iter().rposition(|&byte| byte == b'/') {
        Some(at) => (&word[..=at], &word[at + 1..]),
        None => (&b""[..], word),
    };
    let place: Text = match shown.strip_prefix(b"~/") {
        Some(rest) => [&vm.variable(known::HOME).unwrap_or_default()[..], b"/", rest].concat().into(),
        None if shown.is_empty() => Text::from(b"."),
        None => Text::from(shown),
    };
    let entries = vm.files().read_dir(&place).unwrap_or_default();
    // Where the name begins with a dot, these two are among them.
    let dots =
        [".", ".."].into_iter().filter(|name| !prefix.is_empty() && name.as_bytes().starts_with(prefix));
    let dots: Vec<Vec<u8>> = dots.map(|name| [shown, name.as_bytes()].concat()).collect();
    let entries = entries
        .into_iter()
        .filter(|entry| entry.name.as_bytes().starts_with(prefix))
        .filter(|entry| {
            let path = || [&place[..], b"/", entry.name.as_bytes()].concat();
            !directories
                || entry.metadata.is_dir()
                || vm.files().stat(&path()).is_ok_and(|metadata| metadata.is_dir())
        })
        .map(|entry| [shown, entry.name.as_bytes()].concat());
    dots.into_iter().chain(entries).collect()
}
