//! The golden cases beside this crate: scripts, and what bash 5.2 makes of them.
//!
//! A file `TOPIC.sh` holds the cases of a topic, each below a line `#### NAME`; what stands above
//! the first says what the topic is. `TOPIC.expected` has what bash says, below the same lines.
//!
//! ```
//! let topics = bashwit_golden::topics().unwrap();
//! let case = &topics[0].cases[0];
//! assert!(case.expected.as_ref().unwrap().ends_with(b"\n"));
//! ```

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// What stands before the name of a case.
const HEADING: &[u8] = b"#### ";
/// Said after output that does not end its last line.
const UNENDED: &[u8] = b"\n\\ no newline at end of output\n";

/// A file of cases.
#[derive(Debug)]
pub struct Topic {
    /// `TOPIC.sh`
    pub path: PathBuf,
    /// In the order of the file.
    pub cases: Vec<Case>,
}

/// A script, and what bash makes of it.
#[derive(Debug)]
pub struct Case {
    /// What the script is run as: `TOPIC.sh`.
    pub file: String,
    /// The name in its heading.
    pub name: String,
    /// The script.
    pub script: Vec<u8>,
    /// What [`Case::report`] gave for bash; none when that was not recorded.
    pub expected: Option<Vec<u8>>,
}

impl Case {
    /// Output and errors in the order they were written, and the exit status, as they are recorded.
    pub fn report(output: &[u8], status: i32) -> Vec<u8> {
        let mut report = output.to_vec();
        if !output.is_empty() && !output.ends_with(b"\n") {
            report.extend_from_slice(UNENDED);
        }
        report.extend_from_slice(format!("status {status}\n").as_bytes());
        report
    }
}

/// All topics, by name.
pub fn topics() -> io::Result<Vec<Topic>> {
    let mut paths = std::fs::read_dir(env!("CARGO_MANIFEST_DIR"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "sh"));
    paths.sort();
    paths.into_iter().map(read).collect()
}

fn read(path: PathBuf) -> io::Result<Topic> {
    let text = std::fs::read(&path)?;
    let said = std::fs::read(path.with_extension("expected")).unwrap_or_default();
    let said = sections(&said);
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let cases: Vec<Case> = sections(&text)
        .into_iter()
        .map(|(name, script)| Case {
            file: file.clone(),
            expected: said.iter().find(|(other, _)| *other == name).map(|(_, report)| report.clone()),
            name,
            script,
        })
        .collect();
    let mut names: Vec<_> = cases.iter().map(|case| &case.name).collect();
    names.sort();
    if cases.is_empty() || names.windows(2).any(|pair| pair[0] == pair[1]) {
        let wrong = format!("{file}: no case, or two of one name");
        return Err(io::Error::new(io::ErrorKind::InvalidData, wrong));
    }
    Ok(Topic { path, cases })
}

/// The text below each heading.
fn sections(text: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut sections: Vec<(String, Vec<u8>)> = Vec::new();
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        if let Some(name) = line.strip_prefix(HEADING) {
            sections.push((String::from_utf8_lossy(name).trim_end().to_owned(), Vec::new()));
        } else if let Some((_, body)) = sections.last_mut() {
            body.extend_from_slice(line);
        }
    }
    sections
}

/// Writes down what bash said to each case of a topic, in their order.
pub fn record(topic: &Topic, reports: &[Vec<u8>]) -> io::Result<()> {
    let mut text = Vec::new();
    for (case, report) in topic.cases.iter().zip(reports) {
        text.extend_from_slice(HEADING);
        text.extend_from_slice(case.name.as_bytes());
        text.push(b'\n');
        text.extend_from_slice(report);
    }
    std::fs::write(topic.path.with_extension("expected"), text)
}

/// Runs every case, and gives their number, or a text about those that end otherwise than
/// recorded. `run` gives a [`Case::report`]; `shell` is what the text calls it.
pub fn compare(shell: &str, mut run: impl FnMut(&Case) -> Vec<u8>) -> Result<usize, String> {
    let topics = topics().map_err(|error| error.to_string())?;
    let (mut count, mut wrong) = (0, String::new());
    for case in topics.iter().flat_map(|topic| &topic.cases) {
        count += 1;
        let found = run(case);
        let Some(expected) = &case.expected else {
            let _ = writeln!(wrong, "{}, {}: not recorded", case.file, case.name);
            continue;
        };
        if found != *expected {
            wrong.push_str(&difference(case, shell, expected, &found));
        }
    }
    if wrong.is_empty() { Ok(count) } else { Err(wrong) }
}

/// The first line that differs.
fn difference(case: &Case, shell: &str, expected: &[u8], found: &[u8]) -> String {
    let (expected, found) = (String::from_utf8_lossy(expected), String::from_utf8_lossy(found));
    let (mut expected, mut found) = (expected.lines(), found.lines());
    let mut row = 0;
    loop {
        row += 1;
        let pair = (expected.next(), found.next());
        if pair.0 != pair.1 || pair.0.is_none() {
            let [expected, found] = [pair.0, pair.1].map(|line| line.unwrap_or("(nothing)"));
            let place = format!("{}, {}, line {row} of the output", case.file, case.name);
            return format!("{place}:\n  bash:    {expected}\n  {shell}: {found}\n");
        }
    }
}

/// Where a case runs that needs a folder of the machine: its script is put there.
pub fn stage(folder: &Path, case: &Case) -> io::Result<()> {
    std::fs::write(folder.join(&case.file), &case.script)
}
