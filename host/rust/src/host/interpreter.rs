//! `interpreter`: the calls of what the component exports.

use crate::bindings::interpreter::{self, Options, Outcome, Source};
use crate::engine::Instance;
use crate::executor::block_on;
use crate::state::{Console, Memory, Run, State, Tree};
use crate::ticker::Running;
use crate::{Engine, Error, builtin::Builtins, control::Control, slab::Slab};
use bashwit_vfs::FileSystem;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::time::Instant;
use wasmtime::AsContextMut;
use wasmtime::component::{Resource, ResourceAny};

/// What ended a call of a session.
pub(crate) enum Failure {
    /// A bound; the session is as it was left.
    Stopped(interpreter::Stopped),
    /// The store is dead.
    Trap(wasmtime::Error),
}

/// An instance of the component with its session.
pub(crate) struct Session {
    instance: Instance,
    shell: ResourceAny,
}

/// What a new session needs.
pub(crate) struct Setup<'a> {
    pub engine: &'a Engine,
    pub root: Arc<dyn FileSystem>,
    pub options: &'a Options,
    pub builtins: Builtins,
    pub control: Arc<Control>,
    pub max_memory: usize,
    pub seed: Option<u64>,
}

fn seed(fixed: Option<u64>) -> (u64, u64) {
    match fixed {
        Some(seed) => (seed, !seed),
        None => (RandomState::new().hash_one(0), RandomState::new().hash_one(1)),
    }
}

/// An instance without files, for what needs no session.
async fn bare(engine: &Engine) -> wasmtime::Result<Instance> {
    let state = State {
        trees: Slab::default(),
        files: Slab::default(),
        jobs: Slab::default(),
        builtins: Builtins::new(),
        control: Arc::default(),
        console: Console::default(),
        run: Run::default(),
        memory: Memory { limit: 256 << 20 },
        seed: seed(None),
    };
    engine.instance(state).await
}

/// The names of the tools.
pub(crate) fn commands(engine: &Engine) -> Result<Vec<String>, Error> {
    block_on(None, async {
        let Instance { mut store, exports, .. } = bare(engine).await?;
        exports.bashwit_shell_interpreter().call_commands(&mut store).await
    })
    .map_err(|error| Error::component(&error))
}

/// Parses a script without running it.
pub(crate) async fn check(
    engine: &Engine,
    script: &[u8],
) -> wasmtime::Result<Result<(), interpreter::SyntaxError>> {
    let Instance { mut store, exports, .. } = bare(engine).await?;
    exports.bashwit_shell_interpreter().call_check(&mut store, script).await
}

impl Session {
    /// A new instance with a new session.
    pub async fn new(setup: Setup<'_>) -> wasmtime::Result<Session> {
        let mut trees = Slab::default();
        let root = trees.insert(setup.root).unwrap_or_default();
        let state = State {
            trees,
            files: Slab::default(),
            jobs: Slab::default(),
            builtins: setup.builtins,
            control: setup.control,
            console: Console::default(),
            run: Run { runtime: setup.engine.runtime(), ..Run::default() },
            memory: Memory { limit: setup.max_memory },
            seed: seed(setup.seed),
        };
        let mut instance = setup.engine.instance(state).await?;
        let root = Resource::<Tree>::new_own(root);
        let shell = instance.exports.bashwit_shell_interpreter().shell();
        let shell = shell.call_constructor(&mut instance.store, root, setup.options).await?;
        Ok(Session { instance, shell })
    }

    /// Prepares for a call that runs commands.
    pub fn begin(&mut self, console: Console, blocking: bool, backstop: Option<Instant>) {
        let state = self.instance.store.data_mut();
        state.console = console;
        state.run.blocking = blocking;
        state.run.backstop = backstop;
        state.run.killed = 0;
        state.control.begin();
        self.instance.store.set_epoch_deadline(1);
    }

    /// Lets the host look into a run while the guard lives.
    pub fn watch(&self) -> Running {
        self.instance.watch()
    }

    /// The streams, when the call is over.
    pub fn console(&mut self) -> &mut Console {
        &mut self.instance.store.data_mut().console
    }

    pub async fn run(&mut self, source: &Source) -> Result<Outcome, Failure> {
        let shell = self.instance.exports.bashwit_shell_interpreter().shell();
        flatten(shell.call_run(self.instance.store.as_context_mut(), self.shell, source).await)
    }

    pub async fn settle(&mut self, timeout: Option<u64>) -> Result<u32, Failure> {
        let shell = self.instance.exports.bashwit_shell_interpreter().shell();
        flatten(shell.call_settle(&mut self.instance.store, self.shell, timeout).await)
    }

    pub async fn finish(&mut self) -> Result<u8, Failure> {
        let shell = self.instance.exports.bashwit_shell_interpreter().shell();
        flatten(shell.call_finish(&mut self.instance.store, self.shell).await)
    }

    pub async fn snapshot(&mut self) -> wasmtime::Result<Vec<u8>> {
        let shell = self.instance.exports.bashwit_shell_interpreter().shell();
        shell.call_snapshot(&mut self.instance.store, self.shell).await
    }

    pub async fn restore(&mut self, state: &[u8]) -> wasmtime::Result<Result<(), String>> {
        let shell = self.instance.exports.bashwit_shell_interpreter().shell();
        shell.call_restore(&mut self.instance.store, self.shell, state).await
    }

    pub async fn variable(&mut self, name: &str) -> wasmtime::Result<Option<Vec<u8>>> {
        let shell = self.instance.exports.bashwit_shell_interpreter().shell();
        shell.call_get_variable(&mut self.instance.store, self.shell, name).await
    }

    pub async fn set_variable(
        &mut self,
        name: &str,
        value: &[u8],
        exported: bool,
    ) -> wasmtime::Result<Result<(), String>> {
        let shell = self.instance.exports.bashwit_shell_interpreter().shell();
        shell.call_set_variable(&mut self.instance.store, self.shell, name, value, exported).await
    }

    pub async fn set_args(&mut self, args: &[String]) -> wasmtime::Result<()> {
        let shell = self.instance.exports.bashwit_shell_interpreter().shell();
        shell.call_set_args(&mut self.instance.store, self.shell, args).await
    }

    pub async fn set_limits(&mut self, limits: interpreter::Limits) -> wasmtime::Result<()> {
        let shell = self.instance.exports.bashwit_shell_interpreter().shell();
        shell.call_set_limits(&mut self.instance.store, self.shell, limits).await
    }

    pub fn set_max_memory(&mut self, bytes: usize) {
        self.instance.store.data_mut().memory.limit = bytes;
    }

    pub async fn cwd(&mut self) -> wasmtime::Result<String> {
        let shell = self.instance.exports.bashwit_shell_interpreter().shell();
        shell.call_cwd(&mut self.instance.store, self.shell).await
    }

    pub async fn prompt(&mut self, name: &str) -> Result<Vec<u8>, Failure> {
        let shell = self.instance.exports.bashwit_shell_interpreter().shell();
        flatten(shell.call_prompt(&mut self.instance.store, self.shell, name).await)
    }

    pub async fn complete(&mut self, line: &str, cursor: u32) -> wasmtime::Result<Vec<String>> {
        let shell = self.instance.exports.bashwit_shell_interpreter().shell();
        shell.call_complete(&mut self.instance.store, self.shell, line, cursor).await
    }
}

fn flatten<T>(result: wasmtime::Result<Result<T, interpreter::Stopped>>) -> Result<T, Failure> {
    match result {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(stopped)) => Err(Failure::Stopped(stopped)),
        Err(trap) => Err(Failure::Trap(trap)),
    }
}
