//! `wait [-fn] [-p var] [id ...]`: waits for background commands.

use super::{quoted_word, word_message};
use crate::expand::value::{is_name, is_name_or_element};
use crate::state::options::Set;
use crate::state::text::Text;
use crate::state::value::Scalar;
use crate::vm::{Done, Fault, Job, JobState, Vm, Wait};
use bashwit_args::{Synopsis, flag};
use bashwit_kernel::{Pid, Signal};
use std::task::Poll;

const WAIT: Synopsis = Synopsis::builtin(
    "wait",
    &["wait [-fn] [-p var] [id ...]"],
    "Wait for job completion and return exit status.",
    &[
        flag("-f", "wait for the end, not for a change of state"),
        flag("-n", "wait for the next one"),
        flag("-p var", "the variable that gets the process ID"),
    ],
);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let (mut next, mut force, mut variable) = (false, false, None);
    let mut parsed = WAIT.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "n" => next = true,
                "p" => variable = Some(Text::from(option.value)),
                _ => force = true,
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let operands: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    if let Some(name) = &variable
        && let Some(message) = unset_variable(vm, name)
    {
        vm.report_builtin(b"wait", message);
        return Ok(Done::Status(1));
    }
    let ids: Vec<Result<Pid, u8>> = operands.iter().map(|operand| resolve(vm, operand, next)).collect();
    if !ids.is_empty() && (next || ids.len() == 1) && ids.iter().all(Result::is_err) {
        return Ok(Done::Status(ids.first().and_then(|id| id.err()).unwrap_or(127)));
    }
    let all = operands.is_empty();
    let (kept, awaited) = (None, None);
    Ok(Done::Wait(Box::new(Waiting { ids, all, next, force, variable, kept, awaited, status: 0, at: 0 })))
}

/// The last command in the background of a script, where it has ended.
fn last_ended(vm: &Vm) -> Option<Pid> {
    let last = vm.state.last_background.filter(|_| !vm.state.options.has(Set::Interactive))?;
    vm.jobs.list.iter().find(|job| job.pid() == last && job.state().code().is_some()).map(Job::pid)
}

/// Unsets the variable that gets the process ID; gives a message where that cannot be.
fn unset_variable(vm: &mut Vm, name: &[u8]) -> Option<Vec<u8>> {
    if !is_name_or_element(name) {
        return Some(quoted_word(name, "not a valid identifier"));
    }
    if is_name(name) {
        let symbol = vm.state.symbols.intern(name);
        if vm.is_readonly(symbol) {
            return Some(word_message(name, "cannot unset: readonly variable"));
        }
        vm.state.vars.unset(symbol, false);
    }
    None
}

/// The process that an operand names; a status where it names none.
fn resolve(vm: &mut Vm, operand: &Text, next: bool) -> Result<Pid, u8> {
    if operand.starts_with(b"%") {
        return match vm.job_by_spec(operand) {
            Ok(number) => Ok(vm.jobs.get(number).map_or(0, Job::pid)),
            Err(message) => {
                vm.report_builtin(b"wait", message);
                Err(127)
            }
        };
    }
    let Some(pid) = std::str::from_utf8(operand).ok().and_then(|text| text.parse::<Pid>().ok()) else {
        vm.report_builtin(b"wait", quoted_word(operand, "not a pid or valid job spec"));
        return Err(1);
    };
    let is_past = || !next && vm.jobs.past.iter().any(|(past, _)| *past == pid);
    let known = vm.jobs.of_pid(pid).is_some() || is_past();
    let substitution = vm.jobs.substitutions.iter().any(|process| process.pid == pid);
    if known || substitution {
        return Ok(pid);
    }
    let message = match next {
        true => format!("{pid}: no such job"),
        false => format!("pid {pid} is not a child of this shell"),
    };
    vm.report_builtin(b"wait", message);
    Err(127)
}

/// Waits for processes by their numbers, or for all jobs.
struct Waiting {
    /// What the operands name; a status where one names nothing.
    ids: Vec<Result<Pid, u8>>,
    all: bool,
    next: bool,
    /// Wait for the end, not for a change of state.
    force: bool,
    variable: Option<Text>,
    /// What `wait` alone does not forget: the last command in the background, where it has ended
    /// before its turn.
    kept: Option<Pid>,
    /// The first of the jobs that it waits for.
    awaited: Option<Pid>,
    status: u8,
    at: usize,
}

impl Waiting {
    /// The status of a process that has ended; its job leaves the table.
    fn ended(&self, vm: &mut Vm, pid: Pid) -> Option<u8> {
        if let Some(job) = vm.jobs.of_pid(pid) {
            let number = job.number;
            // The whole pipeline of the process is waited for.
            let state = job.state();
            if state == JobState::Stopped && !self.force && vm.state.options.has(Set::Monitor) {
                return Some(128 + job.stop_signal().0);
            }
            let code = state.code()?;
            vm.forget_job(number);
            return Some(code);
        }
        if let Some(process) = vm.jobs.substitutions.iter().find(|process| process.pid == pid) {
            return match process.state() {
                bashwit_kernel::State::Ended(status) => Some(status.code()),
                _ => None,
            };
        }
        Some(vm.jobs.past.iter().rev().find(|(past, _)| *past == pid).map_or(127, |(_, code)| *code))
    }

    fn register(vm: &Vm, pid: Pid) {
        if let Some(job) = vm.jobs.of_pid(pid) {
            return job.processes.iter().for_each(|process| vm.kernel.wait_for_change(process));
        }
        if let Some(process) = vm.kernel.process(pid) {
            vm.kernel.wait_for_change(&process);
        }
    }

    fn done(&self, vm: &mut Vm, pid: Pid, status: u8) -> Poll<Result<(), Fault>> {
        vm.state.status = status;
        if !vm.jobs.coprocesses.is_empty() {
            vm.forget_coprocesses();
        }
        let set = match &self.variable {
            Some(name) if pid != 0 => vm.assign_to_text(name, Scalar::Int(i64::from(pid))),
            _ => Ok(()),
        };
        Poll::Ready(match set {
            // What cannot be set has its message; the wait has its status.
            Err(Fault::Discard(_)) => Ok(()),
            set => set,
        })
    }

    fn poll_next(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        let candidates: Vec<Pid> = if self.all {
            vm.jobs.list.iter().map(Job::pid).collect()
        } else {
            self.ids.iter().flatten().copied().collect()
        };
        if candidates.is_empty() {
            return self.done(vm, 0, 127);
        }
        for &pid in &candidates {
            if let Some(status) = self.ended(vm, pid) {
                return self.done(vm, pid, status);
            }
        }
        candidates.iter().for_each(|&pid| Self::register(vm, pid));
        Poll::Pending
    }
}

impl Wait for Waiting {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        // A trapped signal ends the wait: its status says which one.
        let pending = vm.process.pending.get();
        if pending & !Signal::CHLD.bit() != 0 {
            vm.state.status = 128 + (pending.trailing_zeros() as u8 + 1);
            return Poll::Ready(Ok(()));
        }
        if self.next {
            return self.poll_next(vm);
        }
        if self.all {
            self.kept = self.kept.or_else(|| last_ended(vm).filter(|pid| Some(*pid) != self.awaited));
            let running: Vec<Pid> = vm.jobs.list.iter().map(Job::pid).collect();
            let waiting: Vec<Pid> =
                running.into_iter().filter(|&pid| self.ended(vm, pid).is_none()).collect();
            if waiting.is_empty() {
                vm.jobs.past.retain(|(pid, _)| Some(*pid) == self.kept);
                return self.done(vm, 0, 0);
            }
            self.awaited = waiting.first().copied();
            waiting.iter().for_each(|&pid| Self::register(vm, pid));
            return Poll::Pending;
        }
        while let Some(&id) = self.ids.get(self.at) {
            let status = match id {
                Ok(pid) => self.ended(vm, pid).ok_or(pid),
                Err(status) => Ok(status),
            };
            match status {
                Ok(status) => self.status = status,
                Err(pid) => {
                    Self::register(vm, pid);
                    return Poll::Pending;
                }
            }
            self.at += 1;
        }
        let last = self.ids.last().and_then(|id| id.ok()).unwrap_or(0);
        self.done(vm, last, self.status)
    }
}
