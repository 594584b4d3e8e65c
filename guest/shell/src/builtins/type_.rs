//! `type [-afptP] name [name ...]`: what a name means as a command.

use super::word_message;
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use bashwit_kernel::exec::{self, Executable};
use bashwit_syntax::{is_reserved_word, print, quote};

const TYPE: Synopsis = Synopsis::builtin(
    "type",
    &["type [-afptP] name [name ...]"],
    "Display information about command type.",
    &[
        flag("-a", "all meanings"),
        flag("-f", "no functions"),
        flag("-P", "search PATH even for what is no file"),
        flag("-p", "the file that would be run"),
        flag("-t", "one word: alias, keyword, function, builtin or file"),
    ],
);

/// What a name means.
enum Meaning {
    Alias(Vec<u8>),
    Keyword,
    Function(Vec<u8>),
    Builtin(bool),
    Host,
    Hashed(Vec<u8>),
    File(Vec<u8>),
}

#[derive(Default, Clone, Copy)]
struct Arguments {
    all: bool,
    no_functions: bool,
    path_only: bool,
    path: bool,
    word: bool,
}

/// The arguments with the long options of old as letters.
fn short_options(args: &[Text]) -> Vec<Text> {
    let mut args = args.to_vec();
    for arg in args.iter_mut().take_while(|arg| arg.starts_with(b"-")) {
        let letter = match &**arg {
            b"-type" | b"--type" => b"-t",
            b"-path" | b"--path" => b"-p",
            b"-all" | b"--all" => b"-a",
            _ => continue,
        };
        *arg = Text::from(letter);
    }
    args
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut arguments = Arguments::default();
    let args = short_options(&args[1..]);
    let mut parsed = TYPE.parse(&args);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "a" => arguments.all = true,
                "f" => arguments.no_functions = true,
                "P" => arguments.path_only = true,
                "p" => arguments.path = true,
                _ => arguments.word = true,
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let names: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    let (mut out, mut status) = (Vec::new(), 0);
    for name in names {
        let meanings = meanings(vm, &name, arguments);
        if meanings.is_empty() {
            status = 1;
            if !arguments.word && !arguments.path && !arguments.path_only {
                // What was found before stands before the message.
                status |= super::write_out(vm, b"type", &std::mem::take(&mut out));
                vm.report_builtin(b"type", word_message(&name, "not found"));
            }
        }
        for meaning in meanings {
            out.extend(line(&name, &meaning, arguments));
        }
    }
    Ok(Done::Status(super::write_out(vm, b"type", &out).max(status)))
}

fn line(name: &[u8], meaning: &Meaning, arguments: Arguments) -> Vec<u8> {
    if arguments.word && !arguments.path_only {
        let word = match meaning {
            Meaning::Alias(_) => "alias",
            Meaning::Keyword => "keyword",
            Meaning::Function(_) => "function",
            Meaning::Builtin(_) | Meaning::Host => "builtin",
            Meaning::Hashed(_) | Meaning::File(_) => "file",
        };
        return format!("{word}\n").into_bytes();
    }
    if arguments.path || arguments.path_only {
        return match meaning {
            Meaning::Hashed(path) | Meaning::File(path) => [path, &b"\n"[..]].concat(),
            _ => Vec::new(),
        };
    }
    sentence(name, meaning)
}

/// `NAME is …`.
fn sentence(name: &[u8], meaning: &Meaning) -> Vec<u8> {
    match meaning {
        Meaning::Alias(text) => [name, b" is aliased to `", text, b"'\n"].concat(),
        Meaning::Keyword => [name, b" is a shell keyword\n"].concat(),
        Meaning::Function(text) => [name, b" is a function\n", text, b"\n"].concat(),
        Meaning::Builtin(true) => [name, b" is a special shell builtin\n"].concat(),
        Meaning::Builtin(false) => [name, b" is a shell builtin\n"].concat(),
        Meaning::Host => [name, b" is a host builtin\n"].concat(),
        Meaning::Hashed(path) => [name, b" is hashed (", path, b")\n"].concat(),
        Meaning::File(path) => [name, b" is ", path, b"\n"].concat(),
    }
}

fn meanings(vm: &mut Vm, name: &Text, arguments: Arguments) -> Vec<Meaning> {
    let mut found = Vec::new();
    if !arguments.path_only {
        if let Some(text) = vm.state.aliases.get(name).filter(|_| vm.parse_options().aliases) {
            found.push(Meaning::Alias(text.to_vec()));
        }
        if is_reserved_word(name) {
            found.push(Meaning::Keyword);
        }
        if let Some(function) = vm.state.function(name).filter(|_| !arguments.no_functions) {
            found.push(Meaning::Function(print::function(&function.def)));
        }
        let builtin = super::find(name).filter(|builtin| vm.is_enabled(builtin));
        let is_host =
            !builtin.is_some_and(|builtin| builtin.special) && vm.kernel.has_host_command(&vm.process, name);
        if is_host {
            found.push(Meaning::Host);
        }
        if let Some(builtin) = builtin {
            let special = builtin.special && vm.state.options.has(crate::state::options::Set::Posix);
            found.push(Meaning::Builtin(special));
        }
    }
    if !found.is_empty() && !arguments.all {
        found.truncate(1);
        return found;
    }
    if let (Some((path, _)), false) = (vm.state.hash.get(name), arguments.all) {
        found.push(Meaning::Hashed(path.to_vec()));
        return found;
    }
    found.extend(files(vm, name, arguments.all).into_iter().map(Meaning::File));
    if !arguments.all {
        found.truncate(1);
    }
    found
}

/// The files that a name means along `PATH`.
pub(crate) fn files(vm: &mut Vm, name: &Text, all: bool) -> Vec<Vec<u8>> {
    if name.contains(&b'/') {
        let found =
            vm.files().is_executable_file(name) || exec::find(&vm.kernel, &vm.process, name, None).is_ok();
        return if found { vec![name.to_vec()] } else { Vec::new() };
    }
    let path = vm.variable(known::PATH).unwrap_or_default();
    let mut found = Vec::new();
    for directory in path.split(|&byte| byte == b':') {
        let shown = if directory.is_empty() { b"." } else { directory };
        let full = [shown, b"/", name].concat();
        let is_program = matches!(
            exec::find(&vm.kernel, &vm.process, &full, None),
            Ok(Executable::Program(_) | Executable::File(_))
        );
        if is_program {
            found.push(full);
            if !all {
                break;
            }
        }
    }
    found
}

/// `command -v` and `command -V`.
pub(super) fn describe_all(vm: &mut Vm, names: &[Text], brief: bool) -> u8 {
    let (mut out, mut status) = (Vec::new(), 1);
    for name in names {
        let Some(meaning) = meanings(vm, name, Arguments::default()).into_iter().next() else {
            if !brief {
                vm.report_builtin(b"command", word_message(name, "not found"));
            }
            continue;
        };
        status = 0;
        if !brief {
            out.extend(sentence(name, &meaning));
            continue;
        }
        match meaning {
            Meaning::Alias(text) => {
                out.extend([b"alias ", &name[..], b"=", &quote::single(&text), b"\n"].concat());
            }
            Meaning::Hashed(path) | Meaning::File(path) => out.extend([&path[..], b"\n"].concat()),
            _ => out.extend([&name[..], b"\n"].concat()),
        }
    }
    super::write_out(vm, b"command", &out).max(status)
}
