//! Commands: lists, pipelines, simple and compound commands, redirections.

use super::word::{Arith, Subscript, Word};
use std::rc::Rc;

/// Commands in sequence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct List {
    /// In order.
    pub items: Vec<ListItem>,
}

impl List {
    /// The command of a list that is one command alone, in the foreground.
    pub fn only_command(&self) -> Option<&Command> {
        let [item] = self.items.as_slice() else { return None };
        let [command] = item.and_or.first.commands.as_slice() else { return None };
        let pipeline = &item.and_or.first;
        let is_alone = item.separator == Separator::Sequence && item.and_or.rest.is_empty();
        (is_alone && !pipeline.negated && pipeline.timed.is_none()).then_some(command)
    }
}

/// One and-or list and what ends it.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// The command.
    pub and_or: AndOr,
    /// `;`/newline or `&`.
    pub separator: Separator,
}

/// What ends a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// `;`, newline or the end.
    Sequence,
    /// `&`.
    Background,
}

/// Pipelines joined by `&&` and `||`, left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct AndOr {
    /// The first pipeline.
    pub first: Pipeline,
    /// The rest.
    pub rest: Vec<(AndOrOp, Pipeline)>,
}

/// `&&` or `||`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AndOrOp {
    /// `&&`.
    And,
    /// `||`.
    Or,
}

/// Commands joined by `|`.
#[derive(Debug, Clone, PartialEq)]
pub struct Pipeline {
    /// `!` before it (an even number of them is none).
    pub negated: bool,
    /// `time` (false) or `time -p` (true).
    pub timed: Option<bool>,
    /// Its commands; empty for a bare `!` or `time`. `|&` has become a redirection `2>&1`
    /// at the end of the left command.
    pub commands: Vec<Command>,
    /// Line of its first word.
    pub line: u32,
}

/// A command with its redirections.
#[derive(Debug, Clone, PartialEq)]
pub struct Command {
    /// What it is.
    pub kind: CommandKind,
    /// In order. For `Simple`, all that stand among its words.
    pub redirects: Vec<Redirect>,
    /// `$LINENO` while it runs. For a simple command that is, as in bash, the line where the
    /// token behind its first word ends.
    pub line: u32,
}

/// Kinds of command.
#[derive(Debug, Clone, PartialEq)]
pub enum CommandKind {
    /// Assignments and words.
    Simple(Simple),
    /// `{ … }`, `( … )`, `if` …
    Compound(Rc<Compound>),
    /// A function definition.
    Function(Rc<FunctionDef>),
    /// `coproc [NAME] command`.
    Coproc(Rc<Coproc>),
}

/// A simple command.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Simple {
    /// `x=1` before the words.
    pub assignments: Vec<Assignment>,
    /// The words, unexpanded; the first one names the command.
    pub words: Vec<Word>,
    /// Where the command name is literally `declare`, `typeset`, `local`, `export`, `readonly` or
    /// `alias` (quoted, or behind `command`, it does not count): arguments of assignment form, by
    /// their index into `words`. The word is in `words` too. Arguments with brace expansions are
    /// only there.
    pub declares: Vec<(u32, Assignment)>,
}

/// An assignment.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The variable.
    pub name: Rc<[u8]>,
    /// `name[…]=`.
    pub subscript: Option<Subscript>,
    /// `+=`.
    pub append: bool,
    /// What is assigned.
    pub value: AssignmentValue,
    /// As written, for `set -x` and `declare -f`.
    pub raw: Rc<[u8]>,
}

/// The right side of an assignment.
#[derive(Debug, Clone, PartialEq)]
pub enum AssignmentValue {
    /// `x=word`; the word has tilde parts after `=` and `:`.
    Scalar(Word),
    /// `x=( … )`.
    Array(Vec<ElementValue>),
}

/// One element of `x=( … )`.
#[derive(Debug, Clone, PartialEq)]
pub struct ElementValue {
    /// `[…]=`.
    pub subscript: Option<Subscript>,
    /// `[…]+=`.
    pub append: bool,
    /// The value; split and globbed where there is no subscript.
    pub word: Word,
    /// The whole element as a plain word, for associative arrays written as pairs, and for
    /// printing. Where braces in it expand, the subscript is none.
    pub whole: Word,
}

/// A redirection.
#[derive(Debug, Clone, PartialEq)]
pub struct Redirect {
    /// The descriptor before the operator; `None` is the operator's own default.
    pub fd: RedirectFd,
    /// The operator.
    pub op: RedirectOp,
    /// What stands after it.
    pub target: RedirectTarget,
    /// Line where it stands.
    pub line: u32,
}

/// The descriptor that a redirection sets.
#[derive(Debug, Clone, PartialEq)]
pub enum RedirectFd {
    /// 0 for input operators, 1 for output operators.
    Default,
    /// `2>`.
    Number(u32),
    /// `{var}>` (with a subscript: `{a[1]}>`).
    Variable(Rc<[u8]>, Option<Subscript>),
}

/// Redirection operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RedirectOp {
    /// `<`.
    Input,
    /// `>`.
    Output,
    /// `>|`.
    Clobber,
    /// `>>`.
    Append,
    /// `<>`.
    InputOutput,
    /// `<&`.
    DupInput,
    /// `>&`.
    DupOutput,
    /// `&>` (and `>&word` where the word is no descriptor is decided when it runs).
    OutputBoth,
    /// `&>>`.
    AppendBoth,
    /// `<<`, `<<-`.
    HereDoc,
    /// `<<<`.
    HereString,
}

/// What a redirection points to.
#[derive(Debug, Clone, PartialEq)]
pub enum RedirectTarget {
    /// A file name, descriptor or string.
    Word(Word),
    /// The body of a here-document.
    HereDoc(Rc<HereDoc>),
}

/// A here-document.
#[derive(Debug, Clone, PartialEq)]
pub struct HereDoc {
    /// Its body; expanded as in double quotes, or one `Quoted` part where the delimiter
    /// was quoted. Tabs are already stripped for `<<-`.
    pub body: Word,
    /// The delimiter, quotes removed.
    pub delimiter: Rc<[u8]>,
    /// The delimiter was quoted.
    pub quoted: bool,
    /// `<<-`.
    pub strip_tabs: bool,
}

/// Compound commands.
#[derive(Debug, Clone, PartialEq)]
pub enum Compound {
    /// `{ … }`.
    Group(List),
    /// `( … )`, and the line where it ends.
    Subshell(List, u32),
    /// `if`.
    If(If),
    /// `while`, `until`.
    While(While),
    /// `for x in …`.
    For(For),
    /// `for (( … ))`.
    ForArith(ForArith),
    /// `select`.
    Select(Select),
    /// `case`.
    Case(Case),
    /// `(( … ))`.
    Arith(Rc<Arith>),
    /// `[[ … ]]`.
    Cond(Cond),
}

/// `if … then … elif … else … fi`.
#[derive(Debug, Clone, PartialEq)]
pub struct If {
    /// Condition and body of `if` and of each `elif`.
    pub branches: Vec<(List, List)>,
    /// `else`.
    pub otherwise: Option<List>,
}

/// `while` and `until`.
#[derive(Debug, Clone, PartialEq)]
pub struct While {
    /// `until`.
    pub until: bool,
    /// Condition.
    pub condition: List,
    /// Body.
    pub body: List,
}

/// `for name [in words]; do … done`.
#[derive(Debug, Clone, PartialEq)]
pub struct For {
    /// The variable. Not checked by the parser: a bad one is an error when it runs.
    pub name: Rc<[u8]>,
    /// The words; `None` is `"$@"`.
    pub words: Option<Vec<Word>>,
    /// Body.
    pub body: List,
}

/// `select name [in words]; do … done`.
pub type Select = For;

/// `for ((init; condition; step))`.
#[derive(Debug, Clone, PartialEq)]
pub struct ForArith {
    /// First expression.
    pub init: Option<Rc<Arith>>,
    /// Second; absent is true.
    pub condition: Option<Rc<Arith>>,
    /// Third.
    pub step: Option<Rc<Arith>>,
    /// Body.
    pub body: List,
}

/// `case word in … esac`.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What is matched.
    pub word: Word,
    /// The clauses.
    pub items: Vec<CaseItem>,
}

/// One clause of `case`.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseItem {
    /// Patterns, any of which may match.
    pub patterns: Vec<Word>,
    /// What runs.
    pub body: List,
    /// What comes then.
    pub end: CaseEnd,
}

/// The end of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseEnd {
    /// `;;`.
    Break,
    /// `;&`: runs the next body.
    FallThrough,
    /// `;;&`: tries the next patterns.
    Continue,
}

/// The inside of `[[ … ]]`.
#[derive(Debug, Clone, PartialEq)]
pub enum Cond {
    /// `word`: true if not empty.
    Word(Word),
    /// `-f word` …
    Unary(CondUnary, Word),
    /// `a == b` …
    Binary(CondBinary, Word, Word),
    /// `! c`.
    Not(Box<Cond>),
    /// `a && b`.
    And(Box<Cond>, Box<Cond>),
    /// `a || b`.
    Or(Box<Cond>, Box<Cond>),
    /// `( c )`.
    Group(Box<Cond>),
}

/// A unary primary by its letter: `-f` is `b'f'`.
pub type CondUnary = u8;

/// Binary primaries of `[[`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CondBinary {
    /// `==`: the right side is a pattern.
    Match,
    /// `=`, which means the same.
    MatchSingle,
    /// `!=`.
    NotMatch,
    /// `=~`: the right side is an ERE; quoted parts stand for themselves.
    Regex,
    /// `<`: sorts before.
    Before,
    /// `>`: sorts after.
    After,
    /// `-eq` (both sides are arithmetic).
    Equal,
    /// `-ne`.
    NotEqual,
    /// `-lt`.
    Less,
    /// `-le`.
    LessEqual,
    /// `-gt`.
    Greater,
    /// `-ge`.
    GreaterEqual,
    /// `-nt`.
    NewerThan,
    /// `-ot`.
    OlderThan,
    /// `-ef`.
    SameFile,
}

/// A function definition.
#[derive(Debug, Clone, PartialEq)]
pub struct FunctionDef {
    /// Its name.
    pub name: Rc<[u8]>,
    /// Its body with its redirections.
    pub body: Rc<Command>,
    /// How it was written.
    pub style: FunctionStyle,
    /// Line of the definition.
    pub line: u32,
}

/// Function syntax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionStyle {
    /// `name()`.
    Posix,
    /// `function name`, with or without `()`.
    Keyword,
}

/// A coprocess.
#[derive(Debug, Clone, PartialEq)]
pub struct Coproc {
    /// `COPROC` by default.
    pub name: Rc<[u8]>,
    /// What runs.
    pub body: Command,
}
