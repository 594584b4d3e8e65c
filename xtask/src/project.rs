//! The folders of the project.

use crate::command::{cargo, run_quiet};
use anyhow::Result;
use serde_json::Value;
use std::env;
use std::path::{Path, PathBuf};

/// Where sources and built files are.
pub struct Project {
    /// The workspace.
    pub root: PathBuf,
    /// Cargo's target folder: `CARGO_TARGET_DIR`, or `target` in the workspace.
    pub target: PathBuf,
}

impl Project {
    /// The workspace which this xtask was built from.
    pub fn new() -> Self {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().unwrap_or(manifest).to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) if !folder.is_empty() => {
                std::path::absolute(&folder).unwrap_or_else(|_| PathBuf::from(folder))
            }
            _ => root.join("target"),
        };
        Project { root, target }
    }

    /// The built component. `BASHWIT_COMPONENT` tells it to the build scripts of the hosts.
    pub fn component(&self) -> PathBuf {
        self.target.join("component/bashwit.wasm")
    }

    /// The guest has a target folder of its own: its flags are not those of the hosts.
    pub fn guest_target(&self) -> PathBuf {
        self.target.join("guest")
    }

    /// An executable of the release profile.
    pub fn release(&self, name: &str) -> PathBuf {
        self.target.join("release").join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// A folder which a development checkout has beside the project, or the one that `variable` names.
    pub fn beside(&self, variable: &str, name: &str) -> Option<PathBuf> {
        let folder = match env::var_os(variable) {
            Some(folder) => PathBuf::from(folder),
            None => self.root.join("../shared").join(name),
        };
        folder.canonicalize().ok()
    }
}

/// What a task needs to know of a crate.
pub struct Package {
    /// Its name.
    pub name: String,
    /// Its benchmarks.
    pub benches: Vec<String>,
    /// Its examples.
    pub examples: Vec<String>,
}

/// The crates of the workspace.
pub fn packages(project: &Project) -> Result<Vec<Package>> {
    let text = run_quiet(cargo(project).args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&text)?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let targets = |package: &Value, kind: &str| {
        let of_kind = list(&package["targets"])
            .into_iter()
            .filter(|target| list(&target["kind"]).contains(&kind.into()));
        of_kind.filter_map(|target| target["name"].as_str().map(str::to_owned)).collect()
    };
    let known = |package: Value| {
        let name = package["name"].as_str()?.to_owned();
        Some(Package { name, benches: targets(&package, "bench"), examples: targets(&package, "example") })
    };
    Ok(list(&metadata["packages"]).into_iter().filter_map(known).collect())
}
