//! The table of background jobs.

use super::children::job_status;
use crate::state::text::Text;
use bashwit_kernel::{Pid, Process, Signal};
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
    /// The state that was last told to the user.
    pub told: Option<JobState>,
    /// `disown -h`: it gets no SIGHUP.
    pub no_hangup: bool,
}

impl Job {
    /// How it is now.
    pub fn state(&self) -> JobState {
        job_status(&self.processes)
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
    /// Numbers by how recent they are, the current job last.
    pub recent: Vec<usize>,
    /// Statuses of ended jobs that `wait PID` may still ask for, the newest last.
    pub past: Vec<(Pid, u8)>,
    /// The other stages of pipelines whose last stage runs in the shell, by frame depth.
    pub(crate) last_pipe: Vec<(usize, Vec<Rc<Process>>)>,
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
        self.list.push(Job { number, processes, text, told, no_hangup: false });
        self.recent.push(number);
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
        self.recent.retain(|known| *known != number);
        if let Some(code) = job.state().code() {
            self.past.push((job.pid(), code));
            if self.past.len() > PAST {
                self.past.remove(0);
            }
        }
        Some(job)
    }

    /// The number of `%+`.
    pub fn current(&self) -> Option<usize> {
        self.recent.last().copied()
    }

    /// The number of `%-`.
    pub fn previous(&self) -> Option<usize> {
        self.recent.iter().rev().nth(1).copied().or_else(|| self.current())
    }
}
