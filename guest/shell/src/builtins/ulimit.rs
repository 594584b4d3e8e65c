//! `ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]`: limits of resources. They are kept and shown;
//! what bounds a run is the host's business.

use super::{usage_status, word_message};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use std::rc::Rc;

const USAGE: &str = "ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]";

const ULIMIT: Synopsis = Synopsis::builtin(
    "ulimit",
    &[USAGE],
    "Modify shell resource limits.",
    &[
        flag("-S", "the soft limit"),
        flag("-H", "the hard limit"),
        flag("-a", "all limits"),
        flag("-c", "the size of core files"),
        flag("-d", "the size of a process's data"),
        flag("-e", "the highest priority"),
        flag("-f", "the size of files (also without an option)"),
        flag("-i", "pending signals"),
        flag("-l", "locked memory"),
        flag("-m", "resident memory"),
        flag("-n", "open files"),
        flag("-p", "the size of pipes"),
        flag("-q", "bytes in message queues"),
        flag("-r", "the highest real-time priority"),
        flag("-s", "the size of the stack"),
        flag("-t", "seconds of processor time"),
        flag("-u", "processes"),
        flag("-v", "virtual memory"),
        flag("-x", "file locks"),
        flag("-R", "microseconds of real-time work without a pause"),
    ],
);

/// No limit.
const UNLIMITED: u64 = u64::MAX;

/// A resource: its letter, what it is, its unit, and its limits in a new shell.
struct Resource {
    letter: u8,
    name: &'static str,
    unit: &'static str,
    soft: u64,
    hard: u64,
}

const fn row(letter: u8, name: &'static str, unit: &'static str, soft: u64, hard: u64) -> Resource {
    Resource { letter, name, unit, soft, hard }
}

/// All resources, in the order of `ulimit -a`.
const RESOURCES: [Resource; 17] = [
    row(b'R', "real-time non-blocking time", "microseconds", UNLIMITED, UNLIMITED),
    row(b'c', "core file size", "blocks", 0, UNLIMITED),
    row(b'd', "data seg size", "kbytes", UNLIMITED, UNLIMITED),
    row(b'e', "scheduling priority", "", 0, 0),
    row(b'f', "file size", "blocks", UNLIMITED, UNLIMITED),
    row(b'i', "pending signals", "", 4096, 4096),
    row(b'l', "max locked memory", "kbytes", 8192, 8192),
    row(b'm', "max memory size", "kbytes", UNLIMITED, UNLIMITED),
    row(b'n', "open files", "", 1024, 1_048_576),
    row(b'p', "pipe size", "512 bytes", 8, 8),
    row(b'q', "POSIX message queues", "bytes", 819_200, 819_200),
    row(b'r', "real-time priority", "", 0, 0),
    row(b's', "stack size", "kbytes", 8192, UNLIMITED),
    row(b't', "cpu time", "seconds", UNLIMITED, UNLIMITED),
    row(b'u', "max user processes", "", 4096, 4096),
    row(b'v', "virtual memory", "kbytes", UNLIMITED, UNLIMITED),
    row(b'x', "file locks", "", UNLIMITED, UNLIMITED),
];

/// Which limits are meant; neither: both to set, the soft one to show.
#[derive(Clone, Copy, Default)]
struct Mode {
    soft: bool,
    hard: bool,
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let (mut mode, mut all) = (Mode::default(), false);
    let mut wanted: Vec<(&Resource, Option<Text>)> = Vec::new();
    let mut rest = &args[1..];
    while let Some((word, more)) = rest.split_first() {
        let letters = match &**word {
            b"--help" => return Ok(Done::Status(vm.report_stop(&ULIMIT.help()))),
            b"--" => {
                rest = more;
                break;
            }
            [b'-', letters @ ..] if !letters.is_empty() => letters,
            _ => break,
        };
        rest = more;
        for (at, &letter) in letters.iter().enumerate() {
            match letter {
                b'S' => mode.soft = true,
                b'H' => mode.hard = true,
                b'a' => all = true,
                _ => match RESOURCES.iter().find(|resource| resource.letter == letter) {
                    // What is attached to the letter of a limit is its value.
                    Some(resource) if at + 1 < letters.len() => {
                        wanted.push((resource, Some(Text::from(&letters[at + 1..]))));
                        break;
                    }
                    Some(resource) => wanted.push((resource, None)),
                    None => {
                        vm.report_builtin(b"ulimit", word_message(&[b'-', letter], "invalid option"));
                        return Ok(Done::Status(usage_status(vm, "ulimit", USAGE)));
                    }
                },
            }
        }
        // What follows an option is its limit, unless it is the next option.
        if let Some((value, after)) = rest.split_first()
            && !value.starts_with(b"-")
            && let Some(last @ (_, None)) = wanted.last_mut()
        {
            last.1 = Some(value.clone());
            rest = after;
        }
    }
    if let (Some(last @ (_, None)), Some(value)) = (wanted.last_mut(), rest.first()) {
        last.1 = Some(value.clone());
    }
    if all {
        let rows: Vec<String> = RESOURCES.iter().map(|one| shown(vm, one, mode, true)).collect();
        return Ok(Done::Status(super::write_out(vm, b"ulimit", rows.concat().as_bytes())));
    }
    if wanted.is_empty() {
        wanted
            .extend(RESOURCES.iter().find(|one| one.letter == b'f').map(|one| (one, rest.first().cloned())));
    }
    let many = wanted.len() > 1;
    for (resource, value) in wanted {
        let status = match value {
            Some(value) => set(vm, resource, &value, mode),
            None => {
                let line = shown(vm, resource, mode, many);
                super::write_out(vm, b"ulimit", line.as_bytes())
            }
        };
        if status != 0 {
            return Ok(Done::Status(status));
        }
    }
    Ok(Done::Status(0))
}

fn limits(vm: &Vm, resource: &Resource) -> (u64, u64) {
    vm.state.ulimits.get(&resource.letter).copied().unwrap_or((resource.soft, resource.hard))
}

fn shown(vm: &Vm, resource: &Resource, mode: Mode, described: bool) -> String {
    let (soft, hard) = limits(vm, resource);
    let value = match if mode.hard && !mode.soft { hard } else { soft } {
        UNLIMITED => "unlimited".to_owned(),
        value => value.to_string(),
    };
    if !described {
        return value + "\n";
    }
    let separator = if resource.unit.is_empty() { "" } else { ", " };
    let unit = format!("({}{separator}-{}) ", resource.unit, resource.letter as char);
    format!("{:<20} {unit:>20}{value}\n", resource.name)
}

fn set(vm: &mut Vm, resource: &Resource, word: &Text, mode: Mode) -> u8 {
    let (soft, hard) = limits(vm, resource);
    let value = match &**word {
        b"hard" => hard,
        b"soft" => soft,
        b"unlimited" => UNLIMITED,
        digits if digits.iter().all(u8::is_ascii_digit) => {
            match if digits.is_empty() { Some(0) } else { super::number(digits) } {
                Some(value) => value as u64,
                None => {
                    vm.report_builtin(b"ulimit", word_message(word, "limit out of range"));
                    return 1;
                }
            }
        }
        _ => {
            vm.report_builtin(b"ulimit", super::invalid_number(word));
            return 1;
        }
    };
    let both = mode.soft == mode.hard;
    let refused = if resource.letter == b'p' || mode.soft && !both && value > hard {
        Some("Invalid argument")
    } else if value > hard {
        Some("Operation not permitted")
    } else if mode.hard && !both && value < soft {
        Some("Invalid argument")
    } else {
        None
    };
    if let Some(reason) = refused {
        vm.report_builtin(b"ulimit", format!("{}: cannot modify limit: {reason}", resource.name));
        return 1;
    }
    let new = (if both || mode.soft { value } else { soft }, if both || mode.hard { value } else { hard });
    Rc::make_mut(&mut vm.state.ulimits).insert(resource.letter, new);
    0
}
