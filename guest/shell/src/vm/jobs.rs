//! The table of background jobs.

use super::children::job_status;
use crate::state::options::Set;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use bashwit_kernel::{Pid, Process, Signal, State};
use std::rc::Rc;

/// How a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobState {
    /// It runs or waits.
    Running,
    /// A signal stopped it.
    Stopped,
    /// It has ended with a status.
    Done(u8),
    /// A signal killed it.
    Killed(Signal),
}

impl JobState {
    /// The status that `wait` gives, once it has ended.
    pub fn code(self) -> Option<u8> {
        match self {
            JobState::Done(code) => Some(code),
            JobState::Killed(signal) => Some(128 + signal.0),
            JobState::Running | JobState::Stopped => None,
        }
    }
}

/// A job.
#[derive(Debug, Clone)]
pub struct Job {
    /// Its number, from 1.
    pub number: usize,
    /// Its processes, in pipeline order.
    pub processes: Vec<Rc<Process>>,
    /// Its command, as `jobs` shows it.
    pub text: Text,
    /// The commands of a pipeline.
    pub stages: Vec<Text>,
    /// Its status is that of its last process that failed.
    pub pipefail: bool,
    /// The state that was last told to the user.
    pub told: Option<JobState>,
    /// `disown -h`: it gets no SIGHUP.
    pub no_hangup: bool,
    /// Where it was started.
    pub directory: Rc<str>,
}

impl Job {
    /// How it is now.
    pub fn state(&self) -> JobState {
        let state = job_status(&self.processes);
        if !self.pipefail || state.code().is_none() {
            return state;
        }
        let states = self.processes.iter().map(|process| job_status(std::slice::from_ref(process)));
        states.rev().find(|state| state.code() != Some(0)).unwrap_or(state)
    }

    /// The signal that stopped it.
    pub fn stop_signal(&self) -> Signal {
        let stopped = self.processes.iter().find(|process| process.state() == State::Stopped);
        stopped.map_or(Signal::STOP, |process| process.stop_signal())
    }

    /// The process that `$!` names.
    pub fn pid(&self) -> Pid {
        self.processes.last().map_or(0, |process| process.pid)
    }
}

/// The jobs of a shell.
#[derive(Debug, Default)]
pub struct Jobs {
    /// In the order of their numbers.
    pub list: Vec<Job>,
    /// Those of the parent of a pipeline stage or command substitution: `jobs` lists them.
    pub inherited: Vec<Job>,
    /// Statuses of ended jobs that `wait PID` may still ask for, the newest last.
    pub past: Vec<(Pid, u8)>,
    /// The other stages of pipelines whose last stage runs in the shell, by frame depth.
    pub(crate) last_pipe: Vec<(usize, Vec<Rc<Process>>)>,
    /// Coprocesses: the variables, the process, the descriptors.
    pub(crate) coprocesses: Vec<(Symbol, Symbol, Rc<Process>, [u32; 2])>,
    /// Processes of process substitutions.
    pub(crate) substitutions: Vec<Rc<Process>>,
}

/// How many statuses of ended jobs are kept.
const PAST: usize = 1024;

impl Jobs {
    /// Enters a job; gives its number.
    pub fn add(&mut self, processes: Vec<Rc<Process>>, text: Text, stopped: bool) -> usize {
        let number = self.list.iter().map(|job| job.number).max().unwrap_or(0) + 1;
        let told = stopped.then_some(JobState::Stopped);
        let directory = processes.first().map_or_else(|| Rc::from("/"), |process| process.cwd());
        let stages = Vec::new();
        let pipefail = false;
        self.list.push(Job { number, processes, text, stages, pipefail, told, no_hangup: false, directory });
        number
    }

    /// The job of a number.
    pub fn get(&self, number: usize) -> Option<&Job> {
        self.list.iter().find(|job| job.number == number)
    }

    /// The job that a process belongs to.
    pub fn of_pid(&self, pid: Pid) -> Option<&Job> {
        self.list.iter().find(|job| job.processes.iter().any(|process| process.pid == pid))
    }

    /// Takes a job out of the table, keeping its status for `wait`.
    pub fn remove(&mut self, number: usize) -> Option<Job> {
        let at = self.list.iter().position(|job| job.number == number)?;
        let job = self.list.remove(at);
        if let Some(code) = job.state().code() {
            self.remember(job.pid(), code);
        }
        Some(job)
    }

    /// Keeps a status for `wait PID`.
    pub fn remember(&mut self, pid: Pid, code: u8) {
        self.past.push((pid, code));
        if self.past.len() > PAST {
            self.past.remove(0);
        }
    }

    /// Numbers of the jobs that are stopped, or of those that are not.
    fn numbers(&self, stopped: bool) -> impl DoubleEndedIterator<Item = usize> {
        let is_stopped = |job: &&Job| job.state() == JobState::Stopped;
        self.list.iter().filter(move |job| is_stopped(job) == stopped).map(|job| job.number)
    }

    /// The number of `%+`: the newest stopped job, else the newest one.
    pub fn current(&self) -> Option<usize> {
        self.numbers(true).next_back().or_else(|| self.numbers(false).next_back())
    }

    /// The number of `%-`: what would be current without the current one.
    pub fn previous(&self) -> Option<usize> {
        let current = self.current();
        let mut others =
            self.numbers(false).chain(self.numbers(true)).filter(|number| Some(*number) != current);
        others.next_back().or(current)
    }
}

impl super::Vm {
    /// Takes an ended job out of the table and out of the kernel's.
    pub(crate) fn forget_job(&mut self, number: usize) {
        let mark = crate::builtins::job_mark(self, number);
        if let Some(job) = self.jobs.remove(number) {
            self.announce_end(&job, mark);
            for process in &job.processes {
                self.kernel.reap(process.pid);
            }
        }
    }

    /// Whether jobs in the background are told of: a script is not.
    fn tells_of_jobs(&self) -> bool {
        let options = self.state.options;
        let listens = options.has(Set::Interactive) || self.is_command_string && options.has(Set::Monitor);
        listens && self.state.subshell == 0
    }

    /// Tells of a job that has ended, where that is wanted.
    fn announce_end(&mut self, job: &Job, mark: u8) {
        let told = job.told.is_some_and(|told| told.code().is_some());
        if told {
            return;
        }
        let interactive = self.state.options.has(Set::Interactive);
        let is_killed = matches!(job.state(), JobState::Killed(_)) && !interactive;
        if is_killed && self.report_job_signal(job) {
            return;
        }
        let controls = self.state.options.has(Set::Monitor) && self.state.subshell == 0;
        if self.tells_of_jobs() || is_killed && controls {
            let line = crate::builtins::job_line(self, job, mark, false);
            let _ = self.write(2, &line);
        }
    }

    /// After a command in the foreground: tells of jobs that have ended or stopped; those that
    /// have ended leave the table.
    pub(crate) fn notify_jobs(&mut self) {
        let changed: Vec<(usize, JobState)> = self
            .jobs
            .list
            .iter()
            .map(|job| (job.number, job.state()))
            .filter(|(_, state)| *state != JobState::Running)
            .collect();
        for (number, state) in changed {
            if state.code().is_some() {
                // A script keeps those that ended by themselves until they are listed or awaited.
                let is_kept = !self.is_command_string && !self.state.options.has(Set::Interactive);
                if !(is_kept && matches!(state, JobState::Done(_))) || self.jobs.list.len() > PAST {
                    self.forget_job(number);
                }
                continue;
            }
            let tells = self.tells_of_jobs();
            let Some(job) = self.jobs.list.iter_mut().find(|job| job.number == number) else { continue };
            if job.told.replace(state) != Some(state) && tells {
                let job = job.clone();
                let mark = crate::builtins::job_mark(self, number);
                let line = [b"\n", &crate::builtins::job_line(self, &job, mark, false)[..]].concat();
                let _ = self.write(2, &line);
            }
        }
    }

    /// The job that `%N`, `%+`, `%-`, `%text` or `%?text` names; a message where none does.
    pub(crate) fn job_by_spec(&self, spec: &[u8]) -> Result<usize, Vec<u8>> {
        let no_such = || [spec, b": no such job"].concat();
        let name = spec.strip_prefix(b"%").unwrap_or(spec);
        let found = match name {
            b"" | b"%" | b"+" => self.jobs.current(),
            b"-" => self.jobs.previous(),
            _ if name.iter().all(u8::is_ascii_digit) => std::str::from_utf8(name)
                .ok()
                .and_then(|text| text.parse().ok())
                .filter(|number| self.jobs.get(*number).is_some()),
            _ => {
                let matches = |job: &&Job| match name.strip_prefix(b"?") {
                    Some(part) => memchr::memmem::find(&job.text, part).is_some(),
                    None => job.text.starts_with(name),
                };
                let mut found = self.jobs.list.iter().filter(matches);
                match (found.next(), found.next()) {
                    (Some(_), Some(_)) => {
                        let part = name.strip_prefix(b"?").unwrap_or(name);
                        return Err([part, b": ambiguous job spec"].concat());
                    }
                    (job, _) => job.map(|job| job.number),
                }
            }
        };
        found.ok_or_else(no_such)
    }

    /// The command that is waited for is the last of the run.
    pub(crate) fn exit_after_wait(&mut self) {
        if let Some(wait) = self.wait.take() {
            self.wait = Some(Box::new(ExitAfter(wait)));
        }
    }
}

/// Exits with the status of what was waited for.
struct ExitAfter(Box<dyn super::Wait>);

impl super::Wait for ExitAfter {
    fn poll(&mut self, vm: &mut super::Vm) -> std::task::Poll<Result<(), super::Fault>> {
        match self.0.poll(vm) {
            std::task::Poll::Ready(Ok(())) => {
                std::task::Poll::Ready(Err(super::Fault::Exit(vm.state.status)))
            }
            other => other,
        }
    }
}
