//! What one running command and the guest share.

use crate::bindings::builtins::{Assignment, Event, RunRequest, RunResult};
use crate::control::Control;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// How the command was called.
pub(crate) struct Command {
    pub name: String,
    pub args: Vec<String>,
    pub env: Env,
    pub cwd: Arc<str>,
    pub has_stdin: bool,
}

/// The exported variables of the caller.
#[derive(Debug, Clone, Default)]
pub struct Env {
    /// As it came: `NAME=value` each, ended by NUL.
    block: Vec<u8>,
}

impl Env {
    pub(crate) fn new(block: Vec<u8>) -> Env {
        Env { block }
    }

    /// The value of a variable, where it is valid UTF-8.
    pub fn get(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.get_bytes(name)?).ok()
    }

    /// The value of a variable.
    pub fn get_bytes(&self, name: &str) -> Option<&[u8]> {
        self.pairs().find(|(known, _)| *known == name.as_bytes()).map(|(_, value)| value)
    }

    /// All names and values that are valid UTF-8.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.pairs().filter_map(|(name, value)| {
            Some((std::str::from_utf8(name).ok()?, std::str::from_utf8(value).ok()?))
        })
    }

    fn pairs(&self) -> impl Iterator<Item = (&[u8], &[u8])> {
        self.block.split(|&byte| byte == 0).filter_map(|variable| {
            let at = variable.iter().position(|&byte| byte == b'=')?;
            Some((&variable[..at], &variable[at + 1..]))
        })
    }
}

/// One running command, as its function, its job and its handles see it.
pub(crate) struct Call {
    pub command: Command,
    control: Arc<Control>,
    /// Something outside has news for it.
    ready: AtomicBool,
    /// It has ended: its handles are revoked.
    ended: AtomicBool,
    exchange: Mutex<Exchange>,
}

/// What goes between the command and the guest.
#[derive(Default)]
pub(crate) struct Exchange {
    pub events: Vec<Event>,
    pub input: Vec<u8>,
    pub input_ended: bool,
    input_wanted: bool,
    flushing: bool,
    requests: VecDeque<(u64, RunRequest)>,
    running: Option<u64>,
    results: Vec<(u64, RunResult)>,
    next_run: u64,
    /// Who waits for the guest in tasks or combinators of the command's own.
    wakers: Vec<Waker>,
}

impl Wake for Call {
    fn wake(self: Arc<Call>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Call>) {
        if !self.ready.swap(true, Ordering::AcqRel) {
            self.control.wake();
        }
    }
}

impl Call {
    pub fn new(command: Command, control: Arc<Control>) -> Call {
        let exchange = Exchange { input_ended: !command.has_stdin, ..Exchange::default() };
        Call {
            command,
            control,
            ready: AtomicBool::new(false),
            ended: AtomicBool::new(false),
            exchange: Mutex::new(exchange),
        }
    }

    pub fn exchange(&self) -> MutexGuard<'_, Exchange> {
        self.exchange.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn ready(&self) -> bool {
        self.ready.load(Ordering::Acquire)
    }

    pub fn end(&self) {
        self.ended.store(true, Ordering::Release);
    }

    pub fn ended(&self) -> bool {
        self.ended.load(Ordering::Acquire)
    }

    /// The guest's turn begins: whoever waits for it looks again.
    pub fn begin_turn(&self) {
        let wakers = std::mem::take(&mut self.exchange().wakers);
        for waker in wakers {
            waker.wake();
        }
        self.ready.store(false, Ordering::Release);
    }

    /// Waits for the guest's next turn. The command's own waker needs no note: each turn polls
    /// it anyway.
    fn wait_for_turn(self: &Arc<Call>, mut exchange: MutexGuard<'_, Exchange>, context: &Context<'_>) {
        if context.waker().data() != Arc::as_ptr(self).cast() {
            exchange.wakers.push(context.waker().clone());
            drop(exchange);
            self.wake_by_ref();
        }
    }

    pub fn write(&self, to_stderr: bool, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        let events = &mut self.exchange().events;
        match (events.last_mut(), to_stderr) {
            (Some(Event::Stdout(buffer)), false) | (Some(Event::Stderr(buffer)), true) => {
                buffer.extend_from_slice(bytes);
            }
            (_, false) => events.push(Event::Stdout(bytes.to_vec())),
            (_, true) => events.push(Event::Stderr(bytes.to_vec())),
        }
    }

    pub fn assign(&self, name: String, value: Vec<u8>) {
        self.exchange().events.push(Event::Assign(Assignment { name, value }));
    }

    /// Ready when the guest has taken all output; `begun` tells whether this was asked before.
    pub fn poll_flush(self: &Arc<Call>, begun: &mut bool, context: &Context<'_>) -> Poll<()> {
        let mut exchange = self.exchange();
        if *begun || exchange.events.is_empty() {
            return Poll::Ready(());
        }
        *begun = true;
        exchange.flushing = true;
        self.wait_for_turn(exchange, context);
        Poll::Pending
    }

    /// Ready when there is input, or none will come.
    pub fn poll_input(self: &Arc<Call>, context: &Context<'_>) -> Poll<MutexGuard<'_, Exchange>> {
        let mut exchange = self.exchange();
        if !exchange.input.is_empty() || exchange.input_ended || self.ended() {
            return Poll::Ready(exchange);
        }
        exchange.input_wanted = true;
        self.wait_for_turn(exchange, context);
        Poll::Pending
    }

    /// Asks the shell to run a script; `number` is what `poll_run` wants.
    pub fn request(&self, request: RunRequest) -> u64 {
        let mut exchange = self.exchange();
        exchange.next_run += 1;
        let number = exchange.next_run;
        exchange.requests.push_back((number, request));
        number
    }

    pub fn poll_run(self: &Arc<Call>, number: u64, context: &Context<'_>) -> Poll<Option<RunResult>> {
        let mut exchange = self.exchange();
        if let Some(at) = exchange.results.iter().position(|(known, _)| *known == number) {
            return Poll::Ready(Some(exchange.results.swap_remove(at).1));
        }
        if self.ended() {
            return Poll::Ready(None);
        }
        self.wait_for_turn(exchange, context);
        Poll::Pending
    }
}

impl Exchange {
    pub fn finished(&mut self, result: RunResult) {
        if let Some(number) = self.running.take() {
            self.results.push((number, result));
        }
    }

    /// The events for the guest when the command has paused. The guest answers one question at
    /// a time, so that a script that is to run goes before input that is wanted.
    pub fn pause(&mut self) -> Vec<Event> {
        let mut events = std::mem::take(&mut self.events);
        let flushing = std::mem::take(&mut self.flushing);
        if let Some((number, request)) = self.requests.pop_front() {
            self.running = Some(number);
            events.push(Event::Run(request));
        } else if std::mem::take(&mut self.input_wanted) && self.input.is_empty() && !self.input_ended {
            events.push(Event::WantInput);
        } else if !flushing {
            events.push(Event::Pending);
        }
        events
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn env_finds_what_was_put_in() {
        let env = Env::new(b"A=1\0EMPTY=\0B=x=y\0BYTES=\xff\0".to_vec());
        assert_eq!((env.get("A"), env.get("EMPTY"), env.get("B")), (Some("1"), Some(""), Some("x=y")));
        assert_eq!((env.get("BYTES"), env.get_bytes("BYTES")), (None, Some(&b"\xff"[..])));
        assert_eq!((env.get("C"), env.get("")), (None, None));
        assert_eq!(env.iter().collect::<Vec<_>>(), [("A", "1"), ("EMPTY", ""), ("B", "x=y")]);
        assert_eq!(Env::default().iter().count(), 0);
    }
}
