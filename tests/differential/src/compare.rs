//! Compares the shells on scripts.

use crate::explained::Explained;
use crate::generate;
use crate::grammar::Grammar;
use crate::minimise;
use crate::shells::{Outcome, Scratch, Shell};
use crate::tree::Node;
use std::fmt::Write as _;
use std::io;

/// A script that ends otherwise in bashwit than in bash.
#[derive(Debug)]
pub struct Difference {
    /// Where the script came from.
    pub seed: u64,
    /// The script.
    pub script: String,
    /// What bash did.
    pub bash: Outcome,
    /// What bashwit did.
    pub bashwit: Outcome,
}

impl Difference {
    /// For people.
    pub fn report(&self) -> String {
        let mut text = format!("=== seed {}\n{}\n", self.seed, self.script.trim_end());
        for (name, outcome) in [("bash", &self.bash), ("bashwit", &self.bashwit)] {
            let _ = writeln!(text, "--- {name}: status {}", outcome.status);
            text.push_str(&String::from_utf8_lossy(&outcome.stdout));
            if !outcome.stderr.is_empty() {
                let _ = writeln!(text, "--- {name}: errors");
                text.push_str(&String::from_utf8_lossy(&outcome.stderr));
            }
        }
        text
    }
}

/// Compares scripts.
#[derive(Debug)]
pub struct Comparison<'g> {
    /// What scripts are made of.
    pub grammar: &'g Grammar,
    /// Which bashwit.
    pub shell: Shell,
    /// Where bash runs.
    pub scratch: Scratch,
    /// What is explained.
    pub explained: Explained,
}

impl Comparison<'_> {
    /// Runs the script of a seed; gives the difference, as small as it can be made if `minimise`.
    pub fn seed(&self, seed: u64, minimise: bool) -> io::Result<Option<Difference>> {
        let script = generate::script(self.grammar, seed);
        let mut last = self.script(&script.render())?;
        if last.is_none() {
            return Ok(None);
        }
        if minimise {
            minimise::minimise(self.grammar, script, |script: &Node| {
                let found = self.script(&script.render()).ok().flatten();
                let differs = found.is_some();
                last = found.or(last.take());
                differs
            });
        }
        Ok(last.map(|difference| Difference { seed, ..difference }))
    }

    /// Runs a script; gives the difference.
    pub fn script(&self, script: &str) -> io::Result<Option<Difference>> {
        if self.explained.covers(script.as_bytes()) {
            return Ok(None);
        }
        let bash = self.scratch.bash(script.as_bytes())?;
        let bashwit = self.scratch.bashwit(&self.shell, script.as_bytes())?;
        let [counts, found] =
            [&bash, &bashwit].map(|outcome| self.explained.plain(script.as_bytes(), outcome));
        if counts == found || self.explained.covers_outcome(&bash) {
            return Ok(None);
        }
        // Where bash itself is not sure, there is nothing to compare with.
        for _ in 0..3 {
            if self.scratch.bash(script.as_bytes())? != bash {
                return Ok(None);
            }
        }
        Ok(Some(Difference { seed: 0, script: script.to_owned(), bash, bashwit }))
    }
}
