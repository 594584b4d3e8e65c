//! Finds the component that the library embeds, and names it by its content.

use std::hash::Hasher;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    println!("cargo:rerun-if-env-changed=BASHWIT_COMPONENT");
    let path = component();
    println!("cargo:rerun-if-changed={}", path.display());
    match fs::read(&path) {
        Ok(bytes) => {
            println!("cargo:rustc-env=BASHWIT_COMPONENT_FILE={}", path.display());
            println!("cargo:rustc-env=BASHWIT_COMPONENT_HASH={}", hash(&bytes));
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!(
                "cargo:error=the component {} cannot be read ({error}): build it with `cargo xtask build`, \
                 or name another with BASHWIT_COMPONENT",
                path.display()
            );
            ExitCode::FAILURE
        }
    }
}

/// What `BASHWIT_COMPONENT` names, else what a published package carries, else what
/// `cargo xtask build` has made.
fn component() -> PathBuf {
    if let Some(path) = env::var_os("BASHWIT_COMPONENT").filter(|path| !path.is_empty()) {
        return PathBuf::from(path);
    }
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let packaged = manifest.join("bashwit.wasm");
    if packaged.exists() {
        return packaged;
    }
    built(&manifest)
}

/// In cargo's target folder, somewhere above OUT_DIR; where it is not, in that of the workspace.
fn built(manifest: &Path) -> PathBuf {
    const PLACE: &str = "component/bashwit.wasm";
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let found = out.ancestors().map(|folder| folder.join(PLACE)).find(|path| path.is_file());
    found.unwrap_or_else(|| manifest.join("../../target").join(PLACE))
}

/// 128 bits of SipHash: the file is the project's own, nobody forges it.
fn hash(bytes: &[u8]) -> String {
    let half = |salt: u8| {
        let mut hasher = std::hash::DefaultHasher::new();
        hasher.write_u8(salt);
        hasher.write(bytes);
        hasher.finish()
    };
    format!("{:016x}{:016x}", half(0), half(1))
}
