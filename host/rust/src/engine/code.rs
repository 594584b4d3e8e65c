//! Compiled code, and the memory that its instances live in.

use super::Source;
use crate::bindings::{Session as Exports, SessionPre};
use crate::state::State;
use crate::ticker::{Running, Ticker};
use crate::{cache, host};
use std::sync::Arc;
use wasmtime::component::{Component, Linker};
use wasmtime::{Config, Enabled, InstanceAllocationStrategy, PoolingAllocationConfig, Store};

/// The component that `cargo xtask build` made.
static COMPONENT: &[u8] = include_bytes!(env!("BASHWIT_COMPONENT_FILE"));
const COMPONENT_HASH: &str = env!("BASHWIT_COMPONENT_HASH");

/// How deep the guest's own stack may grow: as deep as the stack that it keeps in its memory.
const WASM_STACK: usize = 1 << 20;
/// What a call runs on: the guest's part, and room for the embedder's builtins.
const CALL_STACK: usize = 4 << 20;

/// What a slot of the pool keeps for its next instance; the rest goes back to the system.
const KEPT_MEMORY: usize = 1 << 20;
const KEPT_STACK: usize = 64 << 10;
/// How many slots without an instance keep that.
const WARM_SLOTS: u32 = 32;

/// The code of one wasmtime engine.
pub(crate) struct Code {
    // Before `engine`: its thread ends first.
    ticker: Ticker,
    engine: wasmtime::Engine,
    session: SessionPre<State>,
}

/// An instance of the component.
pub(crate) struct Instance {
    pub store: Store<State>,
    pub exports: Exports,
    code: Arc<Code>,
}

impl Instance {
    /// Lets the host look into a run while the guard lives.
    pub fn watch(&self) -> Running {
        self.code.ticker.run(&self.code.engine)
    }
}

impl Code {
    /// Compiles the component, or finds it compiled.
    pub fn new(source: &Source, engine: wasmtime::Engine) -> wasmtime::Result<Arc<Code>> {
        let component = match &source.component {
            // Its content is its only name, and hashing it costs more than it saves.
            Some(bytes) => Component::new(&engine, bytes),
            None => cache::load(&source.cache, &engine, COMPONENT_HASH, COMPONENT),
        };
        let mut linker = Linker::new(&engine);
        host::link(&mut linker)?;
        let session = linker.instantiate_pre(&component?).and_then(SessionPre::new)?;
        Ok(Arc::new(Code { ticker: Ticker::default(), engine, session }))
    }

    /// Each instance maps memory of its own.
    pub fn unpooled(source: &Source) -> wasmtime::Result<Arc<Code>> {
        Code::new(source, wasmtime::Engine::new(&config())?)
    }

    /// A new instance; the state comes back with an error.
    pub async fn instance(self: &Arc<Code>, state: State) -> Result<Instance, (wasmtime::Error, State)> {
        let mut store = Store::new(&self.engine, state);
        store.limiter(|state| &mut state.memory);
        store.epoch_deadline_callback(|mut store| store.data_mut().tick().map_err(Into::into));
        store.set_epoch_deadline(1);
        match self.session.instantiate_async(&mut store).await {
            Ok(exports) => Ok(Instance { store, exports, code: Arc::clone(self) }),
            Err(error) => Err((error, store.into_data())),
        }
    }
}

/// An engine whose instances take the place of earlier ones: only the pages that those have
/// written are put right, where a mapping of its own would cost each instance a page fault for
/// every page it touches. None where the address space for that cannot be reserved.
pub(crate) fn pooled() -> Option<wasmtime::Engine> {
    let mut pool = PoolingAllocationConfig::default();
    pool.max_unused_warm_slots(WARM_SLOTS).async_stack_keep_resident(KEPT_STACK);
    // Without the means to find the pages that were written, all would have to be copied.
    if PoolingAllocationConfig::is_pagemap_scan_available() {
        pool.pagemap_scan(Enabled::Yes);
        pool.linear_memory_keep_resident(KEPT_MEMORY).table_keep_resident(KEPT_MEMORY);
    }
    let mut config = config();
    config.allocation_strategy(InstanceAllocationStrategy::Pooling(pool));
    wasmtime::Engine::new(&config).ok()
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
