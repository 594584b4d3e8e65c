//! Where standard input comes from.

use crate::bindings::console::Input;
use std::io::{ErrorKind, Read};
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use tokio::io::{AsyncRead, ReadBuf};

/// How much is read at once at most.
const CHUNK: usize = 64 * 1024;

/// Where standard input of a run comes from. A clone shares the source, so that a later run
/// can go on where an earlier one stopped.
#[derive(Clone, Default)]
pub struct Stdin(Kind);

#[derive(Clone, Default)]
enum Kind {
    #[default]
    Empty,
    Bytes(Arc<[u8]>, usize),
    Ready(Arc<Mutex<dyn Read + Send>>),
    Thread(Arc<ReaderThread>),
    Async(Arc<Mutex<AsyncSource>>),
}

impl Stdin {
    /// Nothing: the default.
    pub fn empty() -> Stdin {
        Stdin::default()
    }

    /// These bytes.
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Stdin {
        Stdin(Kind::Bytes(bytes.into().into(), 0))
    }

    /// A reader that never makes one wait, such as a file. It is read on the thread that runs
    /// the script.
    pub fn ready(reader: impl Read + Send + 'static) -> Stdin {
        Stdin(Kind::Ready(Arc::new(Mutex::new(reader))))
    }

    /// A reader that may block, such as a terminal or a pipe. A thread reads it, only when
    /// the script asks for input, and never more than that.
    pub fn reader(reader: impl Read + Send + 'static) -> Stdin {
        Stdin(Kind::Thread(Arc::new(ReaderThread::new(Box::new(reader)))))
    }

    /// An asynchronous reader.
    pub fn async_reader(reader: impl AsyncRead + Send + 'static) -> Stdin {
        let source = AsyncSource { reader: Box::pin(reader), read: Vec::new(), ended: false };
        Stdin(Kind::Async(Arc::new(Mutex::new(source))))
    }

    /// Up to `max` bytes, if they are there. Never blocks.
    pub(crate) fn read(&mut self, max: u32) -> Input {
        let max = (max as usize).clamp(1, CHUNK);
        match &mut self.0 {
            Kind::Empty => Input::End,
            Kind::Bytes(bytes, at) => {
                let rest = bytes.get(*at..).unwrap_or_default();
                let chunk = rest.get(..max).unwrap_or(rest).to_vec();
                *at += chunk.len();
                input(chunk)
            }
            Kind::Ready(reader) => input(read_some(&mut *lock(reader), max)),
            Kind::Thread(thread) => thread.read(max),
            Kind::Async(source) => {
                let mut source = lock(source);
                let mut context = Context::from_waker(Waker::noop());
                if source.poll_fill(&mut context).is_pending() {
                    return Input::Pending;
                }
                let max = max.min(source.read.len());
                let rest = source.read.split_off(max);
                input(std::mem::replace(&mut source.read, rest))
            }
        }
    }

    /// Ready when `read` would not give `pending`.
    pub(crate) fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<()> {
        match &mut self.0 {
            Kind::Empty | Kind::Bytes(..) | Kind::Ready(_) => Poll::Ready(()),
            Kind::Thread(thread) => thread.poll_ready(context),
            Kind::Async(source) => lock(source).poll_fill(context),
        }
    }
}

fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn input(bytes: Vec<u8>) -> Input {
    if bytes.is_empty() { Input::End } else { Input::Bytes(bytes) }
}

/// Reads once. An error counts as the end: the script cannot be told more.
fn read_some(reader: &mut (dyn Read + Send), max: usize) -> Vec<u8> {
    let mut bytes = vec![0; max];
    loop {
        match reader.read(&mut bytes) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            result => {
                bytes.truncate(result.unwrap_or(0));
                return bytes;
            }
        }
    }
}

struct AsyncSource {
    reader: Pin<Box<dyn AsyncRead + Send>>,
    read: Vec<u8>,
    ended: bool,
}

impl AsyncSource {
    /// Ready when there are bytes or the end.
    fn poll_fill(&mut self, context: &mut Context<'_>) -> Poll<()> {
        if !self.read.is_empty() || self.ended {
            return Poll::Ready(());
        }
        let mut bytes = vec![0; CHUNK];
        let mut buffer = ReadBuf::new(&mut bytes);
        match self.reader.as_mut().poll_read(context, &mut buffer) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(Ok(())) => self.read.extend_from_slice(buffer.filled()),
            Poll::Ready(Err(_)) => {}
        }
        self.ended = self.read.is_empty();
        Poll::Ready(())
    }
}

/// A thread that reads when it is asked to. It starts when it is first asked.
struct ReaderThread(Arc<Shared>);

struct Shared {
    state: Mutex<Reading>,
    changed: Condvar,
}

#[derive(Default)]
struct Reading {
    /// Until the thread is started.
    reader: Option<Box<dyn Read + Send>>,
    /// How much the thread is to read; 0 when it has nothing to do.
    wanted: usize,
    /// What it has read; empty at the end.
    read: Option<Vec<u8>>,
    waker: Option<Waker>,
    /// Nobody can ask any more.
    closed: bool,
}

impl ReaderThread {
    fn new(reader: Box<dyn Read + Send>) -> ReaderThread {
        let state = Mutex::new(Reading { reader: Some(reader), ..Reading::default() });
        ReaderThread(Arc::new(Shared { state, changed: Condvar::new() }))
    }

    fn read(&self, max: usize) -> Input {
        let mut state = lock(&self.0.state);
        match state.read.take() {
            Some(bytes) if bytes.is_empty() => {
                state.read = Some(bytes);
                Input::End
            }
            Some(mut bytes) => {
                if bytes.len() > max {
                    state.read = Some(bytes.split_off(max));
                }
                Input::Bytes(bytes)
            }
            None => {
                self.ask(&mut state, max);
                Input::Pending
            }
        }
    }

    fn poll_ready(&self, context: &mut Context<'_>) -> Poll<()> {
        let mut state = lock(&self.0.state);
        if state.read.is_some() {
            return Poll::Ready(());
        }
        state.waker = Some(context.waker().clone());
        self.ask(&mut state, CHUNK);
        Poll::Pending
    }

    /// Asks for up to `max` bytes, unless the thread reads already.
    fn ask(&self, state: &mut Reading, max: usize) {
        if state.wanted > 0 {
            return;
        }
        state.wanted = max;
        let Some(reader) = state.reader.take() else {
            self.0.changed.notify_one();
            return;
        };
        let shared = Arc::clone(&self.0);
        let builder = std::thread::Builder::new().name("bashwit-stdin".into());
        if builder.spawn(move || shared.serve(reader)).is_err() {
            state.read = Some(Vec::new());
        }
    }
}

impl Drop for ReaderThread {
    fn drop(&mut self) {
        lock(&self.0.state).closed = true;
        self.0.changed.notify_one();
    }
}

impl Shared {
    /// The thread: reads as often as it is asked, until nobody can ask any more.
    fn serve(&self, mut reader: Box<dyn Read + Send>) {
        loop {
            let mut state = lock(&self.state);
            while state.wanted == 0 && !state.closed {
                state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            let wanted = state.wanted;
            if state.closed {
                return;
            }
            drop(state);
            let bytes = read_some(&mut *reader, wanted);
            let ended = bytes.is_empty();
            let mut state = lock(&self.state);
            state.read = Some(bytes);
            // At the end nobody needs to ask again.
            state.wanted = usize::from(ended);
            let waker = state.waker.take();
            drop(state);
            if let Some(waker) = waker {
                waker.wake();
            }
            if ended {
                return;
            }
        }
    }
}

impl std::fmt::Debug for Stdin {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match &self.0 {
            Kind::Empty => "Stdin::empty",
            Kind::Bytes(..) => "Stdin::bytes",
            Kind::Ready(_) => "Stdin::ready",
            Kind::Thread(_) => "Stdin::reader",
            Kind::Async(_) => "Stdin::async_reader",
        })
    }
}
