//! Compound commands.

use super::Compiler;
use crate::ir::{CommandInfo, Op, Skip, Trace};
use bashwit_syntax::ast::{
    Arith, ArithExpr, Case, CaseEnd, Command, Compound, Cond, CondBinary, For, ForArith, If, List, While,
    Word, WordPart,
};
use std::rc::Rc;

impl Compiler<'_> {
    pub(super) fn compound(&mut self, compound: &Compound, whole: &Command) {
        let line = whole.line;
        match compound {
            Compound::Group(list) => self.list(list),
            Compound::Subshell(list, line) => self.subshell(list, *line, whole),
            Compound::If(command) => self.if_command(command),
            Compound::While(command) => self.while_command(command),
            Compound::For(command) => self.for_command(command, line, false),
            Compound::Select(command) => self.for_command(command, line, true),
            Compound::ForArith(command) => self.for_arith(command, line),
            Compound::Case(command) => self.case(command, line),
            Compound::Arith(arith) => {
                let text = &*word_text(&arith.text);
                self.note(line, [b"((", text, b"))"].concat(), Some(Trace::Arith), true);
                let noted = self.noted();
                self.arith(arith);
                self.emit(Op::IntStatus);
                self.ends_here(noted);
            }
            Compound::Cond(cond) => {
                self.note(line, [b"[[ ", &*bashwit_syntax::print::cond(cond), b" ]]"].concat(), None, true);
                let noted = self.noted();
                self.cond(cond);
                self.ends_here(noted);
            }
        }
    }

    /// Notes a compound command for `$LINENO`, the DEBUG trap and `set -x`; `completes`: its status
    /// is not that of a command inside.
    fn note(&mut self, line: u32, text: Vec<u8>, trace: Option<Trace>, completes: bool) {
        let text = Some(text.into());
        let info =
            CommandInfo { line, text, shown: true, completes, debug: true, trace, ..Default::default() };
        self.info(info);
    }

    /// The number of the command that has been noted last.
    fn noted(&self) -> usize {
        self.code.commands.len().saturating_sub(1)
    }

    /// A noted command ends here: that is where to go on where it is forbidden.
    pub(super) fn ends_here(&mut self, noted: usize) {
        self.skips(noted, Skip::To(self.here()));
    }

    pub(super) fn skips(&mut self, noted: usize, skip: Skip) {
        if let Some(info) = self.code.commands.get_mut(noted) {
            info.skip = skip;
        }
    }

    /// A list whose failures do not count.
    fn condition(&mut self, list: &List) {
        self.emit(Op::BeginCondition);
        self.list(list);
        self.emit(Op::EndCondition);
    }

    fn if_command(&mut self, command: &If) {
        let mut ends = Vec::new();
        for (condition, body) in &command.branches {
            self.condition(condition);
            let skip = self.jump(Op::JumpIfFailed(0));
            self.list(body);
            ends.push(self.jump(Op::Jump(0)));
            self.land(skip);
        }
        match &command.otherwise {
            Some(list) => self.list(list),
            None => self.emit(Op::Status(0)),
        }
        for end in ends {
            self.land(end);
        }
    }

    fn while_command(&mut self, command: &While) {
        let begin = self.jump(Op::BeginLoop { leave: 0, next: self.here() + 1 });
        self.condition(&command.condition);
        self.code.loop_tests.push((begin + 1..self.here(), command.until));
        let out = self.jump(if command.until { Op::JumpIfOk(0) } else { Op::JumpIfFailed(0) });
        self.list(&command.body);
        self.emit(Op::Again(begin + 1));
        self.land(out);
        self.end_loop(begin);
    }

    /// The end of a loop that its own test has ended; `break` lands behind the status.
    fn end_loop(&mut self, begin: u32) {
        self.emit(Op::LoopStatus);
        self.land(begin);
        self.emit(Op::EndLoop);
    }

    fn for_command(&mut self, command: &For, line: u32, select: bool) {
        if !crate::expand::value::is_name(&command.name) {
            self.line_info(line);
            let at = self.text(&command.name);
            return self.emit(Op::BadLoopName(at));
        }
        let name = self.symbol(&command.name);
        self.for_info(line, command, select);
        let info = self.code.commands.len() as u32 - 1;
        if select {
            self.emit(Op::Command(info));
        }
        self.emit(Op::BeginArguments);
        match command.words.as_deref() {
            Some(words) => self.word_list(words.iter()),
            None => {
                self.emit(Op::BeginField);
                self.emit(Op::All(b'@', crate::ir::Quoting::Quoted));
                self.emit(Op::EndField);
            }
        }
        self.emit(Op::ForList(info));
        let next = self.here() + 1;
        let begin = self.jump(Op::BeginLoop { leave: 0, next });
        let end =
            self.jump(if select { Op::SelectNext { name, end: 0 } } else { Op::ForNext { name, end: 0 } });
        if !select {
            // Each round counts as a command.
            self.emit(Op::Command(info));
        }
        self.list(&command.body);
        self.emit(Op::Again(next));
        self.land(end);
        self.end_loop(begin);
        self.emit(Op::EndFor);
        let skip = if select { Skip::To(self.here()) } else { Skip::Round };
        self.skips(info as usize, skip);
    }

    fn for_info(&mut self, line: u32, command: &For, select: bool) {
        let start: &[u8] = if select { b"select " } else { b"for " };
        let mut text = [start, &*command.name, b" in"].concat();
        let list = command.words.as_deref();
        for word in list.map_or(vec![Rc::from(&b"\"$@\""[..])], |list| list.iter().map(word_text).collect()) {
            text.push(b' ');
            text.extend_from_slice(&word);
        }
        self.line_info(line);
        let text: Rc<[u8]> = text.into();
        let (trace, text) = (Some(Trace::Text(text.clone())), Some(text));
        let info = CommandInfo { line, trace, text, shown: true, debug: true, ..Default::default() };
        self.code.commands.push(info);
    }

    fn for_arith(&mut self, command: &ForArith, line: u32) {
        // `break` goes to the end, `continue` to the step. An expression that fails ends the loop,
        // the first one too.
        let begin = self.jump(Op::BeginLoop { leave: 0, next: 0 });
        self.loop_expression(&command.init, line);
        self.emit(Op::DropInt);
        let test = self.here();
        self.loop_expression(&command.condition, line);
        let leave = self.jump(Op::JumpIfZero(0));
        self.list(&command.body);
        let step = self.here();
        if let Op::BeginLoop { next, .. } = &mut self.code.ops[begin as usize] {
            *next = step;
        }
        self.loop_expression(&command.step, line);
        self.emit(Op::DropInt);
        self.emit(Op::Again(test));
        self.land(leave);
        self.end_loop(begin);
    }

    /// One of the three expressions of `for (( ))`, `[→ int]`: where there is none, 1.
    fn loop_expression(&mut self, arith: &Option<Rc<Arith>>, line: u32) {
        let arith = &arith.clone().unwrap_or_else(|| one(line));
        let text = word_text(&arith.text);
        let text = text.trim_ascii_start();
        let evaluate = self.arith_text(arith, |compiler| compiler.line_info(line));
        self.note(line, [b"((", text, b"))"].concat(), Some(Trace::Arith), false);
        let noted = self.noted();
        self.emit(evaluate);
        self.skips(noted, Skip::Expression(self.here()));
    }

    fn case(&mut self, command: &Case, line: u32) {
        let text = [b"case ", &*word_text(&command.word), b" in "].concat();
        let trace = Trace::Text(text[..text.len() - 1].into());
        self.note(line, text, Some(trace), false);
        let noted = self.noted();
        self.text_word(&command.word);
        let mut hits = Vec::new();
        for (item, clause) in command.items.iter().enumerate() {
            for pattern in &clause.patterns {
                self.pattern_word(pattern, true);
                hits.push((item, self.jump(Op::JumpIfMatch(0))));
            }
        }
        self.emit(Op::Status(0));
        let mut ends = vec![self.jump(Op::Jump(0))];
        let (mut fall, mut bodies, mut goes_on) = (None, Vec::new(), Vec::new());
        for (item, clause) in command.items.iter().enumerate() {
            bodies.push(self.here());
            for (_, hit) in hits.iter().filter(|(of, _)| *of == item) {
                self.land(*hit);
            }
            if let Some(fall) = fall.take() {
                self.land(fall);
            }
            self.list(&clause.body);
            if clause.body.items.is_empty() {
                self.emit(Op::Status(0));
            }
            let end = self.jump(Op::Jump(0));
            match clause.end {
                CaseEnd::Break => ends.push(end),
                CaseEnd::FallThrough => fall = Some(end),
                CaseEnd::Continue => goes_on.push((item + 1, end)),
            }
        }
        self.later_clauses(command, &bodies, &goes_on);
        for end in ends.into_iter().chain(fall) {
            self.land(end);
        }
        self.emit(Op::DropText);
        self.ends_here(noted);
    }

    /// The patterns that `;;&` goes on with: where none matches the status stays.
    fn later_clauses(&mut self, command: &Case, bodies: &[u32], goes_on: &[(usize, u32)]) {
        let Some((first, _)) = goes_on.first() else { return };
        for item in *first..=command.items.len() {
            for (_, from) in goes_on.iter().filter(|(to, _)| *to == item) {
                self.land(*from);
            }
            let (Some(clause), Some(&body)) = (command.items.get(item), bodies.get(item)) else { return };
            for pattern in &clause.patterns {
                self.pattern_word(pattern, true);
                self.emit(Op::JumpIfMatch(body));
            }
        }
    }

    /// `[[ … ]]`: sets the status.
    fn cond(&mut self, cond: &Cond) {
        match cond {
            Cond::Word(word) => {
                self.text_word(word);
                self.emit(Op::TestText);
            }
            Cond::Unary(letter, word) => {
                self.text_word(word);
                self.emit(Op::TestUnary(*letter));
            }
            Cond::Binary(op, left, right) => {
                self.text_word(left);
                self.right_operand(*op, right);
                self.code.tests.push(*op);
                let at = self.code.tests.len() as u32 - 1;
                self.emit(Op::TestBinary(at));
            }
            Cond::Not(inner) => {
                self.cond(inner);
                if matches!(**inner, Cond::Group(_)) {
                    // `set -x` shows the `!` of a primary alone.
                    let next = self.jump(Op::Jump(0));
                    self.land(next);
                }
                self.emit(Op::Negate { keep: false });
            }
            Cond::And(left, right) => {
                self.cond(left);
                let skip = self.jump(Op::JumpIfFailed(0));
                self.cond(right);
                self.land(skip);
            }
            Cond::Or(left, right) => {
                self.cond(left);
                let skip = self.jump(Op::JumpIfOk(0));
                self.cond(right);
                self.land(skip);
            }
            Cond::Group(inner) => self.cond(inner),
        }
    }

    fn right_operand(&mut self, op: CondBinary, word: &Word) {
        match op {
            CondBinary::Match | CondBinary::MatchSingle | CondBinary::NotMatch => {
                self.pattern_word(word, true)
            }
            CondBinary::Regex => {
                self.emit(Op::BeginText);
                self.parts(&word.parts, crate::ir::Quoting::Active);
                self.emit(Op::EndRegex);
            }
            _ => self.text_word(word),
        }
    }
}

/// The expression that stands for one that is left out.
fn one(line: u32) -> Rc<Arith> {
    let raw: Rc<[u8]> = Rc::from(&b"1"[..]);
    let text = Word { parts: vec![WordPart::Literal(raw.clone())], raw };
    Rc::new(Arith { text, expr: Some(Rc::new(ArithExpr::Number(1))), line })
}

/// A word as bash shows it.
pub(super) fn word_text(word: &Word) -> Rc<[u8]> {
    if super::simple::is_printed_anew(&word.raw) {
        bashwit_syntax::print::word(word).into()
    } else {
        word.raw.clone()
    }
}
