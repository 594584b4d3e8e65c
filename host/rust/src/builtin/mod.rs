//! Commands that the embedder provides.
//!
//! `call` is what one running command and the guest share; `job` moves it on; `context` is
//! what the embedder's function sees of it.

mod call;
mod context;
mod error;
mod input;
mod job;

use crate::Error;
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

pub use call::Env;
pub(crate) use call::{Call, Command};
pub use context::{Context, Invocation, SyncContext, Writer};
pub use error::BuiltinError;
pub use input::Input;
pub use job::Job;
pub(crate) use job::start;

/// What a builtin gives: its exit status, or an error that becomes `NAME: MESSAGE` on
/// standard error.
pub type BuiltinResult = Result<u8, BuiltinError>;

type BoxFuture = Pin<Box<dyn Future<Output = BuiltinResult> + Send>>;

pub(crate) enum Handler {
    Async(Box<dyn Fn(Context) -> BoxFuture + Send + Sync>),
    Sync(Box<dyn Fn(SyncContext) -> BuiltinResult + Send + Sync>),
    Filter(Arc<FilterFn>),
}

pub(crate) type FilterFn = dyn Fn(SyncContext, Vec<u8>) -> BuiltinResult + Send + Sync;

/// Which files a builtin may touch.
#[derive(Default)]
pub(crate) struct Access {
    pub subtree: Option<String>,
    pub read_only: bool,
}

/// A command that the embedder provides.
///
/// ```
/// use bashwit::{Builtin, Shell};
///
/// # fn main() -> Result<(), bashwit::Error> {
/// let greet = Builtin::sync("greet", |ctx| {
///     ctx.write(format!("hello {}\n", ctx.args().join(" ")));
///     Ok(0)
/// });
/// let shell = Shell::builder().add_builtin(greet.summary("greets")).build()?;
/// assert_eq!(shell.run("greet you | tr a-z A-Z")?.stdout, b"HELLO YOU\n");
/// # Ok(())
/// # }
/// ```
pub struct Builtin {
    pub(crate) name: String,
    pub(crate) summary: String,
    pub(crate) usage: String,
    pub(crate) handler: Handler,
    pub(crate) access: Access,
}

impl Builtin {
    fn with(name: impl Into<String>, handler: Handler) -> Builtin {
        let name = name.into();
        Builtin { usage: name.clone(), name, summary: String::new(), handler, access: Access::default() }
    }

    /// An asynchronous command. It streams: what it has written goes on when it pauses, and
    /// it reads standard input as that comes. While it waits other processes of the script
    /// run. A blocking [`run`](crate::Shell::run) gives it a tokio runtime too.
    pub fn new<F, R>(name: impl Into<String>, function: F) -> Builtin
    where
        F: Fn(Context) -> R + Send + Sync + 'static,
        R: Future<Output = BuiltinResult> + Send + 'static,
    {
        Builtin::with(name, Handler::Async(Box::new(move |context| Box::pin(function(context)))))
    }

    /// A plain function: the fastest kind. It leaves standard input alone, and all else waits
    /// while it runs.
    pub fn sync<F>(name: impl Into<String>, function: F) -> Builtin
    where
        F: Fn(SyncContext) -> BuiltinResult + Send + Sync + 'static,
    {
        Builtin::with(name, Handler::Sync(Box::new(function)))
    }

    /// A plain function that gets all of its standard input, which is read to the end before.
    pub fn filter<F>(name: impl Into<String>, function: F) -> Builtin
    where
        F: Fn(SyncContext, Vec<u8>) -> BuiltinResult + Send + Sync + 'static,
    {
        Builtin::with(name, Handler::Filter(Arc::new(function)))
    }

    /// One line for `help`.
    pub fn summary(mut self, text: impl Into<String>) -> Builtin {
        self.summary = text.into();
        self
    }

    /// The synopsis, such as `fetch URL [FILE]`.
    pub fn usage(mut self, text: impl Into<String>) -> Builtin {
        self.usage = text.into();
        self
    }

    /// Its file system handle cannot change anything.
    pub fn read_only(mut self) -> Builtin {
        self.access.read_only = true;
        self
    }

    /// Its file system handle sees only the tree below `path`, as `/`.
    pub fn subtree(mut self, path: impl Into<String>) -> Builtin {
        self.access.subtree = Some(path.into());
        self
    }
}

impl std::fmt::Debug for Builtin {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Builtin").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The builtins of a shell. A clone is a handle to the same ones; shells may share them.
/// They can be added, replaced and removed at any time, while a script runs too.
#[derive(Clone, Default)]
pub struct Builtins(Arc<Registry>);

#[derive(Default)]
struct Registry {
    version: AtomicU64,
    by_name: RwLock<HashMap<String, Arc<Builtin>>>,
}

impl Builtins {
    /// None yet.
    pub fn new() -> Builtins {
        Builtins::default()
    }

    /// Adds a command, or replaces the one of that name. Calls in progress go on as they are.
    /// Fails on a name that no command can have.
    pub fn add(&self, builtin: Builtin) -> Result<(), Error> {
        let wrong = |letter: char| letter == '/' || letter.is_whitespace() || letter.is_control();
        if builtin.name.is_empty() || builtin.name.contains(wrong) {
            return Err(Error::Setting {
                setting: "builtin name",
                value: builtin.name,
                reason: "a command name has no spaces, slashes or control characters".into(),
            });
        }
        let mut by_name = self.0.by_name.write().unwrap_or_else(PoisonError::into_inner);
        by_name.insert(builtin.name.clone(), Arc::new(builtin));
        self.0.version.fetch_add(1, Ordering::Release);
        Ok(())
    }

    /// Removes a command; whether it was there. Calls in progress go on.
    pub fn remove(&self, name: &str) -> bool {
        let mut by_name = self.0.by_name.write().unwrap_or_else(PoisonError::into_inner);
        let there = by_name.remove(name).is_some();
        if there {
            self.0.version.fetch_add(1, Ordering::Release);
        }
        there
    }

    /// All names, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.all().iter().map(|builtin| builtin.name.clone()).collect();
        names.sort_unstable();
        names
    }

    pub(crate) fn all(&self) -> Vec<Arc<Builtin>> {
        let by_name = self.0.by_name.read().unwrap_or_else(PoisonError::into_inner);
        by_name.values().cloned().collect()
    }

    pub(crate) fn get(&self, name: &str) -> Option<Arc<Builtin>> {
        self.0.by_name.read().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    pub(crate) fn version(&self) -> u64 {
        self.0.version.load(Ordering::Acquire)
    }
}

impl std::fmt::Debug for Builtins {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_tuple("Builtins").field(&self.names()).finish()
    }
}
