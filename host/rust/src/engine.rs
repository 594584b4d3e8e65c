//! The compiled interpreter, shared by all shells.

use crate::bindings::SessionPre;
use crate::cache::{self, Cache};
use crate::host;
use crate::state::State;
use crate::ticker::{Running, Ticker};
use crate::{Error, ShellBuilder};
use bashwit_vfs::{Layout, MemoryFs};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use tokio::runtime::Handle;
use wasmtime::Config;
use wasmtime::component::{Component, Linker};

/// The component that `cargo xtask build` made.
static COMPONENT: &[u8] = include_bytes!(env!("BASHWIT_COMPONENT_FILE"));
const COMPONENT_HASH: &str = env!("BASHWIT_COMPONENT_HASH");

/// How deep the guest's own stack may grow: as deep as the stack that it keeps in its memory.
const WASM_STACK: usize = 1 << 20;
/// What a call runs on: the guest's part, and room for the embedder's builtins.
const CALL_STACK: usize = 4 << 20;

/// The compiled interpreter. Make one and share it: a clone is a handle to the same, for any
/// thread. Compiling takes a second or so, once for each machine: the code is kept in the
/// user's cache folder (see [`EngineBuilder::cache`]).
///
/// ```
/// # fn main() -> Result<(), bashwit::Error> {
/// let engine = bashwit::Engine::new()?;
/// let shell = engine.shell().build()?;
/// assert_eq!(shell.run("echo $((6 * 7))")?.stdout, b"42\n");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

struct Inner {
    // Before `engine`: its thread ends first.
    ticker: Ticker,
    engine: wasmtime::Engine,
    session: SessionPre<State>,
    runtime: Option<Handle>,
    commands: Option<Vec<String>>,
    template: OnceLock<MemoryFs>,
}

/// Settings of a new [`Engine`].
#[derive(Debug, Default)]
pub struct EngineBuilder {
    cache: Cache,
    component: Option<Vec<u8>>,
    runtime: Option<Handle>,
    commands: Option<Vec<String>>,
}

impl EngineBuilder {
    /// Keeps compiled code in this folder, or nowhere. The default is `bashwit` in the cache
    /// folder of the user. Only a folder that nobody else can write to is used.
    pub fn cache(mut self, folder: impl Into<Option<PathBuf>>) -> EngineBuilder {
        self.cache = match folder.into() {
            Some(folder) => Cache::Folder(folder),
            None => Cache::Off,
        };
        self
    }

    /// Another component of world `bash` than the one in this library.
    pub fn component(mut self, bytes: impl Into<Vec<u8>>) -> EngineBuilder {
        self.component = Some(bytes.into());
        self
    }

    /// The tokio runtime for the futures of builtins. Without it asynchronous runs use their
    /// caller's, and blocking ones a small one in the background.
    pub fn runtime(mut self, handle: Handle) -> EngineBuilder {
        self.runtime = Some(handle);
        self
    }

    /// The names that stand in `/usr/bin` of a new shell; by default those of all tools.
    pub fn commands<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> EngineBuilder {
        self.commands = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Compiles the interpreter, or finds it compiled.
    pub fn build(self) -> Result<Engine, Error> {
        let fail = |error: wasmtime::Error| Error::component(&error);
        let engine = wasmtime::Engine::new(&config()).map_err(fail)?;
        let component = match &self.component {
            // Its content is its only name, and hashing it costs more than it saves.
            Some(bytes) => Component::new(&engine, bytes),
            None => cache::load(&self.cache, &engine, COMPONENT_HASH, COMPONENT),
        };
        let mut linker = Linker::new(&engine);
        host::link(&mut linker).map_err(fail)?;
        let session = component
            .and_then(|component| linker.instantiate_pre(&component))
            .and_then(SessionPre::new)
            .map_err(fail)?;
        Ok(Engine(Arc::new(Inner {
            ticker: Ticker::default(),
            engine,
            session,
            runtime: self.runtime,
            commands: self.commands,
            template: OnceLock::new(),
        })))
    }
}

impl Engine {
    /// With the default settings.
    pub fn new() -> Result<Engine, Error> {
        Engine::builder().build()
    }

    /// For an engine with other settings.
    pub fn builder() -> EngineBuilder {
        EngineBuilder::default()
    }

    /// The engine of this process with the default settings, made when first asked for.
    pub fn shared() -> Result<Engine, Error> {
        static SHARED: OnceLock<Engine> = OnceLock::new();
        if let Some(engine) = SHARED.get() {
            return Ok(engine.clone());
        }
        let engine = Engine::new()?;
        Ok(SHARED.get_or_init(|| engine).clone())
    }

    /// For a new shell.
    pub fn shell(&self) -> ShellBuilder {
        ShellBuilder::new(Some(self.clone()))
    }

    pub(crate) fn wasmtime(&self) -> &wasmtime::Engine {
        &self.0.engine
    }

    pub(crate) fn session(&self) -> &SessionPre<State> {
        &self.0.session
    }

    pub(crate) fn runtime(&self) -> Option<Handle> {
        self.0.runtime.clone()
    }

    /// Lets the host look into a run while the guard lives.
    pub(crate) fn watch(&self) -> Running {
        self.0.ticker.run(&self.0.engine)
    }

    /// The tree of a new shell with the standard user, to be forked.
    pub(crate) fn template(&self) -> Result<&MemoryFs, Error> {
        if let Some(template) = self.0.template.get() {
            return Ok(template);
        }
        let template = self.layout()?.build()?;
        Ok(self.0.template.get_or_init(|| template))
    }

    /// The standard layout with this engine's commands.
    pub(crate) fn layout(&self) -> Result<Layout, Error> {
        let names = match &self.0.commands {
            Some(names) => names.clone(),
            None => host::interpreter::commands(self)?,
        };
        Ok(Layout::new().commands(names))
    }
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Engine").finish_non_exhaustive()
    }
}

/// One kind of store serves blocking and asynchronous calls: all run on a stack of their own.
fn config() -> Config {
    let mut config = Config::new();
    config
        .wasm_component_model(true)
        // Fewer checks at each call; a shell admits one call at a time itself.
        .concurrency_support(false)
        .epoch_interruption(true)
        .memory_init_cow(true)
        .max_wasm_stack(WASM_STACK)
        .async_stack_size(CALL_STACK);
    config
}
