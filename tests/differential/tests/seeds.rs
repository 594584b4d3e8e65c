//! A share of the scripts that are known to end alike.

use bashwit_differential::compare::Comparison;
use bashwit_differential::explained::Explained;
use bashwit_differential::grammar::Grammar;
use bashwit_differential::shells::{Scratch, Shell, bash_version};

/// Whose scripts are compared.
const SEEDS: std::ops::RangeInclusive<u64> = 1..=2000;

#[test]
fn scripts_end_as_in_bash() {
    let version = bash_version().unwrap_or_default();
    if !version.starts_with("5.2.") {
        eprintln!("skipped: /usr/bin/bash is not bash 5.2 (it says `{version}')");
        return;
    }
    let compare = std::thread::Builder::new().stack_size(8 << 20).spawn(compare).expect("a thread");
    compare.join().expect("no difference");
}

fn compare() {
    let grammar = Grammar::shell();
    let scratch = Scratch::new().expect("a folder to work in");
    let comparison =
        Comparison { grammar: &grammar, shell: Shell::Native, scratch, explained: Explained::new() };
    let mut wrong = String::new();
    for seed in SEEDS {
        if let Some(difference) = comparison.seed(seed, true).expect("the shells run") {
            wrong.push_str(&difference.report());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
