//! `complete` and `compopt`: how arguments of commands are completed.

use super::{quoted_word, usage_status, word_message};
use crate::state::completion::{ACTIONS, Completion, OPTIONS};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Args, Opt, OptionSpec, Stop, Synopsis, flag};
use bashwit_syntax::quote;
use std::rc::Rc;

const USAGE: &str = "complete [-abcdefgjksuv] [-pr] [-DEI] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [name ...]";

const COMPGEN_USAGE: &str = "compgen [-abcdefgjksuv] [-o option] [-A action] [-G globpat] [-W wordlist] [-F function] [-C command] [-X filterpat] [-P prefix] [-S suffix] [word]";

const OPTION_LIST: &[OptionSpec] = &[
    flag("-o option", "how the completions are treated"),
    flag("-A action", "names of a kind"),
    flag("-G globpat", "files that match a pattern"),
    flag("-W wordlist", "words of a list"),
    flag("-F function", "what a function puts into COMPREPLY"),
    flag("-C command", "what a command prints"),
    flag("-X filterpat", "leave out what matches a pattern"),
    flag("-P prefix", "put this before each"),
    flag("-S suffix", "put this after each"),
    flag("-a", "aliases"),
    flag("-b", "builtins"),
    flag("-c", "commands"),
    flag("-d", "directories"),
    flag("-e", "exported variables"),
    flag("-f", "files"),
    flag("-g", "groups"),
    flag("-j", "jobs"),
    flag("-k", "reserved words"),
    flag("-s", "services"),
    flag("-u", "users"),
    flag("-v", "variables"),
    flag("-p", "print specifications as commands"),
    flag("-r", "remove the specification of each name, or all"),
    flag("-D", "for commands without one"),
    flag("-E", "for an empty line"),
    flag("-I", "for the first word of a line"),
];

const COMPLETE: Synopsis = Synopsis::builtin(
    "complete",
    &[USAGE],
    "Specify how arguments are to be completed by Readline.",
    OPTION_LIST,
);

pub(super) const COMPGEN: Synopsis = Synopsis::builtin(
    "compgen",
    &[COMPGEN_USAGE],
    "Display possible completions depending on the options.",
    OPTION_LIST,
);

const COMPOPT_USAGE: &str = "compopt [-o|+o option] [-DEI] [name ...]";

const COMPOPT: Synopsis = Synopsis::builtin(
    "compopt",
    &[COMPOPT_USAGE],
    "Modify or display completion options.",
    &[
        flag("-o option", "turn an option on; +o turns it off"),
        flag("-D", "of commands without a specification"),
        flag("-E", "of an empty line"),
        flag("-I", "of the first word of a line"),
    ],
)
.plus_options();

/// What `-D`, `-E` and `-I` stand for.
const PLACES: [(&str, &[u8]); 3] = [("D", b"_DefaultCmD_"), ("E", b"_EmptycmD_"), ("I", b"_InitialWorD_")];

/// The arguments of `complete` and `compgen`.
#[derive(Default)]
pub(super) struct Arguments {
    pub(super) completion: Completion,
    print: bool,
    remove: bool,
    places: Vec<Text>,
    pub(super) operands: Vec<Text>,
}

/// Reads options; the status of an error where there is one.
pub(super) fn parse(vm: &mut Vm, synopsis: &Synopsis, args: &[Text]) -> Result<Arguments, u8> {
    let mut arguments = Arguments::default();
    let mut parsed = synopsis.parse(args.get(1..).unwrap_or_default());
    loop {
        match next(&mut parsed) {
            Ok(Some(option)) => apply(vm, synopsis.name, &mut arguments, option)?,
            Ok(None) => break,
            Err(stop) => return Err(vm.report_stop(&stop)),
        }
    }
    arguments.operands = parsed.into_operands().into_iter().map(Text::from).collect();
    Ok(arguments)
}

fn next<'a>(parsed: &mut Args<'_, 'a, Text>) -> Result<Option<Opt<'a>>, Stop> {
    parsed.next_option()
}

fn apply(vm: &mut Vm, name: &str, arguments: &mut Arguments, option: Opt<'_>) -> Result<(), u8> {
    let wrong = |vm: &mut Vm, message: Vec<u8>| {
        vm.report_builtin(name.as_bytes(), message);
        Err(2)
    };
    let completion = &mut arguments.completion;
    let value = Some(Text::from(option.value));
    match option.id {
        "o" if !completion.set_option(option.value, true) => {
            return wrong(vm, word_message(option.value, "invalid option name"));
        }
        "A" if !completion.add_action(option.value) => {
            return wrong(vm, word_message(option.value, "invalid action name"));
        }
        "o" | "A" => {}
        "G" => completion.files = value,
        "W" => completion.words = value,
        "F" => {
            let breaks = option.value.iter().any(|byte| b" \t\n|&;()<>$".contains(byte));
            if breaks || option.value.is_empty() {
                return wrong(vm, quoted_word(option.value, "not a valid identifier"));
            }
            completion.function = value;
        }
        "C" => completion.command = value,
        "X" => completion.filter = value,
        "P" => completion.prefix = value,
        "S" => completion.suffix = value,
        "p" => arguments.print = true,
        "r" => arguments.remove = true,
        id => match PLACES.iter().find(|(letter, _)| *letter == id) {
            Some((_, place)) => arguments.places.push(Text::from(*place)),
            None => completion.add_letter(id.bytes().next().unwrap_or(0)),
        },
    }
    Ok(())
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let arguments = match parse(vm, &COMPLETE, args) {
        Ok(arguments) => arguments,
        Err(status) => return Ok(Done::Status(status)),
    };
    // -D, -E and -I take the place of names; the first of them in this order wins.
    let names = match PLACES.iter().find(|(_, place)| arguments.places.iter().any(|one| &**one == *place)) {
        Some((_, place)) => vec![Text::from(*place)],
        None => arguments.operands.clone(),
    };
    if args.len() == 1 || arguments.print {
        return Ok(Done::Status(print(vm, &names)));
    }
    if arguments.remove {
        return Ok(Done::Status(remove(vm, &names)));
    }
    if names.is_empty() {
        return Ok(Done::Status(usage_status(vm, "complete", USAGE)));
    }
    let completion = Rc::new(arguments.completion);
    for name in names {
        Rc::make_mut(&mut vm.state.completions).insert(name, completion.clone());
    }
    Ok(Done::Status(0))
}

fn unknown(vm: &mut Vm, command: &str, name: &[u8]) -> u8 {
    vm.report_builtin(command.as_bytes(), word_message(name, "no completion specification"));
    1
}

fn remove(vm: &mut Vm, names: &[Text]) -> u8 {
    if names.is_empty() {
        vm.state.completions = Rc::default();
        return 0;
    }
    let mut status = 0;
    // Without any specification there is nothing to be missed.
    let any = !vm.state.completions.is_empty();
    for name in names.iter().filter(|_| any) {
        if Rc::make_mut(&mut vm.state.completions).remove(name).is_none() {
            status = unknown(vm, "complete", name);
        }
    }
    status
}

/// The commands that make all specifications.
pub(crate) fn completion_commands(vm: &Vm) -> Vec<u8> {
    let rows = vm.state.completions.iter();
    rows.flat_map(|(name, completion)| [b"builtin ", &command(name, completion)[..]].concat()).collect()
}

/// `complete -p`: specifications as commands, in the order of bash's table.
fn print(vm: &mut Vm, names: &[Text]) -> u8 {
    let (mut out, mut status) = (Vec::new(), 0);
    let mut wanted = names.to_vec();
    if names.is_empty() {
        wanted = vm.state.completions.keys().cloned().collect();
        wanted.sort_by_key(|name| bucket(name));
    }
    for name in &wanted {
        match vm.state.completions.get(name).cloned() {
            Some(completion) => out.extend(command(name, &completion)),
            None => status = unknown(vm, "complete", name),
        }
    }
    super::write_out(vm, b"complete", &out).max(status)
}

/// The bucket that bash's table of 512 has a name in (FNV-1, 32 bits).
fn bucket(name: &[u8]) -> u32 {
    name.iter().fold(2_166_136_261u32, |hash, &byte| hash.wrapping_mul(16_777_619) ^ u32::from(byte)) % 512
}

/// The command that makes a specification.
fn command(name: &[u8], completion: &Completion) -> Vec<u8> {
    let mut out = b"complete ".to_vec();
    for (at, option) in OPTIONS.iter().enumerate() {
        if completion.options & 1 << at != 0 {
            out.extend_from_slice(format!("-o {option} ").as_bytes());
        }
    }
    for (at, (action, letter)) in ACTIONS.iter().enumerate() {
        if completion.actions & 1 << at != 0 {
            let text = if *letter == 0 { format!("-A {action} ") } else { format!("-{} ", *letter as char) };
            out.extend_from_slice(text.as_bytes());
        }
    }
    let quoted = [
        (b'G', &completion.files),
        (b'W', &completion.words),
        (b'P', &completion.prefix),
        (b'S', &completion.suffix),
        (b'X', &completion.filter),
        (b'C', &completion.command),
    ];
    for (letter, value) in quoted {
        if let Some(value) = value {
            out.extend([&[b'-', letter, b' '][..], &quote::single(value), b" "].concat());
        }
    }
    if let Some(function) = &completion.function {
        out.extend([b"-F ", &function[..], b" "].concat());
    }
    out.extend(shown_name(name));
    out.push(b'\n');
    out
}

/// `-D` and its like, or the name, quoted where it has to be.
fn shown_name(name: &[u8]) -> Vec<u8> {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./+:,@%=^".contains(byte);
    match PLACES.iter().find(|(_, place)| *place == name) {
        Some((letter, _)) => format!("-{letter}").into_bytes(),
        None if !name.is_empty() && name.iter().all(plain) => name.to_vec(),
        None => quote::single(name),
    }
}

pub(super) fn run_compopt(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut changes: Vec<(Vec<u8>, bool)> = Vec::new();
    let mut places: Vec<&[u8]> = Vec::new();
    let mut parsed = COMPOPT.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) if option.id == "o" => {
                if !OPTIONS.iter().any(|name| name.as_bytes() == option.value) {
                    vm.report_builtin(b"compopt", word_message(option.value, "invalid option name"));
                    return Ok(Done::Status(2));
                }
                changes.push((option.value.to_vec(), !option.plus));
            }
            Ok(Some(option)) => {
                places.extend(
                    PLACES.iter().filter(|(letter, _)| *letter == option.id).map(|(_, place)| *place),
                );
            }
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let mut names: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    if let Some(place) = places.first() {
        names = vec![Text::from(*place)];
    }
    if names.is_empty() {
        return super::fail(vm, args, 1, "not currently executing completion function");
    }
    let (mut out, mut status) = (Vec::new(), 0);
    for name in names {
        let Some(completion) = Rc::make_mut(&mut vm.state.completions).get_mut(&name) else {
            status = unknown(vm, "compopt", &name);
            continue;
        };
        let completion = Rc::make_mut(completion);
        for (option, on) in &changes {
            completion.set_option(option, *on);
        }
        if changes.is_empty() {
            out.extend_from_slice(b"compopt ");
            for option in OPTIONS {
                let sign = if completion.has_option(option) { '-' } else { '+' };
                out.extend_from_slice(format!("{sign}o {option} ").as_bytes());
            }
            out.extend(shown_name(&name));
            out.push(b'\n');
        }
    }
    Ok(Done::Status(super::write_out(vm, b"compopt", &out).max(status)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_commands() {
        let mut one = Completion { words: Some(Text::from(b"a b")), ..Completion::default() };
        one.set_option(b"nospace", true);
        one.add_letter(b'f');
        one.add_action(b"function");
        let text = command(b"x y", &one);
        assert_eq!(text, b"complete -o nospace -f -A function -W 'a b' 'x y'\n");
        assert_eq!(command(b"_EmptycmD_", &Completion::default()), b"complete -E\n");
    }
}
