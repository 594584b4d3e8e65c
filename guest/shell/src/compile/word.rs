//! Words: fields, texts, patterns.

use super::brace::has_braces;
use super::redirect::only_file;
use super::{Compiler, inner};
use crate::ir::{BlockKind, BlockSource, LazyPattern, Op, Quoting};
use bashwit_syntax::ast::{
    Brace, CommandSubst, Param, ParamName, ParamOp, ProcessDirection, Subscript, SubstStyle, Word, WordPart,
};
use std::cell::OnceCell;
use std::rc::Rc;

/// Bytes that pathname expansion looks at.
fn has_glob(bytes: &[u8]) -> bool {
    memchr::memchr3(b'*', b'?', b'[', bytes).is_some()
}

/// Whether a word is no pattern though it has a bracket: none is closed, as in the command `[`.
fn has_open_brackets_only(word: &Word) -> bool {
    let [WordPart::Literal(bytes)] = word.parts.as_slice() else { return false };
    memchr::memchr3(b'*', b'?', b']', bytes).is_none()
}

/// The text of a word without any expansion; `None` if it has one. Pattern characters are
/// allowed where `patterns` says so.
pub(super) fn constant(word: &Word, patterns: bool) -> Option<Vec<u8>> {
    let patterns = patterns || has_open_brackets_only(word);
    let mut out = Vec::new();
    for part in &word.parts {
        match part {
            WordPart::Literal(bytes) if patterns || !has_glob(bytes) => out.extend_from_slice(bytes),
            WordPart::Quoted(bytes) => out.extend_from_slice(bytes),
            WordPart::DoubleQuoted(inner) => {
                for part in inner {
                    match part {
                        WordPart::Quoted(bytes) | WordPart::Literal(bytes) => out.extend_from_slice(bytes),
                        _ => return None,
                    }
                }
            }
            _ => return None,
        }
    }
    Some(out)
}

/// A variable that stands alone, and whether it is `${x}`, not `$x`.
fn plain_variable(part: &WordPart) -> Option<(&[u8], bool)> {
    match part {
        WordPart::Param(param)
            if param.subscript.is_none() && !param.indirect && param.op == ParamOp::None =>
        {
            match &param.name {
                ParamName::Variable(name) => Some((name, param.braced)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether words need all expansions done before the first pathname expansion: one may be a pattern,
/// and one behind it does more than to look at a variable.
fn defers_pathnames<'w>(words: impl Iterator<Item = &'w Word>) -> bool {
    let is_active = |part: &WordPart| !matches!(part, WordPart::Quoted(_) | WordPart::DoubleQuoted(_));
    let may_glob = |word: &&Word| constant(word, false).is_none() && word.parts.iter().any(is_active);
    words.skip_while(|word| !may_glob(word)).skip(1).any(|word| word.parts.iter().any(has_effect))
}

fn has_effect(part: &WordPart) -> bool {
    match part {
        WordPart::Literal(_) | WordPart::Quoted(_) | WordPart::Tilde(_) | WordPart::ArgumentTilde(_) => false,
        WordPart::DoubleQuoted(inner) => inner.iter().any(has_effect),
        WordPart::Param(param) => {
            param.op != ParamOp::None
                || param.indirect
                || matches!(param.subscript, Some(Subscript::Index { .. }))
        }
        WordPart::Brace(brace) => match &**brace {
            Brace::List(items) => items.iter().flatten().any(has_effect),
            Brace::Numbers { .. } | Brace::Letters { .. } => false,
        },
        WordPart::ExtGlob(_, alternatives) => alternatives.iter().flatten().any(has_effect),
        WordPart::Command(_) | WordPart::Arith(_) | WordPart::Process(..) => true,
    }
}

impl Compiler<'_> {
    /// Words that make fields.
    pub(super) fn word_list<'w>(&mut self, words: impl Iterator<Item = &'w Word> + Clone) {
        let defers = defers_pathnames(words.clone());
        if defers {
            self.emit(Op::DeferPathnames);
        }
        words.for_each(|word| self.fields(word));
        if defers {
            self.emit(Op::ExpandPathnames);
        }
    }

    /// A word that makes fields; braces are expanded here.
    pub(super) fn fields(&mut self, word: &Word) {
        if has_braces(word) {
            self.braces_or_text(word);
        } else {
            self.field_word(word);
        }
    }

    /// A word without braces that makes fields.
    pub(super) fn field_word(&mut self, word: &Word) {
        if let Some(text) = constant(word, false) {
            let at = self.text(&text);
            return self.emit(Op::Field(at));
        }
        if let [WordPart::DoubleQuoted(parts)] = word.parts.as_slice()
            && let [part] = parts.as_slice()
            && let Some((name, braced)) = plain_variable(part)
        {
            let name = self.symbol(name);
            return self.emit(Op::FieldVariable { name, braced });
        }
        self.emit(Op::BeginField);
        self.parts_of(&word.raw, &word.parts, Quoting::Split);
        self.emit(Op::EndField);
    }

    /// A word that makes one text (assignment, redirection, `case` word, here-document).
    pub(super) fn text_word(&mut self, word: &Word) {
        self.text_word_in(word, Op::BeginText);
    }

    /// The same for the value of an assignment or a here-string.
    pub(super) fn value_word(&mut self, word: &Word) {
        self.text_word_in(word, Op::BeginValue);
    }

    /// The same for a here-document.
    pub(super) fn document(&mut self, body: &Word) {
        self.text_word_in(body, Op::BeginDocument);
    }

    fn text_word_in(&mut self, word: &Word, begin: Op) {
        if let Some(text) = constant(word, true) {
            let at = self.text(&text);
            return self.emit(Op::Text(at));
        }
        let alone = match word.parts.as_slice() {
            [WordPart::DoubleQuoted(parts)] => parts.as_slice(),
            parts => parts,
        };
        if let [part] = alone
            && let Some((name, _)) = plain_variable(part)
        {
            let name = self.symbol(name);
            return self.emit(Op::TextVariable(name));
        }
        self.emit(begin);
        self.parts_of(&word.raw, &word.parts, Quoting::Active);
        self.emit(Op::EndText);
    }

    /// A word that makes a pattern; whether `nocasematch` counts.
    pub(super) fn pattern_word(&mut self, word: &Word, nocase: bool) {
        self.pattern_word_in(word, nocase, false);
    }

    /// The same; whether an expansion at its start may give it an anchor. Tells if one may.
    pub(super) fn pattern_word_in(&mut self, word: &Word, nocase: bool, anchor: bool) -> bool {
        let mut pieces = Vec::new();
        if constant_pieces(&word.parts, &mut pieces) {
            self.code.patterns.push(LazyPattern { pieces, nocase, compiled: OnceCell::new() });
            let at = self.code.patterns.len() as u32 - 1;
            self.emit(Op::Pattern(at));
            return false;
        }
        self.emit(Op::BeginText);
        self.parts_of(&word.raw, &word.parts, Quoting::Active);
        let anchor =
            anchor && !matches!(word.parts.first(), Some(WordPart::DoubleQuoted(_) | WordPart::Literal(_)));
        if anchor {
            self.emit(Op::TakeAnchor);
        }
        self.emit(Op::EndPattern { nocase });
        anchor
    }

    /// Adds parts to the word that is being built.
    pub(super) fn parts(&mut self, parts: &[WordPart], quoting: Quoting) {
        for part in parts {
            self.part(part, quoting);
        }
    }

    fn part(&mut self, part: &WordPart, quoting: Quoting) {
        match part {
            WordPart::Literal(bytes) => {
                let at = self.text(bytes);
                self.emit(if quoting == Quoting::Quoted { Op::Quote(at) } else { Op::Literal(at) });
            }
            WordPart::Quoted(bytes) => {
                let at = self.text(bytes);
                self.emit(Op::Quote(at));
            }
            WordPart::DoubleQuoted(parts) => self.double_quoted(parts),
            WordPart::Tilde(name) => {
                let at = self.text(name);
                self.emit(Op::Tilde(at));
            }
            WordPart::ArgumentTilde(name) => {
                let at = self.text(name);
                self.emit(Op::ArgumentTilde(at));
            }
            WordPart::Param(param) => self.param(param, quoting),
            WordPart::Command(subst) => {
                if let (None, Some(file)) = (&subst.error, only_file(&subst.body)) {
                    return self.file_read(file, quoting);
                }
                let at = self.substitution(subst, BlockKind::Output);
                self.emit(Op::Substitute(at, quoting));
            }
            WordPart::Process(direction, subst) => {
                let kind = match direction {
                    ProcessDirection::Read => BlockKind::ReadFrom,
                    ProcessDirection::Write => BlockKind::WriteTo,
                };
                let at = self.substitution(subst, kind);
                self.emit(Op::ProcessSubstitute(at));
            }
            WordPart::Arith(arith) => {
                self.arith(arith);
                self.emit(Op::Int(quoting));
            }
            // Braces are gone before: one that is left (in a text) stands for itself.
            WordPart::Brace(_) => {}
            WordPart::ExtGlob(operator, alternatives) => self.ext_glob(*operator, alternatives, quoting),
        }
    }

    fn double_quoted(&mut self, parts: &[WordPart]) {
        if !parts.iter().any(may_vanish) {
            self.emit(Op::QuoteMark);
            return self.parts(parts, Quoting::Quoted);
        }
        let is_list = |param: &Param| param.op == ParamOp::None && !param.indirect;
        if let [WordPart::Param(param)] = parts
            && is_list(param)
        {
            return self.parts(parts, Quoting::Quoted);
        }
        self.emit(Op::BeginQuotes);
        self.parts(parts, Quoting::Quoted);
        self.emit(Op::EndQuotes);
    }

    fn ext_glob(&mut self, operator: u8, alternatives: &[Vec<WordPart>], quoting: Quoting) {
        let active = inner(quoting);
        let mut open = vec![operator, b'('];
        for alternative in alternatives {
            let at = self.text(&open);
            self.emit(Op::Literal(at));
            self.parts(alternative, active);
            open = vec![b'|'];
        }
        let at = self.text(b")");
        self.emit(Op::Literal(at));
    }

    fn substitution(&mut self, subst: &Rc<CommandSubst>, kind: BlockKind) -> u32 {
        let source = match &subst.error {
            Some(error) => BlockSource::Error(error.clone()),
            None => BlockSource::List(subst.body.clone()),
        };
        let at = self.block(source, kind);
        // Bash runs `$( … )` from its text printed anew, in which it begins with the first command.
        let printed = subst.style != SubstStyle::Backquote;
        let first = subst.body.items.first().and_then(|item| item.and_or.first.commands.first());
        let first_line = first.filter(|_| printed).map_or(subst.line, |command| command.line);
        self.code.blocks[at as usize].first_line = Some(first_line);
        at
    }
}

/// Parts that may leave no field at all even in double quotes: `"$@"`, `"${a[@]}"`.
pub(super) fn may_vanish(part: &WordPart) -> bool {
    match part {
        WordPart::Param(param) => {
            matches!(param.name, ParamName::Special(b'@'))
                || matches!(param.subscript, Some(Subscript::At))
                || param.indirect
                || matches!(param.op, ParamOp::NamesWithPrefix { at: true })
        }
        _ => false,
    }
}

/// The pieces of a pattern without expansions; false if it has one.
pub(super) fn constant_pieces(parts: &[WordPart], pieces: &mut Vec<(Rc<[u8]>, bool)>) -> bool {
    parts.iter().all(|part| match part {
        WordPart::Literal(bytes) => {
            pieces.push((bytes.clone(), false));
            true
        }
        WordPart::Quoted(bytes) => {
            pieces.push((bytes.clone(), true));
            true
        }
        WordPart::DoubleQuoted(inner) => inner.iter().all(|part| match part {
            WordPart::Quoted(bytes) | WordPart::Literal(bytes) => {
                pieces.push((bytes.clone(), true));
                true
            }
            _ => false,
        }),
        WordPart::ExtGlob(operator, alternatives) => {
            let mut open = vec![*operator, b'('];
            for alternative in alternatives {
                pieces.push((open.clone().into(), false));
                if !constant_pieces(alternative, pieces) {
                    return false;
                }
                open = vec![b'|'];
            }
            pieces.push((Rc::from(&b")"[..]), false));
            true
        }
        _ => false,
    })
}
