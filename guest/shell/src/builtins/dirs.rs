//! `dirs`, `pushd` and `popd`: the stack of directories.

use super::{cd, usage_status, word_message};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use std::rc::Rc;

const DIRS_USAGE: &str = "dirs [-clpv] [+N] [-N]";
const PUSHD_USAGE: &str = "pushd [-n] [+N | -N | dir]";
const POPD_USAGE: &str = "popd [-n] [+N | -N]";

const DIRS: Synopsis = Synopsis::builtin(
    "dirs",
    &[DIRS_USAGE],
    "Display directory stack.",
    &[
        flag("-c", "forget all directories but the working directory"),
        flag("-l", "without `~` for the home directory"),
        flag("-p", "one a line"),
        flag("-v", "one a line, with their numbers"),
    ],
);

const PUSHD: Synopsis = Synopsis::builtin(
    "pushd",
    &[PUSHD_USAGE],
    "Add directories to stack.",
    &[flag("-n", "change the stack alone, not the working directory")],
);

const POPD: Synopsis = Synopsis::builtin(
    "popd",
    &[POPD_USAGE],
    "Remove directories from stack.",
    &[flag("-n", "change the stack alone, not the working directory")],
);

/// `+N` or `-N`, as a sign and a number; `None` for what is neither.
fn signed(word: &[u8]) -> Option<(bool, usize)> {
    let (sign, digits) = word.split_first()?;
    let number = super::number(digits).and_then(|number| usize::try_from(number).ok())?;
    Some((*sign == b'-', number))
}

fn help(vm: &mut Vm, synopsis: &Synopsis, args: &[Text]) -> Option<Done> {
    let asked = args.get(1).is_some_and(|arg| &**arg == b"--help");
    asked.then(|| Done::Status(vm.report_stop(&synopsis.help())))
}

/// A usage error about one word.
fn wrong(vm: &mut Vm, name: &str, word: &[u8], message: &str, usage: &str) -> Done {
    vm.report_builtin(name.as_bytes(), word_message(word, message));
    Done::Status(usage_status(vm, name, usage))
}

/// No such place on the stack.
fn out_of_range(vm: &mut Vm, name: &str, word: &[u8]) -> Done {
    let empty = vm.state.directories.is_empty();
    let message = match empty {
        true => b"directory stack empty".to_vec(),
        false => word_message(word, "directory stack index out of range"),
    };
    vm.report_builtin(name.as_bytes(), message);
    Done::Status(1)
}

pub(super) fn run_dirs(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if let Some(done) = help(vm, &DIRS, args) {
        return Ok(done);
    }
    let (mut clear, mut long, mut lines, mut numbers) = (false, false, false, false);
    let mut place = None;
    for word in &args[1..] {
        match &**word {
            b"-c" => clear = true,
            b"-l" => long = true,
            b"-p" => lines = true,
            b"-v" => (lines, numbers) = (true, true),
            b"--" => break,
            [b'+' | b'-', ..] => match signed(word) {
                Some(found) => place = Some((found, &word[1..])),
                None => return Ok(wrong(vm, "dirs", word, "invalid number", DIRS_USAGE)),
            },
            _ => return Ok(wrong(vm, "dirs", word, "invalid option", DIRS_USAGE)),
        }
    }
    if clear {
        vm.state.directories = Rc::default();
        return Ok(Done::Status(0));
    }
    let all = stack(vm);
    let rows: Vec<(usize, Text)> = match place {
        None => all.into_iter().enumerate().collect(),
        Some(((from_end, number), word)) => {
            let at = if from_end { (all.len() - 1).checked_sub(number) } else { Some(number) };
            match at.and_then(|at| Some((at, all.get(at)?.clone()))) {
                Some(row) => vec![row],
                None => return Ok(out_of_range(vm, "dirs", word)),
            }
        }
    };
    let mut out = Vec::new();
    for (at, (number, directory)) in rows.iter().enumerate() {
        if at > 0 {
            out.push(if lines { b'\n' } else { b' ' });
        }
        if numbers {
            out.extend_from_slice(format!("{number:2}  ").as_bytes());
        }
        out.extend(if long { directory.to_vec() } else { short(vm, directory) });
    }
    out.push(b'\n');
    Ok(Done::Status(super::write_out(vm, b"dirs", &out)))
}

/// The working directory and those below it.
fn stack(vm: &mut Vm) -> Vec<Text> {
    let mut all = vec![vm.working_directory()];
    all.extend(vm.state.directories.iter().cloned());
    all
}

/// With `~` for the home directory.
fn short(vm: &mut Vm, directory: &[u8]) -> Vec<u8> {
    let home = vm.variable(known::HOME).filter(|home| home.len() > 1);
    match home.as_deref().and_then(|home| directory.strip_prefix(home)) {
        Some(rest) if rest.is_empty() || rest[0] == b'/' => [b"~", rest].concat(),
        _ => directory.to_vec(),
    }
}

/// Shows the stack, as `pushd` and `popd` do at their end.
fn show(vm: &mut Vm) -> Result<Done, Fault> {
    run_dirs(vm, &[Text::from(b"dirs")])
}

/// Changes to a directory; false, with its message, where that fails.
fn change(vm: &mut Vm, name: &[u8], directory: Text) -> Result<bool, Fault> {
    if vm.is_restricted() {
        return Ok(matches!(super::fail(vm, &[Text::from(name)], 1, "restricted")?, Done::Status(0)));
    }
    let words = [Text::from(name), Text::from(b"--"), directory];
    Ok(matches!(cd::run(vm, &words)?, Done::Status(0)))
}

pub(super) fn run_pushd(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if let Some(done) = help(vm, &PUSHD, args) {
        return Ok(done);
    }
    let mut rest = &args[1..];
    let (mut stay, mut rotate) = (false, None);
    while let Some((word, more)) = rest.split_first() {
        match &**word {
            b"-n" => stay = true,
            b"--" => {
                rest = more;
                break;
            }
            b"-" => break,
            [b'+' | b'-', ..] => match signed(word) {
                Some(found) => rotate = Some((found, word.clone())),
                None => return Ok(wrong(vm, "pushd", word, "invalid number", PUSHD_USAGE)),
            },
            _ => break,
        }
        rest = more;
    }
    if let Some(((from_end, number), word)) = rotate {
        let below = vm.state.directories.len();
        let number = if from_end { below.checked_sub(number) } else { Some(number) };
        return match number.filter(|number| *number <= below) {
            Some(number) => turn(vm, number, stay),
            None => Ok(out_of_range(vm, "pushd", &word)),
        };
    }
    match rest {
        [] if stay => Ok(Done::Status(0)),
        [] => swap(vm, args),
        [_, _, ..] => super::fail(vm, args, 1, "too many arguments"),
        [directory] => {
            let before = vm.working_directory();
            if !stay && !change(vm, b"pushd", directory.clone())? {
                return Ok(Done::Status(1));
            }
            let entry = if stay { directory.clone() } else { before };
            Rc::make_mut(&mut vm.state.directories).insert(0, entry);
            show(vm)
        }
    }
}

/// Exchanges the working directory with the one below it.
fn swap(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let before = vm.working_directory();
    let Some(next) = vm.state.directories.first().cloned() else {
        return super::fail(vm, args, 1, "no other directory");
    };
    if !change(vm, b"pushd", next)? {
        return Ok(Done::Status(1));
    }
    if let Some(first) = Rc::make_mut(&mut vm.state.directories).first_mut() {
        *first = before;
    }
    show(vm)
}

/// Turns the stack so that a place becomes its top.
fn turn(vm: &mut Vm, number: usize, stay: bool) -> Result<Done, Fault> {
    let mut all = stack(vm);
    let by = number % all.len();
    all.rotate_left(by);
    let top = all.remove(0);
    let before = std::mem::replace(&mut vm.state.directories, Rc::new(all));
    if stay {
        return Ok(Done::Status(0));
    }
    if !change(vm, b"pushd", top)? {
        vm.state.directories = before;
        return Ok(Done::Status(1));
    }
    show(vm)
}

pub(super) fn run_popd(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if let Some(done) = help(vm, &POPD, args) {
        return Ok(done);
    }
    let (mut stay, mut place) = (false, ((false, 0), Text::EMPTY));
    for word in &args[1..] {
        match &**word {
            b"-n" => stay = true,
            b"--" | b"" => break,
            [b'+' | b'-', ..] => match signed(word) {
                Some(found) => place = (found, word.clone()),
                None => return Ok(wrong(vm, "popd", word, "invalid number", POPD_USAGE)),
            },
            _ => return Ok(wrong(vm, "popd", word, "invalid argument", POPD_USAGE)),
        }
    }
    let ((from_end, number), word) = place;
    let below = vm.state.directories.len();
    if number > below || below == 0 {
        return Ok(out_of_range(vm, "popd", &word));
    }
    // 0 is the working directory, the others are below it.
    let at = if from_end { below - number } else { number };
    if at == 0 {
        let Some(top) = vm.state.directories.first().cloned() else { return Ok(Done::Status(1)) };
        if !stay && !change(vm, b"popd", top)? {
            return Ok(Done::Status(1));
        }
    }
    let directories = Rc::make_mut(&mut vm.state.directories);
    if at.max(1) <= directories.len() {
        directories.remove(at.max(1) - 1);
    }
    show(vm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_places() {
        for (word, place) in
            [("+0", Some((false, 0))), ("-12", Some((true, 12))), ("+", None), ("-x", None), ("+-1", None)]
        {
            assert_eq!(signed(word.as_bytes()), place, "{word}");
        }
    }
}
