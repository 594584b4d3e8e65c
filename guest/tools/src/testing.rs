//! Tests of tools in tables: a command line, standard input, the expected output.

use crate::PROGRAMS;
use bashwit_kernel::testing::{Fixture, Output};

/// A fresh tree with all tools.
pub fn fixture() -> Fixture {
    Fixture::new(PROGRAMS)
}

/// Splits a command line at blanks; `'…'` keeps blanks together.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Runs one command line on a tree.
pub fn run(fixture: &Fixture, line: &str, stdin: &str) -> Output {
    let words = words(line);
    let args: Vec<&str> = words.iter().map(String::as_str).collect();
    fixture.run(&args, stdin.as_bytes())
}

/// Rows of command line, standard input, standard output; all of them end with status 0 and
/// write no error.
pub fn check(rows: &[(&str, &str, &str)]) {
    check_on(&fixture(), rows);
}

/// The same on a tree with files.
pub fn check_on(fixture: &Fixture, rows: &[(&str, &str, &str)]) {
    for (line, stdin, want) in rows {
        let output = run(fixture, line, stdin);
        assert_eq!((output.status, output.out().as_str(), output.err().as_str()), (0, *want, ""), "{line}");
    }
}

/// Rows of command line, status, standard error; standard input is empty.
pub fn check_errors(rows: &[(&str, u8, &str)]) {
    for (line, status, want) in rows {
        let output = run(&fixture(), line, "");
        assert_eq!((output.status, output.err().as_str()), (*status, *want), "{line}");
    }
}
