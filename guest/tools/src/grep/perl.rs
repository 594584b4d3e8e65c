//! Perl expressions: on an automaton where one can run them, else by backtracking.
//!
//! PCRE's syntax is rewritten where the engines' differs: `\h`, `\R`, `\Q…\E`, brackets.

use super::matcher::Failure;
use bashwit_pattern::regex::Flags;
use fancy_regex::{BytesMode, RegexBuilder};
use regex_automata::{Input, meta};
use regex_syntax::ParserBuilder;
use regex_syntax::ast::ErrorKind;
use regex_syntax::hir::{Class, ClassBytesRange, ClassUnicodeRange, Hir, HirKind, Look};
use std::ops::Range;

/// How deeply groups may nest.
const MAX_DEPTH: u32 = 100;
/// Bytes that an automaton may take, and its cache.
const SIZE_LIMIT: usize = 4 << 20;
const CACHE: usize = 1 << 20;
/// Steps of a backtracking match.
const MAX_STEPS: usize = 5_000_000;

/// A compiled expression.
pub(super) enum Perl {
    Automaton(meta::Regex),
    Backtracker(fancy_regex::Regex),
}

impl Perl {
    pub(super) fn new(pattern: &[u8], flags: Flags) -> Result<Self, Failure> {
        let text = std::str::from_utf8(pattern).map_err(|_| "UTF-8 error: illegal byte (0xfe or 0xff)")?;
        let body = rewrite(text)?;
        let words = format!(r"\b{{start-half}}(?:{body})\b{{end-half}}");
        let automaton = match flags {
            Flags { line: true, .. } => format!("^(?:{body})$"),
            Flags { word: true, .. } => words,
            _ => body.clone(),
        };
        match build_automaton(&automaton, flags) {
            Ok(regex) => return Ok(Perl::Automaton(regex)),
            Err(Some(message)) => return Err(message.into()),
            Err(None) => {}
        }
        let wrapped = match flags {
            Flags { line: true, .. } => format!("^(?:{body})$"),
            Flags { word: true, .. } => format!(r"(?<!\w)(?:{body})(?!\w)"),
            _ => body,
        };
        let mode = if flags.utf8 { BytesMode::UnicodeBytes } else { BytesMode::Ascii };
        RegexBuilder::new(&wrapped)
            .case_insensitive(flags.icase)
            .bytes_mode(mode)
            .backtrack_limit(MAX_STEPS)
            .build()
            .map(Perl::Backtracker)
            .map_err(|error| refusal(&error).to_owned())
    }

    /// Whether a search over many lines finds no match that spans two.
    pub(super) fn searches_lines(&self) -> bool {
        matches!(self, Perl::Automaton(_))
    }

    pub(super) fn find(&self, text: &[u8], start: usize) -> Result<Option<Range<usize>>, Failure> {
        if start > text.len() {
            return Ok(None);
        }
        match self {
            Perl::Automaton(regex) => {
                Ok(regex.search(&Input::new(text).span(start..text.len())).map(|found| found.range()))
            }
            Perl::Backtracker(regex) => match regex.find_from_pos(text, start) {
                Ok(found) => Ok(found.map(|found| found.range())),
                Err(_) => Err("exceeded PCRE's backtracking limit".into()),
            },
        }
    }
}

/// Compiles for the automaton; `Err(None)` where only the backtracker can run it.
fn build_automaton(pattern: &str, flags: Flags) -> Result<meta::Regex, Option<&'static str>> {
    let parsed = ParserBuilder::new()
        .multi_line(flags.lines)
        .dot_matches_new_line(!flags.lines)
        .case_insensitive(flags.icase)
        .unicode(flags.utf8)
        .utf8(false)
        .octal(false)
        .nest_limit(MAX_DEPTH)
        .build()
        .parse(pattern);
    let mut hir = match parsed {
        Ok(hir) => hir,
        Err(regex_syntax::Error::Parse(error)) => return Err(message(error.kind())),
        Err(_) => return Err(None),
    };
    if flags.lines {
        hir = within_lines(&hir);
    }
    let config = meta::Config::new()
        .utf8_empty(false)
        .nfa_size_limit(Some(SIZE_LIMIT))
        .hybrid_cache_capacity(CACHE)
        .which_captures(regex_automata::nfa::thompson::WhichCaptures::Implicit);
    meta::Builder::new()
        .configure(config)
        .build_from_hir(&hir)
        .map_err(|_| Some("regular expression is too large"))
}

/// Takes the newline out of everything, so that no match spans lines; the depth is bounded by
/// the parser.
fn within_lines(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Literal(literal) if literal.0.contains(&b'\n') => Hir::fail(),
        HirKind::Literal(literal) => Hir::literal(literal.0.clone()),
        HirKind::Class(Class::Unicode(class)) => {
            let mut class = class.clone();
            let newline = regex_syntax::hir::ClassUnicode::new([ClassUnicodeRange::new('\n', '\n')]);
            class.difference(&newline);
            Hir::class(Class::Unicode(class))
        }
        HirKind::Class(Class::Bytes(class)) => {
            let mut class = class.clone();
            let newline = regex_syntax::hir::ClassBytes::new([ClassBytesRange::new(b'\n', b'\n')]);
            class.difference(&newline);
            Hir::class(Class::Bytes(class))
        }
        HirKind::Look(Look::Start) => Hir::look(Look::StartLF),
        HirKind::Look(Look::End) => Hir::look(Look::EndLF),
        HirKind::Look(look) => Hir::look(*look),
        HirKind::Repetition(repetition) => Hir::repetition(repetition.with(within_lines(&repetition.sub))),
        HirKind::Capture(capture) => within_lines(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(within_lines).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(within_lines).collect()),
    }
}

/// PCRE's words for an error; `None` for what the automaton does not know.
fn message(kind: &ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::GroupUnclosed => "missing closing parenthesis",
        ErrorKind::GroupUnopened => "unmatched closing parenthesis",
        ErrorKind::RepetitionMissing => "quantifier does not follow a repeatable item",
        ErrorKind::ClassUnclosed => "missing terminating ] for character class",
        ErrorKind::EscapeUnexpectedEof => "\\ at end of pattern",
        ErrorKind::ClassRangeInvalid => "range out of order in character class",
        ErrorKind::RepetitionCountInvalid => "numbers out of order in {} quantifier",
        ErrorKind::NestLimitExceeded(_) => "parentheses are too deeply nested",
        _ => return None,
    })
}

/// PCRE's words for what neither engine takes.
fn refusal(error: &fancy_regex::Error) -> &'static str {
    use fancy_regex::{CompileError, Error, ParseError};
    match error {
        Error::ParseError(_, ParseError::InvalidBackref) => "reference to non-existent subpattern",
        Error::ParseError(_, ParseError::InvalidGroupName) => {
            "syntax error in subpattern name (missing terminator?)"
        }
        Error::ParseError(_, ParseError::TrailingBackslash) => "\\ at end of pattern",
        Error::ParseError(_, ParseError::UnclosedOpenParen) => "missing closing parenthesis",
        Error::ParseError(_, ParseError::TargetNotRepeatable) => {
            "quantifier does not follow a repeatable item"
        }
        Error::ParseError(_, ParseError::InvalidClass) => "missing terminating ] for character class",
        Error::CompileError(inner) => match **inner {
            CompileError::InvalidBackref(_) => "reference to non-existent subpattern",
            CompileError::LookBehindNotConst => "lookbehind assertion is not fixed length",
            _ => "unrecognized character follows \\",
        },
        _ => "unrecognized character follows \\",
    }
}

/// Rewrites what the engines spell otherwise.
fn rewrite(pattern: &str) -> Result<String, Failure> {
    let mut out = String::with_capacity(pattern.len() + 8);
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '\\' => rest = rewrite_escape(rest, &mut out, false)?,
            '[' => rest = rewrite_class(rest, &mut out)?,
            _ => out.push(c),
        }
    }
    Ok(out)
}

/// An escape; `rest` begins behind its backslash.
fn rewrite_escape<'t>(rest: &'t str, out: &mut String, in_class: bool) -> Result<&'t str, Failure> {
    let Some(c) = rest.chars().next() else { return Err("\\ at end of pattern".into()) };
    let after = rest.get(c.len_utf8()..).unwrap_or_default();
    match c {
        'Q' => {
            let (quoted, after) = after.split_once("\\E").unwrap_or((after, ""));
            quoted.chars().for_each(|c| literal(c, out));
            return Ok(after);
        }
        'E' => {}
        'h' if in_class => out.push_str(r" \t\x{a0}"),
        'h' => out.push_str(r"[ \t\x{a0}]"),
        'H' if !in_class => out.push_str(r"[^ \t\x{a0}]"),
        'R' if !in_class => out.push_str(r"(?:\r\n|[\n\x0b\f\r])"),
        'N' if !in_class && !after.starts_with('{') => out.push_str(r"[^\n]"),
        'e' => out.push_str(r"\x1b"),
        'Z' if !in_class => out.push_str(r"\z"),
        'X' if !in_class => out.push_str(r"(?:\P{M}\p{M}*)"),
        'o' if after.starts_with('{') => return Ok(octal(after, out)),
        '0' => {
            let digits = after.bytes().take(2).take_while(|b| matches!(b, b'0'..=b'7')).count();
            let value = u32::from_str_radix(&rest[..=digits], 8).unwrap_or(0);
            out.push_str(&format!("\\x{{{value:x}}}"));
            return Ok(after.get(digits..).unwrap_or_default());
        }
        'g' if !in_class => return Ok(group_reference(after, out)),
        '<' | '>' | '"' | '\'' | '`' | '@' | '!' | ',' | ':' | ';' | '=' | '%' | '/' | '_' | ' ' => {
            literal(c, out);
        }
        _ => {
            out.push('\\');
            out.push(c);
        }
    }
    Ok(after)
}

/// `\o{101}`.
fn octal<'t>(after: &'t str, out: &mut String) -> &'t str {
    let (digits, after) = after.get(1..).and_then(|text| text.split_once('}')).unwrap_or((after, ""));
    let value = u32::from_str_radix(digits, 8).unwrap_or(0);
    out.push_str(&format!("\\x{{{value:x}}}"));
    after
}

/// `\g1`, `\g{1}`, `\g{-1}`, `\g{name}`.
fn group_reference<'t>(after: &'t str, out: &mut String) -> &'t str {
    let (inner, after) = match after.strip_prefix('{').and_then(|text| text.split_once('}')) {
        Some(parts) => parts,
        None => after.split_at(after.bytes().take_while(|b| b.is_ascii_digit() || *b == b'-').count()),
    };
    out.push_str(&format!("\\k<{inner}>"));
    after
}

/// A character that stands for itself.
fn literal(c: char, out: &mut String) {
    if c.is_ascii_punctuation() && c != '<' && c != '>' && c != '_' {
        out.push('\\');
    }
    out.push(c);
}

/// A bracket expression; `rest` begins behind its `[`.
fn rewrite_class<'t>(mut rest: &'t str, out: &mut String) -> Result<&'t str, Failure> {
    out.push('[');
    if let Some(after) = rest.strip_prefix('^') {
        out.push('^');
        rest = after;
    }
    if let Some(after) = rest.strip_prefix(']') {
        out.push_str("\\]");
        rest = after;
    }
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        rest = match c {
            ']' => {
                out.push(']');
                return Ok(after);
            }
            '\\' => rewrite_escape(after, out, true)?,
            '[' if after.starts_with(':') && after.contains(":]") => {
                let (name, after) = after.get(1..).and_then(|t| t.split_once(":]")).unwrap_or(("", ""));
                posix_class(name, out)?;
                after
            }
            '[' | '&' | '~' => {
                literal(c, out);
                after
            }
            _ => {
                out.push(c);
                after
            }
        };
    }
    Err("missing terminating ] for character class".into())
}

/// `[:alpha:]` within brackets, by the properties of the characters.
fn posix_class(name: &str, out: &mut String) -> Result<(), Failure> {
    let (negated, name) = match name.strip_prefix('^') {
        Some(name) => (true, name),
        None => (false, name),
    };
    let class = match name {
        "alpha" => r"\p{Alphabetic}",
        "digit" => r"\p{Nd}",
        "alnum" => r"\p{Alphabetic}\p{Nd}",
        "lower" => r"\p{Ll}",
        "upper" => r"\p{Lu}",
        "space" => r"\s",
        "blank" => r"\x{a0} \t",
        "punct" => r"\p{P}$+<=>\^`|\~",
        "print" => r"\P{C}",
        "graph" => r"[\P{C}&&\S]",
        "cntrl" => r"\p{Cc}",
        "word" => r"\w",
        "xdigit" => "0-9A-Fa-f",
        "ascii" => r"\x00-\x7f",
        _ => return Err("unknown POSIX class name".into()),
    };
    if negated {
        out.push_str("[^");
        out.push_str(class);
        out.push(']');
    } else {
        out.push_str(class);
    }
    Ok(())
}
