//! Differences that have a reason: a short list of rules in `explained.txt`.
//!
//! A rule is a line `WHERE: TEXT` with the reason in the comment above it. `WHERE` is `script` (a
//! difference of a script that has the text is explained), `lines` (in what such a script writes,
//! the numbers of lines do not count) or `output` (lines that have the text do not count).

use crate::shells::Outcome;

const RULES: &str = include_str!("explained.txt");

fn texts(place: &'static str) -> impl Iterator<Item = &'static str> {
    let rules = RULES.lines().filter(|line| !line.starts_with('#'));
    rules.filter_map(move |line| line.strip_prefix(place)?.strip_prefix(": "))
}

/// Whether a script is beyond comparison.
pub fn covers(script: &[u8]) -> bool {
    let script = String::from_utf8_lossy(script);
    texts("script").any(|text| script.contains(text))
}

/// What of a script's outcome counts.
pub fn plain(script: &[u8], outcome: &Outcome) -> Outcome {
    let script = String::from_utf8_lossy(script);
    let unnumbered = texts("lines").any(|text| script.contains(text));
    let plain = |output: &[u8]| {
        let output = lines(output);
        if unnumbered { without_numbers(&output) } else { output }
    };
    Outcome { status: outcome.status, stdout: plain(&outcome.stdout), stderr: plain(&outcome.stderr) }
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

fn lines(output: &[u8]) -> Vec<u8> {
    let explained = |line: &[u8]| {
        let line = String::from_utf8_lossy(line);
        texts("output").any(|text| line.contains(text))
    };
    output.split_inclusive(|&byte| byte == b'\n').filter(|line| !explained(line)).flatten().copied().collect()
}
