//! Counts tests, whoever ran them.

/// What passed and what did not.
#[derive(Default)]
pub struct Tally {
    passed: usize,
    failed: usize,
    failures: Vec<String>,
}

impl Tally {
    pub fn pass(&mut self, number: usize) {
        self.passed += number;
    }

    /// One failure, told again at the end.
    pub fn fail(&mut self, what: String) {
        self.failed += 1;
        self.failures.push(what.lines().next().unwrap_or_default().to_owned());
    }

    pub fn passed(&self) -> usize {
        self.passed
    }

    pub fn failed(&self) -> usize {
        self.failed
    }

    pub fn failures(&self) -> &[String] {
        &self.failures
    }

    /// Takes a line of a Rust test program: its sums count, the names of failed tests are kept.
    pub fn libtest(&mut self, line: &str) {
        if let Some((passed, failed)) = line.strip_prefix("test result: ").and_then(sums) {
            self.passed += passed;
            self.failed += failed;
        } else if let Some(name) =
            line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED"))
        {
            self.failures.push(name.to_owned());
        }
    }

    /// Takes a line of another test program: `N passed, N failed` alone on a line counts.
    pub fn closing_line(&mut self, line: &str) {
        let counts = line.trim_end().strip_suffix(" failed").and_then(|rest| rest.split_once(" passed, "));
        let numbers = counts.and_then(|(passed, failed)| {
            Some((passed.parse::<usize>().ok()?, failed.parse::<usize>().ok()?))
        });
        if let Some((passed, failed)) = numbers {
            self.passed += passed;
            self.failed += failed;
            if failed > 0 {
                self.failures.push(line.to_owned());
            }
        }
    }
}

/// `ok. 12 passed; 0 failed; …`
fn sums(text: &str) -> Option<(usize, usize)> {
    let (_, counts) = text.split_once(". ")?;
    let mut numbers = counts.split("; ");
    let passed = numbers.next()?.strip_suffix(" passed")?.parse().ok()?;
    let failed = numbers.next()?.strip_suffix(" failed")?.parse().ok()?;
    Some((passed, failed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines() {
        let libtest: fn(&mut Tally, &str) = Tally::libtest;
        let closing: fn(&mut Tally, &str) = Tally::closing_line;
        let rows = [
            (libtest, "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out", (12, 0)),
            (libtest, "test result: FAILED. 3 passed; 2 failed; 0 ignored", (3, 2)),
            (libtest, "test a::b ... ok", (0, 0)),
            (closing, "7 passed, 1 failed", (7, 1)),
            (closing, "seven passed, 1 failed", (0, 0)),
            (closing, "so 7 passed, 1 failed", (0, 0)),
        ];
        for (take, line, counted) in rows {
            let mut tally = Tally::default();
            take(&mut tally, line);
            assert_eq!((tally.passed(), tally.failed()), counted, "{line}");
        }
    }

    #[test]
    fn failures_are_named() {
        let mut tally = Tally::default();
        tally.libtest("test lex::quote ... FAILED");
        tally.fail("docs: broken\nmore".to_owned());
        assert_eq!(tally.failures(), ["lex::quote", "docs: broken"]);
        assert_eq!(tally.failed(), 1);
    }
}
