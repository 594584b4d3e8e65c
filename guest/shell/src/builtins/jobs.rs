//! `jobs [-lnprs] [jobspec ...]` and `jobs -x command [args]`.

use crate::state::options::Set;
use crate::state::text::Text;
use crate::vm::{Done, Fault, Job, JobState, Vm};
use bashwit_args::{Synopsis, flag};
use bashwit_kernel::ExitStatus;
use bashwit_syntax::quote;

const JOBS: Synopsis = Synopsis::builtin(
    "jobs",
    &["jobs [-lnprs] [jobspec ...] or jobs -x command [args]"],
    "Display status of jobs.",
    &[
        flag("-l", "with the numbers of processes"),
        flag("-n", "only those that have changed since they were last told of"),
        flag("-p", "only the numbers of processes"),
        flag("-r", "only those that run"),
        flag("-s", "only those that are stopped"),
        flag("-x", "run a command with the numbers of processes in the place of jobs"),
    ],
);

#[derive(Default, Clone, Copy)]
struct Arguments {
    long: bool,
    new: bool,
    pids: bool,
    running: bool,
    stopped: bool,
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut arguments = Arguments::default();
    let mut execute = false;
    let mut parsed = JOBS.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "l" => (arguments.long, arguments.pids) = (true, false),
                "n" => arguments.new = true,
                "p" => (arguments.long, arguments.pids) = (false, true),
                "r" => (arguments.running, arguments.stopped) = (true, false),
                "s" => (arguments.running, arguments.stopped) = (false, true),
                _ => {
                    if arguments.long || arguments.pids || arguments.new {
                        vm.report_builtin(b"jobs", "no other options allowed with `-x'");
                        return Ok(Done::Status(1));
                    }
                    execute = true;
                }
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let operands: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    if execute {
        if vm.jobs.list.is_empty() {
            // A pipeline stage knows the jobs of its parent.
            vm.jobs.list = std::mem::take(&mut vm.jobs.inherited);
        }
        return run_with_pids(vm, &operands);
    }
    if vm.jobs.list.is_empty() && !vm.jobs.inherited.is_empty() {
        // The parent's jobs take the place of the shell's own for a moment.
        vm.jobs.list = vm.jobs.inherited.clone();
        let status = show(vm, &operands, arguments);
        vm.jobs.list.clear();
        return Ok(Done::Status(status));
    }
    Ok(Done::Status(show(vm, &operands, arguments)))
}

/// Lists the jobs of the operands, or all.
fn show(vm: &mut Vm, operands: &[Text], arguments: Arguments) -> u8 {
    if operands.is_empty() {
        let numbers: Vec<usize> = vm.jobs.list.iter().map(|job| job.number).collect();
        let out = list(vm, &numbers, arguments);
        return super::write_out(vm, b"jobs", &out);
    }
    let mut status = 0;
    for spec in operands {
        match vm.job_by_spec(spec) {
            Ok(number) => {
                let out = list(vm, &[number], arguments);
                status = super::write_out(vm, b"jobs", &out).max(status);
            }
            Err(message) => {
                no_such_job(vm, b"jobs", spec, &message);
                status = 1;
            }
        }
    }
    status
}

/// Tells that a name is that of no job, and first why, where it is that of several.
pub(super) fn no_such_job(vm: &mut Vm, builtin: &[u8], name: &[u8], why: &[u8]) {
    if why.ends_with(b"ambiguous job spec") {
        vm.report_builtin(builtin, why);
    }
    vm.report_builtin(builtin, super::word_message(name, "no such job"));
}

/// The state of a job as it is known: stopping is noticed under job control alone.
fn known_state(vm: &Vm, job: &Job) -> JobState {
    match job.state() {
        JobState::Stopped if !vm.state.options.has(Set::Monitor) => JobState::Running,
        state => state,
    }
}

/// The lines of jobs; those that have ended leave the table.
fn list(vm: &mut Vm, numbers: &[usize], arguments: Arguments) -> Vec<u8> {
    let mut out = Vec::new();
    // What is current shall not depend on what has just been told of.
    let rows: Vec<(Job, u8)> = numbers
        .iter()
        .filter_map(|number| Some((vm.jobs.get(*number)?.clone(), job_mark(vm, *number))))
        .collect();
    for (job, mark) in rows {
        let state = known_state(vm, &job);
        let unwanted = arguments.running && state != JobState::Running
            || arguments.stopped && state != JobState::Stopped
            || arguments.new && job.told == Some(state);
        if unwanted {
            continue;
        }
        if arguments.pids {
            out.extend(format!("{}\n", job.processes.first().map_or(0, |process| process.pid)).into_bytes());
        } else {
            out.extend(job_line(vm, &job, mark, arguments.long));
        }
        if let Some(own) = vm.jobs.list.iter_mut().find(|own| own.number == job.number) {
            own.told = Some(state);
        }
        if state.code().is_some() {
            vm.forget_job(job.number);
        }
    }
    out
}

/// `+` for the current job, `-` for the one before, else a blank.
pub(crate) fn job_mark(vm: &Vm, number: usize) -> u8 {
    if vm.jobs.current() == Some(number) {
        b'+'
    } else if vm.jobs.previous() == Some(number) {
        b'-'
    } else {
        b' '
    }
}

/// `[1]+  Running                 sleep 5 &`.
pub(crate) fn job_line(vm: &Vm, job: &Job, mark: u8, long: bool) -> Vec<u8> {
    let state = known_state(vm, job);
    let shown = match state {
        JobState::Running => "Running".to_owned(),
        JobState::Stopped if long => job.stop_signal().description().to_owned(),
        JobState::Stopped => "Stopped".to_owned(),
        JobState::Done(0) => "Done".to_owned(),
        JobState::Done(code) => format!("Exit {code}"),
        JobState::Killed(signal) => signal.description().to_owned(),
    };
    let pid = job.processes.first().map_or(0, |process| process.pid);
    let pid = if long { format!("{pid:5} ") } else { " ".to_owned() };
    let mut line = format!("[{}]{} {pid}{shown:<24}", job.number, mark as char).into_bytes();
    line.extend(if long { stage_rows(job, &shown) } else { job.text.to_vec() });
    if state == JobState::Running {
        line.extend_from_slice(b" &");
    }
    if *job.directory != *vm.process.cwd() {
        line.extend_from_slice(format!("  (wd: {})", job.directory).as_bytes());
    }
    line.push(b'\n');
    line
}

/// The command of a job with the number of each process: a row for each stage of a pipeline. `shown`
/// is the state in the first row, which is told again where another process is in another state.
fn stage_rows(job: &Job, shown: &str) -> Vec<u8> {
    let Some(first) = job.stages.first() else { return job.text.to_vec() };
    let mut out = first.to_vec();
    let states: Vec<_> = job.processes.iter().map(|process| process.state()).collect();
    for ((process, stage), state) in job.processes.iter().zip(&job.stages).zip(&states).skip(1) {
        let same = states.first() == Some(state);
        let told = if same {
            " ".repeat(23)
        } else {
            let own = match state {
                bashwit_kernel::State::Ended(status) if job.state().code().is_some() => match status {
                    ExitStatus::Exited(0) => "Done",
                    ExitStatus::Exited(_) => "Exit",
                    ExitStatus::Signaled(signal) => signal.description(),
                },
                _ => shown,
            };
            format!(" {own:<24}")
        };
        out.extend_from_slice(format!("\n     {:5}{told}| ", process.pid).as_bytes());
        out.extend_from_slice(stage);
    }
    out
}

/// `PID STATE COMMAND` of a job that a signal has killed, with a row for each stage of a pipeline.
pub(crate) fn death_rows(job: &Job) -> Vec<u8> {
    let pid = job.processes.first().map_or(0, |process| process.pid);
    let shown = match job.processes.first().map(|process| process.state()) {
        Some(bashwit_kernel::State::Ended(ExitStatus::Signaled(signal))) => signal.description(),
        Some(bashwit_kernel::State::Ended(ExitStatus::Exited(0))) => "Done",
        _ => "Exit",
    };
    let mut out = format!("{pid:5} {shown:<24}").into_bytes();
    out.extend(stage_rows(job, shown));
    out
}

/// `jobs -x`: runs a command with each job replaced by the number of its process.
fn run_with_pids(vm: &mut Vm, words: &[Text]) -> Result<Done, Fault> {
    let mut text = Vec::new();
    for word in words {
        let number = if word.starts_with(b"%") { vm.job_by_spec(word).ok() } else { None };
        let pid = number.and_then(|number| vm.jobs.get(number)).and_then(|job| job.processes.first());
        match pid {
            Some(process) => text.extend_from_slice(process.pid.to_string().as_bytes()),
            None => text.extend(quote::single(word)),
        }
        text.push(b' ');
    }
    vm.state.status = 0;
    vm.eval(text.into())?;
    Ok(Done::Frame)
}
