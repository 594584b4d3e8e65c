//! The compiled interpreter, shared by all shells.

mod code;

pub(crate) use code::{Code, Instance};

use crate::cache::Cache;
use crate::host;
use crate::state::State;
use crate::{Error, ShellBuilder};
use bashwit_vfs::{Layout, MemoryFs};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use tokio::runtime::Handle;
use wasmtime::PoolConcurrencyLimitError;

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
    source: Source,
    /// Where the address space for a pool cannot be had, this is the same as `unpooled`.
    code: Arc<Code>,
    /// For more shells than the pool holds.
    unpooled: OnceLock<Arc<Code>>,
    runtime: Option<Handle>,
    commands: Option<Vec<String>>,
    template: OnceLock<MemoryFs>,
}

/// Where the code of an engine comes from.
#[derive(Debug, Default)]
pub(crate) struct Source {
    cache: Cache,
    component: Option<Vec<u8>>,
}

/// Settings of a new [`Engine`].
#[derive(Debug, Default)]
pub struct EngineBuilder {
    source: Source,
    runtime: Option<Handle>,
    commands: Option<Vec<String>>,
}

impl EngineBuilder {
    /// Keeps compiled code in this folder, or nowhere. The default is `bashwit` in the cache
    /// folder of the user. Only a folder that nobody else can write to is used.
    pub fn cache(mut self, folder: impl Into<Option<PathBuf>>) -> EngineBuilder {
        self.source.cache = match folder.into() {
            Some(folder) => Cache::Folder(folder),
            None => Cache::Off,
        };
        self
    }

    /// Another component of world `bash` than the one in this library.
    pub fn component(mut self, bytes: impl Into<Vec<u8>>) -> EngineBuilder {
        self.source.component = Some(bytes.into());
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
        let unpooled = OnceLock::new();
        let code = match code::pooled() {
            Some(engine) => Code::new(&self.source, engine).map_err(fail)?,
            None => {
                let code = Code::unpooled(&self.source).map_err(fail)?;
                Arc::clone(unpooled.get_or_init(|| code))
            }
        };
        Ok(Engine(Arc::new(Inner {
            source: self.source,
            code,
            unpooled,
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

    /// A new instance of the component, in the pool if there is room.
    pub(crate) async fn instance(&self, state: State) -> wasmtime::Result<Instance> {
        let (error, state) = match self.0.code.instance(state).await {
            Ok(instance) => return Ok(instance),
            Err(failed) => failed,
        };
        if !error.is::<PoolConcurrencyLimitError>() {
            return Err(error);
        }
        let code = match self.0.unpooled.get() {
            Some(code) => code,
            None => {
                let code = Code::unpooled(&self.0.source)?;
                self.0.unpooled.get_or_init(|| code)
            }
        };
        code.instance(state).await.map_err(|(error, _)| error)
    }

    pub(crate) fn runtime(&self) -> Option<Handle> {
        self.0.runtime.clone()
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
