//! Simple commands and assignments.

use super::Compiler;
use super::brace::{has_braces, plain, tilde_text};
use super::word::constant;
use crate::builtins;
use crate::ir::{
    AExpr, Call, CommandInfo, DeclareCode, DeclareForm, ElementCode, ListOptions, Op, RedirectedCode, Tail,
};
use crate::state::symbol::Symbol;
use crate::state::value::Attrs;
use bashwit_syntax::ast::{
    Assignment, AssignmentValue, Command, ElementValue, Redirect, RedirectFd, Simple, Subscript, Word,
    WordPart,
};
use std::borrow::Cow;
use std::rc::Rc;

impl Compiler<'_> {
    /// A simple command with its redirections.
    pub(super) fn simple(&mut self, simple: &Simple, command: &Command) {
        self.simple_info(simple, command, true);
        if simple.words.is_empty() {
            return self.bare(simple, command);
        }
        let info = self.code.commands.len() - 1;
        let redirected = !command.redirects.is_empty();
        let call = self.call(simple, redirected);
        self.emit(Op::BeginArguments);
        if simple.declares.is_empty() {
            self.word_list(simple.words.iter());
        } else {
            self.declaration_words(simple);
        }
        for (at, assignment) in simple.assignments.iter().enumerate() {
            self.temporary(assignment, at > 0, call);
        }
        let mut rows = Vec::new();
        if redirected {
            // `set -x` shows the command where errors went before.
            self.emit(Op::TraceCommand);
            rows = self.call_redirects(simple, command, call);
        }
        self.execute(call, &rows);
        if redirected {
            self.emit(Op::RestoreFds);
        }
        self.ends_here(info);
    }

    /// The call itself. Behind it the command goes on whose redirections have failed.
    fn execute(&mut self, call: u32, rows: &[u32]) {
        self.emit(Op::Execute(call));
        let end = self.here();
        self.code.calls[call as usize].end = end;
        self.land_redirects(rows, end);
        for &row in rows {
            self.code.redirects[row as usize].call = Some(call);
        }
    }

    /// Redirections of a call. Those that may change variables do so in the child, where a program
    /// is called.
    fn call_redirects(&mut self, simple: &Simple, command: &Command, call: u32) -> Vec<u32> {
        let (save, rows_before) = (self.here() as usize, self.code.redirects.len());
        self.emit(Op::SaveFds(Some(call)));
        let rows = self.redirects(command);
        if self.changes_variables(save, rows_before) {
            let at = self.redirected_in_child(simple, command, Some(call));
            self.code.ops[save] = Op::SaveFdsOrFork(at);
        }
        rows
    }

    /// Code for a child that makes the redirections of a command and runs the program, if they are
    /// for one.
    fn redirected_in_child(&mut self, simple: &Simple, command: &Command, call: Option<u32>) -> u32 {
        let mut child = Compiler::shifted(self.symbols, self.code.line_shift);
        child.simple_info(simple, command, false);
        child.begun_outside(command);
        let rows = child.redirects(command);
        if call.is_some() {
            let call = child.call(simple, true);
            child.code.calls[call as usize].tail = Tail::Stage;
            child.execute(call, &rows);
        } else {
            child.emit(Op::EndAssignments);
            let end = child.here();
            child.land_redirects(&rows, end);
        }
        self.code.redirected.push(RedirectedCode { code: Rc::new(child.code), call });
        self.code.redirected.len() as u32 - 1
    }

    /// Whether the operations from there on may leave a variable with another value.
    fn changes_variables(&self, from: usize, rows_from: usize) -> bool {
        use crate::state::symbol::known;
        let drawn = |name: Symbol| matches!(name, known::RANDOM | known::SRANDOM);
        self.code.redirects[rows_from..].iter().any(|row| row.variable.is_some())
            || self.code.ops[from..].iter().any(|op| match op {
                Op::Arith(at) => !matches!(self.code.ariths[*at as usize].expr, Some(AExpr::Number(_))),
                Op::ArithText(_) | Op::AssignTarget(_) | Op::AssignIndirect(_) | Op::Indirect { .. } => true,
                Op::Variable { name, .. } | Op::FieldVariable { name, .. } | Op::TextVariable(name) => {
                    drawn(*name)
                }
                _ => false,
            })
    }

    /// The words of a declaration builtin.
    fn declaration_words(&mut self, simple: &Simple) {
        let mut declares = simple.declares.iter().peekable();
        for (at, word) in simple.words.iter().enumerate() {
            match declares.next_if(|(index, _)| *index as usize == at) {
                Some((_, assignment)) if matches!(assignment.value, AssignmentValue::Array(_)) => {
                    self.declare(assignment, list_options(&simple.words[..at]));
                }
                Some((_, assignment)) if has_braces(word) => {
                    let list = ListOptions::default();
                    self.if_braces(|it| it.braces(word), |it| it.declare(assignment, list));
                }
                Some((_, assignment)) => self.declare(assignment, ListOptions::default()),
                None => self.fields(word),
            }
        }
    }

    /// Notes a call; gives its row.
    fn call(&mut self, simple: &Simple, redirected: bool) -> u32 {
        let quoted_only = |part: &WordPart| matches!(part, WordPart::Literal(_) | WordPart::Quoted(_));
        let first = simple.words.first().filter(|word| word.parts.iter().all(quoted_only));
        let name = first.and_then(|word| constant(word, false)).filter(|name| !name.is_empty());
        self.code.calls.push(Call {
            name: name.as_deref().map(|name| self.symbol(name)),
            builtin: name.as_deref().and_then(builtins::find),
            tail: Tail::No,
            redirected,
            end: 0,
        });
        self.code.calls.len() as u32 - 1
    }

    /// Assignments and redirections without a command.
    fn bare(&mut self, simple: &Simple, command: &Command) {
        let info = self.code.commands.len() - 1;
        self.emit(Op::BeginArguments);
        for assignment in &simple.assignments {
            self.assignment(assignment);
        }
        let sets_variables = |redirect: &Redirect| matches!(redirect.fd, RedirectFd::Variable(..));
        if command.redirects.is_empty() {
            self.emit(Op::EndAssignments);
        } else if command.redirects.iter().any(sets_variables) {
            // bash makes them in a child.
            let at = self.redirected_in_child(simple, command, None);
            self.emit(Op::RedirectAlone(at));
        } else {
            self.emit(Op::SaveFds(None));
            let rows = self.redirects(command);
            for &row in &rows {
                self.code.redirects[row as usize].alone = true;
            }
            self.emit(Op::EndAssignments);
            let end = self.here();
            self.land_redirects(&rows, end);
            self.emit(Op::RestoreFds);
        }
        self.ends_here(info);
    }

    /// Notes a simple command for `$LINENO`, `$BASH_COMMAND` and the DEBUG trap; `completes`: it
    /// runs here.
    pub(super) fn simple_info(&mut self, simple: &Simple, command: &Command, completes: bool) {
        let raws = simple.assignments.iter().map(|assignment| assignment.raw.clone());
        let words: Vec<_> = raws.chain(simple.words.iter().map(|word| word.raw.clone())).collect();
        let plain = command.redirects.is_empty() && !words.iter().any(|word| is_printed_anew(word));
        let text = (!plain).then(|| bashwit_syntax::print::command(command).into());
        let line = command.line;
        let info =
            CommandInfo { line, words, text, shown: true, completes, debug: true, ..Default::default() };
        self.info(info);
    }

    /// Notes a command for `$LINENO` alone.
    pub(super) fn line_info(&mut self, line: u32) {
        self.info(CommandInfo { line, ..CommandInfo::default() });
    }

    pub(super) fn info(&mut self, info: CommandInfo) {
        self.code.commands.push(info);
        let at = self.code.commands.len() as u32 - 1;
        self.emit(Op::Command(at));
    }

    /// An assignment that stays.
    pub(super) fn assignment(&mut self, assignment: &Assignment) {
        let name = self.symbol(&assignment.name);
        let append = assignment.append;
        match (&assignment.subscript, &assignment.value) {
            (None, AssignmentValue::Scalar(word)) => {
                if let ([WordPart::Arith(arith)], false) = (word.parts.as_slice(), append) {
                    self.arith(arith);
                    return self.emit(Op::AssignInt(name));
                }
                self.value_word(word);
                self.emit(Op::Assign { name, append });
            }
            (Some(subscript), AssignmentValue::Scalar(word)) => {
                self.value_word(word);
                let target: Rc<[u8]> = bashwit_syntax::print::assignment_target(assignment).into();
                // Its subscript may fail, or trace something itself.
                let is_plain = |b: &u8| b.is_ascii_alphanumeric() || b"_[]+-".contains(b);
                let shown_first = !target.iter().all(is_plain);
                self.code.elements.push(ElementCode { name, append, target, shown_first });
                let at = self.code.elements.len() as u32 - 1;
                if shown_first {
                    self.emit(Op::TraceElement(at));
                }
                match subscript {
                    Subscript::Index { word: key, arith } if !key.raw.is_empty() => {
                        self.subscript(name, key, arith);
                    }
                    // Keys of an associative array only.
                    Subscript::Index { .. } => self.constant_key(b""),
                    Subscript::At => self.constant_key(b"@"),
                    Subscript::Star => self.constant_key(b"*"),
                }
                self.emit(Op::AssignElement(at));
            }
            (None, AssignmentValue::Array(elements)) => self.array(name, assignment, elements),
            (Some(_), AssignmentValue::Array(_)) => {
                let target = bashwit_syntax::print::assignment_target(assignment);
                let at = self.text(&[&target[..], b": cannot assign list to array member"].concat());
                self.emit(Op::Fail(at));
            }
        }
    }

    /// `[→ sub]`: the subscript of an element in a list, as a key.
    fn element_key(&mut self, subscript: &Subscript) {
        match subscript {
            Subscript::Index { word, .. } => {
                self.text_word(word);
                self.emit(Op::SubscriptKey);
            }
            Subscript::At => self.constant_key(b"@"),
            Subscript::Star => self.constant_key(b"*"),
        }
    }

    /// `[→ text]`: the value of an element in a list. A bad substitution shows the plain subscript, too.
    fn element_value(&mut self, subscript: &Subscript, element: &ElementValue) {
        let raw = subscript.written();
        let is_plain = !raw.iter().any(|b| b"\\'\"$`".contains(b));
        if !is_plain || memchr::memmem::find(&element.word.raw, b"${").is_none() {
            return self.value_word(&element.word);
        }
        let sign: &[u8] = if element.append { b"\\]+=" } else { b"\\]=" };
        let shown = [b"\\[", raw, sign, &element.word.raw].concat();
        self.value_word(&Word { parts: element.word.parts.clone(), raw: shown.into() });
    }

    fn constant_key(&mut self, key: &[u8]) {
        let at = self.text(key);
        self.emit(Op::Text(at));
        self.emit(Op::SubscriptKey);
    }

    /// `name=( … )`.
    fn array(&mut self, name: Symbol, assignment: &Assignment, elements: &[ElementValue]) {
        let shown = self.text(&bashwit_syntax::print::assignment(assignment));
        self.emit(Op::TraceArray(shown));
        self.emit(Op::BeginArray { name, append: assignment.append });
        self.elements(name, elements, false);
        self.emit(Op::EndArray);
    }

    /// `[→ elements]`: the words of a list. Those for an associative array are texts.
    fn elements(&mut self, name: Symbol, elements: &[ElementValue], declared: bool) {
        let active = elements.iter().any(|element| constant(&element.whole, false).is_none());
        let to_pairs = active.then(|| self.jump(Op::JumpIfAssoc { name, declared, to: 0 }));
        for run in elements.chunk_by(|a, b| a.subscript.is_none() && b.subscript.is_none()) {
            let Some((element, subscript)) = run.first().and_then(|it| Some((it, it.subscript.as_ref()?)))
            else {
                self.word_list(run.iter().map(|element| &element.whole));
                self.emit(Op::ArrayFields);
                continue;
            };
            match subscript {
                // Braces expand before the subscript is seen, which then is none any more.
                _ if has_braces(&element.whole) => self.if_braces(
                    |it| {
                        it.braces(&element.whole);
                        it.emit(Op::ArrayFields);
                    },
                    |it| it.element(subscript, element),
                ),
                _ => self.element(subscript, element),
            }
        }
        let Some(to_pairs) = to_pairs else { return };
        let end = self.jump(Op::Jump(0));
        self.land(to_pairs);
        self.pairs(elements, declared);
        self.land(end);
    }

    /// `[key]=value` of a list.
    fn element(&mut self, subscript: &Subscript, element: &ElementValue) {
        // An index is evaluated when its element is set, after all values.
        self.element_key(subscript);
        self.element_value(subscript, element);
        self.emit(Op::ArrayElement { append: element.append, raw: None });
    }

    /// `[→ elements]`: the words of a list for an associative array, in which braces and tildes are text.
    fn pairs(&mut self, elements: &[ElementValue], declared: bool) {
        for element in elements {
            let word = as_text(&element.word);
            match &element.subscript {
                Some(subscript) => {
                    self.element_key(subscript);
                    self.value_word(&word);
                    let raw = (!declared).then(|| self.text(&element.whole.raw));
                    self.emit(Op::ArrayElement { append: element.append, raw });
                }
                None => {
                    self.value_word(&word);
                    let raw = self.text(&element.whole.raw);
                    self.emit(Op::ArrayWord(raw));
                }
            }
        }
    }

    /// An assignment before a call; `later`: not the first one.
    fn temporary(&mut self, assignment: &Assignment, later: bool, call: u32) {
        let name = self.symbol(&assignment.name);
        match (&assignment.subscript, &assignment.value) {
            (None, AssignmentValue::Scalar(word)) => {
                // `a=1 b=$a command`: it sees those before it.
                let sees = later && constant(word, true).is_none();
                if sees {
                    self.emit(Op::ShowTemporaries);
                }
                self.value_word(word);
                if sees {
                    self.emit(Op::HideTemporaries);
                }
                self.emit(Op::Temporary { name, append: assignment.append });
            }
            (Some(_), AssignmentValue::Scalar(_)) => {
                let name = self.text(&bashwit_syntax::print::assignment_target(assignment));
                let builtin = self.code.calls[call as usize].builtin;
                let special = builtin.is_some_and(|builtin| builtin.special);
                self.emit(Op::NotAnIdentifier { name, special });
            }
            // bash gives the command the text of the array.
            (_, AssignmentValue::Array(_)) => {
                let start = memchr::memchr(b'=', &assignment.raw).map_or(0, |at| at + 1);
                let at = self.text(&assignment.raw[start..]);
                self.emit(Op::Text(at));
                self.emit(Op::Temporary { name, append: false });
            }
        }
    }

    /// An assignment argument of `declare`, `local`, `export` …
    fn declare(&mut self, assignment: &Assignment, list: ListOptions) {
        let name = self.symbol(&assignment.name);
        let form = match (&assignment.subscript, &assignment.value) {
            (_, AssignmentValue::Array(_)) => DeclareForm::Array,
            (subscript, AssignmentValue::Scalar(word)) => {
                if let Some(subscript) = subscript {
                    // The builtin expands it once more.
                    self.element_key(subscript);
                }
                // What is no expansion is shown with all of the argument.
                self.value_word(&Word { raw: assignment.raw.clone(), ..word.clone() });
                if subscript.is_some() { DeclareForm::Element } else { DeclareForm::Scalar }
            }
        };
        let source = assignment.clone();
        self.code.declares.push(DeclareCode { name, form, append: assignment.append, source, list });
        let at = self.code.declares.len() as u32 - 1;
        if let (DeclareForm::Array, AssignmentValue::Array(elements)) = (form, &assignment.value) {
            // The elements wait as fields and subscripts until the variable is there.
            self.array_operands(name, elements);
        }
        self.emit(Op::Declare(at));
    }

    fn array_operands(&mut self, name: Symbol, elements: &[ElementValue]) {
        // Whether a subscript is a key or an index is known only to the builtin (`declare -A`).
        self.emit(Op::BeginElements);
        self.elements(name, elements, true);
    }
}

/// What the words before a list say of its assignment.
fn list_options(words: &[Word]) -> ListOptions {
    let mut words = words.iter().map(|word| &*word.raw).skip_while(|word| *word == b"command");
    let builtin = words.next().unwrap_or_default();
    let mut options = ListOptions {
        makes_local: matches!(builtin, b"declare" | b"local" | b"typeset"),
        ..ListOptions::default()
    };
    let (mut shapes, mut sign, mut leading) = (Attrs::NONE, None, true);
    for word in words {
        leading &= matches!(word, [b'-' | b'+', ..]) && word != b"--";
        for letter in word.get(1..).unwrap_or_default() {
            let shape = match letter {
                b'A' if word[0] == b'-' => {
                    options.on = options.on | Attrs::ASSOC;
                    continue;
                }
                b'a' if word[0] == b'-' => {
                    options.on = options.on | Attrs::ARRAY;
                    continue;
                }
                b'g' if word[0] == b'-' => {
                    options.global = true;
                    continue;
                }
                b'I' if leading => {
                    options.inherit = true;
                    Attrs::NONE
                }
                b'i' if leading => Attrs::INTEGER,
                b'l' if leading => Attrs::LOWER,
                b'u' if leading => Attrs::UPPER,
                b'c' if leading => Attrs::CAPITALIZE,
                _ => continue,
            };
            sign.get_or_insert(word[0]);
            shapes = shapes | shape;
        }
    }
    if options.on.has(Attrs::ASSOC) {
        options.on = options.on & !Attrs::ARRAY;
    }
    // One sign is for all of them.
    if sign == Some(b'+') && options.on == Attrs::NONE && !options.global {
        options.off = shapes;
    } else {
        options.on = options.on | shapes;
    }
    options
}

/// Whether bash shows a word otherwise than it is written: the substitutions and lists in it.
pub(super) fn is_printed_anew(raw: &[u8]) -> bool {
    memchr::memchr(b'(', raw).is_some()
}

/// A word with its braces and tildes as text.
fn as_text(word: &Word) -> Cow<'_, Word> {
    let changes = |part: &WordPart| {
        matches!(part, WordPart::Tilde(_) | WordPart::ArgumentTilde(_) | WordPart::Brace(_))
    };
    if !word.parts.iter().any(changes) {
        return Cow::Borrowed(word);
    }
    let parts = plain(&word.parts).into_iter().map(|part| match part {
        WordPart::Tilde(name) | WordPart::ArgumentTilde(name) => tilde_text(&name),
        part => part,
    });
    Cow::Owned(Word { parts: parts.collect(), raw: word.raw.clone() })
}
