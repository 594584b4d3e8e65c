//! Moves a running command on, for the guest.

use super::{
    Access, BoxFuture, Builtin, BuiltinError, BuiltinResult, Call, Command, Context, FilterFn, Handler,
    Invocation, SyncContext,
};
use crate::bindings::builtins::{Event, News};
use crate::control::Control;
use crate::executor;
use crate::files::Files;
use crate::state::Run;
use bashwit_vfs::{FileSystem, ReadOnlyFs, path};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::{Poll, Waker};
use tokio::runtime::Handle;

/// A command that has paused: the guest's `job`.
pub struct Job {
    call: Arc<Call>,
    work: Work,
}

enum Work {
    Future(BoxFuture, Waker),
    /// A filter that has not all of its input yet.
    Collect(Arc<FilterFn>, SyncContext),
}

/// Starts a command: its first events, and the job if it has not ended.
pub(crate) fn start(
    builtin: &Builtin,
    command: Command,
    root: Arc<dyn FileSystem>,
    control: &Arc<Control>,
    run: &Run,
) -> (Vec<Event>, Option<Job>) {
    let (root, cwd) = match builtin.access.apply(root, &command.cwd) {
        Ok(view) => view,
        Err(error) => {
            let message = format!("{}: {}: {}\n", command.name, error.path, error.code);
            return (vec![Event::Stderr(message.into_bytes()), Event::Exited(1)], None);
        }
    };
    let has_stdin = command.has_stdin;
    let call = Arc::new(Call::new(command, Arc::clone(control)));
    let invocation = Invocation::new(Arc::clone(&call), Files::of_call(root, cwd, Arc::clone(&call)));
    match &builtin.handler {
        Handler::Sync(function) => (finish(&call, guard(|| function(SyncContext::new(invocation)))), None),
        Handler::Filter(function) => {
            let context = SyncContext::new(invocation);
            if !has_stdin {
                return (finish(&call, guard(|| function(context, Vec::new()))), None);
            }
            let work = Work::Collect(Arc::clone(function), context);
            (vec![Event::WantInput], Some(Job { call, work }))
        }
        Handler::Async(function) => {
            let waker = Waker::from(Arc::clone(&call));
            let _runtime = enter(run);
            let Some(future) = catch(|| function(Context::new(invocation))) else {
                return (finish(&call, Err(panicked())), None);
            };
            let mut job = Job { call, work: Work::Future(future, waker) };
            match job.poll() {
                (events, true) => (events, None),
                (events, false) => (events, Some(job)),
            }
        }
    }
}

impl Job {
    /// Whether something outside has news for it.
    pub(crate) fn ready(&self) -> bool {
        self.call.ready()
    }

    /// Goes on with the command.
    pub(crate) fn turn(&mut self, news: News, run: &Run) -> Vec<Event> {
        let mut exchange = self.call.exchange();
        match news {
            News::Nothing => {}
            News::Input(bytes) if exchange.input.is_empty() => exchange.input = bytes,
            News::Input(bytes) => exchange.input.extend_from_slice(&bytes),
            News::EndOfInput => exchange.input_ended = true,
            News::Finished(result) => exchange.finished(result),
        }
        let ended = exchange.input_ended;
        drop(exchange);
        match &mut self.work {
            Work::Future(..) => {
                self.call.begin_turn();
                let _runtime = enter(run);
                self.poll().0
            }
            Work::Collect(..) if !ended => vec![Event::WantInput],
            Work::Collect(function, context) => {
                let input = std::mem::take(&mut self.call.exchange().input);
                finish(&self.call, guard(|| function(context.again(), input)))
            }
        }
    }

    /// Polls the future once; the events, and whether they end the command.
    fn poll(&mut self) -> (Vec<Event>, bool) {
        let Work::Future(future, waker) = &mut self.work else { return (Vec::new(), false) };
        let mut context = std::task::Context::from_waker(waker);
        let result = match catch(|| future.as_mut().poll(&mut context)) {
            Some(Poll::Pending) => return (self.call.exchange().pause(), false),
            Some(Poll::Ready(result)) => result,
            None => Err(panicked()),
        };
        (finish(&self.call, result), true)
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.call.end();
    }
}

impl Access {
    /// The tree that the command may touch, and its working directory in that.
    fn apply(
        &self,
        mut root: Arc<dyn FileSystem>,
        cwd: &Arc<str>,
    ) -> Result<(Arc<dyn FileSystem>, Arc<str>), bashwit_vfs::Error> {
        let mut cwd = Arc::clone(cwd);
        if let Some(base) = &self.subtree {
            root = bashwit_vfs::subtree(root, base).map_err(|code| code.at("subtree", base))?;
            cwd = path::below(&cwd, base).unwrap_or("/").into();
        }
        if self.read_only {
            root = Arc::new(ReadOnlyFs::new(root));
        }
        Ok((root, cwd))
    }
}

/// The last events of a command.
fn finish(call: &Call, result: BuiltinResult) -> Vec<Event> {
    call.end();
    let status = result.unwrap_or_else(|error| {
        call.write(true, format!("{}: {error}\n", call.command.name).as_bytes());
        error.exit_status()
    });
    let mut events = std::mem::take(&mut call.exchange().events);
    events.push(Event::Exited(status));
    events
}

fn panicked() -> BuiltinError {
    BuiltinError::new("internal error: the builtin panicked")
}

/// A panic in an embedder's function must not end the shell.
fn catch<T>(function: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(function)).ok()
}

fn guard(function: impl FnOnce() -> BuiltinResult) -> BuiltinResult {
    catch(function).unwrap_or_else(|| Err(panicked()))
}

/// Gives the futures of builtins a runtime for timers and sockets. In an asynchronous run
/// that is the caller's; a blocking run may hold up the only thread of the caller's, so that
/// it has one in the background.
fn enter(run: &Run) -> Option<tokio::runtime::EnterGuard<'_>> {
    if let Some(runtime) = &run.runtime {
        return Some(runtime.enter());
    }
    if !run.blocking && Handle::try_current().is_ok() {
        return None;
    }
    executor::background().map(Handle::enter)
}
