//! The private toolchain is made of Debian packages: other systems have none.

use anyhow::{Result, bail};
use std::path::PathBuf;

pub fn ready() -> Option<PathBuf> {
    None
}

pub fn install() -> Result<PathBuf> {
    bail!("a private toolchain is made of Debian packages, and this is not Linux")
}
