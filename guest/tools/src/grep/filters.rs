//! `--include`, `--exclude` and `--exclude-dir`: which files are searched.

use bashwit_pattern::glob::{Options, Pattern};

/// One rule for files.
struct Rule {
    pattern: Pattern,
    include: bool,
}

/// Rules in the order they were given; the last that fits decides.
#[derive(Default)]
pub(super) struct Filters {
    files: Vec<Rule>,
    directories: Vec<Pattern>,
}

impl Filters {
    pub(super) fn add_file(&mut self, glob: &[u8], include: bool) {
        self.files.push(Rule { pattern: Pattern::parse(glob, Options::default()), include });
    }

    pub(super) fn add_directory(&mut self, glob: &[u8]) {
        let end = glob.iter().rposition(|&byte| byte != b'/').map_or(glob.len().min(1), |at| at + 1);
        let glob = glob.get(..end).unwrap_or_default();
        self.directories.push(Pattern::parse(glob, Options::default()));
    }

    /// Whether a file is left out. One named on the command line is matched with its path.
    pub(super) fn skips_file(&self, name: &[u8], on_command_line: bool) -> bool {
        let Some(first) = self.files.first() else { return false };
        let last = self.files.iter().rev().find(|rule| matches(&rule.pattern, name, on_command_line));
        match last {
            Some(rule) => !rule.include,
            None => first.include,
        }
    }

    /// Whether a directory is left out.
    pub(super) fn skips_directory(&self, name: &[u8], on_command_line: bool) -> bool {
        self.directories.iter().any(|pattern| matches(pattern, name, on_command_line))
    }
}

/// Below a directory the base name must match; on the command line the path, from any of its
/// parts on.
fn matches(pattern: &Pattern, name: &[u8], any_part: bool) -> bool {
    if pattern.is_match(name) {
        return true;
    }
    any_part
        && memchr::memchr_iter(b'/', name).any(|slash| {
            name.get(slash + 1..)
                .is_some_and(|rest| rest.first().is_some_and(|&byte| byte != b'/') && pattern.is_match(rest))
        })
}
