//! `fg [job_spec]` and `bg [job_spec ...]`: jobs go on in the foreground or the background.

use crate::state::options::Set;
use crate::state::text::Text;
use crate::vm::{Done, Fault, Job, JobState, Vm, Wait};
use bashwit_args::Synopsis;
use bashwit_kernel::Signal;
use std::task::Poll;

const FG: Synopsis = Synopsis::builtin("fg", &["fg [job_spec]"], "Move job to the foreground.", &[]);

const BG: Synopsis = Synopsis::builtin("bg", &["bg [job_spec ...]"], "Move jobs to the background.", &[]);

/// The operands; a status where the command ends before them.
fn operands(vm: &mut Vm, synopsis: &Synopsis, args: &[Text]) -> Result<Vec<Text>, u8> {
    if !vm.state.options.has(Set::Monitor) && args.get(1).is_none_or(|arg| &**arg != b"--help") {
        vm.report_builtin(&args[0], "no job control");
        return Err(1);
    }
    let mut parsed = synopsis.parse(&args[1..]);
    if let Err(stop) = parsed.next_option() {
        return Err(vm.report_stop(&stop));
    }
    Ok(parsed.into_operands().into_iter().map(Text::from).collect())
}

/// The job of an operand, or without one the current job.
fn job(vm: &mut Vm, name: &[u8], operand: Option<&Text>) -> Option<usize> {
    let found = match operand {
        Some(spec) => vm.job_by_spec(spec),
        None => vm.jobs.current().ok_or_else(|| b"current: no such job".to_vec()),
    };
    match found {
        Ok(number) => Some(number),
        Err(message) => {
            vm.report_builtin(name, message);
            None
        }
    }
}

/// Lets a job go on that is stopped.
fn go_on(vm: &mut Vm, number: usize) {
    let Some(job) = vm.jobs.list.iter_mut().find(|job| job.number == number) else { return };
    job.told = Some(JobState::Running);
    for process in job.processes.clone() {
        vm.kernel.signal(process.pid, Signal::CONT);
    }
}

pub(super) fn run_fg(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let operands = match operands(vm, &FG, args) {
        Ok(operands) => operands,
        Err(status) => return Ok(Done::Status(status)),
    };
    let Some(number) = job(vm, b"fg", operands.first()) else { return Ok(Done::Status(1)) };
    let Some(found) = vm.jobs.get(number) else { return Ok(Done::Status(1)) };
    let line = [&found.text[..], b"\n"].concat();
    super::write_out(vm, b"fg", &line);
    go_on(vm, number);
    Ok(Done::Wait(Box::new(Foreground(number))))
}

pub(super) fn run_bg(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let operands = match operands(vm, &BG, args) {
        Ok(operands) => operands,
        Err(status) => return Ok(Done::Status(status)),
    };
    let specs = if operands.is_empty() { vec![None] } else { operands.iter().map(Some).collect() };
    let mut status = 0;
    for spec in specs {
        let Some(number) = job(vm, b"bg", spec) else {
            status = 1;
            continue;
        };
        let Some(found) = vm.jobs.get(number).cloned() else { continue };
        match found.state() {
            JobState::Running => {
                vm.report_builtin(b"bg", format!("job {number} already in background"));
            }
            JobState::Stopped => {
                let mark = super::job_mark(vm, number);
                let line = [format!("[{number}]{} ", mark as char).as_bytes(), &found.text, b" &\n"].concat();
                super::write_out(vm, b"bg", &line);
                go_on(vm, number);
            }
            JobState::Done(_) | JobState::Killed(_) => {
                vm.report_builtin(b"bg", "job has terminated");
                status = 1;
            }
        }
    }
    Ok(Done::Status(status))
}

impl Vm {
    /// The status of a command that a signal has stopped: 128 and the signal.
    pub(crate) fn stop_status(&self, number: usize) -> u8 {
        128 + self.jobs.get(number).map_or(Signal::STOP, Job::stop_signal).0
    }
}

/// Waits for a job to end or stop.
struct Foreground(usize);

impl Wait for Foreground {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        let Some(job) = vm.jobs.list.iter_mut().find(|job| job.number == self.0) else {
            return Poll::Ready(Ok(()));
        };
        let state = job.state();
        match state {
            JobState::Running => {
                job.processes.clone().iter().for_each(|process| vm.kernel.wait_for_change(process));
                return Poll::Pending;
            }
            JobState::Stopped => {
                vm.notify_jobs();
                vm.state.status = vm.stop_status(self.0);
            }
            JobState::Done(_) | JobState::Killed(_) => {
                // A job in the foreground ends without a notice, unless a signal ends it.
                let terminated = state == JobState::Killed(Signal::TERM);
                let quiet = matches!(state, JobState::Killed(Signal::INT | Signal::PIPE));
                if terminated || quiet || matches!(state, JobState::Done(_)) {
                    job.told = Some(state);
                }
                if terminated {
                    let _ = vm.write(2, b"Terminated\n");
                }
                vm.state.status = state.code().unwrap_or(0);
                vm.forget_job(self.0);
            }
        }
        Poll::Ready(Ok(()))
    }
}
