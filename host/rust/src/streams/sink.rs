//! Where output goes.

use std::io::{ErrorKind, Write};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::io::AsyncWrite;

/// What became of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Taken.
    Taken,
    /// Nobody reads any more: the writer gets SIGPIPE.
    Closed,
}

/// Where standard output or error of a run goes, as it is produced.
#[derive(Default)]
pub struct Sink(Kind);

type Function = dyn FnMut(&[u8]) -> Written + Send;

#[derive(Default)]
enum Kind {
    #[default]
    Capture,
    Stdout,
    Discard,
    Call(Box<Function>),
    Writer(Box<dyn Write + Send>),
    Async(Pin<Box<dyn AsyncWrite + Send>>),
}

impl Sink {
    /// Into the [`Output`](crate::Output): the default.
    pub fn capture() -> Sink {
        Sink(Kind::Capture)
    }

    /// For standard error: to where standard output goes, in order.
    pub fn with_stdout() -> Sink {
        Sink(Kind::Stdout)
    }

    /// Nowhere.
    pub fn discard() -> Sink {
        Sink(Kind::Discard)
    }

    /// To a function, on the thread that runs the script.
    pub fn call(function: impl FnMut(&[u8]) -> Written + Send + 'static) -> Sink {
        Sink(Kind::Call(Box::new(function)))
    }

    /// To a writer, flushed after each write of the script. An error counts as closed. It may
    /// block the thread that runs the script.
    pub fn writer(writer: impl Write + Send + 'static) -> Sink {
        Sink(Kind::Writer(Box::new(writer)))
    }

    /// To an asynchronous writer, flushed after each write of the script. A slow one suspends
    /// the script and not the thread. An error counts as closed.
    pub fn async_writer(writer: impl AsyncWrite + Send + 'static) -> Sink {
        Sink(Kind::Async(Box::pin(writer)))
    }

    pub(crate) fn is_stdout(&self) -> bool {
        matches!(self.0, Kind::Stdout)
    }

    /// Takes all of `bytes`; `captured` is where a capture keeps them, and `done` tells how
    /// much an earlier call has got rid of.
    pub(crate) fn poll_write(
        &mut self,
        context: &mut Context<'_>,
        bytes: &[u8],
        captured: &mut Vec<u8>,
        done: &mut usize,
    ) -> Poll<Written> {
        Poll::Ready(match &mut self.0 {
            Kind::Capture | Kind::Stdout => {
                captured.extend_from_slice(bytes);
                Written::Taken
            }
            Kind::Discard => Written::Taken,
            Kind::Call(function) => function(bytes),
            Kind::Writer(writer) => written(writer.write_all(bytes).and_then(|()| writer.flush()).is_ok()),
            Kind::Async(writer) => return poll_async(writer.as_mut(), context, bytes, done),
        })
    }
}

fn written(ok: bool) -> Written {
    if ok { Written::Taken } else { Written::Closed }
}

fn poll_async(
    mut writer: Pin<&mut (dyn AsyncWrite + Send)>,
    context: &mut Context<'_>,
    bytes: &[u8],
    done: &mut usize,
) -> Poll<Written> {
    while let Some(rest) = bytes.get(*done..).filter(|rest| !rest.is_empty()) {
        match writer.as_mut().poll_write(context, rest) {
            Poll::Pending => return Poll::Pending,
            Poll::Ready(Ok(count)) if count > 0 => *done += count,
            Poll::Ready(Err(error)) if error.kind() == ErrorKind::Interrupted => {}
            Poll::Ready(_) => return Poll::Ready(Written::Closed),
        }
    }
    writer.poll_flush(context).map(|result| written(result.is_ok()))
}

impl std::fmt::Debug for Sink {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match &self.0 {
            Kind::Capture => "Sink::capture",
            Kind::Stdout => "Sink::with_stdout",
            Kind::Discard => "Sink::discard",
            Kind::Call(_) => "Sink::call",
            Kind::Writer(_) => "Sink::writer",
            Kind::Async(_) => "Sink::async_writer",
        })
    }
}
