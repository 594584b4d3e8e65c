//! `[[ … ]]`, and the file and string tests that `test` shares with it.

use super::{Fault, Vm};
use crate::expand::operator::Replacement;
use crate::expand::param::{Sub, Target};
use crate::expand::value::is_name_or_element;
use crate::state::options::{Shopt, set_by_name};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::state::value::{Attrs, IndexedArray, Scalar, Value, Variable};
use bashwit_kernel::{FileKind, Metadata};
use bashwit_pattern::regex::{Captures, Flags, Regex, Syntax};
use bashwit_syntax::ast::CondBinary;
use std::cmp::Ordering;
use std::rc::Rc;

impl Vm {
    /// `[text →]`: `-f word` and its kin.
    pub(crate) fn test_unary(&mut self, letter: u8) -> Result<(), Fault> {
        let text = self.pop_text();
        self.trace_test(|| [b"-", &[letter][..], b" ", super::trace::shown(&text)].concat());
        // The key of `[[ -v name[key] ]]` is not expanded again.
        let written = if letter == b'v' { self.written_key(&text) } else { None };
        let result = match written {
            Some((_, key)) if key.is_empty() => false,
            Some((name, key)) => self.element(name, &Sub::Key(key))?.is_some(),
            None => self.unary(letter, &text)?,
        };
        self.state.status = u8::from(!result);
        Ok(())
    }

    /// A unary primary.
    pub(crate) fn unary(&mut self, letter: u8, text: &Text) -> Result<bool, Fault> {
        let kind =
            |vm: &Vm, kind: FileKind| vm.files().stat(text).is_ok_and(|metadata| metadata.kind == kind);
        let mode = |vm: &Vm, bits: u32| vm.files().stat(text).is_ok_and(|metadata| metadata.mode & bits != 0);
        Ok(match letter {
            b'z' => text.is_empty(),
            b'n' => !text.is_empty(),
            b'a' | b'e' => self.files().exists(text),
            b'f' => kind(self, FileKind::Regular),
            b'd' => kind(self, FileKind::Directory),
            b'p' => kind(self, FileKind::Fifo),
            b'c' => kind(self, FileKind::CharacterDevice),
            b'b' | b'S' => false,
            b'h' | b'L' => {
                self.files().stat_link(text).is_ok_and(|metadata| metadata.kind == FileKind::SymbolicLink)
            }
            b's' => self.files().stat(text).is_ok_and(|metadata| metadata.size > 0),
            b'r' => self.files().access(text, 4),
            b'w' => self.files().access(text, 2),
            b'x' => self.files().access(text, 1),
            b'g' => mode(self, 0o2000),
            b'u' => mode(self, 0o4000),
            b'k' => mode(self, 0o1000),
            b'O' | b'G' => self.files().exists(text),
            b'N' => self.files().stat(text).is_ok_and(|metadata| metadata.modified > metadata.accessed),
            b't' => false,
            b'o' => set_by_name(text).is_some_and(|option| self.state.options.has(option)),
            b'v' => self.is_variable_set(text)?,
            b'R' => {
                let name = self.state.symbols.intern(text);
                self.state.vars.get(name).is_some_and(|variable| {
                    variable.attrs.has(Attrs::NAMEREF) && !matches!(variable.value, Value::Unset)
                })
            }
            _ => false,
        })
    }

    /// `-v name`, `-v name[sub]`.
    fn is_variable_set(&mut self, text: &[u8]) -> Result<bool, Fault> {
        let target = if is_name_or_element(text) || text.iter().all(u8::is_ascii_digit) {
            self.parse_operand(text)?
        } else {
            None
        };
        if let Some(Target::Variable(name) | Target::Element(name, _)) = target
            && self.leads_to_no_variable(name)
        {
            // bash looks for a variable of the name that the reference gives, `a[1]`.
            return Ok(false);
        }
        Ok(match target {
            Some(Target::All(name, kind)) => {
                // Of an associative array, `@` is also a key.
                let key = Sub::Key(Text::from(&[kind]));
                let is_assoc = self.state.vars.get(name).is_some_and(Variable::is_assoc);
                if is_assoc { self.element(name, &key)?.is_some() } else { !self.elements(name).is_empty() }
            }
            Some(Target::Element(_, Sub::Key(key))) if key.is_empty() => false,
            Some(Target::Variable(known::UNDERSCORE)) => true,
            Some(target) => self.target_text(&target)?.is_some(),
            None => false,
        })
    }

    /// `[text, text|pattern →]`: `a == b` and its kin.
    pub(crate) fn test_binary(&mut self, at: u32) -> Result<(), Fault> {
        let op = self.code.tests[at as usize];
        let result = match op {
            CondBinary::Match | CondBinary::MatchSingle | CondBinary::NotMatch => {
                let text = self.pop_text();
                let pattern = std::mem::take(&mut self.traced_pattern);
                self.trace_binary(op, &text, &pattern);
                let matched = self.patterns.pop().is_some_and(|pattern| pattern.is_match(&text));
                matched == (op != CondBinary::NotMatch)
            }
            CondBinary::Regex => {
                let regex = self.pop_text();
                let text = self.pop_text();
                self.trace_binary(op, &text, &regex);
                return self.match_regex(&text, &regex);
            }
            _ => {
                let right = self.pop_text();
                let left = self.pop_text();
                self.trace_binary(op, &left, &right);
                let result = self.acting_as(b"[[", |vm| vm.compare(op, &left, &right));
                match result {
                    // The test alone fails; the message has been written.
                    Err(Fault::Discard(_)) => {
                        self.state.status = 1;
                        return Ok(());
                    }
                    result => result?,
                }
            }
        };
        self.state.status = u8::from(!result);
        Ok(())
    }

    /// Comparisons of texts, numbers and files.
    pub(crate) fn compare(&mut self, op: CondBinary, left: &Text, right: &Text) -> Result<bool, Fault> {
        Ok(match op {
            CondBinary::Before => self.collate(left, right) == Ordering::Less,
            CondBinary::After => self.collate(left, right) == Ordering::Greater,
            CondBinary::NewerThan => match (self.files().stat(left), self.files().stat(right)) {
                (Ok(left), Ok(right)) => left.modified > right.modified,
                (left, right) => left.is_ok() && right.is_err(),
            },
            CondBinary::OlderThan => match (self.files().stat(left), self.files().stat(right)) {
                (Ok(left), Ok(right)) => left.modified < right.modified,
                (left, right) => left.is_err() && right.is_ok(),
            },
            CondBinary::SameFile => {
                let inode = |metadata: Metadata| metadata.inode;
                match (self.files().stat(left).map(inode), self.files().stat(right).map(inode)) {
                    (Ok(left), Ok(right)) => left == right,
                    _ => false,
                }
            }
            CondBinary::Match | CondBinary::MatchSingle | CondBinary::NotMatch | CondBinary::Regex => false,
            _ => {
                let left = self.eval_text(left)?;
                let right = self.eval_text(right)?;
                match op {
                    CondBinary::Equal => left == right,
                    CondBinary::NotEqual => left != right,
                    CondBinary::Less => left < right,
                    CondBinary::LessEqual => left <= right,
                    CondBinary::Greater => left > right,
                    _ => left >= right,
                }
            }
        })
    }

    /// Sort order of texts: bytes, which is also that of C.UTF-8.
    pub(crate) fn collate(&self, left: &[u8], right: &[u8]) -> Ordering {
        left.cmp(right)
    }

    /// `[[ text =~ regex ]]`: sets `BASH_REMATCH`; status 2 for a bad expression.
    fn match_regex(&mut self, text: &Text, source: &Text) -> Result<(), Fault> {
        let icase = self.state.options.shopt(Shopt::NoCaseMatch);
        let utf8 = self.state.utf8;
        let regex = match self.regexes.get(source, icase, utf8) {
            Some(regex) => regex,
            None => {
                let flags = Flags { icase, utf8, ..Flags::default() };
                match Regex::new(source, Syntax::Extended, flags) {
                    Ok(regex) => self.regexes.insert(source.clone(), icase, utf8, regex),
                    Err(_) => {
                        self.state.status = 2;
                        return Ok(());
                    }
                }
            }
        };
        let mut captures = Captures::new();
        let Ok(matched) = regex.captures_at(text, 0, false, &mut captures) else {
            self.state.status = 2;
            return Ok(());
        };
        let groups: IndexedArray = (0..if matched { captures.len() } else { 0 })
            .map(|group| captures.get(group).map_or(Text::EMPTY, |range| Text::from(&text[range])))
            .map(Scalar::Text)
            .collect();
        self.state.status = u8::from(!matched);
        let variable = self.state.vars.get_mut(known::BASH_REMATCH);
        variable.value = Value::Array(Rc::new(groups));
        variable.attrs = variable.attrs | Attrs::ARRAY;
        Ok(())
    }

    /// Ends a word that is a regular expression: quoted parts stand for themselves.
    pub(crate) fn end_regex(&mut self) {
        let mut out = Vec::with_capacity(self.word.text.len());
        // Up to 3.1 quotes made no difference.
        let counts = self.state.compat > 31;
        for (bytes, quoted) in self.word.pieces() {
            if !(quoted && counts) {
                out.extend_from_slice(bytes);
                continue;
            }
            for &byte in bytes {
                if b".[]{}()\\*+?|^$".contains(&byte) {
                    out.push(b'\\');
                }
                out.push(byte);
            }
        }
        self.word.clear();
        self.texts.push(Text::from(out));
        if let Some((word, in_text)) = self.words.pop() {
            self.word = word;
            self.in_text = in_text;
        }
    }

    /// Ends a word that is a replacement: an unquoted `&` stands for the match.
    pub(crate) fn end_replacement(&mut self) {
        let mut pieces = vec![Vec::new()];
        let references = self.state.options.shopt(Shopt::PatSubReplacement);
        for (bytes, quoted) in self.word.pieces() {
            let mut rest = bytes.iter().copied().peekable();
            while let Some(byte) = rest.next() {
                let last = pieces.len() - 1;
                match byte {
                    b'&' if references && !quoted => pieces.push(Vec::new()),
                    b'\\' if references && !quoted && matches!(rest.peek(), Some(b'&' | b'\\')) => {
                        pieces[last].extend(rest.next());
                    }
                    _ => pieces[last].push(byte),
                }
            }
        }
        self.word.clear();
        self.replacements.push(Replacement { pieces });
        if let Some((word, in_text)) = self.words.pop() {
            self.word = word;
            self.in_text = in_text;
        }
    }
}

/// Compiled expressions of `=~`, the newest last.
#[derive(Default)]
pub(crate) struct RegexCache(Vec<(Text, bool, bool, Rc<Regex>)>);

/// How many expressions are kept.
const CACHED: usize = 16;

impl RegexCache {
    fn get(&self, source: &Text, icase: bool, utf8: bool) -> Option<Rc<Regex>> {
        let row = self.0.iter().rev().find(|row| row.1 == icase && row.2 == utf8 && row.0 == *source)?;
        Some(row.3.clone())
    }

    fn insert(&mut self, source: Text, icase: bool, utf8: bool, regex: Regex) -> Rc<Regex> {
        if self.0.len() >= CACHED {
            self.0.remove(0);
        }
        let regex = Rc::new(regex);
        self.0.push((source, icase, utf8, regex.clone()));
        regex
    }
}
