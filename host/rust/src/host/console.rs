//! `console`: standard input, output and error of the run in progress, and signals to it.

use crate::bindings::console;
use crate::state::State;
use crate::streams::Written;
use std::future::poll_fn;
use wasmtime::StoreContextMut;
use wasmtime::component::{Linker, WasmList};

pub fn link(linker: &mut Linker<State>) -> wasmtime::Result<()> {
    let mut console = linker.instance("bashwit:shell/console@0.1.0")?;
    console.func_wrap_async(
        "write",
        |mut store: StoreContextMut<'_, State>, (to, bytes): (console::Channel, WasmList<u8>)| {
            Box::new(async move {
                let mut done = 0;
                let written = poll_fn(|context| {
                    // Out of the store for a moment, so that the bytes can be read in place.
                    let mut console = std::mem::take(&mut store.data_mut().console);
                    let slice = bytes.as_le_slice(&store);
                    let written = console.poll_write(to, slice, &mut done, context);
                    store.data_mut().console = console;
                    written
                });
                Ok((match written.await {
                    Written::Taken => console::Written::Ok,
                    Written::Closed => console::Written::Closed,
                },))
            })
        },
    )?;
    console.func_wrap("read", |mut store: StoreContextMut<'_, State>, (max,): (u32,)| {
        Ok((store.data_mut().console.read(max),))
    })?;
    console.func_wrap("signal", |store: StoreContextMut<'_, State>, (): ()| {
        Ok((store.data().control.take_request(),))
    })
}
