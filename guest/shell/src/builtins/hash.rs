//! `hash [-lr] [-p pathname] [-dt] [name ...]`: remembered places of commands.

use super::{fail, type_, word_message};
use crate::state::options::Set;
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use std::rc::Rc;

const HASH: Synopsis = Synopsis::builtin(
    "hash",
    &["hash [-lr] [-p pathname] [-dt] [name ...]"],
    "Remember or display program locations.",
    &[
        flag("-d", "forget each name"),
        flag("-l", "print commands that remember the same"),
        flag("-p pathname", "the place of each name, without a search"),
        flag("-r", "forget all names"),
        flag("-t", "print the place of each name"),
    ],
);

#[derive(Default)]
struct Arguments {
    delete: bool,
    list: bool,
    path: Option<Text>,
    clear: bool,
    places: bool,
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if !vm.state.options.has(Set::HashAll) {
        return fail(vm, args, 1, "hashing disabled");
    }
    let mut arguments = Arguments::default();
    let mut parsed = HASH.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "d" => arguments.delete = true,
                "l" => arguments.list = true,
                "p" => arguments.path = Some(Text::from(option.value)),
                "r" => arguments.clear = true,
                _ => arguments.places = true,
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let names: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    if arguments.clear {
        vm.state.hash = Rc::default();
    }
    if names.is_empty() {
        if arguments.delete || arguments.places {
            let option = if arguments.delete { "-d" } else { "-t" };
            return fail(vm, args, 1, word_message(option.as_bytes(), "option requires an argument"));
        }
        return Ok(Done::Status(if arguments.clear { 0 } else { list(vm, arguments.list) }));
    }
    if arguments.places {
        return Ok(Done::Status(places(vm, &names, arguments.list)));
    }
    if let Some(path) = arguments.path.as_ref().filter(|path| path.contains(&b'/') && vm.is_restricted()) {
        return fail(vm, args, 1, word_message(path, "restricted"));
    }
    let mut status = 0;
    for name in names {
        if !name.contains(&b'/') {
            status |= u8::from(!one(vm, &name, &arguments));
        }
    }
    Ok(Done::Status(status))
}

/// Remembers or forgets one name; false where that fails.
fn one(vm: &mut Vm, name: &Text, arguments: &Arguments) -> bool {
    let mut message = word_message(name, "not found");
    let done = if let Some(path) = &arguments.path {
        let is_directory = vm.files().stat(path).is_ok_and(|metadata| metadata.is_dir());
        message = word_message(path, "Is a directory");
        if !is_directory {
            vm.state.remember_path(name.clone(), path.clone(), 0);
        }
        !is_directory
    } else if arguments.delete {
        // Before the first command is remembered there is no table, and nothing to miss in it.
        !vm.state.has_hash || Rc::make_mut(&mut vm.state.hash).remove(name).is_some()
    } else if vm.state.function(name).is_some() || super::find(name).is_some_and(|found| vm.is_enabled(found))
    {
        true
    } else {
        Rc::make_mut(&mut vm.state.hash).remove(name);
        let found = type_::files(vm, name, false).pop();
        let is_found = found.is_some();
        if let Some(path) = found {
            vm.state.remember_path(name.clone(), path.into(), 0);
        }
        is_found
    };
    if !done {
        vm.report_builtin(b"hash", message);
    }
    done
}

/// The table, in the order in which bash walks its own.
fn list(vm: &mut Vm, commands: bool) -> u8 {
    let mut rows: Vec<(Text, Text, u32)> =
        vm.state.hash.iter().map(|(name, (path, hits))| (name.clone(), path.clone(), *hits)).collect();
    rows.sort_by_key(|(name, ..)| bucket(name));
    if rows.is_empty() && (commands && vm.state.compat > 50 || vm.state.options.has(Set::Posix)) {
        return 0;
    }
    if rows.is_empty() {
        return super::write_out(vm, b"hash", b"hash: hash table empty\n");
    }
    let mut out = Vec::new();
    if !commands {
        out.extend_from_slice(b"hits\tcommand\n");
    }
    for (name, path, hits) in rows {
        out.extend(match commands {
            true => [b"builtin hash -p ", &path[..], b" ", &name, b"\n"].concat(),
            false => [format!("{hits:4}\t").as_bytes(), &path, b"\n"].concat(),
        });
    }
    super::write_out(vm, b"hash", &out)
}

/// The bucket that bash's table of 256 has a name in (FNV-1, 32 bits).
fn bucket(name: &[u8]) -> u32 {
    name.iter().fold(2_166_136_261u32, |hash, &byte| hash.wrapping_mul(16_777_619) ^ u32::from(byte)) % 256
}

/// `hash -t`.
fn places(vm: &mut Vm, names: &[Text], commands: bool) -> u8 {
    let mut status = 0;
    for name in names {
        let Some((path, hits)) = Rc::make_mut(&mut vm.state.hash).get_mut(name) else {
            vm.report_builtin(b"hash", word_message(name, "not found"));
            status = 1;
            continue;
        };
        *hits += 1;
        let line = match (commands, names.len()) {
            (true, _) => [b"builtin hash -p ", &path[..], b" ", name, b"\n"].concat(),
            (false, 1) => [&path[..], b"\n"].concat(),
            (false, _) => [&name[..], b"\t", path, b"\n"].concat(),
        };
        status |= super::write_out(vm, b"hash", &line);
    }
    status
}
