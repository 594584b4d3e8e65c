//! What the host keeps for one instance of the guest.

use crate::bindings::console::{Channel, Input};
use crate::builtin::{Builtins, Job};
use crate::control::Control;
use crate::error::Halt;
use crate::executor;
use crate::output::Output;
use crate::slab::Slab;
use crate::streams::{Sink, Stdin, Written};
use bashwit_vfs::{File, FileSystem};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;
use tokio::runtime::Handle;
use wasmtime::{ResourceLimiter, UpdateDeadline};

/// The guest's `fs`: a number in [`State::trees`].
pub enum Tree {}

/// The guest's `file`: a number in [`State::files`].
pub enum OpenFile {}

/// The data of a wasmtime store.
pub(crate) struct State {
    pub trees: Slab<Arc<dyn FileSystem>>,
    pub files: Slab<Arc<dyn File>>,
    pub jobs: Slab<Job>,
    pub builtins: Builtins,
    pub control: Arc<Control>,
    pub console: Console,
    pub run: Run,
    pub memory: Memory,
    pub seed: (u64, u64),
}

/// What holds for the run in progress.
#[derive(Default)]
pub(crate) struct Run {
    /// The thread that runs the script blocks.
    pub blocking: bool,
    /// When the guest should have stopped by itself.
    pub backstop: Option<Instant>,
    /// How often the guest was looked at since it was to be killed.
    pub killed: u32,
    /// The runtime for the futures of builtins, if the embedder has chosen one.
    pub runtime: Option<Handle>,
}

impl State {
    /// Looks at a busy guest, once a tick.
    pub fn tick(&mut self) -> Result<UpdateDeadline, Halt> {
        if self.control.killed() {
            self.run.killed += 1;
            // It may have learned of it in `wait` and be about to end by itself.
            if self.run.killed > 1 {
                return Err(Halt::Killed);
            }
        }
        if self.run.backstop.is_some_and(|backstop| Instant::now() >= backstop) {
            return Err(Halt::Deadline);
        }
        Ok(if self.run.blocking {
            UpdateDeadline::Continue(1)
        } else {
            // A script that computes shall not keep other tasks of its runtime waiting.
            UpdateDeadline::YieldCustom(1, Box::pin(executor::pause()))
        })
    }
}

/// The streams of the run in progress.
#[derive(Default)]
pub(crate) struct Console {
    pub stdin: Stdin,
    stdout: Sink,
    stderr: Sink,
    captured: Output,
}

impl Console {
    /// For one run.
    pub fn new(stdin: Stdin, stdout: Sink, stderr: Sink) -> Console {
        Console { stdin, stdout, stderr, captured: Output::default() }
    }

    /// What was captured.
    pub fn end(&mut self) -> Output {
        std::mem::take(self).captured
    }

    pub fn read(&mut self, max: u32) -> Input {
        self.stdin.read(max)
    }

    pub fn poll_write(
        &mut self,
        to: Channel,
        bytes: &[u8],
        done: &mut usize,
        context: &mut Context<'_>,
    ) -> Poll<Written> {
        if matches!(to, Channel::Stdout) || self.stderr.is_stdout() {
            self.stdout.poll_write(context, bytes, &mut self.captured.stdout, done)
        } else {
            self.stderr.poll_write(context, bytes, &mut self.captured.stderr, done)
        }
    }
}

/// The memory limit: growing past it is a trap that says so, because the guest could only
/// abort.
#[derive(Debug)]
pub(crate) struct Memory {
    pub limit: usize,
}

impl ResourceLimiter for Memory {
    fn memory_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        if desired > self.limit {
            return Err(Halt::Memory(self.limit).into());
        }
        Ok(true)
    }

    fn table_growing(&mut self, _: usize, desired: usize, maximum: Option<usize>) -> wasmtime::Result<bool> {
        Ok(maximum.is_none_or(|maximum| desired <= maximum))
    }
}
