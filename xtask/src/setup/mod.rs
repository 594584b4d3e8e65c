//! A compiler for wasm32-unknown-unknown.
//!
//! In this order: what is there already (the current compiler's target, else a private toolchain
//! built earlier); what rustup can fetch; and where rustup can fetch nothing, a private toolchain
//! from Debian's packages (see `private`).

#[cfg(target_os = "linux")]
mod debian;
#[cfg(target_os = "linux")]
mod private;
#[cfg(not(target_os = "linux"))]
#[path = "elsewhere.rs"]
mod private;

use crate::command::run_quiet;
use anyhow::{Result, anyhow};
use clap::Args;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// What the guest is compiled to.
pub const TARGET: &str = "wasm32-unknown-unknown";

const MEND: &str = "There is no compiler for wasm32-unknown-unknown:
  With rustup:     rustup target add wasm32-unknown-unknown   (needs https://static.rust-lang.org)
  Without it:      a Debian system whose apt sources offer rustc-web 1.95 or later; `cargo xtask setup` does the rest
  From elsewhere:  RUSTC=/path/to/rustc with that target in its sysroot, then `cargo xtask setup` again";

#[derive(Args)]
pub struct Options {
    /// Make the private toolchain from Debian's packages even where it is not needed
    #[arg(long)]
    private: bool,
}

/// A compiler that has the target.
pub enum Toolchain {
    /// The compiler that cargo uses anyway.
    Current,
    /// This compiler, to be named to cargo as `RUSTC`.
    Private(PathBuf),
}

impl Toolchain {
    /// Makes a cargo call use this compiler.
    pub fn apply(&self, cargo: &mut Command) {
        if let Toolchain::Private(rustc) = self {
            cargo.env("RUSTC", rustc).env_remove("RUSTC_WRAPPER").env_remove("RUSTC_WORKSPACE_WRAPPER");
        }
    }
}

/// `cargo xtask setup`.
pub fn main(options: &Options) -> Result<ExitCode> {
    if options.private {
        println!("setup: private toolchain: {}", private::install()?.display());
        return Ok(ExitCode::SUCCESS);
    }
    match ensure()? {
        Toolchain::Current => {
            println!("setup: {} has the target {TARGET}: nothing to do", current().display())
        }
        Toolchain::Private(rustc) => println!("setup: private toolchain: {}", rustc.display()),
    }
    Ok(ExitCode::SUCCESS)
}

/// Finds a compiler, installing one if need be. Says nothing when there is nothing to do.
pub fn ensure() -> Result<Toolchain> {
    if has_target() {
        return Ok(Toolchain::Current);
    }
    if let Some(rustc) = private::ready() {
        return Ok(Toolchain::Private(rustc));
    }
    eprintln!("setup: {} has no {TARGET}: trying rustup target add", current().display());
    let by_rustup = match run_quiet(Command::new("rustup").args(["target", "add", TARGET])) {
        Ok(_) if has_target() => return Ok(Toolchain::Current),
        Ok(_) => anyhow!("rustup added the target to another toolchain than {} is of", current().display()),
        Err(error) => error,
    };
    eprintln!("setup: rustup cannot add it ({}): making a private toolchain", first_line(&by_rustup));
    let rustc = private::install().map_err(|error| anyhow!("{error:#}\n{MEND}"))?;
    Ok(Toolchain::Private(rustc))
}

/// The compiler that cargo would use.
fn current() -> PathBuf {
    env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc")).into()
}

fn has_target() -> bool {
    let asked = run_quiet(Command::new(current()).args(["--print", "target-libdir", "--target", TARGET]));
    let Ok(libdir) = asked else { return false };
    let Ok(entries) = std::fs::read_dir(libdir.trim_end()) else { return false };
    entries.flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

/// What matters of an error in a line: the program's last line that says why.
fn first_line(error: &anyhow::Error) -> String {
    let text = format!("{error:#}");
    let why = text.lines().find(|line| line.trim_start().starts_with("error"));
    why.or(text.lines().next()).unwrap_or("").trim().to_owned()
}
