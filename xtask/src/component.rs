//! From the core module that cargo builds to the component, and what that component may reach.

use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use wit_component::{ComponentEncoder, DecodedWasm, decode};
use wit_parser::{Resolve, WorldItem, WorldKey};

/// All that the component may ask of its host.
const IMPORTS: &[&str] = &[
    "bashwit:shell/builtins@0.1.0",
    "bashwit:shell/console@0.1.0",
    "bashwit:shell/vfs@0.1.0",
    "wasi:clocks/monotonic-clock@0.2.12",
    "wasi:clocks/wall-clock@0.2.12",
    "wasi:random/insecure-seed@0.2.12",
];

/// All that it offers.
const EXPORTS: &[&str] = &["bashwit:shell/interpreter@0.1.0"];

/// Makes a component of a core module that carries its WIT world in a custom section.
pub fn encode(module: &[u8]) -> Result<Vec<u8>> {
    ComponentEncoder::default()
        .validate(true)
        .module(module)
        .and_then(|encoder| encoder.encode())
        .context("cannot make a component of the core module")
}

/// Fails unless the component imports and exports what world `bash` names, and nothing else.
pub fn check(component: &[u8]) -> Result<()> {
    let (resolve, world) = match decode(component).context("cannot decode the component")? {
        DecodedWasm::Component(resolve, world) => (resolve, world),
        DecodedWasm::WitPackage(..) => bail!("this is a WIT package, no component"),
    };
    let world = &resolve.worlds[world];
    let imports = names(&resolve, world.imports.iter());
    let exports = names(&resolve, world.exports.iter());
    same("imports", &imports, IMPORTS)?;
    same("exports", &exports, EXPORTS)
}

fn names<'a>(
    resolve: &Resolve,
    items: impl Iterator<Item = (&'a WorldKey, &'a WorldItem)>,
) -> BTreeSet<String> {
    items.map(|(key, _)| resolve.name_world_key(key)).collect()
}

fn same(what: &str, found: &BTreeSet<String>, wanted: &[&str]) -> Result<()> {
    let wanted: BTreeSet<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
    if *found == wanted {
        return Ok(());
    }
    let list = |left: &BTreeSet<String>, right: &BTreeSet<String>| {
        let names: Vec<&str> = left.difference(right).map(String::as_str).collect();
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    };
    bail!(
        "the {what} of the component are not those of world `bash`: too many: {}; missing: {}",
        list(found, &wanted),
        list(&wanted, found)
    )
}
