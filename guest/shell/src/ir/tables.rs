//! The tables of a piece of code, which operations refer to by index.

use super::{AExpr, Op, Pc, Quoting};
use crate::builtins::Builtin;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::Attrs;
use bashwit_pattern::glob::Pattern;
use bashwit_syntax::SyntaxError;
use bashwit_syntax::ast::{Arith, Assignment, CommandKind, Compound, FunctionDef, RedirectOp, Subscript};
use std::cell::OnceCell;
use std::rc::Rc;

/// A piece of compiled program.
#[derive(Debug, Default)]
pub struct Code {
    /// The operations.
    pub ops: Vec<Op>,
    /// Constant texts.
    pub texts: Vec<Text>,
    /// Constant patterns.
    pub patterns: Vec<LazyPattern>,
    /// Arithmetic.
    pub ariths: Vec<ArithCode>,
    /// Redirections.
    pub redirects: Vec<RedirectCode>,
    /// Simple commands.
    pub commands: Vec<CommandInfo>,
    /// Calls.
    pub calls: Vec<Call>,
    /// Substitutions, subshells, background commands, coprocesses.
    pub blocks: Vec<Block>,
    /// Redirections that a child makes.
    pub redirected: Vec<RedirectedCode>,
    /// Pipelines.
    pub pipelines: Vec<PipelineCode>,
    /// Parameters of general expansions.
    pub params: Vec<ParamTarget>,
    /// `${x/…}`.
    pub replaces: Vec<ReplaceCode>,
    /// `${x^…}`.
    pub cases: Vec<CaseCode>,
    /// Functions to define.
    pub functions: Vec<Rc<FunctionDef>>,
    /// Assignments to elements.
    pub elements: Vec<ElementCode>,
    /// Assignment arguments of declaration builtins.
    pub declares: Vec<DeclareCode>,
    /// Binary tests.
    pub tests: Vec<bashwit_syntax::ast::CondBinary>,
    /// Syntax errors that show when they are reached.
    pub errors: Vec<Rc<SyntaxError>>,
    /// Brace sequences.
    pub sequences: Vec<SequenceCode>,
    /// What is added (modulo 2³²) to the lines of its commands: bash counts the lines of a
    /// substitution from the line of the command around it.
    pub line_shift: u32,
    /// Where the tests of loops lie, and whether they are those of `until`.
    pub loop_tests: Vec<(std::ops::Range<Pc>, bool)>,
}

/// A pattern without expansions: compiled when it is first used.
#[derive(Debug)]
pub struct LazyPattern {
    /// Its pieces: bytes, and whether they are quoted.
    pub pieces: Vec<(Rc<[u8]>, bool)>,
    /// `nocasematch` counts.
    pub nocase: bool,
    /// Compiled under the options (bits) it was compiled for.
    pub compiled: OnceCell<(u8, Rc<Pattern>)>,
}

/// An arithmetic expression in the code.
#[derive(Debug)]
pub struct ArithCode {
    /// The resolved expression, where the text is static.
    pub expr: Option<AExpr>,
    /// The `$x` in it that must be plain numbers before it is evaluated.
    pub late: Vec<ParamTarget>,
    /// The source, for messages and for the general way.
    pub source: Rc<Arith>,
}

/// A redirection in the code.
#[derive(Debug)]
pub struct RedirectCode {
    /// The descriptor; `None` is the operator's own default.
    pub fd: Option<u32>,
    /// `{var}>`.
    pub variable: Option<(Symbol, Option<Subscript>)>,
    /// The operator.
    pub op: RedirectOp,
    /// As written, for messages.
    pub raw: Rc<[u8]>,
    /// Where to go when it fails.
    pub failed: Pc,
    /// The call that it is for.
    pub call: Option<u32>,
    /// It is that of `$(< file)`.
    pub substitutes: bool,
    /// There is no command.
    pub alone: bool,
    /// The line for messages.
    pub line: u32,
    /// `>&4-`, without the dash: what is copied is closed.
    pub moves: bool,
}

/// Redirections that a child makes, with the program that they are for.
#[derive(Debug)]
pub struct RedirectedCode {
    /// What the child runs.
    pub code: Rc<Code>,
    /// The call of the program.
    pub call: Option<u32>,
}

/// What `$LINENO`, `$BASH_COMMAND` and the DEBUG trap see of a command.
#[derive(Debug, Default)]
pub struct CommandInfo {
    /// Its line.
    pub line: u32,
    /// Its words as written.
    pub words: Vec<Rc<[u8]>>,
    /// Its text, where that is not just the words.
    pub text: Option<Rc<[u8]>>,
    /// It becomes `$BASH_COMMAND`.
    pub shown: bool,
    /// Its status becomes `PIPESTATUS`.
    pub completes: bool,
    /// The DEBUG trap runs before it.
    pub debug: bool,
    /// How `set -x` shows it, where it is a compound command.
    pub trace: Option<Trace>,
    /// What is left out where the DEBUG trap forbids it.
    pub skip: Skip,
}

/// What is left out where the DEBUG trap forbids a command (`shopt -s extdebug`).
#[derive(Debug, Clone, Copy, Default)]
pub enum Skip {
    /// Nothing.
    #[default]
    Nothing,
    /// All up to there.
    To(Pc),
    /// An expression up to there: it counts as 0.
    Expression(Pc),
    /// The round of a `for`.
    Round,
    /// So many a stage of the pipeline that follows.
    Stage(u32),
}

/// How `set -x` shows a compound command.
#[derive(Debug)]
pub enum Trace {
    /// By a text.
    Text(Rc<[u8]>),
    /// By the expression that follows, expanded.
    Arith,
}

/// A simple command's call.
#[derive(Debug)]
pub struct Call {
    /// The first word, if it is constant and plain.
    pub name: Option<Symbol>,
    /// The builtin of that name.
    pub builtin: Option<&'static Builtin>,
    /// Whether a program may take the place of its process.
    pub tail: Tail,
    /// There are redirections: `SaveFds` came before.
    pub redirected: bool,
    /// The operation behind it.
    pub end: Pc,
}

/// Whether a command is the last one of its process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// More may follow.
    No,
    /// It is the last one of a stage of a pipeline.
    Stage,
    /// It is the last one of a shell: a program in its place is at that shell's `SHLVL`.
    Shell,
}

/// Code that runs in a process of its own.
#[derive(Debug)]
pub struct Block {
    /// The code, compiled when it first runs.
    pub code: OnceCell<Rc<Code>>,
    /// Its source.
    pub source: BlockSource,
    /// `$( … )`, `<( … )`, `( … )`, `… &`, or the name of a coprocess.
    pub kind: BlockKind,
    /// In a substitution: the line that counts as that of the command around it.
    pub first_line: Option<u32>,
}

impl Block {
    /// It is one simple command.
    pub fn is_simple(&self) -> bool {
        matches!(self.command(), Some(CommandKind::Simple(_)))
    }

    /// It is `time ( … )`: the subshell has a process of its own inside of this one.
    pub fn wraps_subshell(&self) -> bool {
        let BlockSource::List(list) = &self.source else { return false };
        let is_timed = list.items.first().is_some_and(|item| item.and_or.first.timed.is_some());
        is_timed
            && matches!(self.command(), Some(CommandKind::Compound(compound)) if matches!(**compound, Compound::Subshell(..)))
    }

    /// The only command of its list.
    fn command(&self) -> Option<&CommandKind> {
        let BlockSource::List(list) = &self.source else { return None };
        let [item] = list.items.as_slice() else { return None };
        let [command] = item.and_or.first.commands.as_slice() else { return None };
        item.and_or.rest.is_empty().then_some(&command.kind)
    }
}

/// The source of a block.
#[derive(Debug, Clone)]
pub enum BlockSource {
    /// A list.
    List(Rc<bashwit_syntax::ast::List>),
    /// An error that shows only when it runs.
    Error(Rc<SyntaxError>),
}

/// Kinds of block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// Its output is the value.
    Output,
    /// `<( … )`: the shell reads.
    ReadFrom,
    /// `>( … )`: the shell writes.
    WriteTo,
    /// `( … )`.
    Subshell,
    /// `&`: with the text for `jobs`.
    Background(Rc<[u8]>),
    /// A coprocess's name.
    Coproc {
        /// The variable.
        name: Rc<[u8]>,
        /// The command, as `jobs` shows it.
        text: Rc<[u8]>,
    },
}

/// A pipeline.
#[derive(Debug)]
pub struct PipelineCode {
    /// The code of each stage.
    pub stages: Vec<Rc<Code>>,
    /// What each stage is.
    pub kinds: Vec<StageKind>,
    /// The text of each stage for `jobs`.
    pub text: Vec<Rc<[u8]>>,
    /// It runs in the background: its text for `jobs`.
    pub background: Option<Rc<[u8]>>,
}

/// What a stage of a pipeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StageKind {
    /// A simple command, or a definition.
    Simple,
    /// `( … )`, which makes the process of its own.
    Subshell,
    /// Another compound command.
    Compound,
}

/// What a parameter expansion is about, before subscripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParamTarget {
    /// A variable.
    Variable(Symbol),
    /// `$1` and on.
    Positional(u32),
    /// `$?` and its kin, with `@` and `*`.
    Special(u8),
}

/// `${x/p/r}`.
#[derive(Debug, Clone, Copy)]
pub struct ReplaceCode {
    /// Where and how often.
    pub scope: bashwit_syntax::ast::ReplaceScope,
    /// An expanded pattern may begin with an anchor, which is on the stack.
    pub anchor: bool,
    /// A replacement is on the stack.
    pub replacement: bool,
    /// How the result joins.
    pub quoting: Quoting,
}

/// `${x^p}`.
#[derive(Debug, Clone, Copy)]
pub struct CaseCode {
    /// To which case.
    pub change: bashwit_syntax::ast::CaseChange,
    /// All characters.
    pub all: bool,
    /// A pattern is on the stack.
    pub pattern: bool,
    /// It has no quotes: where nothing comes of it, it means any character.
    pub unquoted: bool,
    /// How the result joins.
    pub quoting: Quoting,
}

/// `name[sub]=…`.
#[derive(Debug)]
pub struct ElementCode {
    /// The variable.
    pub name: Symbol,
    /// `+=`.
    pub append: bool,
    /// `name[sub]`, for messages and `set -x`.
    pub target: Rc<[u8]>,
    /// Its subscript runs commands: `set -x` shows the assignment before.
    pub shown_first: bool,
}

/// An assignment argument of `declare` and its kin.
#[derive(Debug)]
pub struct DeclareCode {
    /// The variable.
    pub name: Symbol,
    /// What is on the stacks.
    pub form: DeclareForm,
    /// `+=`.
    pub append: bool,
    /// As written.
    pub source: Assignment,
    /// How a list is assigned.
    pub list: ListOptions,
}

/// What the words before a list say of its assignment, which takes place as they are expanded,
/// before the builtin begins. They count as written.
#[derive(Debug, Clone, Copy, Default)]
pub struct ListOptions {
    /// `-aAilc…`.
    pub on: Attrs,
    /// The same after `+`.
    pub off: Attrs,
    /// `-g`.
    pub global: bool,
    /// `-I`.
    pub inherit: bool,
    /// The builtin makes local variables where a function runs.
    pub makes_local: bool,
}

/// The values of an assignment argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeclareForm {
    /// `x=text`: a text.
    Scalar,
    /// `x[sub]=text`: a sub, as a key, and a text.
    Element,
    /// `x=(…)`: the elements are those of an array in the making.
    Array,
}

/// A long brace sequence between constant texts.
#[derive(Debug)]
pub struct SequenceCode {
    /// Before it.
    pub prefix: Text,
    /// After it.
    pub suffix: Text,
    /// First value.
    pub first: i64,
    /// Last value.
    pub last: i64,
    /// Step, at least 1.
    pub step: u64,
    /// Padded width.
    pub width: usize,
}

/// A function.
#[derive(Debug)]
pub struct Function {
    /// Its definition.
    pub def: Rc<FunctionDef>,
    /// Its code, compiled at the first call.
    pub code: OnceCell<Rc<Code>>,
    /// Where it was defined (`declare -F` with extdebug, `BASH_SOURCE`).
    pub source: Text,
    /// `export -f`.
    pub exported: bool,
    /// `readonly -f`.
    pub readonly: bool,
    /// `declare -ft`.
    pub traced: bool,
}
