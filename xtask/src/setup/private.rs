//! A private toolchain where rustup can fetch nothing.
//!
//! Debian's `rustc-web` (a current compiler, kept for building browsers) and the sources of the
//! standard library are unpacked into a folder of the user's cache, std is built once for wasm,
//! and a sysroot is put together from the two. `bin/rustc` there is a wrapper that knows its way;
//! cargo and the linker (rust-lld) are those already installed. Nothing outside the folder changes.

use super::{TARGET, debian};
use crate::command::run_quiet;
use anyhow::{Context, Result, bail};
use std::env;
use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Changes with the recipe, so that a folder made by an older one is made anew.
const RECIPE: &str = "bashwit wasm toolchain 1\n";

const SEED_MANIFEST: &str = r#"[package]
name = "seed"
version = "0.0.0"
edition = "2021"

[lib]

[workspace]

[profile.release]
opt-level = 3
panic = "abort"
"#;

/// The wrapper of a toolchain made earlier, if it is whole.
pub fn ready() -> Option<PathBuf> {
    whole(&folder().ok()?)
}

/// Makes the toolchain, or finds it made; gives its wrapper.
pub fn install() -> Result<PathBuf> {
    let folder = folder()?;
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    // Two builds at once must not both fill the folder.
    let lock = File::create(folder.with_extension("lock"))?;
    lock.lock().context("cannot lock the toolchain folder")?;
    if let Some(rustc) = whole(&folder) {
        return Ok(rustc);
    }
    let start = Instant::now();
    fs::remove_dir_all(&folder)?;
    fs::create_dir_all(folder.join("bin"))?;
    let linker = rust_lld()?;
    eprintln!("setup: private toolchain in {} (about two minutes, once)", folder.display());
    let version = debian::unpack(&folder)?;
    write_wrapper(&folder, "rustc-plain", None)?;
    eprintln!("setup: building std for {TARGET} with rustc-web {version} (about a minute)");
    build_std(&folder)?;
    make_sysroot(&folder, &linker)?;
    write_wrapper(&folder, "rustc", Some(&folder.join("sysroot")))?;
    for spent in ["debs", "lists", "cache", "seed", "root/usr/src"] {
        let _ = fs::remove_dir_all(folder.join(spent));
    }
    fs::write(folder.join("stamp"), stamp(&folder))?;
    eprintln!("setup: private toolchain made in {} s", start.elapsed().as_secs());
    whole(&folder).context("the private toolchain lacks a file that it was made with")
}

/// `BASHWIT_WASM_TOOLCHAIN`, or a folder of the user's cache, so that fresh clones find it.
fn folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("BASHWIT_WASM_TOOLCHAIN").filter(|folder| !folder.is_empty()) {
        return Ok(std::path::absolute(folder)?);
    }
    let cache = match env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|path| path.is_absolute()) {
        Some(cache) => cache,
        None => PathBuf::from(env::var_os("HOME").context("HOME is not set; set BASHWIT_WASM_TOOLCHAIN")?)
            .join(".cache"),
    };
    Ok(cache.join("bashwit/wasm-toolchain"))
}

/// Wrappers hold absolute paths, so the folder's own is part of the stamp.
fn stamp(folder: &Path) -> String {
    format!("{RECIPE}{}\n", folder.display())
}

fn whole(folder: &Path) -> Option<PathBuf> {
    let rustc = folder.join("bin/rustc");
    let made = fs::read_to_string(folder.join("stamp")).ok()? == stamp(folder);
    // The linker is a link into rustup's folder, and breaks when that toolchain goes.
    (made && rustc.is_file() && folder.join("sysroot").join(linker_place()).is_file()).then_some(rustc)
}

fn host() -> String {
    format!("{}-unknown-linux-gnu", env::consts::ARCH)
}

fn linker_place() -> String {
    format!("lib/rustlib/{}/bin/rust-lld", host())
}

/// The linker that comes with the installed compiler. A link to it, since it finds its libraries
/// by its own place.
fn rust_lld() -> Result<PathBuf> {
    let sysroot = run_quiet(Command::new("rustc").args(["--print", "sysroot"]))?;
    let linker = Path::new(sysroot.trim_end()).join(linker_place());
    if !linker.is_file() {
        bail!("{} is missing: install Rust by rustup, whose toolchains bring that linker", linker.display());
    }
    Ok(linker)
}

fn write_wrapper(folder: &Path, name: &str, sysroot: Option<&Path>) -> Result<()> {
    let root = folder.join("root");
    let lib = root.join("usr/lib");
    let arch = lib.join(format!("{}-linux-gnu", env::consts::ARCH));
    let sysroot = sysroot.map(|path| format!("--sysroot '{}' ", path.display())).unwrap_or_default();
    let text = format!(
        "#!/bin/sh\nLD_LIBRARY_PATH='{}:{}'\"${{LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}}\" exec '{}' {sysroot}\"$@\"\n",
        arch.display(),
        lib.display(),
        root.join("usr/bin/rustc").display(),
    );
    let path = folder.join("bin").join(name);
    fs::write(&path, text)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    Ok(())
}

/// Builds std through an empty crate. Bitcode is embedded, since the guest is linked with LTO.
fn build_std(folder: &Path) -> Result<()> {
    let seed = folder.join("seed");
    fs::create_dir_all(seed.join("src"))?;
    fs::write(seed.join("Cargo.toml"), SEED_MANIFEST)?;
    fs::write(seed.join("src/lib.rs"), "")?;
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args(["build", "--release", "-Zbuild-std=std,panic_abort", "--target", TARGET])
        .current_dir(&seed)
        .env("RUSTC", folder.join("bin/rustc-plain"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", seed.join("target"));
    for name in ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"]
    {
        cargo.env_remove(name);
    }
    run_quiet(&mut cargo).context("cannot build std for wasm")?;
    Ok(())
}

/// The compiler's libraries for this machine, std for wasm, and the linker.
fn make_sysroot(folder: &Path, linker: &Path) -> Result<()> {
    let rustlib = folder.join("sysroot/lib/rustlib");
    let wasm = rustlib.join(TARGET).join("lib");
    fs::create_dir_all(&wasm)?;
    let built = folder.join("seed/target").join(TARGET).join("release/deps");
    for entry in fs::read_dir(&built)? {
        let path = entry?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if name.ends_with(".rlib") && !name.starts_with("libseed-") {
            fs::copy(&path, wasm.join(name))?;
        }
    }
    fs::create_dir_all(rustlib.join(host()).join("bin"))?;
    symlink(folder.join("root/usr/lib/rustlib").join(host()).join("lib"), rustlib.join(host()).join("lib"))?;
    symlink(linker, folder.join("sysroot").join(linker_place()))?;
    Ok(())
}
