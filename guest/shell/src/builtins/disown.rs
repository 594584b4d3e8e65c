//! `disown [-h] [-ar] [jobspec ... | pid ...]`: takes jobs out of the table.

use crate::state::text::Text;
use crate::vm::{Done, Fault, Job, JobState, Vm};
use bashwit_args::{Synopsis, flag};
use bashwit_kernel::Pid;

const DISOWN: Synopsis = Synopsis::builtin(
    "disown",
    &["disown [-h] [-ar] [jobspec ... | pid ...]"],
    "Remove jobs from current shell.",
    &[
        flag("-a", "all jobs"),
        flag("-h", "keep each job, but send it no SIGHUP"),
        flag("-r", "only jobs that run"),
    ],
);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let (mut all, mut keep, mut running) = (false, false, false);
    let mut parsed = DISOWN.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "a" => all = true,
                "h" => keep = true,
                _ => running = true,
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let operands: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    if operands.is_empty() && (all || running) {
        let wanted = |job: &&Job| !running || job.state() == JobState::Running;
        let numbers: Vec<usize> = vm.jobs.list.iter().filter(wanted).map(|job| job.number).collect();
        numbers.into_iter().for_each(|number| drop(disown(vm, number, keep)));
        return Ok(Done::Status(0));
    }
    let mut status = 0;
    let specs = if operands.is_empty() { vec![None] } else { operands.iter().map(Some).collect() };
    for spec in specs {
        match find(vm, spec) {
            Ok(number) => {
                if let Some(job) = disown(vm, number, keep) {
                    // To `wait` it has ended.
                    vm.jobs.remember(job.pid(), job.state().code().unwrap_or(0));
                }
            }
            Err(message) => {
                super::jobs::no_such_job(vm, b"disown", spec.map_or(&b"current"[..], |spec| spec), &message);
                status = 1;
            }
        }
    }
    Ok(Done::Status(status))
}

/// The job that an operand names; else why it names none.
fn find(vm: &Vm, spec: Option<&Text>) -> Result<usize, Vec<u8>> {
    let Some(spec) = spec else { return vm.jobs.current().ok_or_else(Vec::new) };
    match super::number(spec) {
        Some(pid) => {
            let job = Pid::try_from(pid).ok().and_then(|pid| vm.jobs.of_pid(pid));
            job.map(|job| job.number).ok_or_else(Vec::new)
        }
        None => vm.job_by_spec(spec),
    }
}

/// Forgets a job, or only keeps SIGHUP from it.
fn disown(vm: &mut Vm, number: usize, keep: bool) -> Option<Job> {
    let at = vm.jobs.list.iter().position(|job| job.number == number)?;
    if keep {
        vm.jobs.list[at].no_hangup = true;
        return None;
    }
    let job = vm.jobs.list.remove(at);
    for process in &job.processes {
        // Nobody waits for it any more.
        process.parent.set(0);
        if process.has_ended() {
            vm.kernel.reap(process.pid);
        }
    }
    Some(job)
}
