//! The loop that carries out operations.

use super::frame::{Block, ForItems};
use super::{Fault, Vm};
use crate::expand::param::{Sub, Target};
use crate::ir::Op;
use crate::state::options::Set;
use crate::state::text::Text;
use crate::state::value::{Scalar, Variable};

impl Vm {
    /// Runs operations until something waits, the frames are gone, or the others' turn comes.
    pub(crate) fn run(&mut self) -> Result<(), Fault> {
        while self.budget > 0 {
            match self.code.ops.get(self.pc) {
                Some(&op) => {
                    self.pc += 1;
                    self.step(op)?;
                }
                None => {
                    if self.frames.is_empty() {
                        return Ok(());
                    }
                    self.end_of_code()?;
                }
            }
            if self.wait.is_some() {
                return Ok(());
            }
        }
        Ok(())
    }

    #[inline]
    pub(crate) fn step(&mut self, op: Op) -> Result<(), Fault> {
        match op {
            Op::Field(at) => self.fields.push(self.code.texts[at as usize].clone()),
            Op::Text(at) => self.texts.push(self.code.texts[at as usize].clone()),
            Op::FieldVariable { name, braced } => match self.plain_variable(name) {
                Some(text) => self.fields.push(text),
                None => self.unusual_field(name, braced)?,
            },
            Op::TextVariable(name) => {
                let text = self.expect_variable(name)?;
                self.texts.push(text);
            }
            Op::Variable { name, braced, quoting } => match self.plain_variable(name) {
                Some(text) => self.add(&text, quoting)?,
                None => self.add_unusual(name, braced, quoting)?,
            },
            Op::Arith(at) => match self.arith(at) {
                Ok(value) => self.ints.push(value),
                Err(fault) => self.arith_failed(fault)?,
            },
            Op::JumpIfZero(to) => {
                if self.pop_int() == 0 {
                    self.pc = to as usize;
                }
            }
            Op::IntStatus => self.state.status = u8::from(self.pop_int() == 0),
            Op::DropInt => drop(self.ints.pop()),
            Op::AssignInt(name) => {
                let value = self.pop_int();
                self.substituted.get_or_insert(0);
                self.assign_traced(name, Scalar::Int(value), false)?;
            }
            Op::Assign { name, append } => {
                let value = self.pop_text();
                self.assign_traced(name, Scalar::Text(value), append)?;
            }
            Op::Jump(to) => self.pc = to as usize,
            Op::JumpIfFailed(to) => {
                if self.state.status != 0 {
                    self.pc = to as usize;
                }
            }
            Op::JumpIfOk(to) => {
                if self.state.status == 0 {
                    self.pc = to as usize;
                }
            }
            Op::Execute(at) => self.execute(at)?,
            Op::Command(at) => self.begin_command(at)?,
            Op::BeginArguments => {
                self.marks.push(self.fields.len());
                self.temporary_marks.push(self.temporaries.len());
                self.substituted = None;
            }
            Op::Check => self.check()?,
            Op::CheckExit => self.check_exit()?,
            Op::Again(to) => self.again(to)?,
            Op::ForNext { name, end } => self.for_next(name, end)?,
            _ => self.word_step(op)?,
        }
        Ok(())
    }

    /// Operations on words.
    fn word_step(&mut self, op: Op) -> Result<(), Fault> {
        match op {
            Op::BeginField => self.begin_word(false),
            Op::EndField => {
                if self.word.started {
                    self.end_field()?;
                }
                self.end_word();
            }
            Op::BeginText => self.begin_word(true),
            Op::BeginDocument => {
                self.begin_word(true);
                self.word.joins_by_space = true;
            }
            Op::BeginValue => {
                self.begin_word(true);
                self.word.joins_by_ifs = true;
            }
            Op::EndText => {
                let text = self.word.take();
                self.texts.push(text);
                self.end_word();
            }
            Op::BeginMessage => {
                self.begin_word(true);
                self.word.joins = true;
            }
            Op::EndMessage => self.end_message(),
            Op::EndPattern { nocase } => self.end_pattern(nocase),
            Op::TakeAnchor => {
                let scope = self.word.take_anchor();
                self.scopes.push(scope);
            }
            Op::EndRegex => self.end_regex(),
            Op::EndReplacement => self.end_replacement(),
            Op::Pattern(at) => {
                let pattern = self.constant_pattern(&self.code.patterns[at as usize]);
                self.patterns.push(pattern);
                self.note_constant_pattern(at);
            }
            Op::Literal(at) => {
                let text = self.code.texts[at as usize].clone();
                self.word.active(&text);
            }
            Op::LiteralSplit(at) => {
                let text = self.code.texts[at as usize].clone();
                self.add_split(&text)?;
            }
            Op::Quote(at) => {
                let text = self.code.texts[at as usize].clone();
                self.word.started = true;
                self.word.quote(&text);
            }
            Op::TargetMark => self.mark_list(),
            Op::BeginQuotes => self.word.has_list = false,
            Op::EndQuotes => self.word.started |= !self.word.has_list,
            Op::QuoteMark => self.word.started = true,
            Op::Tilde(at) => self.add_tilde(at),
            Op::ArgumentTilde(at) => self.add_argument_tilde(at),
            Op::DeferPathnames => self.defers_pathnames = true,
            Op::ExpandPathnames => self.expand_pending()?,
            Op::JumpIfOff { option, to } => {
                if !self.state.options.has(option) {
                    self.pc = to as usize;
                }
            }
            Op::Positional { number, braced, quoting } => {
                self.add_plain_target(Target::Positional(number), braced, quoting)?;
            }
            Op::Special { byte, braced, quoting } => {
                self.add_plain_target(Target::Special(byte), braced, quoting)?;
            }
            Op::All(kind, quoting) => {
                let items = self.state.positional.clone();
                self.add_list(&items, kind == b'*' && !self.word.joins_by_space, quoting)?;
            }
            Op::Length(name, quoting) => self.variable_length(name, quoting)?,
            Op::Int(quoting) => {
                let value = self.pop_int();
                self.add_number(value, quoting)?;
            }
            Op::Substitute(at, quoting) => self.substitute(at, quoting)?,
            Op::ReadFile(quoting) => self.read_file(quoting)?,
            Op::ProcessSubstitute(at) => self.process_substitute(at)?,
            Op::Sequence(at) => self.sequence(at)?,
            _ => self.target_step(op)?,
        }
        Ok(())
    }

    /// Operations on targets and subscripts.
    fn target_step(&mut self, op: Op) -> Result<(), Fault> {
        match op {
            Op::Target(at) => {
                let target = self.code.params[at as usize].into();
                self.targets.push(target);
            }
            Op::TargetElement { name, .. } => {
                let sub = self.subs.pop().unwrap_or(Sub::Index(0));
                self.targets.push(Target::Element(name, sub));
            }
            Op::TargetAll(name, kind) => self.targets.push(Target::All(name, kind)),
            Op::Indirect { name, strict } => {
                let name = self.code.texts[name as usize].clone();
                let target = self.pop_target();
                let target = self.indirect(&target, &name, strict)?;
                self.targets.push(target);
            }
            Op::JumpIfSet { colon, quoted, to } => self.jump_if_set(colon, quoted, to)?,
            Op::DropTarget => drop(self.targets.pop()),
            Op::Value(quoting) => {
                let target = self.pop_target();
                self.add_target(&target, quoting)?;
            }
            Op::TargetLength(quoting) => self.target_length(quoting)?,
            Op::LengthOfUnset { name, quoting, to } => self.length_of_unset(name, quoting, to)?,
            Op::ElementLength { subscript, quoting } => self.element_length(subscript, quoting)?,
            Op::SkipOperands { unless, quoting, to } => self.skip_operands(unless, quoting, to)?,
            Op::SkipLength { quoting, to } => self.skip_length(quoting, to)?,
            Op::Look => {
                let target = self.pop_target();
                self.is_set(&target, false)?;
            }
            Op::Remove { suffix, longest, quoting } => {
                let target = self.pop_target();
                if let Some(pattern) = self.patterns.pop() {
                    self.remove(&target, &pattern, (suffix, longest), quoting)?;
                }
            }
            Op::Replace(at) => self.replace_target(at)?,
            Op::Substring { length, quoting } => {
                let length = length.then(|| self.pop_int());
                let offset = self.pop_int();
                let target = self.pop_target();
                self.substring(&target, offset, length, quoting)?;
            }
            Op::ChangeCase(at) => self.change_case_of_target(at)?,
            Op::Transform(transform, quoting) => {
                let target = self.pop_target();
                self.transform(&target, transform, quoting)?;
            }
            Op::Keys(quoting) => self.add_keys(quoting)?,
            Op::Names { prefix, at, quoting } => self.add_names(prefix, at, quoting)?,
            Op::AssignTarget(written) => self.assign_target(written)?,
            Op::AssignIndirect(name) => self.assign_indirect(name)?,
            Op::FailTarget(at) => return self.fail_target(at),
            Op::Fail(at) => return self.fail(at),
            Op::BadSubstitution(at) => return self.bad_substitution(at),
            Op::JumpIfAssoc { name, declared, to } => {
                let name = self.follow(name).unwrap_or(name);
                if self.state.vars.get(name).is_some_and(Variable::is_assoc)
                    || declared && self.declares_assoc()
                {
                    self.pc = to as usize;
                }
            }
            Op::SubscriptInt => {
                let index = self.pop_int();
                self.subs.push(Sub::Index(index));
            }
            Op::SubscriptKey => {
                let key = self.pop_text();
                self.subs.push(Sub::Key(key));
            }
            _ => self.assignment_step(op)?,
        }
        Ok(())
    }

    /// Operations on arithmetic, assignments and what stands before a call.
    fn assignment_step(&mut self, op: Op) -> Result<(), Fault> {
        match op {
            Op::ArithText(_) => self.arith_text()?,
            Op::AssignElement(at) => self.assign_element_op(at)?,
            Op::TraceElement(at) => self.trace_element(at),
            Op::BeginElements => self.collect_elements(None, false),
            Op::BeginArray { name, append } => self.begin_array(name, append)?,
            Op::ArrayFields => self.array_fields(),
            Op::ArrayElement { append, raw } => self.array_element(append, raw)?,
            Op::ArrayWord(raw) => self.array_word(raw)?,
            Op::TraceArray(raw) => self.trace_array(raw),
            Op::EndArray => self.end_array()?,
            Op::Temporary { name, append } => {
                let value = self.pop_text();
                let name = self.follow(name).unwrap_or(name);
                self.temporaries.push((name, value, append));
            }
            Op::Declare(at) => self.declare_argument(at)?,
            Op::EndAssignments => {
                self.marks.pop();
                self.temporary_marks.pop();
                self.state.last_argument = Text::EMPTY;
                self.state.status = self.substituted.take().unwrap_or(0);
            }
            Op::ShowTemporaries => self.show_temporaries()?,
            Op::HideTemporaries => {
                self.blocks.pop();
                self.end_scope();
            }
            Op::NotAnIdentifier { name, special } => self.refuse_name(name, special)?,
            Op::TraceCommand => self.trace_call(),
            _ => self.command_step(op)?,
        }
        Ok(())
    }

    /// Operations on commands.
    fn command_step(&mut self, op: Op) -> Result<(), Fault> {
        match op {
            Op::SaveFds(call) => self.save_fds(call),
            Op::RedirectAlone(at) => self.redirect_alone(at)?,
            Op::SaveFdsOrFork(at) => self.save_fds_or_fork(at)?,
            Op::BeginTarget => {
                self.marks.push(self.fields.len());
                self.plain_target = self.is_strict();
            }
            Op::EndTarget(at) => self.end_target(at)?,
            Op::Redirect(at) => self.redirect(at)?,
            Op::KeepFds => {
                if let Some(Block::Fds { saved, .. }) = self.blocks.last_mut() {
                    *saved = None;
                }
            }
            Op::RestoreFds => {
                if let Some(Block::Fds { saved: Some(saved), .. }) = self.blocks.pop() {
                    self.process.restore_fds(saved);
                }
            }
            Op::Subshell(at) => self.subshell(at)?,
            Op::Background(at) => self.background(at)?,
            Op::Coproc(at) => self.coproc(at)?,
            Op::Pipeline(at) => self.pipeline(at)?,
            Op::BeginNegation => {
                let counts = self.state.options.has(Set::ErrExit);
                self.conditions += u32::from(counts);
                self.blocks.push(if counts { Block::Condition } else { Block::Negation });
            }
            Op::EndNegation => {
                if let Some(Block::Condition) = self.blocks.pop() {
                    self.conditions = self.conditions.saturating_sub(1);
                }
            }
            Op::Negate { keep } => {
                if keep {
                    self.keep_pipe_status();
                }
                self.state.status = u8::from(self.state.status == 0);
            }
            Op::Status(status) => {
                self.keep_pipe_status();
                self.state.status = status;
            }
            Op::Function(at) => self.define_function(at)?,
            Op::BeginTime(posix) => self.begin_time(posix),
            Op::EndTime { alone } => self.end_time(alone),
            Op::SyntaxError(at) => {
                let error = self.code.errors[at as usize].clone();
                self.syntax_error(&error)?;
            }
            Op::BeginCondition => {
                self.conditions += 1;
                self.blocks.push(Block::Condition);
            }
            Op::EndCondition => {
                self.conditions = self.conditions.saturating_sub(1);
                self.blocks.pop();
            }
            _ => self.loop_step(op)?,
        }
        Ok(())
    }

    /// Operations on loops and tests.
    fn loop_step(&mut self, op: Op) -> Result<(), Fault> {
        match op {
            Op::BeginLoop { leave, next } => {
                let heights = self.heights();
                self.blocks.push(Block::Loop { leave, next, status: 0, heights });
            }
            Op::LoopStatus => {
                self.keep_pipe_status();
                if let Some(Block::Loop { status, .. }) = self.blocks.last() {
                    self.state.status = *status;
                }
            }
            Op::EndLoop => drop(self.blocks.pop()),
            Op::EndFor => drop(self.lists.pop()),
            Op::BadLoopName(at) => self.bad_loop_name(at)?,
            Op::ForList(_) => {
                let mark = self.marks.pop().unwrap_or_default();
                self.temporary_marks.pop();
                let items = self.fields.split_off(mark.min(self.fields.len()));
                let menu = Some(std::rc::Rc::new(items.clone()));
                let items = items.into_iter();
                self.lists.push(ForItems { items, menu, show_menu: true });
            }
            Op::SelectNext { name, end } => self.select_next(name, end)?,
            Op::JumpIfMatch(to) => {
                if let (Some(pattern), Some(text)) = (self.patterns.pop(), self.texts.last())
                    && pattern.is_match(text)
                {
                    self.pc = to as usize;
                }
            }
            Op::DropText => drop(self.texts.pop()),
            Op::TestUnary(letter) => self.test_unary(letter)?,
            Op::TestBinary(at) => self.test_binary(at)?,
            Op::TestText => {
                let text = self.pop_text();
                self.trace_test(|| [b"-n ", super::trace::shown(&text)].concat());
                self.state.status = u8::from(text.is_empty());
            }
            // All others have been dealt with before.
            _ => {}
        }
        Ok(())
    }

    fn begin_word(&mut self, text: bool) {
        let word = std::mem::take(&mut self.word);
        self.words.push((word, self.in_text));
        self.in_text = text;
    }

    pub(super) fn end_word(&mut self) {
        if let Some((word, in_text)) = self.words.pop() {
            self.word = word;
            self.in_text = in_text;
        }
    }

    pub(crate) fn pop_int(&mut self) -> i64 {
        self.ints.pop().unwrap_or_default()
    }

    pub(crate) fn pop_text(&mut self) -> Text {
        self.texts.pop().unwrap_or_default()
    }

    pub(crate) fn pop_target(&mut self) -> Target {
        self.targets.pop().unwrap_or(Target::Nothing)
    }
}
