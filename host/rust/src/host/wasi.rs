//! `wasi:clocks` and `wasi:random/insecure-seed`: the three functions that the component may
//! import, without a context for each store.

use crate::state::State;
use std::sync::LazyLock;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use wasmtime::StoreContextMut;
use wasmtime::component::{ComponentType, Linker, Lower};

/// `wasi:clocks/wall-clock.datetime`.
#[derive(ComponentType, Lower)]
#[component(record)]
struct Datetime {
    seconds: u64,
    nanoseconds: u32,
}

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

fn wall_clock() -> Datetime {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Datetime { seconds: time.as_secs(), nanoseconds: time.subsec_nanos() }
}

fn monotonic() -> u64 {
    // Not from zero: a guest may take zero for "never".
    1 + u64::try_from(START.elapsed().as_nanos()).unwrap_or(u64::MAX - 1)
}

pub fn link(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    let mut wall = linker.instance("wasi:clocks/wall-clock@0.2.12")?;
    wall.func_wrap("now", |_: StoreContextMut<'_, State>, (): ()| Ok((wall_clock(),)))?;
    wall.func_wrap("resolution", |_: StoreContextMut<'_, State>, (): ()| {
        Ok((Datetime { seconds: 0, nanoseconds: 1 },))
    })?;
    let mut monotonic_clock = linker.instance("wasi:clocks/monotonic-clock@0.2.12")?;
    monotonic_clock.func_wrap("now", |_: StoreContextMut<'_, State>, (): ()| Ok((monotonic(),)))?;
    monotonic_clock.func_wrap("resolution", |_: StoreContextMut<'_, State>, (): ()| Ok((1_u64,)))?;
    let mut seed = linker.instance("wasi:random/insecure-seed@0.2.12")?;
    seed.func_wrap("insecure-seed", |store: StoreContextMut<'_, State>, (): ()| Ok((store.data().seed,)))
}
