//! The operators of parameter expansion on texts: removal, replacement, slices, case.

use crate::expand::param::Target;
use crate::expand::split::Joins;
use crate::ir::{CaseCode, Op, Quoting, ReplaceCode};
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::Value;
use crate::vm::{Fault, Vm};
use bashwit_pattern::glob::Pattern;
use bashwit_syntax::ast::{CaseChange, ReplaceScope};

impl Vm {
    /// Adds each value of a target after `change`.
    pub(crate) fn add_changed(
        &mut self,
        target: &Target,
        quoting: Quoting,
        joins: Joins,
        mut change: impl FnMut(&Vm, &Text) -> Text,
    ) -> Result<(), Fault> {
        if let Some(kind) = target.list_kind() {
            let items: Vec<Text> = self.target_list(target).iter().map(|item| change(self, item)).collect();
            return self.add_made_list(&items, kind, quoting, joins);
        }
        match self.target_text(target)? {
            Some(text) => {
                let changed = change(self, &text);
                self.add(&changed, quoting)
            }
            None => self.add_unset(target, quoting),
        }
    }

    /// `${x#p}`, `${x##p}`, `${x%p}`, `${x%%p}`.
    pub(crate) fn remove(
        &mut self,
        target: &Target,
        pattern: &Pattern,
        (suffix, longest): (bool, bool),
        quoting: Quoting,
    ) -> Result<(), Fault> {
        self.add_changed(target, quoting, Joins::Always, |_, text| {
            let found = match (suffix, longest) {
                (false, false) => pattern.shortest_prefix(text),
                (false, true) => pattern.longest_prefix(text),
                (true, false) => pattern.shortest_suffix(text),
                (true, true) => pattern.longest_suffix(text),
            };
            match found {
                Some(at) if suffix => Text::from(&text[..at]),
                Some(at) => Text::from(&text[at..]),
                None => text.clone(),
            }
        })
    }

    /// `${x/p/r}` and its kin. In `replacement` the byte pairs `\1&` stand for the match.
    pub(crate) fn replace(
        &mut self,
        target: &Target,
        pattern: &Pattern,
        replacement: &Replacement,
        code: ReplaceCode,
    ) -> Result<(), Fault> {
        self.add_changed(target, code.quoting, Joins::Quoted, |_, text| {
            replace_in(text, pattern, replacement, code.scope)
        })
    }

    /// `${x^p}` and its kin.
    pub(crate) fn change_case(
        &mut self,
        target: &Target,
        pattern: Option<&Pattern>,
        code: CaseCode,
    ) -> Result<(), Fault> {
        self.add_changed(target, code.quoting, Joins::Quoted, |vm, text| {
            change_case_in(text, pattern, code, vm.state.utf8)
        })
    }

    /// `${x:o}`, `${x:o:l}`.
    pub(crate) fn substring(
        &mut self,
        target: &Target,
        offset: i64,
        length: Option<i64>,
        quoting: Quoting,
    ) -> Result<(), Fault> {
        // A scalar as a list is cut as a text.
        let is_scalar = matches!(target, Target::All(name, _) if self.is_scalar(*name));
        if let Some(kind) = target.list_kind().filter(|_| !is_scalar) {
            let items = self.slice_list(target, offset, length)?;
            return self.add_made_list(&items, kind, quoting, Joins::Part);
        }
        let Some(text) = self.target_text(target)? else {
            return self.add_unset(target, quoting);
        };
        let count = self.char_count(&text) as i64;
        let start = if offset < 0 { count + offset } else { offset };
        if start < 0 || start > count {
            return self.add(b"", quoting);
        }
        let end = match length {
            None => count,
            Some(length) if length < 0 => {
                let end = count + length;
                if end < start {
                    return Err(self.substring_failure(length));
                }
                end
            }
            Some(length) => start.saturating_add(length).min(count),
        };
        let range = self.char_range(&text, start as usize, end as usize);
        self.add(&text[range], quoting)
    }

    /// The message shows the length as it is written.
    fn substring_failure(&mut self, length: i64) -> Fault {
        let before = self.pc.checked_sub(2).and_then(|at| self.code.ops.get(at));
        let shown = match before {
            Some(Op::Arith(at) | Op::ArithText(at)) => {
                self.code.ariths.get(*at as usize).map(|arith| arith.source.text.raw.to_vec())
            }
            _ => None,
        };
        let mut message = shown.unwrap_or_else(|| length.to_string().into_bytes());
        message.extend_from_slice(b": substring expression < 0");
        self.report(&message);
        self.word_failure()
    }

    /// `${@:o:l}`, `${a[@]:o:l}`.
    fn slice_list(&mut self, target: &Target, offset: i64, length: Option<i64>) -> Result<Vec<Text>, Fault> {
        let mut value = None;
        if let Target::All(name, _) = target
            && let Some(name) = self.follow(*name)
        {
            self.materialize(name);
            value = self.state.vars.get(name).map(|variable| variable.value.clone());
        }
        match value {
            Some(Value::Array(array)) => {
                // Offsets of an indexed array are indexes, not places.
                if offset >= array.end() as i64 {
                    return Ok(Vec::new());
                }
                let bounds = self.slice_bounds(offset, length, array.end() as i64)?;
                let Some((start, limit)) = bounds else { return Ok(Vec::new()) };
                let rows = array.iter().skip_while(|(index, _)| *index < start as u64);
                Ok(rows.take(limit).map(|(_, value)| value.to_text()).collect())
            }
            Some(Value::Assoc(array)) => {
                // Places count from 1, with 0 as the first too; one value is taken at least.
                let count = array.iter().count() as i64;
                let offset = if offset < 0 { (count + 1).saturating_add(offset) } else { offset };
                if offset < 0 {
                    return Ok(Vec::new());
                }
                let bounds = self.slice_bounds(offset, length, count)?;
                let Some((start, limit)) = bounds else { return Ok(Vec::new()) };
                let rows = array.iter().skip(start.saturating_sub(1));
                Ok(rows.take(limit.max(1)).map(|(_, value)| value.to_text()).collect())
            }
            _ => {
                // `$0` stands before the positional parameters.
                let mut items = self.target_list(target);
                if matches!(target, Target::Special(_)) {
                    items.insert(0, self.state.name.clone());
                }
                let bounds = self.slice_bounds(offset, length, items.len() as i64)?;
                let Some((start, limit)) = bounds else { return Ok(Vec::new()) };
                Ok(items.into_iter().skip(start).take(limit).collect())
            }
        }
    }

    /// Where a slice of a list begins and how many items it takes at most; none where it begins
    /// outside.
    fn slice_bounds(
        &mut self,
        offset: i64,
        length: Option<i64>,
        end: i64,
    ) -> Result<Option<(usize, usize)>, Fault> {
        let start = if offset < 0 { end.saturating_add(offset) } else { offset };
        if start < 0 || start > end {
            return Ok(None);
        }
        match length {
            Some(length) if length < 0 => Err(self.substring_failure(length)),
            Some(length) => Ok(Some((start as usize, length as usize))),
            None => Ok(Some((start as usize, usize::MAX))),
        }
    }

    /// Whether a slice begins outside of a value.
    pub(crate) fn is_outside(&mut self, target: &Target, offset: i64) -> Result<bool, Fault> {
        // The last place where it may begin, and the one from which a negative offset counts.
        let (last, end) = match target {
            Target::All(name, _) if !self.is_scalar(*name) => {
                let name = self.follow(*name).unwrap_or(*name);
                self.materialize(name);
                match self.state.vars.get(name).map(|variable| &variable.value) {
                    Some(Value::Array(array)) => (array.end() as i64 - 1, array.end() as i64),
                    Some(Value::Assoc(array)) => {
                        (array.iter().count() as i64, array.iter().count() as i64 + 1)
                    }
                    _ => (0, 0),
                }
            }
            Target::Special(b'@' | b'*') => {
                let count = self.state.positional.len() as i64 + 1;
                (count, count)
            }
            _ => {
                let text = self.target_text(target)?.unwrap_or_default();
                let count = self.char_count(&text) as i64;
                (count, count)
            }
        };
        let start = if offset < 0 { end.saturating_add(offset) } else { offset };
        Ok(start < 0 || start > last)
    }

    fn is_scalar(&mut self, name: Symbol) -> bool {
        let name = self.follow(name).unwrap_or(name);
        let variable = self.state.vars.get(name);
        variable.is_some_and(|variable| matches!(variable.value, Value::Scalar(_)))
    }

    /// How many characters a text has, by the locale.
    pub(crate) fn char_count(&self, text: &[u8]) -> usize {
        if !self.state.utf8 || text.is_ascii() { text.len() } else { chars(text).count() }
    }

    /// The bytes of the characters `start..end`.
    fn char_range(&self, text: &[u8], start: usize, end: usize) -> std::ops::Range<usize> {
        if !self.state.utf8 || text.is_ascii() {
            return start.min(text.len())..end.min(text.len());
        }
        let mut at = 0;
        let (mut from, mut to) = (text.len(), text.len());
        for (number, length) in chars(text).enumerate() {
            if number == start {
                from = at;
            }
            if number == end {
                to = at;
                break;
            }
            at += length;
        }
        from.min(to)..to
    }
}

/// The lengths of the characters of a text; an invalid byte counts as one.
pub(crate) fn chars(text: &[u8]) -> impl Iterator<Item = usize> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let length = char_len(text.get(at..)?)?;
        at += length;
        Some(length)
    })
}

/// The length of the first character; `None` where there is none.
pub(crate) fn char_len(text: &[u8]) -> Option<usize> {
    let first = *text.first()?;
    if first < 0x80 {
        return Some(1);
    }
    let (_, size) = bstr::decode_utf8(text);
    match bstr::decode_utf8(text).0 {
        Some(_) => Some(size),
        None => Some(1),
    }
}

/// A replacement: literal pieces, between which the match stands.
#[derive(Debug, Clone, Default)]
pub struct Replacement {
    /// At least one; all but the first come after a reference to the match.
    pub pieces: Vec<Vec<u8>>,
}

impl Replacement {
    fn push(&self, out: &mut Vec<u8>, matched: &[u8]) {
        for (at, piece) in self.pieces.iter().enumerate() {
            if at > 0 {
                out.extend_from_slice(matched);
            }
            out.extend_from_slice(piece);
        }
    }
}

fn replace_in(text: &Text, pattern: &Pattern, replacement: &Replacement, scope: ReplaceScope) -> Text {
    let mut out = Vec::new();
    // At the end of a text bash tries only patterns that begin with a star, or are nothing.
    if text.is_empty() && scope != ReplaceScope::Suffix {
        let anchored = pattern.is_empty() && scope == ReplaceScope::Prefix;
        if anchored || pattern.begins_with_star() && pattern.is_match(b"") {
            replacement.push(&mut out, b"");
        }
        return Text::from(out);
    }
    if pattern.is_unfindable(scope == ReplaceScope::Suffix) {
        return text.clone();
    }
    match scope {
        ReplaceScope::Prefix => match pattern.longest_prefix(text) {
            Some(end) => {
                replacement.push(&mut out, &text[..end]);
                out.extend_from_slice(&text[end..]);
            }
            None => return text.clone(),
        },
        ReplaceScope::Suffix => match pattern.longest_suffix(text) {
            Some(start) => {
                out.extend_from_slice(&text[..start]);
                replacement.push(&mut out, &text[start..]);
            }
            None => return text.clone(),
        },
        ReplaceScope::First | ReplaceScope::All => {
            if pattern.is_empty() {
                return text.clone();
            }
            // What is left of a text decides how it is matched: by characters, or by bytes.
            let valid_from = valid_from(text);
            let by_bytes = pattern.for_text(text);
            let mut from = 0;
            while from < text.len()
                && let Some(found) = {
                    let is_valid = from >= valid_from && !(0x80..0xc0).contains(&text[from]);
                    let pattern = if is_valid { pattern } else { by_bytes };
                    pattern.find(text, from)
                }
                && found.start < text.len()
            {
                out.extend_from_slice(&text[from..found.start]);
                replacement.push(&mut out, &text[found.clone()]);
                from = found.end;
                if scope == ReplaceScope::First {
                    break;
                }
                if found.is_empty() {
                    let next = from + char_len(&text[from..]).unwrap_or(1);
                    out.extend_from_slice(&text[from..next]);
                    from = next;
                }
            }
            if from == 0 && out.is_empty() {
                return text.clone();
            }
            out.extend_from_slice(&text[from..]);
        }
    }
    Text::from(out)
}

/// Where the last stretch of a text begins that is UTF-8.
fn valid_from(text: &[u8]) -> usize {
    if text.is_ascii() {
        return 0;
    }
    let last = text.utf8_chunks().last().filter(|chunk| chunk.invalid().is_empty());
    text.len() - last.map_or(0, |chunk| chunk.valid().len())
}

fn change_case_in(text: &Text, pattern: Option<&Pattern>, code: CaseCode, utf8: bool) -> Text {
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    let lengths: Box<dyn Iterator<Item = usize>> =
        if utf8 { Box::new(chars(text)) } else { Box::new(std::iter::repeat_n(1, text.len())) };
    for length in lengths {
        let one = &text[at..at + length];
        at += length;
        if pattern.is_none_or(|pattern| pattern.is_match(one)) {
            out.extend_from_slice(&match code.change {
                CaseChange::Upper => upper(one, utf8),
                CaseChange::Lower => lower(one, utf8),
                CaseChange::Toggle => toggle(one, utf8),
            });
        } else {
            out.extend_from_slice(one);
        }
        if !code.all {
            break;
        }
    }
    out.extend_from_slice(&text[at..]);
    Text::from(out)
}

/// Upper case, one character for one as towupper(3).
pub(crate) fn upper(text: &[u8], utf8: bool) -> Vec<u8> {
    map_chars(text, utf8, u8::to_ascii_uppercase, |ch| single(ch.to_uppercase(), ch))
}

/// Lower case, one character for one as towlower(3).
pub(crate) fn lower(text: &[u8], utf8: bool) -> Vec<u8> {
    map_chars(text, utf8, u8::to_ascii_lowercase, |ch| single(ch.to_lowercase(), ch))
}

/// First character upper, the others lower.
pub(crate) fn capitalize(text: &[u8], utf8: bool) -> Vec<u8> {
    let first = if utf8 { char_len(text).unwrap_or(0) } else { text.len().min(1) };
    let mut out = upper(&text[..first], utf8);
    out.extend(lower(&text[first..], utf8));
    out
}

fn toggle(text: &[u8], utf8: bool) -> Vec<u8> {
    let up = upper(text, utf8);
    if up == text { lower(text, utf8) } else { up }
}

fn map_chars(text: &[u8], utf8: bool, byte: fn(&u8) -> u8, map: fn(char) -> char) -> Vec<u8> {
    if !utf8 || text.is_ascii() {
        return text.iter().map(byte).collect();
    }
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(length) = char_len(rest) {
        match bstr::decode_utf8(rest).0 {
            Some(ch) => {
                let mut bytes = [0; 4];
                out.extend_from_slice(map(ch).encode_utf8(&mut bytes).as_bytes());
            }
            None => out.push(rest[0]),
        }
        rest = &rest[length..];
    }
    out
}

/// The mapping where it is one character, else the character itself.
fn single(mut mapped: impl Iterator<Item = char>, ch: char) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(one), None) => one,
        _ => ch,
    }
}
