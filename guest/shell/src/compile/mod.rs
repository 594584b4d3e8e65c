//! The compiler: syntax tree to code. One pass, no optimiser; what can be decided from the
//! text alone (constant words, patterns, arithmetic) is decided here, once.

mod arith;
mod brace;
mod command;
mod compound;
mod param;
mod redirect;
mod simple;
mod word;

use crate::ir::{Block, BlockKind, BlockSource, Code, Op, Pc, Quoting, Tail};
use crate::state::symbol::{Symbol, Symbols};
use crate::state::text::Text;
use bashwit_syntax::ast::{Command, CommandKind, List, Word, WordPart};
pub(crate) use brace::{numbers, padded};
use std::cell::OnceCell;
use std::rc::Rc;

/// Compiles a list.
pub fn list(list: &List, symbols: &Symbols) -> Rc<Code> {
    let mut compiler = Compiler::new(symbols);
    compiler.list(list);
    Rc::new(compiler.code)
}

/// Compiles a list that has a process for itself: its last command may take the place of it.
pub fn process(list: &List, symbols: &Symbols, line_shift: u32, what: ProcessOf) -> Rc<Code> {
    let mut compiler = Compiler::shifted(symbols, line_shift);
    match command::lone_subshell(list) {
        // It is the whole process: its failure does not count twice.
        Some(command) if what == ProcessOf::Subshell => drop(compiler.command(command)),
        _ => compiler.list(list),
    }
    compiler.mark_tail(tail_of(list, what));
    Rc::new(compiler.code)
}

/// What a process that runs a list was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProcessOf {
    /// A text: `bash -c`, `$( … )`, `<( … )`, a coprocess.
    Text,
    /// `( … )`.
    Subshell,
    /// Commands in the background.
    Background,
}

/// Whether a program at the end of a list is at the `SHLVL` of the shell whose place it takes: bash
/// counts down where it has seen beforehand that no other command follows.
fn tail_of(list: &List, what: ProcessOf) -> Tail {
    let Some(last) = list.items.last() else { return Tail::Stage };
    let pipeline = last.and_or.rest.last().map_or(&last.and_or.first, |(_, pipeline)| pipeline);
    let [command] = pipeline.commands.as_slice() else { return Tail::Stage };
    let is_plain =
        !pipeline.negated && pipeline.timed.is_none() && matches!(command.kind, CommandKind::Simple(_));
    let is_alone = list.items.len() == 1 || last.and_or.rest.is_empty();
    let is_seen = match what {
        ProcessOf::Text => is_alone && command.redirects.is_empty(),
        ProcessOf::Subshell => is_alone,
        ProcessOf::Background => false,
    };
    if is_plain && is_seen { Tail::Shell } else { Tail::Stage }
}

/// Compiles the body of a function.
pub fn function(body: &Command, symbols: &Symbols) -> Rc<Code> {
    let mut compiler = Compiler::new(symbols);
    compiler.checked_command(body);
    // Messages about its redirections, the first rows, name the line where it begins.
    let own = compiler.code.redirects.iter_mut().filter(|row| !row.substitutes);
    for row in own.take(body.redirects.len()) {
        row.line = body.line;
    }
    Rc::new(compiler.code)
}

/// Compiles a word that makes one text.
pub fn text(word: &Word, symbols: &Symbols) -> Rc<Code> {
    let mut compiler = Compiler::new(symbols);
    compiler.text_word(word);
    Rc::new(compiler.code)
}

/// Compiles words that make fields.
pub fn fields(words: &[Word], symbols: &Symbols) -> Rc<Code> {
    let mut compiler = Compiler::new(symbols);
    for word in words {
        compiler.fields(word);
    }
    Rc::new(compiler.code)
}

struct Compiler<'a> {
    symbols: &'a Symbols,
    code: Code,
    /// The command at hand stands behind a `!`.
    negated: bool,
    /// The text of the word that is compiled: what is no expansion is shown with it.
    context: Rc<[u8]>,
}

impl<'a> Compiler<'a> {
    fn new(symbols: &'a Symbols) -> Self {
        Compiler { symbols, code: Code::default(), negated: false, context: Rc::default() }
    }

    fn shifted(symbols: &'a Symbols, line_shift: u32) -> Self {
        Compiler { code: Code { line_shift, ..Code::default() }, ..Compiler::new(symbols) }
    }

    fn emit(&mut self, op: Op) {
        self.code.ops.push(op);
    }

    /// Compiles the parts of a word of which `raw` is the text.
    fn parts_of(&mut self, raw: &Rc<[u8]>, parts: &[WordPart], quoting: Quoting) {
        let before = std::mem::replace(&mut self.context, raw.clone());
        self.parts(parts, quoting);
        self.context = before;
    }

    fn here(&self) -> Pc {
        self.code.ops.len() as Pc
    }

    /// Emits a jump whose target is set later by `land`.
    fn jump(&mut self, op: Op) -> Pc {
        self.emit(op);
        self.here() - 1
    }

    /// Lets the jump at `from` go here.
    fn land(&mut self, from: Pc) {
        let here = self.here();
        match &mut self.code.ops[from as usize] {
            Op::Jump(to)
            | Op::JumpIfFailed(to)
            | Op::JumpIfOk(to)
            | Op::JumpIfZero(to)
            | Op::JumpIfMatch(to)
            | Op::JumpIfSet { to, .. }
            | Op::JumpIfAssoc { to, .. }
            | Op::JumpIfOff { to, .. }
            | Op::LengthOfUnset { to, .. }
            | Op::SkipOperands { to, .. }
            | Op::SkipLength { to, .. }
            | Op::ForNext { end: to, .. }
            | Op::SelectNext { end: to, .. }
            | Op::BeginLoop { leave: to, .. } => *to = here,
            _ => {}
        }
    }

    fn symbol(&self, name: &[u8]) -> Symbol {
        self.symbols.intern(name)
    }

    fn text(&mut self, bytes: &[u8]) -> u32 {
        self.code.texts.push(Text::from(bytes));
        self.code.texts.len() as u32 - 1
    }

    /// Adds a block of its own process.
    fn block(&mut self, source: BlockSource, kind: BlockKind) -> u32 {
        self.code.blocks.push(Block { code: OnceCell::new(), source, kind, first_line: None });
        self.code.blocks.len() as u32 - 1
    }

    /// Marks the last call, if the code ends with it, as replaceable by a program.
    fn mark_tail(&mut self, tail: Tail) {
        // `a && b` ends with a jump over what a failed `a` leads to.
        let ends = |op: &&Op| {
            matches!(op, Op::Check | Op::CheckExit | Op::RestoreFds | Op::EndCondition | Op::Jump(_))
        };
        let mut ops = self.code.ops.iter().rev().skip_while(ends);
        if let Some(Op::Execute(at)) = ops.next() {
            self.code.calls[*at as usize].tail = tail;
        }
    }
}

/// The quoting of parts inside double quotes or a text.
fn inner(quoting: Quoting) -> Quoting {
    if quoting == Quoting::Quoted { Quoting::Quoted } else { Quoting::Active }
}
