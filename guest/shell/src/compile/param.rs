//! Parameter expansions.

use super::word::{constant, constant_pieces, may_vanish};
use super::{Compiler, inner};
use crate::ir::{CaseCode, Needs, Op, ParamTarget, Pc, Quoting, ReplaceCode};
use bashwit_syntax::ParseOptions;
use bashwit_syntax::ast::{
    Arith, CaseChange, Param, ParamName, ParamOp, ReplaceScope, Subscript, Word, WordPart,
};

impl Compiler<'_> {
    /// `$x`, `${…}`.
    pub(super) fn param(&mut self, param: &Param, quoting: Quoting) {
        if param.op == ParamOp::Bad {
            return self.bad_substitution(param, quoting);
        }
        if param.op == ParamOp::Unreadable {
            let at = self.text(&param.raw);
            return self.emit(Op::Fail(at));
        }
        if let ParamOp::NamesWithPrefix { at } = param.op {
            let ParamName::Variable(prefix) = &param.name else { return };
            let prefix = self.text(prefix);
            return self.emit(Op::Names { prefix, at, quoting });
        }
        if param.subscript.is_none() && !param.indirect && self.simple_param(param, quoting) {
            return;
        }
        if param.op == ParamOp::Length
            && let ParamName::Variable(name) = &param.name
            && let Some(Subscript::Index { word, arith }) = &param.subscript
        {
            return self.element_length(name, word, arith, quoting);
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
            (ParamOp::None, ParamName::Positional(number)) => {
                self.emit(Op::Positional { number: *number, braced: param.braced, quoting });
            }
            (ParamOp::None, ParamName::Special(byte @ (b'@' | b'*'))) => self.emit(Op::All(*byte, quoting)),
            (ParamOp::None, ParamName::Special(byte)) => {
                self.emit(Op::Special { byte: *byte, braced: param.braced, quoting });
            }
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
                let written = self.text(&word.raw);
                self.emit(Op::TargetElement { name, written });
            }
            _ => {
                self.code.params.push(name);
                let at = self.code.params.len() as u32 - 1;
                self.emit(Op::Target(at));
            }
        }
        if param.indirect {
            let name = self.text(&param_name(param));
            let strict = !matches!(
                param.op,
                ParamOp::Default { .. }
                    | ParamOp::Assign { .. }
                    | ParamOp::Error { .. }
                    | ParamOp::Alternative { .. }
                    | ParamOp::BadOperator
            );
            self.emit(Op::Indirect { name, strict });
        }
    }

    /// `${#a[i]}`: of an unset variable the subscript is not looked at.
    fn element_length(&mut self, name: &[u8], word: &Word, arith: &std::rc::Rc<Arith>, quoting: Quoting) {
        let name = self.symbol(name);
        let unset = self.jump(Op::LengthOfUnset { name, quoting, to: 0 });
        self.subscript(name, word, arith);
        let written = self.text(&word.raw);
        self.emit(Op::TargetElement { name, written });
        let subscript = self.text(&[&word.raw[..], b"]"].concat());
        self.emit(Op::ElementLength { subscript, quoting });
        self.land(unset);
    }

    /// `[→ sub]`: an index or a key, whichever the variable needs when it runs.
    pub(super) fn subscript(
        &mut self,
        name: crate::state::symbol::Symbol,
        word: &Word,
        arith: &std::rc::Rc<Arith>,
    ) {
        let to_key = self.jump(Op::JumpIfAssoc { name, declared: false, to: 0 });
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
                let set = self.jump_if_set(*colon, quoting);
                self.emit(Op::DropTarget);
                self.operand(word, quoting);
                let end = self.jump(Op::Jump(0));
                self.land(set);
                self.emit(Op::Value(quoting));
                self.land(end);
            }
            ParamOp::Assign { colon, word } => self.assign_if_unset(param, *colon, word, quoting),
            ParamOp::Error { colon, word, quoted } => {
                let set = self.jump_if_set(*colon, quoting);
                match word {
                    Some(word) => self.message(word, *quoted),
                    None => {
                        let null: &[u8] = if *colon { b"null or " } else { b"" };
                        let at = self.text(&[b"parameter ", null, b"not set"].concat());
                        self.emit(Op::Text(at));
                    }
                }
                let sign: &[u8] = if param.indirect { b"!" } else { b"" };
                let at = self.text(&[sign, &param_name(param)].concat());
                self.emit(Op::FailTarget(at));
                self.land(set);
                self.emit(Op::Value(quoting));
            }
            ParamOp::Alternative { colon, word } => {
                let set = self.jump_if_set(*colon, quoting);
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
            ParamOp::RemovePrefix { longest, pattern } => self.remove(pattern, (false, *longest), quoting),
            ParamOp::RemoveSuffix { longest, pattern } => self.remove(pattern, (true, *longest), quoting),
            ParamOp::Substring { offset, length } => self.substring(offset, length.as_ref(), quoting),
            ParamOp::Replace { scope, pattern, replacement } => {
                self.replace(*scope, pattern, replacement.as_ref(), quoting);
            }
            ParamOp::Case { change, all, pattern } => {
                self.change_case(*change, *all, pattern.as_ref(), quoting);
            }
            ParamOp::Transform(transform) => self.emit(Op::Transform(*transform, quoting)),
            ParamOp::Keys => self.emit(Op::Keys(quoting)),
            ParamOp::BadTransform => self.bad_transform(param, quoting),
            ParamOp::BadOperator => {
                self.emit(Op::Look);
                self.bad_substitution(param, quoting);
            }
            ParamOp::NamesWithPrefix { .. } | ParamOp::Bad | ParamOp::Unreadable => {}
        }
    }

    /// A jump where the target is set, for `colon` to more than nothing.
    fn jump_if_set(&mut self, colon: bool, quoting: Quoting) -> Pc {
        self.jump(Op::JumpIfSet { colon, quoted: quoting != Quoting::Split, to: 0 })
    }

    /// `${x=word}`.
    fn assign_if_unset(&mut self, param: &Param, colon: bool, word: &Word, quoting: Quoting) {
        let set = self.jump_if_set(colon, quoting);
        if !param.indirect && !matches!(param.name, ParamName::Variable(_)) {
            // It is none that can be assigned to, whatever the word is.
            let at = self.text(b"");
            self.emit(Op::AssignTarget(at));
        } else {
            self.text_word(word);
            let written = self.text(&param_name(param));
            self.emit(if param.indirect { Op::AssignIndirect(written) } else { Op::AssignTarget(written) });
        }
        self.land(set);
        self.emit(Op::Value(quoting));
    }

    /// `${x/pattern/replacement}`.
    fn replace(&mut self, scope: ReplaceScope, pattern: &Word, replacement: Option<&Word>, quoting: Quoting) {
        let active =
            !is_constant_pattern(pattern) || replacement.is_some_and(|word| constant(word, true).is_none());
        let skip = self.skip_operands(active, Needs::Value, quoting);
        let anchor = self.pattern_word_in(pattern, true, scope == ReplaceScope::First);
        if let Some(word) = replacement {
            self.emit(Op::BeginText);
            self.parts(&word.parts, Quoting::Active);
            self.emit(Op::EndReplacement);
        }
        let replacement = replacement.is_some();
        self.code.replaces.push(ReplaceCode { scope, anchor, replacement, quoting });
        let at = self.code.replaces.len() as u32 - 1;
        self.emit(Op::Replace(at));
        self.land_skip(skip);
    }

    /// `${x^pattern}` and its kin.
    fn change_case(&mut self, change: CaseChange, all: bool, pattern: Option<&Word>, quoting: Quoting) {
        let active = pattern.is_some_and(|pattern| !is_constant_pattern(pattern));
        let skip = self.skip_operands(active, Needs::Value, quoting);
        if let Some(pattern) = pattern {
            self.pattern_word(pattern, false);
        }
        let is_quote = |part: &WordPart| matches!(part, WordPart::Quoted(_) | WordPart::DoubleQuoted(_));
        let unquoted = pattern.is_some_and(|word| !word.parts.iter().any(is_quote));
        let pattern = pattern.is_some();
        self.code.cases.push(CaseCode { change, all, pattern, unquoted, quoting });
        let at = self.code.cases.len() as u32 - 1;
        self.emit(Op::ChangeCase(at));
        self.land_skip(skip);
    }

    /// `${x@…}` with a letter that means nothing: that fails where there is a value.
    fn bad_transform(&mut self, param: &Param, quoting: Quoting) {
        let set = self.jump_if_set(false, quoting);
        self.emit(Op::Value(quoting));
        let end = self.jump(Op::Jump(0));
        self.land(set);
        let at = self.text(b"bad substitution");
        self.emit(Op::Text(at));
        let context = self.context.clone();
        let at = self.text(around(&context, &param.raw, quoting == Quoting::Quoted));
        self.emit(Op::FailTarget(at));
        self.land(end);
    }

    /// What is no expansion fails when it runs.
    fn bad_substitution(&mut self, param: &Param, quoting: Quoting) {
        let context = self.context.clone();
        let at = self.text(around(&context, &param.raw, quoting == Quoting::Quoted));
        self.emit(Op::BadSubstitution(at));
    }

    /// Jumps over operands that have something to expand where the value does not need them.
    fn skip_operands(&mut self, active: bool, unless: Needs, quoting: Quoting) -> Option<Pc> {
        active.then(|| self.jump(Op::SkipOperands { unless, quoting, to: 0 }))
    }

    fn land_skip(&mut self, skip: Option<Pc>) {
        if let Some(skip) = skip {
            self.land(skip);
        }
    }

    /// `#`, `##`, `%`, `%%`.
    fn remove(&mut self, pattern: &Word, (suffix, longest): (bool, bool), quoting: Quoting) {
        let skip = self.skip_operands(!is_constant_pattern(pattern), Needs::Text, quoting);
        self.pattern_word(pattern, false);
        self.emit(Op::Remove { suffix, longest, quoting });
        self.land_skip(skip);
    }

    /// `:offset`, `:offset:length`.
    fn substring(
        &mut self,
        offset: &std::rc::Rc<Arith>,
        length: Option<&std::rc::Rc<Arith>>,
        quoting: Quoting,
    ) {
        let active = !is_digits(offset) || length.is_some_and(|length| !is_digits(length));
        let skip = self.skip_operands(active, Needs::Slice, quoting);
        self.arith(offset);
        let mut outside = None;
        if let Some(length) = length {
            // A digit cannot fail, and does nothing.
            if !is_digits(length) {
                outside = Some(self.jump(Op::SkipLength { quoting, to: 0 }));
            }
            self.arith(length);
        }
        self.emit(Op::Substring { length: length.is_some(), quoting });
        self.land_skip(outside);
        self.land_skip(skip);
    }

    /// The message of `${x?…}`: an unquoted word even in double quotes, the fields of which are
    /// joined.
    fn message(&mut self, word: &Word, quoted: bool) {
        let mut parsed = None;
        if quoted {
            parsed = bashwit_syntax::parse_operand(&word.raw, &ParseOptions::default()).ok();
        }
        let word = parsed.as_ref().unwrap_or(word);
        // The message is expanded by a shell that has failed already.
        self.emit(Op::Status(1));
        self.emit(Op::BeginMessage);
        self.parts_of(&word.raw, &word.parts, Quoting::Split);
        self.emit(Op::EndMessage);
    }

    /// The word of `:-`, `:+`: it joins the word around it, quoted or split as that is.
    fn operand(&mut self, word: &Word, quoting: Quoting) {
        let before = std::mem::replace(&mut self.context, word.raw.clone());
        if quoting == Quoting::Quoted && word.parts.iter().any(may_vanish) {
            self.emit(Op::QuoteMark);
        }
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

fn is_constant_pattern(pattern: &Word) -> bool {
    constant_pieces(&pattern.parts, &mut Vec::new())
}

/// Whether an expression is digits alone.
fn is_digits(arith: &Arith) -> bool {
    arith.text.raw.len() < 10 && arith.text.raw.iter().all(u8::is_ascii_digit) && arith.expr.is_some()
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
