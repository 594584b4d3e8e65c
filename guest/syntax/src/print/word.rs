//! Words: their source text, with the bodies of `$(…)`, `<(…)` and `>(…)` printed anew.

use crate::ast::{
    Arith, Assignment, AssignmentValue, Brace, CommandSubst, Param, ParamOp, Subscript, SubstStyle, Word,
    WordPart,
};

/// Prints a word.
pub(super) fn word(word: &Word, out: &mut Vec<u8>) {
    let mut substitutions = Vec::new();
    parts(&word.parts, &mut substitutions);
    text(&word.raw, &substitutions, out);
}

/// Prints an assignment; bash shows array literals with single spaces.
pub(super) fn assignment(assignment: &Assignment, out: &mut Vec<u8>) {
    let elements = match &assignment.value {
        AssignmentValue::Scalar(value) => {
            let mut substitutions = Vec::new();
            subscript(assignment.subscript.as_ref(), &mut substitutions);
            parts(&value.parts, &mut substitutions);
            return text(&assignment.raw, &substitutions, out);
        }
        AssignmentValue::Array(elements) => elements,
    };
    target(assignment, out);
    out.extend_from_slice(if assignment.append { b"+=(" } else { b"=(" });
    for (index, element) in elements.iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        word(&element.whole, out);
    }
    out.push(b')');
}

/// Prints what an assignment assigns to: `name`, `name[…]`.
pub(super) fn target(assignment: &Assignment, out: &mut Vec<u8>) {
    out.extend_from_slice(&assignment.name);
    if let Some(subscript) = &assignment.subscript {
        out.push(b'[');
        match subscript {
            Subscript::At => out.push(b'@'),
            Subscript::Star => out.push(b'*'),
            Subscript::Index { word: key, .. } => word(key, out),
        }
        out.push(b']');
    }
}

/// Copies a text; each substitution in it, in order, is printed anew.
fn text(raw: &[u8], substitutions: &[&CommandSubst], out: &mut Vec<u8>) {
    let mut search = Search { text: raw, at: 0, double: false };
    let mut copied = 0;
    for subst in substitutions {
        let Some(at) = search.find(subst) else { continue };
        out.extend_from_slice(raw.get(copied..at).unwrap_or_default());
        let body = super::substitution(subst);
        // Text that starts with a parenthesis would read back as arithmetic.
        if body.starts_with(b"(") && subst.style == SubstStyle::Dollar {
            out.push(b' ');
        }
        out.extend_from_slice(&body);
        copied = at + subst.raw.len();
        search.at = copied;
    }
    out.extend_from_slice(raw.get(copied..).unwrap_or_default());
}

/// Looks for substitutions in the text of a word, from one to the next.
#[derive(Clone, Copy)]
struct Search<'t> {
    text: &'t [u8],
    at: usize,
    /// In double quotes.
    double: bool,
}

impl Search<'_> {
    /// Where the inside of a substitution stands. What is quoted may look like it, but quotes in `${…}` do
    /// not always quote: without another place they do not count.
    fn find(&mut self, subst: &CommandSubst) -> Option<usize> {
        let outer = *self;
        if let Some(at) = self.find_unquoted(subst) {
            return Some(at);
        }
        *self = outer;
        (self.at..self.text.len()).find(|&at| self.begins(at, subst)).map(|at| at + 1)
    }

    fn find_unquoted(&mut self, subst: &CommandSubst) -> Option<usize> {
        while let Some(&b) = self.text.get(self.at) {
            if self.begins(self.at, subst) {
                return Some(self.at + 1);
            }
            self.at += 1;
            match b {
                b'\\' => self.at += 1,
                b'"' => self.double = !self.double,
                b'\'' if !self.double => self.at += memchr::memchr(b, self.text.get(self.at..)?)? + 1,
                b'`' => self.skip_backquotes(),
                _ => {}
            }
        }
        None
    }

    fn skip_backquotes(&mut self) {
        while let Some(&b) = self.text.get(self.at) {
            self.at += if b == b'\\' { 2 } else { 1 };
            if b == b'`' {
                return;
            }
        }
    }

    /// The substitution begins with the parenthesis at a place.
    fn begins(&self, at: usize, subst: &CommandSubst) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.text.get(at));
        let opens = match subst.style {
            SubstStyle::Process => matches!(before, Some(b'<' | b'>')),
            _ => before == Some(&b'$'),
        };
        let inside = self.text.get(at..).and_then(|rest| rest.strip_prefix(b"("));
        let behind = inside.filter(|_| opens).and_then(|inside| inside.strip_prefix(&*subst.raw));
        behind.is_some_and(|behind| behind.starts_with(b")"))
    }
}

/// Collects the substitutions of some parts, in source order; not those inside them.
fn parts<'a>(of: &'a [WordPart], found: &mut Vec<&'a CommandSubst>) {
    for part in of {
        match part {
            // Outside of `${…}` bash takes its inside as it is, but for what is quoted.
            WordPart::ExtGlob(_, alternatives) => {
                let quoted = |part: &&WordPart| matches!(part, WordPart::DoubleQuoted(_));
                let inside = alternatives.iter().flatten().filter(quoted);
                inside.for_each(|part| all_parts(std::slice::from_ref(part), found));
            }
            _ => all_parts(std::slice::from_ref(part), found),
        }
    }
}

/// As `parts`, extended patterns not excepted.
fn all_parts<'a>(of: &'a [WordPart], found: &mut Vec<&'a CommandSubst>) {
    for part in of {
        match part {
            WordPart::Literal(_) | WordPart::Quoted(_) | WordPart::Tilde(_) | WordPart::ArgumentTilde(_) => {}
            WordPart::DoubleQuoted(inner) => all_parts(inner, found),
            WordPart::Param(inner) => param(inner, found),
            WordPart::Command(subst) | WordPart::Process(_, subst) => {
                // Backquotes and what once looked like arithmetic stay as they are.
                if subst.style != SubstStyle::Backquote && !subst.raw.starts_with(b"(") {
                    found.push(subst);
                }
            }
            WordPart::Arith(inner) => arith(inner, found),
            WordPart::Brace(brace) => {
                if let Brace::List(alternatives) = &**brace {
                    alternatives.iter().for_each(|alternative| all_parts(alternative, found));
                }
            }
            WordPart::ExtGlob(_, alternatives) => {
                alternatives.iter().for_each(|alternative| all_parts(alternative, found));
            }
        }
    }
}

fn arith<'a>(arith: &'a Arith, found: &mut Vec<&'a CommandSubst>) {
    all_parts(&arith.text.parts, found);
}

fn subscript<'a>(subscript: Option<&'a Subscript>, found: &mut Vec<&'a CommandSubst>) {
    if let Some(Subscript::Index { word, .. }) = subscript {
        all_parts(&word.parts, found);
    }
}

fn param<'a>(param: &'a Param, found: &mut Vec<&'a CommandSubst>) {
    subscript(param.subscript.as_ref(), found);
    match &param.op {
        ParamOp::Default { word, .. } | ParamOp::Assign { word, .. } | ParamOp::Alternative { word, .. } => {
            all_parts(&word.parts, found);
        }
        ParamOp::Error { word, .. } => word.iter().for_each(|word| all_parts(&word.parts, found)),
        ParamOp::RemovePrefix { pattern, .. } | ParamOp::RemoveSuffix { pattern, .. } => {
            all_parts(&pattern.parts, found);
        }
        ParamOp::Substring { offset, length } => {
            arith(offset, found);
            length.iter().for_each(|length| arith(length, found));
        }
        ParamOp::Replace { pattern, replacement, .. } => {
            all_parts(&pattern.parts, found);
            replacement.iter().for_each(|word| all_parts(&word.parts, found));
        }
        ParamOp::Case { pattern, .. } => pattern.iter().for_each(|word| all_parts(&word.parts, found)),
        ParamOp::None
        | ParamOp::Length
        | ParamOp::Transform(_)
        | ParamOp::NamesWithPrefix { .. }
        | ParamOp::Keys
        | ParamOp::Bad
        | ParamOp::Unreadable
        | ParamOp::BadOperator
        | ParamOp::BadTransform => {}
    }
}
