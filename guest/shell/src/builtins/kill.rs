//! `kill [-s sigspec | -n signum | -sigspec] pid | jobspec ...` and `kill -l [sigspec]`.

use super::{quoted_word, usage_status, word_message};
use crate::state::options::Set;
use crate::state::text::Text;
use crate::state::traps::Condition;
use crate::vm::{Done, Fault, Vm, Wait};
use bashwit_args::{Synopsis, flag};
use bashwit_kernel::{Pid, Signal};
use std::task::Poll;

const USAGE: &str = "kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]";

const KILL: Synopsis = Synopsis::builtin(
    "kill",
    &[USAGE],
    "Send a signal to a job.",
    &[
        flag("-s sig", "the name of the signal"),
        flag("-n sig", "the number of the signal"),
        flag("-l", "list the names of signals; of numbers the names, of names the numbers"),
        flag("-L", "the same"),
    ],
);

/// What to send: signal 0 only asks whether the process is there.
type Sent = Option<Signal>;

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if args.len() < 2 {
        return Ok(Done::Status(usage_status(vm, "kill", USAGE)));
    }
    let mut rest = &args[1..];
    let mut listing = false;
    let mut spec: Option<Text> = None;
    while let Some((word, more)) = rest.split_first() {
        match &**word {
            b"--help" => {
                let stop = KILL.help();
                return Ok(Done::Status(vm.report_stop(&stop)));
            }
            b"-l" | b"-L" => listing = true,
            b"-s" | b"-n" => {
                let Some((value, after)) = more.split_first() else {
                    vm.report_builtin(b"kill", word_message(word, "option requires an argument"));
                    return Ok(Done::Status(1));
                };
                spec = Some(value.clone());
                rest = after;
                continue;
            }
            b"--" => {
                rest = more;
                break;
            }
            b"-?" => return Ok(Done::Status(usage_status(vm, "kill", USAGE))),
            // A name may be attached to `s`, a number to `n`.
            [b'-', b's', name @ ..] if name.first().is_some_and(u8::is_ascii_alphabetic) => {
                spec = Some(Text::from(name));
            }
            [b'-', b'n', name @ ..] if name.first().is_some_and(u8::is_ascii_digit) => {
                spec = Some(Text::from(name));
            }
            [b'-', name @ ..] if spec.is_none() => spec = Some(Text::from(name)),
            _ => break,
        }
        rest = more;
    }
    if listing {
        return Ok(Done::Status(list(vm, rest)));
    }
    let spec = spec.unwrap_or_else(|| Text::from(b"TERM"));
    let sent = match &*spec {
        name if has_long_form(vm, name) => {
            vm.report_builtin(b"kill", word_message(name, "invalid signal specification"));
            return Ok(Done::Status(1));
        }
        name if is_exit(name) => None,
        name => match Signal::parse(name) {
            Some(signal) => Some(signal),
            None => {
                vm.report_builtin(b"kill", word_message(name, "invalid signal specification"));
                return Ok(Done::Status(1));
            }
        },
    };
    if rest.is_empty() {
        return Ok(Done::Status(usage_status(vm, "kill", USAGE)));
    }
    // Every operand gets its signal, whatever became of those before it.
    let reached = rest.iter().filter(|target| kill(vm, target, sent)).count();
    vm.state.status = u8::from(reached == 0);
    Ok(Done::Wait(own_signal()))
}

/// What a builtin leaves that has sent a signal to its own shell.
pub(super) fn own_signal() -> Box<dyn Wait> {
    Box::new(Yield(false))
}

/// Lets a signal to the shell itself do its work before the next command.
struct Yield(bool);

impl Wait for Yield {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        let own = vm.process.doomed.get().is_some()
            || vm.process.dying.get().is_some()
            || vm.process.state() == bashwit_kernel::State::Stopped;
        if own && !std::mem::replace(&mut self.0, true) {
            vm.kernel.wake(vm.process.pid);
            return Poll::Pending;
        }
        Poll::Ready(Ok(()))
    }
}

/// Sends to what an operand names; false, with a message, where that is nothing.
fn kill(vm: &mut Vm, target: &Text, sent: Sent) -> bool {
    if target.starts_with(b"%") {
        return kill_job(vm, target, sent);
    }
    let Some(number) = super::number(target) else {
        let message = if target.is_empty() {
            quoted_word(target, "not a pid or valid job spec")
        } else {
            word_message(target, "arguments must be process or job IDs")
        };
        vm.report_builtin(b"kill", message);
        return false;
    };
    let own = vm.process.pid;
    let found = match number {
        0 => send_group(vm, vm.process.group.get(), sent),
        -1 => {
            let others: Vec<Pid> =
                vm.kernel.processes().iter().map(|process| process.pid).filter(|pid| *pid != own).collect();
            others.into_iter().filter(|pid| send(vm, *pid, sent)).count() > 0
        }
        ..0 => number
            .checked_neg()
            .and_then(|group| Pid::try_from(group).ok())
            .is_some_and(|group| send_group(vm, group, sent)),
        _ => Pid::try_from(number).is_ok_and(|pid| send(vm, pid, sent)),
    };
    if !found {
        vm.report_builtin(b"kill", format!("({number}) - No such process"));
    }
    found
}

fn kill_job(vm: &mut Vm, target: &[u8], sent: Sent) -> bool {
    let number = match vm.job_by_spec(target) {
        Ok(number) => number,
        Err(message) => {
            vm.report_builtin(b"kill", message);
            return false;
        }
    };
    let processes = vm.jobs.get(number).map(|job| job.processes.clone()).unwrap_or_default();
    let group = processes.first().map_or(0, |process| process.group.get());
    let reached = if group != 0 && group != vm.process.group.get() {
        // A job of its own group is more than the processes that the shell knows.
        usize::from(send_group(vm, group, sent))
    } else {
        processes.iter().filter(|process| send(vm, process.pid, sent)).count()
    };
    if reached == 0 {
        let pid = processes.first().map_or(0, |process| process.pid);
        vm.report_builtin(b"kill", format!("({pid}) - No such process"));
    }
    // A stopped job only dies when it goes on.
    if matches!(sent, Some(Signal::TERM | Signal::HUP)) {
        processes.iter().for_each(|process| {
            vm.kernel.signal(process.pid, Signal::CONT);
        });
    }
    reached > 0
}

/// The number of a condition: those that are no signals stand behind them.
fn number_of(condition: Condition) -> String {
    let number = match condition {
        Condition::Exit => 0,
        Condition::Signal(signal) => signal.0,
        Condition::Debug => Signal::MAX + 1,
        Condition::Err => Signal::MAX + 2,
        Condition::Return => Signal::MAX + 3,
    };
    number.to_string()
}

/// Whether a name begins with `SIG`, which POSIX mode does not know.
fn has_long_form(vm: &Vm, name: &[u8]) -> bool {
    vm.state.options.has(Set::Posix) && name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(b"SIG"))
}

/// Signal 0, which only asks.
fn is_exit(name: &[u8]) -> bool {
    name == b"0" || name.eq_ignore_ascii_case(b"EXIT")
}

/// Sends to one process; false where it is not there or has ended.
fn send(vm: &Vm, pid: Pid, sent: Sent) -> bool {
    let alive = vm.kernel.process(pid).is_some_and(|process| !process.has_ended());
    alive && sent.is_none_or(|signal| vm.kernel.signal(pid, signal))
}

fn send_group(vm: &Vm, group: Pid, sent: Sent) -> bool {
    match sent {
        Some(signal) => vm.kernel.signal_group(group, signal),
        None => {
            vm.kernel.processes().iter().any(|process| process.group.get() == group && !process.has_ended())
        }
    }
}

/// `kill -l`.
fn list(vm: &mut Vm, specs: &[Text]) -> u8 {
    if specs.is_empty() {
        let out = match vm.state.options.has(Set::Posix) {
            true => {
                let names: Vec<String> = (1..=Signal::MAX)
                    .filter(|number| !matches!(number, 32 | 33))
                    .map(|number| Signal(number).name())
                    .collect();
                (names.join(" ") + "\n").into_bytes()
            }
            false => super::trap::signal_table(),
        };
        return super::write_out(vm, b"kill", &out);
    }
    let (mut out, mut status) = (Vec::new(), 0);
    for spec in specs {
        let line = match super::number(spec) {
            // A status over 128 tells of a signal.
            Some(0) => Some("EXIT".to_owned()),
            Some(number) => {
                let number = if number > 128 { number - 128 } else { number };
                // Two signals have no names.
                if matches!(number, 32 | 33) {
                    continue;
                }
                u8::try_from(number)
                    .ok()
                    .filter(|number| (1..=Signal::MAX).contains(number))
                    .map(|number| Signal(number).name())
            }
            None if has_long_form(vm, spec) => None,
            None => Condition::parse(spec).map(number_of),
        };
        match line {
            Some(line) => {
                out.extend_from_slice(line.as_bytes());
                out.push(b'\n');
            }
            None => {
                status = super::write_out(vm, b"kill", &std::mem::take(&mut out)).max(status);
                vm.report_builtin(b"kill", word_message(spec, "invalid signal specification"));
                status = status.max(1);
            }
        }
    }
    super::write_out(vm, b"kill", &out).max(status)
}
