//! One session of bash.

mod builder;
mod lease;
mod script;

pub use builder::ShellBuilder;
pub use script::Script;

use crate::bindings::interpreter::{Options, Source};
use crate::builtin::Builtins;
use crate::control::{Control, Interrupter};
use crate::error::trapped;
use crate::executor::block_on;
use crate::files::Files;
use crate::host::interpreter::Failure;
use crate::output::Output;
use crate::state::Console;
use crate::streams::{Sink, Stdin};
use crate::{Engine, Error, Limits};
use bashwit_vfs::FileSystem;
use lease::{Lease, Slot};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How long after its deadline a guest may take to end by itself.
const GRACE: Duration = Duration::from_millis(500);

/// One session of bash: variables, functions, options, jobs and working directory live from
/// run to run, on files of its own. A clone is a handle to the same session, for any thread;
/// one call runs at a time, and a second gets [`Error::Busy`].
///
/// When the interpreter fails or is killed, the session goes on from where it was before that
/// run; its files stay as they are.
///
/// ```
/// use bashwit::Shell;
///
/// # fn main() -> Result<(), bashwit::Error> {
/// let shell = Shell::builder().file("/data/names", "b\na\n").build()?;
/// shell.run("count() { wc -l < $1; }")?;
/// let output = shell.run("sort /data/names; count /data/names")?;
/// assert_eq!(output.stdout, b"a\nb\n2\n");
/// assert_eq!(output.status, 0);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Shell {
    inner: Arc<Inner>,
}

struct Inner {
    engine: Engine,
    fs: Arc<dyn FileSystem>,
    builtins: Builtins,
    control: Arc<Control>,
    seed: Option<u64>,
    settings: Mutex<Settings>,
    slot: Mutex<Slot>,
}

/// What a new session of this shell begins with.
struct Settings {
    options: Options,
    deadline: Option<Duration>,
    max_memory: usize,
}

impl Inner {
    fn settings(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When a run that begins now should have ended by itself.
    fn backstop(&self) -> Option<Instant> {
        let deadline = self.settings().deadline?;
        Instant::now().checked_add(deadline.saturating_add(GRACE))
    }
}

impl Shell {
    /// A shell with the default settings.
    pub fn new() -> Result<Shell, Error> {
        Shell::builder().build()
    }

    /// For a shell with other settings, on [`Engine::shared`].
    pub fn builder() -> ShellBuilder {
        ShellBuilder::new(None)
    }

    fn start(
        engine: Engine,
        fs: Arc<dyn FileSystem>,
        options: Options,
        builtins: Builtins,
        limits: Limits,
        seed: Option<u64>,
        snapshot: Option<Vec<u8>>,
    ) -> Result<Shell, Error> {
        let settings = Settings { options, deadline: limits.deadline, max_memory: limits.max_memory };
        let shell = Shell {
            inner: Arc::new(Inner {
                engine,
                fs,
                builtins,
                control: Arc::default(),
                seed,
                settings: Mutex::new(settings),
                slot: Mutex::new(Slot::new(snapshot)),
            }),
        };
        // So that settings that the guest does not take show here.
        block_on(None, async {
            let mut lease = shell.inner.lease()?;
            lease.session().await?;
            lease.done();
            Ok::<(), Error>(())
        })?;
        Ok(shell)
    }

    /// Runs a script to its end and gives its output and status. It may be called anywhere,
    /// inside a tokio runtime too; it blocks the thread.
    pub fn run(&self, script: impl Into<Script>) -> Result<Output, Error> {
        block_on(Some(&self.inner.control), execute(&self.inner, Action::Run(script.into()), true))
    }

    /// Runs a script on the caller's tokio runtime. A dropped call ends the script where it
    /// stands; the session goes on from where it was before.
    pub fn run_async(
        &self,
        script: impl Into<Script>,
    ) -> impl Future<Output = Result<Output, Error>> + Send + 'static {
        let (inner, script) = (Arc::clone(&self.inner), script.into());
        async move { execute(&inner, Action::Run(script), false).await }
    }

    /// Lets background processes go on until none is left or the time is over; gives their
    /// output, and in [`Output::background`] how many still live.
    pub fn settle(&self, timeout: Option<Duration>) -> Result<Output, Error> {
        self.settle_to(timeout, Stdin::empty(), Sink::capture(), Sink::capture())
    }

    /// [`settle`](Shell::settle) with streams of its own.
    pub fn settle_to(
        &self,
        timeout: Option<Duration>,
        stdin: Stdin,
        stdout: Sink,
        stderr: Sink,
    ) -> Result<Output, Error> {
        let action = Action::Settle(timeout, stdin, stdout, stderr);
        block_on(Some(&self.inner.control), execute(&self.inner, action, true))
    }

    /// [`settle`](Shell::settle) on the caller's tokio runtime.
    pub fn settle_async(
        &self,
        timeout: Option<Duration>,
    ) -> impl Future<Output = Result<Output, Error>> + Send + 'static {
        let inner = Arc::clone(&self.inner);
        let action = Action::Settle(timeout, Stdin::empty(), Sink::capture(), Sink::capture());
        async move { execute(&inner, action, false).await }
    }

    /// Runs the EXIT trap, as the end of a shell does; gives its output and the exit status.
    pub fn finish(&self) -> Result<Output, Error> {
        self.finish_to(Stdin::empty(), Sink::capture(), Sink::capture())
    }

    /// [`finish`](Shell::finish) with streams of its own.
    pub fn finish_to(&self, stdin: Stdin, stdout: Sink, stderr: Sink) -> Result<Output, Error> {
        let action = Action::Finish(stdin, stdout, stderr);
        block_on(Some(&self.inner.control), execute(&self.inner, action, true))
    }

    /// Ends or signals runs from any thread.
    pub fn interrupter(&self) -> Interrupter {
        Interrupter { control: Arc::clone(&self.inner.control) }
    }

    /// The shell's files, relative to `/`.
    pub fn fs(&self) -> Files {
        Files::new(Arc::clone(&self.inner.fs), "/")
    }

    /// The commands that the embedder provides; they can be changed at any time.
    pub fn builtins(&self) -> &Builtins {
        &self.inner.builtins
    }

    /// The value of a variable as `$name` gives it.
    pub fn variable(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        self.call(async |lease| {
            let value = lease.session().await?.variable(name).await;
            lease.check(value)
        })
    }

    /// Sets a variable; `exported` makes it one of the environment too.
    pub fn set_variable(&self, name: &str, value: impl Into<Vec<u8>>, exported: bool) -> Result<(), Error> {
        let value = value.into();
        self.call(async |lease| {
            let set = lease.session().await?.set_variable(name, &value, exported).await;
            lease.check(set)?.map_err(Error::Variable)?;
            lease.changed();
            Ok(())
        })
    }

    /// Sets `$0` and the positional parameters.
    pub fn set_args<A: Into<String>>(&self, args: impl IntoIterator<Item = A>) -> Result<(), Error> {
        let args: Vec<String> = args.into_iter().map(Into::into).collect();
        self.call(async |lease| {
            let set = lease.session().await?.set_args(&args).await;
            lease.check(set)?;
            lease.changed();
            self.inner.settings().options.args = args;
            Ok(())
        })
    }

    /// New bounds, from the next run on. [`Limits::files`] is left alone: the file system has
    /// its own.
    pub fn set_limits(&self, limits: &Limits) -> Result<(), Error> {
        self.call(async |lease| {
            let session = lease.session().await?;
            session.set_max_memory(limits.max_memory);
            let set = session.set_limits(limits.to_guest()).await;
            lease.check(set)?;
            let mut settings = self.inner.settings();
            settings.options.limits = limits.to_guest();
            settings.deadline = limits.deadline;
            settings.max_memory = limits.max_memory;
            Ok(())
        })
    }

    /// The working directory.
    pub fn cwd(&self) -> Result<String, Error> {
        self.call(async |lease| {
            let cwd = lease.session().await?.cwd().await;
            lease.check(cwd)
        })
    }

    /// The text to show for a prompt variable (`PS1`, `PS2`): its value with the escapes of the
    /// bash manual, "Controlling the Prompt", and its expansions, made in a subshell.
    pub fn prompt(&self, name: &str) -> Result<Vec<u8>, Error> {
        let output =
            block_on(Some(&self.inner.control), execute(&self.inner, Action::Prompt(name.to_owned()), true))?;
        Ok(output.stdout)
    }

    /// Words that could stand at the cursor (a byte offset), sorted.
    pub fn complete(&self, line: &str, cursor: usize) -> Result<Vec<String>, Error> {
        let cursor = u32::try_from(cursor.min(line.len())).unwrap_or(u32::MAX);
        self.call(async |lease| {
            let words = lease.session().await?.complete(line, cursor).await;
            lease.check(words)
        })
    }

    /// The state of the session as bytes: variables, functions, options, directory, but no
    /// files and no processes.
    pub fn snapshot(&self) -> Result<Vec<u8>, Error> {
        self.call(async |lease| {
            let state = lease.session().await?.snapshot().await;
            lease.check(state)
        })
    }

    /// Takes the state from a snapshot.
    pub fn restore(&self, snapshot: &[u8]) -> Result<(), Error> {
        let snapshot = snapshot.to_vec();
        self.call(async |lease| {
            let restored = lease.session().await?.restore(&snapshot).await;
            lease.check(restored)?.map_err(Error::Snapshot)?;
            lease.changed();
            Ok(())
        })
    }

    /// A short call that runs no commands.
    fn call<T>(&self, call: impl AsyncFnOnce(&mut Lease<'_>) -> Result<T, Error>) -> Result<T, Error> {
        block_on(None, async {
            let mut lease = self.inner.lease()?;
            call(&mut lease).await
        })
    }
}

impl std::fmt::Debug for Shell {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Shell").finish_non_exhaustive()
    }
}

/// A call that runs commands.
enum Action {
    Run(Script),
    Settle(Option<Duration>, Stdin, Sink, Sink),
    Finish(Stdin, Sink, Sink),
    Prompt(String),
}

/// The call on the guest, once the streams are set.
enum Request {
    Run(Source),
    Settle(Option<u64>),
    Finish,
    Prompt(String),
}

impl Action {
    fn split(self) -> (Request, Console) {
        match self {
            Action::Run(Script { source, stdin, stdout, stderr }) => {
                (Request::Run(source), Console::new(stdin, stdout, stderr))
            }
            Action::Settle(timeout, stdin, stdout, stderr) => {
                let timeout = timeout.map(|time| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX));
                (Request::Settle(timeout), Console::new(stdin, stdout, stderr))
            }
            Action::Finish(stdin, stdout, stderr) => (Request::Finish, Console::new(stdin, stdout, stderr)),
            Action::Prompt(name) => (Request::Prompt(name), Console::default()),
        }
    }
}

async fn execute(inner: &Inner, action: Action, blocking: bool) -> Result<Output, Error> {
    let mut lease = inner.lease()?;
    let session = lease.session_to_run().await?;
    let (request, console) = action.split();
    session.begin(console, blocking, inner.backstop());
    let _watched = session.watch();
    // What the result says beside the output: status, exited, background, changed.
    let mut prompt = None;
    let result = match request {
        Request::Run(source) => session
            .run(&source)
            .await
            .map(|outcome| (outcome.status, outcome.exited, outcome.background, outcome.state_changed)),
        Request::Settle(timeout) => session.settle(timeout).await.map(|left| (0, false, left, true)),
        Request::Finish => session.finish().await.map(|status| (status, true, 0, true)),
        Request::Prompt(name) => session.prompt(&name).await.map(|text| {
            prompt = Some(text);
            (0, false, 0, false)
        }),
    };
    let mut output = session.console().end();
    if let Some(prompt) = prompt {
        output.stdout = prompt;
    }
    match result {
        Ok((status, exited, background, changed)) => {
            lease.done();
            if changed {
                lease.changed();
            }
            output.status = status;
            output.exited = exited;
            output.background = background;
            Ok(output)
        }
        Err(Failure::Stopped(reason)) => {
            lease.done();
            lease.changed();
            Err(Error::Stopped { reason: reason.into(), output: Box::new(output) })
        }
        Err(Failure::Trap(error)) => Err(trapped(&error, output)),
    }
}
