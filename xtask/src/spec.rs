//! `cargo xtask spec`: recorded cases of bash, run by the built command.
//!
//! The cases are not part of the project: they stand in a folder beside it, or in the one that
//! `BASHWIT_SPEC` names, together with the program that runs them. `tests/spec-floor.toml` holds
//! how many of each corpus pass; `--floor` fails when one falls below that.

use crate::command::run_watched;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

#[derive(Args, Default)]
pub struct Options {
    /// Run the project's own cases (tests/spec) in /usr/bin/bash and compare
    #[arg(long)]
    verify: bool,
    /// Write down what /usr/bin/bash makes of the project's own cases
    #[arg(long, conflicts_with = "verify")]
    record: bool,
    /// How a case reaches the shell
    #[arg(long, value_enum, default_value_t)]
    mode: Mode,
    /// Fail when fewer cases pass than tests/spec-floor.toml says
    #[arg(long)]
    floor: bool,
    /// Write what passes now to tests/spec-floor.toml, where that is more
    #[arg(long, conflicts_with = "floor")]
    raise: bool,
    /// Only these corpora, with commas between
    #[arg(long)]
    corpus: Option<String>,
    /// Only cases whose name matches
    #[arg(long)]
    filter: Option<String>,
    /// Only every Nth case
    #[arg(long)]
    every: Option<u32>,
    /// Shells at once
    #[arg(long)]
    jobs: Option<u32>,
    /// Seconds for a case
    #[arg(long)]
    timeout: Option<f64>,
    /// A row for each category, weakest first
    #[arg(long)]
    cats: bool,
    /// Write the failing cases to this file
    #[arg(long)]
    json: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Mode {
    /// As a script file
    #[default]
    File,
    /// As the argument of -c
    C,
    /// On standard input
    Stdin,
}

/// Cases that pass, by corpus.
type Counts = BTreeMap<String, u32>;

/// `cargo xtask spec`.
pub fn main(options: &Options) -> Result<ExitCode> {
    let project = Project::new();
    if options.verify || options.record {
        crate::golden::main(options.record)?;
        return Ok(ExitCode::SUCCESS);
    }
    crate::build::guest(&project, true)?;
    crate::build::hosts(&project, true)?;
    let counts = run(&project, options)?;
    if options.raise {
        raise(&project, options, &counts)?;
    }
    if options.floor {
        let fallen = fallen(&floor(&project)?, &counts);
        if !fallen.is_empty() {
            bail!("fewer cases pass than before: {}", fallen.join(", "));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether the cases are there.
pub fn present(project: &Project) -> bool {
    runner(project).is_ok()
}

/// For `cargo xtask test`: the number of corpora that hold their floor, and what was lost in the others.
pub fn hold_floor(project: &Project) -> Result<(usize, Vec<String>)> {
    let counts = run(project, &Options::default())?;
    let fallen = fallen(&floor(project)?, &counts);
    Ok((counts.len().saturating_sub(fallen.len()), fallen))
}

fn runner(project: &Project) -> Result<PathBuf> {
    let folder = project.beside("BASHWIT_SPEC", "spec").map(|folder| folder.join("spec.py"));
    folder
        .filter(|file| file.is_file())
        .context("no spec.py in ../shared/spec; BASHWIT_SPEC may name its folder")
}

fn run(project: &Project, options: &Options) -> Result<Counts> {
    let shell = project.release("bashwit").display().to_string();
    let template = match options.mode {
        // Under the name that scripts had where they were recorded.
        Mode::File => format!("'{shell}' --name /tmp/s/script.sh {{file}}"),
        Mode::C => format!("'{shell}' -c {{text}}"),
        Mode::Stdin => format!("'{shell}'"),
    };
    let mut command = Command::new("python3");
    command.arg(runner(project)?).arg("--shell").arg(template);
    let mut pass = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            command.arg(name).arg(value);
        }
    };
    pass("--corpus", options.corpus.clone());
    pass("--filter", options.filter.clone());
    pass("--every", options.every.map(|n| n.to_string()));
    pass("--jobs", options.jobs.map(|n| n.to_string()));
    pass("--timeout", options.timeout.map(|n| n.to_string()));
    pass("--json", options.json.as_ref().map(|path| path.display().to_string()));
    command.args(options.cats.then_some("--cats"));
    let mut counts = Counts::new();
    let good = run_watched(&mut command, |line| counts.extend(count(line)))?;
    if !good {
        bail!("spec.py failed");
    }
    Ok(counts)
}

/// `NAME: PASSED/ALL = …`
fn count(line: &str) -> Option<(String, u32)> {
    let (name, rest) = line.split_once(": ")?;
    let (passed, _) = rest.split_once('/')?;
    Some((name.to_owned(), passed.parse().ok()?))
}

fn floor_file(project: &Project) -> PathBuf {
    project.root.join("tests/spec-floor.toml")
}

fn floor(project: &Project) -> Result<Counts> {
    let path = floor_file(project);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text.lines().filter_map(entry).collect())
}

/// `NAME = NUMBER`
fn entry(line: &str) -> Option<(String, u32)> {
    let (name, number) = line.split_once('=')?;
    Some((name.trim().to_owned(), number.trim().parse().ok()?))
}

fn fallen(floor: &Counts, now: &Counts) -> Vec<String> {
    let below = |(name, passed): (&String, &u32)| {
        let least = *floor.get(name)?;
        (*passed < least).then(|| format!("{name} {passed} (was {least})"))
    };
    now.iter().filter_map(below).collect()
}

fn raise(project: &Project, options: &Options, now: &Counts) -> Result<()> {
    if options.filter.is_some() || options.every.is_some() || !matches!(options.mode, Mode::File) {
        bail!("--raise wants all cases of a corpus, in the mode `file`");
    }
    let path = floor_file(project);
    let text = raised(&fs::read_to_string(&path)?, now);
    fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// The file with higher numbers where they are higher; the rest of it stays.
fn raised(text: &str, now: &Counts) -> String {
    let mut left = now.clone();
    let mut out = String::new();
    for line in text.lines() {
        match entry(line) {
            Some((name, least)) => {
                let passed = left.remove(&name).unwrap_or(0).max(least);
                out.push_str(&format!("{name} = {passed}\n"));
            }
            None => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    for (name, passed) in left {
        out.push_str(&format!("{name} = {passed}\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(rows: &[(&str, u32)]) -> Counts {
        rows.iter().map(|(name, passed)| ((*name).to_owned(), *passed)).collect()
    }

    #[test]
    fn lines_of_the_runner() {
        assert_eq!(count("oils: 10/1212 = 0.83 %"), Some(("oils".to_owned(), 10)));
        for other in ["timed out: 3", "12 passed, 3 failed", "   1/  2 oils/x"] {
            assert_eq!(count(other), None, "{other}");
        }
    }

    #[test]
    fn a_drop_is_told_and_a_new_corpus_is_not() {
        let floor = counts(&[("a", 5), ("b", 5)]);
        assert_eq!(fallen(&floor, &counts(&[("a", 4), ("b", 6), ("c", 0)])), ["a 4 (was 5)"]);
    }

    #[test]
    fn raising_keeps_comments_and_never_lowers() {
        let text = "# note\n[file]\na = 5\nb = 5\n";
        assert_eq!(
            raised(text, &counts(&[("a", 4), ("b", 6), ("c", 1)])),
            "# note\n[file]\na = 5\nb = 6\nc = 1\n"
        );
    }
}
