//! `trap [-lp] [[arg] signal_spec ...]`.

use super::word_message;
use crate::state::options::Set;
use crate::state::text::Text;
use crate::state::traps::Condition;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use bashwit_kernel::Signal;
use bashwit_syntax::quote;
use std::rc::Rc;

const TRAP: Synopsis = Synopsis::builtin(
    "trap",
    &["trap [-lp] [[arg] signal_spec ...]"],
    "Trap signals and other events.",
    &[flag("-l", "list the names of signals"), flag("-p", "print the commands of traps")],
);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let (mut list, mut print) = (false, false);
    let mut parsed = TRAP.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "l" => list = true,
                _ => print = true,
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let operands: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    if list {
        let out = signal_table();
        return Ok(Done::Status(super::write_out(vm, b"trap", &out)));
    }
    if print || operands.is_empty() {
        return Ok(Done::Status(show(vm, &operands, print)));
    }
    // A lone signal, or a number first, means: as at the start.
    let is_condition = Condition::parse(&operands[0]).is_some();
    let is_number = operands[0].iter().all(u8::is_ascii_digit);
    let is_lone = operands.len() == 1 && !vm.state.options.has(Set::Posix);
    let named = is_condition && (is_number || is_lone);
    let reset = named || &*operands[0] == b"-";
    let conditions = if named { &operands[..] } else { &operands[1..] };
    if conditions.is_empty() {
        let _ = vm.write(2, b"trap: usage: trap [-lp] [[arg] signal_spec ...]\n");
        return Ok(Done::Status(2));
    }
    let action: Option<Rc<[u8]>> = if reset { None } else { Some(Rc::from(&*operands[0])) };
    let mut status = 0;
    for text in conditions {
        match Condition::parse(text) {
            Some(condition) => set(vm, condition, action.clone()),
            None => {
                vm.report_builtin(b"trap", word_message(text, "invalid signal specification"));
                status = 1;
            }
        }
    }
    Ok(Done::Status(status))
}

/// Sets, or with `None` resets, a trap.
fn set(vm: &mut Vm, condition: Condition, action: Option<Rc<[u8]>>) {
    let traps = Rc::make_mut(&mut vm.state.traps);
    traps.forget();
    if let Condition::Signal(signal) = condition
        && traps.ignored_at_start & signal.bit() != 0
        && !vm.state.options.has(Set::Interactive)
    {
        return;
    }
    if let Condition::Signal(signal) = condition {
        let (caught, ignored) = (&vm.process.caught, &vm.process.ignored);
        match &action {
            Some(text) if text.is_empty() => {
                caught.set(caught.get() & !signal.bit());
                ignored.set(ignored.get() | signal.bit());
            }
            Some(_) => {
                ignored.set(ignored.get() & !signal.bit());
                if !matches!(signal, Signal::KILL | Signal::STOP) {
                    caught.set(caught.get() | signal.bit());
                }
            }
            None => {
                let interrupts = signal == Signal::INT && vm.state.options.has(Set::Interactive);
                if !interrupts {
                    caught.set(caught.get() & !signal.bit());
                }
                ignored.set(ignored.get() & !signal.bit());
            }
        }
    }
    if condition == Condition::Exit {
        vm.process.has_last_words.set(action.as_ref().is_some_and(|text| !text.is_empty()));
    }
    vm.shows_interrupts &= action.is_none() || condition != INTERRUPT;
    traps.set(condition, action);
}

const INTERRUPT: Condition = Condition::Signal(Signal::INT);

/// `trap` and `trap -p`: each trap as a command.
fn show(vm: &mut Vm, names: &[Text], print: bool) -> u8 {
    let posix = vm.state.options.has(Set::Posix);
    let mut status = 0;
    let mut wanted = Vec::new();
    for name in names {
        match Condition::parse(name) {
            Some(condition) => wanted.push(condition),
            None => {
                vm.report_builtin(b"trap", word_message(name, "invalid signal specification"));
                status = 1;
            }
        }
    }
    let mut out = Vec::new();
    // In POSIX mode `trap -p` shows the conditions without a trap too.
    let all = posix && print && names.is_empty();
    if all {
        let signals = (1..=Signal::MAX).map(|number| Condition::Signal(Signal(number)));
        wanted.push(Condition::Exit);
        wanted.extend(signals.chain([Condition::Debug, Condition::Err, Condition::Return]));
    } else if names.is_empty() {
        wanted = vm.state.traps.all_listed();
        if vm.shows_interrupts && !wanted.contains(&INTERRUPT) {
            wanted.push(INTERRUPT);
            wanted.sort();
        }
    }
    for condition in wanted {
        let action = match vm.state.traps.listed(condition) {
            _ if condition == INTERRUPT && vm.shows_interrupts => b"''".to_vec(),
            Some(action) => quote::single(action),
            None if posix && print => b"-".to_vec(),
            None => continue,
        };
        let name = condition.name();
        let name = if posix { name.strip_prefix("SIG").unwrap_or(&name) } else { &name };
        out.extend([b"trap -- ", &action[..], b" ", name.as_bytes(), b"\n"].concat());
    }
    super::write_out(vm, b"trap", &out).max(status)
}

/// `trap -l`, `kill -l`: five signals a line.
pub(crate) fn signal_table() -> Vec<u8> {
    let mut out = String::new();
    let numbers = (1..=Signal::MAX).filter(|number| !matches!(number, 32 | 33));
    for (at, number) in numbers.enumerate() {
        let signal = Signal(number);
        out.push_str(&format!("{number:2}) SIG{}", signal.name()));
        out.push(if at % 5 == 4 { '\n' } else { '\t' });
    }
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out.into_bytes()
}
