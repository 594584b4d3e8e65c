//! Fetches and unpacks Debian's packages of a current compiler, as any user, without installing them.

use crate::command::run_quiet;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The oldest compiler that can build the guest.
const OLDEST: (u32, u32) = (1, 95);

/// apt, with its own lists and cache in the toolchain's folder when those of the system are missing or stale.
struct Apt {
    options: Vec<String>,
}

/// Unpacks the compiler into `FOLDER/root`; gives its version.
pub fn unpack(folder: &Path) -> Result<String> {
    let system = Apt { options: Vec::new() };
    let fetched = fetch(&system, folder).or_else(|_| {
        eprintln!("setup: reading the package lists anew (apt-get update, privately)");
        fetch(&Apt::private(folder)?, folder)
    });
    let version = fetched.context("apt offers no usable rustc-web")?;
    let root = folder.join("root");
    for entry in fs::read_dir(folder.join("debs"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "deb") {
            run_quiet(Command::new("dpkg-deb").arg("-x").arg(&path).arg(&root))?;
        }
    }
    Ok(version)
}

fn fetch(apt: &Apt, folder: &Path) -> Result<String> {
    let compiler = apt.show("rustc-web")?;
    let version = field(&compiler, "Version").context("apt-cache shows no version of rustc-web")?;
    if !recent(version) {
        bail!("rustc-web {version} is older than {}.{}", OLDEST.0, OLDEST.1);
    }
    // The names of the library packages carry their versions.
    let dev = apt.show("libstd-rust-web-dev")?;
    let library = dependency(&dev, "libstd-rust-web-").context("libstd-rust-web-dev names no library")?;
    let library_shown = apt.show(library)?;
    let llvm =
        dependency(&library_shown, "libllvm").with_context(|| format!("{library} names no libllvm"))?;
    let debs = folder.join("debs");
    let _ = fs::remove_dir_all(&debs);
    fs::create_dir_all(&debs)?;
    eprintln!("setup: downloading rustc-web {version} (140 MB)");
    let mut get = apt.command("apt-get");
    get.args(["download", "rustc-web", "libstd-rust-web-dev", "rust-web-src", library, llvm])
        .current_dir(&debs);
    run_quiet(&mut get)?;
    Ok(version.to_owned())
}

impl Apt {
    fn private(folder: &Path) -> Result<Self> {
        let (lists, cache) = (folder.join("lists"), folder.join("cache"));
        fs::create_dir_all(lists.join("partial"))?;
        fs::create_dir_all(cache.join("archives/partial"))?;
        let options = vec![
            "-o".to_owned(),
            format!("Dir::State::Lists={}", lists.display()),
            "-o".to_owned(),
            format!("Dir::Cache={}", cache.display()),
        ];
        let apt = Apt { options };
        run_quiet(apt.command("apt-get").arg("update"))?;
        Ok(apt)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.args(&self.options).env("LC_ALL", "C");
        command
    }

    /// The record of the version that apt would install.
    fn show(&self, package: &str) -> Result<String> {
        run_quiet(self.command("apt-cache").args(["show", "--no-all-versions", package]))
    }
}

/// A one-line field of a package's record.
fn field<'a>(record: &'a str, name: &str) -> Option<&'a str> {
    record.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

/// The first package in `Depends` whose name is `prefix` and a number.
fn dependency<'a>(record: &'a str, prefix: &str) -> Option<&'a str> {
    let names = field(record, "Depends")?.split([',', '|']).filter_map(|item| item.split_whitespace().next());
    names.into_iter().find(|name| {
        name.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
    })
}

fn recent(version: &str) -> bool {
    let mut numbers = version.split(['.', '+', '-', '~']).map_while(|part| part.parse::<u32>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(major), Some(minor)) => (major, minor) >= OLDEST,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = "Package: libstd-rust-web-1.96\nVersion: 1.96.0+dfsg1-1~deb12u2\n\
        Depends: libc6 (>= 2.34), libgcc-s1 (>= 4.2), libllvm22, libstdc++6 (>= 11)\n";

    #[test]
    fn reads_a_record() {
        assert_eq!(field(RECORD, "Version"), Some("1.96.0+dfsg1-1~deb12u2"));
        assert_eq!(dependency(RECORD, "libllvm"), Some("libllvm22"));
        assert_eq!(
            dependency("Depends: libstd-rust-web-1.96 (= 1)", "libstd-rust-web-"),
            Some("libstd-rust-web-1.96")
        );
        assert_eq!(dependency(RECORD, "libstd-rust-web-"), None);
    }

    #[test]
    fn old_compilers_are_refused() {
        for (version, wanted) in [
            ("1.96.0+dfsg1-1~deb12u2", true),
            ("1.95.0", true),
            ("1.85.0+dfsg3-1", false),
            ("2.0", true),
            ("x", false),
        ] {
            assert_eq!(recent(version), wanted, "{version}");
        }
    }
}
