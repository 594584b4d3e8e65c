//! Parameter expansions.

use super::{Compiler, inner};
use crate::ir::{CaseCode, Op, ParamCode, ParamTarget, Quoting, ReplaceCode};
use bashwit_syntax::ast::{Arith, Param, ParamName, ParamOp, Subscript, Word, WordPart};

impl Compiler<'_> {
    /// `$x`, `${…}`.
    pub(super) fn param(&mut self, param: &Param, quoting: Quoting) {
        if param.op == ParamOp::Bad {
            let context = self.context.clone();
            let at = self.text(around(&context, &param.raw, quoting == Quoting::Quoted));
            return self.emit(Op::BadSubstitution(at));
        }
        if let ParamOp::NamesWithPrefix { at } = param.op {
            let ParamName::Variable(prefix) = &param.name else { return };
            let prefix = self.text(prefix);
            return self.emit(Op::Names { prefix, at, quoting });
        }
        if param.subscript.is_none() && !param.indirect && self.simple_param(param, quoting) {
            return;
        }
        self.target(param);
        self.operate(param, quoting);
    }

    /// The frequent forms; false where it is none of them.
    fn simple_param(&mut self, param: &Param, quoting: Quoting) -> bool {
        match (&param.op, &param.name) {
            (ParamOp::None, ParamName::Variable(name)) => {
                let name = self.symbol(name);
                self.emit(Op::Variable { name, braced: param.braced, quoting });
            }
            (ParamOp::None, ParamName::Positional(number)) => self.emit(Op::Positional(*number, quoting)),
            (ParamOp::None, ParamName::Special(byte @ (b'@' | b'*'))) => self.emit(Op::All(*byte, quoting)),
            (ParamOp::None, ParamName::Special(byte)) => self.emit(Op::Special(*byte, quoting)),
            (ParamOp::Length, ParamName::Variable(name)) => {
                let name = self.symbol(name);
                self.emit(Op::Length(name, quoting));
            }
            _ => return false,
        }
        true
    }

    /// Pushes what the expansion is about.
    fn target(&mut self, param: &Param) {
        let name = match &param.name {
            ParamName::Variable(name) => ParamTarget::Variable(self.symbol(name)),
            ParamName::Positional(number) => ParamTarget::Positional(*number),
            ParamName::Special(byte) => ParamTarget::Special(*byte),
        };
        match (&param.subscript, name) {
            (Some(Subscript::At), ParamTarget::Variable(name)) => self.emit(Op::TargetAll(name, b'@')),
            (Some(Subscript::Star), ParamTarget::Variable(name)) => self.emit(Op::TargetAll(name, b'*')),
            (Some(Subscript::Index { word, arith }), ParamTarget::Variable(name)) => {
                self.subscript(name, word, arith);
                self.emit(Op::TargetElement(name));
            }
            _ => {
                self.code.params.push(ParamCode { name, raw: param.raw.clone() });
                let at = self.code.params.len() as u32 - 1;
                self.emit(Op::Target(at));
            }
        }
        if param.indirect {
            let at = self.text(&param.raw);
            self.emit(Op::Indirect(at));
        }
    }

    /// `[→ sub]`: an index or a key, whichever the variable needs when it runs.
    pub(super) fn subscript(
        &mut self,
        name: crate::state::symbol::Symbol,
        word: &Word,
        arith: &std::rc::Rc<Arith>,
    ) {
        let to_key = self.jump(Op::JumpIfAssoc { name, to: 0 });
        self.arith(arith);
        self.emit(Op::SubscriptInt);
        let to_end = self.jump(Op::Jump(0));
        self.land(to_key);
        self.text_word(word);
        self.emit(Op::SubscriptKey);
        self.land(to_end);
    }

    fn operate(&mut self, param: &Param, quoting: Quoting) {
        match &param.op {
            ParamOp::None => self.emit(Op::Value(quoting)),
            ParamOp::Length => self.emit(Op::TargetLength(quoting)),
            ParamOp::Default { colon, word } => {
                let set =
                    self.jump(Op::JumpIfSet { colon: *colon, quoted: quoting != Quoting::Split, to: 0 });
                self.emit(Op::DropTarget);
                if quoting == Quoting::Quoted && word.parts.is_empty() {
                    self.emit(Op::QuoteMark);
                }
                self.operand(word, quoting);
                let end = self.jump(Op::Jump(0));
                self.land(set);
                self.emit(Op::Value(quoting));
                self.land(end);
            }
            ParamOp::Assign { colon, word } => {
                let set =
                    self.jump(Op::JumpIfSet { colon: *colon, quoted: quoting != Quoting::Split, to: 0 });
                self.text_word(word);
                self.emit(Op::AssignTarget);
                self.land(set);
                self.emit(Op::Value(quoting));
            }
            ParamOp::Error { colon, word } => {
                let set =
                    self.jump(Op::JumpIfSet { colon: *colon, quoted: quoting != Quoting::Split, to: 0 });
                match word {
                    Some(word) => self.text_word(word),
                    None => {
                        let message: &[u8] =
                            if *colon { b"parameter null or not set" } else { b"parameter not set" };
                        let at = self.text(message);
                        self.emit(Op::Text(at));
                    }
                }
                let at = self.text(&param_name(param));
                self.emit(Op::FailTarget(at));
                self.land(set);
                self.emit(Op::Value(quoting));
            }
            ParamOp::Alternative { colon, word } => {
                let set =
                    self.jump(Op::JumpIfSet { colon: *colon, quoted: quoting != Quoting::Split, to: 0 });
                if quoting == Quoting::Quoted {
                    self.emit(Op::TargetMark);
                }
                self.emit(Op::DropTarget);
                let end = self.jump(Op::Jump(0));
                self.land(set);
                self.emit(Op::DropTarget);
                self.operand(word, quoting);
                self.land(end);
            }
            ParamOp::RemovePrefix { longest, pattern } => {
                self.pattern_word(pattern, false);
                self.emit(Op::Remove { suffix: false, longest: *longest, quoting });
            }
            ParamOp::RemoveSuffix { longest, pattern } => {
                self.pattern_word(pattern, false);
                self.emit(Op::Remove { suffix: true, longest: *longest, quoting });
            }
            ParamOp::Substring { offset, length } => {
                self.arith(offset);
                if let Some(length) = length {
                    self.arith(length);
                }
                self.emit(Op::Substring { length: length.is_some(), quoting });
            }
            ParamOp::Replace { scope, pattern, replacement } => {
                self.pattern_word(pattern, true);
                if let Some(word) = replacement {
                    self.emit(Op::BeginText);
                    self.parts(&word.parts, Quoting::Active);
                    self.emit(Op::EndReplacement);
                }
                self.code.replaces.push(ReplaceCode {
                    scope: *scope,
                    replacement: replacement.is_some(),
                    quoting,
                });
                let at = self.code.replaces.len() as u32 - 1;
                self.emit(Op::Replace(at));
            }
            ParamOp::Case { change, all, pattern } => {
                if let Some(pattern) = pattern {
                    self.pattern_word(pattern, false);
                }
                let pattern = pattern.is_some();
                self.code.cases.push(CaseCode { change: *change, all: *all, pattern, quoting });
                let at = self.code.cases.len() as u32 - 1;
                self.emit(Op::ChangeCase(at));
            }
            ParamOp::Transform(transform) => self.emit(Op::Transform(*transform, quoting)),
            ParamOp::Keys => self.emit(Op::Keys(quoting)),
            ParamOp::BadTransform => {
                let set =
                    self.jump(Op::JumpIfSet { colon: false, quoted: quoting == Quoting::Quoted, to: 0 });
                self.emit(Op::Value(quoting));
                let end = self.jump(Op::Jump(0));
                self.land(set);
                let at = self.text(b"bad substitution");
                self.emit(Op::Text(at));
                let at = self.text(&param.raw);
                self.emit(Op::FailTarget(at));
                self.land(end);
            }
            ParamOp::NamesWithPrefix { .. } | ParamOp::Bad => {}
        }
    }

    /// The word of `:-`, `:+`: it joins the word around it, quoted or split as that is.
    fn operand(&mut self, word: &Word, quoting: Quoting) {
        let before = std::mem::replace(&mut self.context, word.raw.clone());
        for part in &word.parts {
            match part {
                WordPart::Literal(bytes) if quoting == Quoting::Split => {
                    let at = self.text(bytes);
                    self.emit(Op::LiteralSplit(at));
                }
                _ if quoting == Quoting::Quoted => self.parts(std::slice::from_ref(part), Quoting::Quoted),
                _ => self.parts(
                    std::slice::from_ref(part),
                    if quoting == Quoting::Split { quoting } else { inner(quoting) },
                ),
            }
        }
        self.context = before;
    }
}

/// What bash shows of a word with an expansion that is none: all of it, or what is in the
/// double quotes around it.
fn around<'w>(word: &'w [u8], raw: &'w [u8], quoted: bool) -> &'w [u8] {
    let Some(at) = memchr::memmem::find(word, raw) else { return raw };
    if !quoted {
        return word;
    }
    let is_quote = |at: &usize| {
        let escapes = word[..*at].iter().rev().take_while(|byte| **byte == b'\\').count();
        word[*at] == b'"' && escapes % 2 == 0
    };
    let start = (0..at).rev().find(is_quote).map_or(0, |quote| quote + 1);
    let end = (at + raw.len()..word.len()).find(is_quote).unwrap_or(word.len());
    &word[start..end]
}

/// The parameter without operator, as `${x?}` names it.
fn param_name(param: &Param) -> Vec<u8> {
    let mut name = match &param.name {
        ParamName::Variable(name) => name.to_vec(),
        ParamName::Positional(number) => number.to_string().into_bytes(),
        ParamName::Special(byte) => vec![*byte],
    };
    match &param.subscript {
        Some(Subscript::At) => name.extend_from_slice(b"[@]"),
        Some(Subscript::Star) => name.extend_from_slice(b"[*]"),
        Some(Subscript::Index { word, .. }) => {
            name.push(b'[');
            name.extend_from_slice(&word.raw);
            name.push(b']');
        }
        None => {}
    }
    name
}
