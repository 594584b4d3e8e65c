//! Differences that have a reason: a short list of rules in `explained.txt`.
//!
//! A rule is a line `WHERE: REGEX` with the reason in the comment above it, the expression as those of
//! `grep -E` with `\n` for a newline. `WHERE` is `script` (a difference of a script that matches is explained) or `lines` (in
//! what such a script writes, the numbers of lines do not count), `shows` (a difference of a script that
//! writes this to standard output in bash is explained) or `output` (lines that match
//! do not count).

use crate::shells::Outcome;
use bashwit_pattern::regex::{Flags, Regex, Syntax};

const RULES: &str = include_str!("explained.txt");

/// The rules.
#[derive(Debug)]
pub struct Explained {
    scripts: Vec<Regex>,
    lines: Vec<Regex>,
    shows: Vec<Regex>,
    output: Vec<Regex>,
}

impl Explained {
    /// Those of `explained.txt`.
    ///
    /// # Panics
    ///
    /// Where an expression there is none.
    pub fn new() -> Self {
        let rules = |place: &str| {
            let texts = RULES.lines().filter(|line| !line.starts_with('#'));
            let texts = texts.filter_map(|line| line.strip_prefix(place)?.strip_prefix(": "));
            let compile = |text: &str| {
                Regex::new(text.replace("\\n", "\n").as_bytes(), Syntax::Extended, Flags::default())
            };
            texts.map(|text| compile(text).unwrap_or_else(|error| panic!("{text}: {error:?}"))).collect()
        };
        Self {
            scripts: rules("script"),
            lines: rules("lines"),
            shows: rules("shows"),
            output: rules("output"),
        }
    }

    /// Whether a script is beyond comparison.
    pub fn covers(&self, script: &[u8]) -> bool {
        matches(&self.scripts, script)
    }

    /// Whether an outcome is.
    pub fn covers_outcome(&self, bash: &Outcome) -> bool {
        matches(&self.shows, &bash.stdout)
    }

    /// What of a script's outcome counts.
    pub fn plain(&self, script: &[u8], outcome: &Outcome) -> Outcome {
        let counts = |row: &&[u8]| !matches(&self.output, row.strip_suffix(b"\n").unwrap_or(row));
        let unnumbered = matches(&self.lines, script);
        let plain = |output: &[u8]| {
            let rows = output.split_inclusive(|&byte| byte == b'\n').filter(counts);
            let rows: Vec<u8> = rows.flatten().copied().collect();
            if unnumbered { without_numbers(&rows) } else { rows }
        };
        Outcome { status: outcome.status, stdout: plain(&outcome.stdout), stderr: plain(&outcome.stderr) }
    }
}

impl Default for Explained {
    fn default() -> Self {
        Self::new()
    }
}

fn matches(rules: &[Regex], script: &[u8]) -> bool {
    rules.iter().any(|rule| rule.is_match(script).unwrap_or(false))
}

/// Each `line N` without its number.
fn without_numbers(output: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(output.len());
    let mut rest = output;
    while let Some((first, tail)) = rest.split_first() {
        plain.push(*first);
        rest = tail;
        if plain.ends_with(b"line ") {
            rest = &rest[rest.iter().take_while(|byte| byte.is_ascii_digit()).count()..];
        }
    }
    plain
}
