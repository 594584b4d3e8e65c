//! `cargo xtask build`: the component, and the library and command that embed it.

use crate::command::{cargo, run};
use crate::project::Project;
use crate::{component, setup};
use anyhow::{Context, Result};
use clap::Args;
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::process::{Command, ExitCode};

/// What every host has by now: SIMD serves searching and hashing, the others shorten the code.
/// The stack is fixed at link time; the interpreter bounds its recursion to fit it.
const GUEST_RUSTFLAGS: &str = "-C target-feature=+simd128,+bulk-memory,+sign-ext,+nontrapping-fptoint,+mutable-globals \
     -C link-arg=-zstack-size=1048576 -C link-arg=--initial-heap=524288";

#[derive(Args)]
pub struct Options {
    /// Only the component
    #[arg(long)]
    guest_only: bool,
}

/// `cargo xtask build`.
pub fn main(options: &Options) -> Result<ExitCode> {
    let project = Project::new();
    let built = guest(&project, false)?;
    println!("{}: {}", project.component().display(), built.sizes()?);
    if !options.guest_only {
        hosts(&project, false)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A component as it was built.
pub struct Built {
    bytes: Vec<u8>,
}

impl Built {
    /// Its size, and what a download of it weighs.
    fn sizes(&self) -> Result<String> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&self.bytes)?;
        let packed = gzip.finish()?.len();
        Ok(format!("{} KiB, {} KiB gzipped", self.bytes.len().div_ceil(1024), packed.div_ceil(1024)))
    }

    /// Fails unless it imports and exports what its world names.
    pub fn check(&self) -> Result<()> {
        component::check(&self.bytes)
    }
}

/// Builds the component, and writes it when it is not what stands there: the hosts that embed it
/// are rebuilt when the file is new.
pub fn guest(project: &Project, quiet: bool) -> Result<Built> {
    let toolchain = setup::ensure()?;
    let mut build = cargo(project);
    build
        .args(["build", "--package", "bashwit-component", "--profile", "guest", "--target", setup::TARGET])
        .args(quiet.then_some("--quiet"))
        .env("CARGO_TARGET_DIR", project.guest_target())
        .env("RUSTFLAGS", GUEST_RUSTFLAGS)
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    toolchain.apply(&mut build);
    run(&mut build)?;
    let module = project.guest_target().join(setup::TARGET).join("guest/bashwit_component.wasm");
    let module = fs::read(&module).with_context(|| format!("cannot read {}", module.display()))?;
    let bytes = component::encode(&module)?;
    let path = project.component();
    if fs::read(&path).ok().as_deref() != Some(&bytes) {
        fs::create_dir_all(path.parent().unwrap_or(&project.target))?;
        fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(Built { bytes })
}

/// The packages that stand on wasmtime. They are named together in each call of cargo, and with
/// targets that have the dependencies of tests: another choice would have other features of
/// common dependencies, and wasmtime would be compiled once more.
const HOSTS: [&str; 6] = ["--package", "bashwit", "--package", "bashwit-bench", "--package", "bashwit-cli"];

/// Cargo with a command for the packages that stand on wasmtime.
pub fn cargo_for_hosts(project: &Project, command: &str) -> Command {
    let mut cargo = cargo(project);
    cargo.arg(command).args(HOSTS);
    cargo
}

/// Builds the library, the command and the examples.
pub fn hosts(project: &Project, quiet: bool) -> Result<()> {
    run(cargo_for_hosts(project, "build")
        .args(["--release", "--bins", "--examples"])
        .args(quiet.then_some("--quiet")))
}
