//! What a line is matched with: a text, a POSIX expression, or a Perl one.

use super::perl::Perl;
use bashwit_pattern::regex::{Error, Flags, Regex, Syntax};
use memchr::memmem::Finder;
use std::ops::Range;

/// The language of the patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Basic,
    Extended,
    Fixed,
    Perl,
}

/// The patterns, one a line.
pub(super) struct Patterns<'t> {
    lines: Vec<&'t [u8]>,
}

impl<'t> Patterns<'t> {
    /// Takes the patterns out of lines that all end in a newline.
    pub(super) fn new(text: &'t [u8]) -> Self {
        let mut lines: Vec<&[u8]> = text.split(|&byte| byte == b'\n').collect();
        lines.pop();
        let mut seen = std::collections::HashSet::new();
        lines.retain(|line| seen.insert(*line));
        Patterns { lines }
    }
}

impl Patterns<'_> {
    /// Warnings of repetitions in extended expressions with nothing before them.
    pub(super) fn leading_repetitions(&self) -> Vec<String> {
        self.lines.iter().flat_map(|line| leading_repetitions(line)).collect()
    }
}

fn leading_repetitions(pattern: &[u8]) -> Vec<String> {
    let mut warnings = Vec::new();
    let mut at_start = true;
    let mut at = 0;
    while let Some(&byte) = pattern.get(at) {
        let rest = pattern.get(at + 1..).unwrap_or_default();
        match byte {
            b'*' | b'+' | b'?' if at_start => {
                warnings.push(format!("{} at start of expression", char::from(byte)));
            }
            b'{' if at_start && rest.first().is_some_and(u8::is_ascii_digit) => {
                warnings.push("{...} at start of expression".into());
            }
            b'\\' => at += 1,
            // A bracket expression ends at the first `]` that is not its first character.
            b'[' => {
                let skip = 1 + usize::from(rest.first() == Some(&b'^'));
                at += memchr::memchr(b']', rest.get(skip..).unwrap_or_default())
                    .map_or(rest.len(), |n| n + skip + 1);
            }
            _ => {}
        }
        at_start = matches!(byte, b'(' | b'|' | b'^');
        at += 1;
    }
    warnings
}

/// A matcher for lines.
pub(super) enum Matcher {
    /// No pattern at all.
    Nothing,
    /// One text.
    Text(Box<Finder<'static>>),
    /// A POSIX expression; `line_by_line` where a search must not go beyond a line.
    Posix { regex: Box<Regex>, line_by_line: bool },
    /// A Perl expression.
    Perl(Box<Perl>),
}

/// Matching failed: the message.
pub(super) type Failure = String;

impl Matcher {
    pub(super) fn new(dialect: Dialect, patterns: &Patterns<'_>, flags: Flags) -> Result<Self, Failure> {
        let lines = patterns.lines.as_slice();
        let [first, rest @ ..] = lines else { return Ok(Matcher::Nothing) };
        if dialect == Dialect::Perl {
            if !rest.is_empty() {
                return Err("the -P option only supports a single pattern".into());
            }
            return Ok(Matcher::Perl(Box::new(Perl::new(first, flags)?)));
        }
        let plain = !flags.icase && !flags.word && !flags.line;
        let special: &[u8] = match dialect {
            Dialect::Fixed => b"",
            Dialect::Basic => b"\\.[*^$",
            _ => b"\\.[*^$()+?{|",
        };
        let is_text = |line: &[u8]| !line.iter().any(|byte| special.contains(byte));
        if plain && rest.is_empty() && is_text(first) && !first.is_empty() {
            return Ok(Matcher::Text(Box::new(Finder::new(first).into_owned())));
        }
        let open = |line: &&[u8]| line.ends_with(b"[") || line.ends_with(b"[^");
        let message = |error: Error| match error {
            Error::Bracket if lines.iter().any(open) => "Invalid regular expression".to_owned(),
            _ => error.message().to_owned(),
        };
        let regex = if dialect == Dialect::Fixed || lines.iter().all(|line| is_text(line)) {
            Regex::any_text_of(lines, flags).map_err(message)?
        } else {
            let syntax = if dialect == Dialect::Basic { Syntax::GrepBasic } else { Syntax::GrepExtended };
            Regex::any_of(lines, syntax, flags).map_err(message)?
        };
        // Back-references are costly: no search may run on into other lines.
        let refers = |line: &&[u8]| line.windows(2).any(|pair| matches!(pair, [b'\\', b'1'..=b'9']));
        let line_by_line = !flags.lines || dialect != Dialect::Fixed && lines.iter().any(refers);
        Ok(Matcher::Posix { regex: Box::new(regex), line_by_line })
    }

    /// Whether a search may run over many lines at once.
    pub(super) fn searches_lines(&self, end: u8) -> bool {
        match self {
            Matcher::Nothing | Matcher::Text(_) => true,
            Matcher::Posix { line_by_line, .. } => !line_by_line,
            Matcher::Perl(perl) => end == b'\n' && perl.searches_lines(),
        }
    }

    /// A match in many lines at or after `start`, within one line.
    pub(super) fn find(&self, text: &[u8], start: usize) -> Result<Option<Range<usize>>, Failure> {
        match self {
            Matcher::Nothing => Ok(None),
            Matcher::Text(finder) => {
                let rest = text.get(start..).unwrap_or_default();
                Ok(finder.find(rest).map(|at| start + at..start + at + finder.needle().len()))
            }
            Matcher::Posix { regex, .. } => {
                regex.find_at(text, start, false).map_err(|error| error.message().to_owned())
            }
            Matcher::Perl(perl) => perl.find(text, start),
        }
    }

    /// Whether a line, without its end, matches.
    pub(super) fn is_match(&self, line: &[u8]) -> Result<bool, Failure> {
        match self {
            Matcher::Posix { regex, .. } => regex.is_match(line).map_err(|error| error.message().to_owned()),
            _ => Ok(self.find(line, 0)?.is_some()),
        }
    }

    /// The next matching line in whole lines that begin at `start`: with its end.
    pub(super) fn next_line(
        &self,
        text: &[u8],
        start: usize,
        end: u8,
        many: bool,
    ) -> Result<Option<Range<usize>>, Failure> {
        if !many {
            return self.next_line_singly(text, start, end);
        }
        let Some(found) = self.find(text, start)? else { return Ok(None) };
        if found.start >= text.len() {
            return Ok(None);
        }
        let before = text.get(start..found.start).unwrap_or_default();
        let from = memchr::memrchr(end, before).map_or(start, |at| start + at + 1);
        let behind = text.get(found.end..).unwrap_or_default();
        let to = memchr::memchr(end, behind).map_or(text.len(), |at| found.end + at + 1);
        Ok(Some(from..to))
    }

    fn next_line_singly(&self, text: &[u8], start: usize, end: u8) -> Result<Option<Range<usize>>, Failure> {
        let mut from = start;
        while from < text.len() {
            let rest = text.get(from..).unwrap_or_default();
            let length = memchr::memchr(end, rest);
            let line = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
            let to = from + line.len() + usize::from(length.is_some());
            if self.is_match(line)? {
                return Ok(Some(from..to));
            }
            from = to;
        }
        Ok(None)
    }
}
