//! The code that the virtual machine runs: each operation declared and documented once.
//!
//! Code is a flat list of [`Op`]s with tables of constants beside it. Words are built in the
//! *word builder*; `Begin…` pushes a fresh builder and `End…` takes its result away, so
//! that words nest (`${x:-"$(cmd)"}`) without recursion of the machine. Four operand
//! stacks: *fields* (arguments in the making), *texts*, *ints*, *patterns*, and *targets*
//! (the parameter that an expansion is about).

mod arith;
mod listing;
mod tables;

pub use arith::{AExpr, AName, ASubscript, LateReads, resolve};
pub use listing::listing;
pub use tables::{
    ArithCode, Block, BlockKind, BlockSource, Call, CaseCode, Code, CommandInfo, DeclareCode, DeclareForm,
    ElementCode, Function, LazyPattern, ListOptions, ParamTarget, PipelineCode, RedirectCode, RedirectedCode,
    ReplaceCode, SequenceCode, Skip, StageKind, Tail, Trace,
};

use crate::state::options::Set;
use crate::state::symbol::Symbol;
use bashwit_syntax::ast::Transform;

/// An index into one of the tables of [`Code`].
pub type At = u32;
/// A place in the code.
pub type Pc = u32;

/// How an expansion joins the word that is being built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// Unquoted where fields are made: it is split, and pattern characters are active.
    Split,
    /// Unquoted where one text or pattern is made: not split, pattern characters are active.
    Active,
    /// Inside double quotes.
    Quoted,
}

/// What a target must have for the operands of its operator to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// A value, even an empty one.
    Value,
    /// A value that is not empty.
    Text,
    /// A value, or being the positional parameters.
    Slice,
}

/// One operation. Effects on the operand stacks stand in brackets: `[before → after]`.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the line of each operation explains its fields")]
pub enum Op {
    // Words
    /// Starts a word whose result is fields.
    BeginField,
    /// Ends it: `[→ fields]` after splitting and pathname expansion.
    EndField,
    /// Starts a word whose result is one text.
    BeginText,
    /// The same for the value of an assignment or a here-string.
    BeginValue,
    /// The same for a here-document.
    BeginDocument,
    /// `[→ text]`.
    EndText,
    /// Starts a word whose result is the message of `${x?…}`: its fields, with a space between.
    BeginMessage,
    /// `[→ text]`.
    EndMessage,
    /// `[→ pattern]`: ends a word whose result is a pattern.
    EndPattern { nocase: bool },
    /// `[→ scope]`: takes the anchor from the start of a word, `#` or `%`.
    TakeAnchor,
    /// `[→ text]`: ends a word whose result is a regular expression; quoted parts are escaped.
    EndRegex,
    /// `[→ text]`: ends a word whose result is the replacement of `${x/p/r}`; unquoted `&`
    /// becomes a reference.
    EndReplacement,
    /// `[→ field]`: a constant field.
    Field(At),
    /// `[→ text]`: a constant.
    Text(At),
    /// `[→ pattern]`: a constant pattern.
    Pattern(At),
    /// Adds unquoted literal text.
    Literal(At),
    /// Adds literal text that takes part in splitting (`${x:-a b}`).
    LiteralSplit(At),
    /// Adds quoted text.
    Quote(At),
    /// Notes that the word has (empty) quotes: it makes a field even if it is empty.
    QuoteMark,
    /// `[target → target]`: the same where the target is a `$@` or `${a[@]}`; an empty one makes
    /// no field.
    TargetMark,
    /// Starts double quotes with a `$@` or the like in them.
    BeginQuotes,
    /// Ends them: nothing in them makes a field, unless a list was in them.
    EndQuotes,
    /// Adds `~` or `~name`.
    Tilde(At),
    /// The same in an argument that looks like an assignment: POSIX mode takes it for text.
    ArgumentTilde(At),
    /// Adds a plain variable, `$x` or `${x}`.
    Variable { name: Symbol, braced: bool, quoting: Quoting },
    /// `[→ field]`: a word that is one quoted variable.
    FieldVariable { name: Symbol, braced: bool },
    /// `[→ text]`: a text that is one variable.
    TextVariable(Symbol),
    /// Adds `$1` and on.
    Positional { number: u32, braced: bool, quoting: Quoting },
    /// Adds `$?` and its kin (not `@`, `*`).
    Special { byte: u8, braced: bool, quoting: Quoting },
    /// Adds `$@` (`b'@'`) or `$*`.
    All(u8, Quoting),
    /// Adds the length of a plain variable.
    Length(Symbol, Quoting),
    /// `[int →]`: adds a number.
    Int(Quoting),
    /// Runs a substitution and adds its output.
    Substitute(At, Quoting),
    /// `[text →]`: adds the content of a file, `$(< file)`.
    ReadFile(Quoting),
    /// Starts a process substitution and adds its path.
    ProcessSubstitute(At),
    /// Lets the fields from here on wait for their pathname expansion.
    DeferPathnames,
    /// Expands those that wait.
    ExpandPathnames,
    /// `[→ fields]`: a long brace sequence between constant texts.
    Sequence(At),

    // Parameter expansion: targets
    /// `[→ target]`: a parameter from the table of parameters, without subscript.
    Target(At),
    /// `[sub → target]`: an element of a variable.
    TargetElement { name: Symbol, written: At },
    /// `[→ target]`: all elements (`b'@'` or `b'*'`).
    TargetAll(Symbol, u8),
    /// `[target → target]`: the parameter that the value of the one called `name` names
    /// (`${!x}`); `strict`: under `set -u` it must be set.
    Indirect { name: At, strict: bool },
    /// `[target → target?]`: jumps where the parameter is set (`colon`: and not empty).
    JumpIfSet { colon: bool, quoted: bool, to: Pc },
    /// `[target →]`.
    DropTarget,
    /// `[target →]`: adds the value.
    Value(Quoting),
    /// `[target →]`: adds the length, or the number of elements.
    TargetLength(Quoting),
    /// Adds 0 and jumps where the variable has no value: the length of its element.
    LengthOfUnset { name: Symbol, quoting: Quoting, to: Pc },
    /// `[target →]`: adds the length of an element, the subscript of which is shown so.
    ElementLength { subscript: At, quoting: Quoting },
    /// `[target → target?]`: where the operands of an operator are not looked at, the value is
    /// added as it is, and the operator jumped over.
    SkipOperands { unless: Needs, quoting: Quoting, to: Pc },
    /// `[target, int → (target, int)?]`: where a slice begins outside, nothing is added, and its
    /// length jumped over.
    SkipLength { quoting: Quoting, to: Pc },
    /// `[target →]`: looks at the value, which may fail.
    Look,
    /// `[target, pattern →]`: `#`, `##`, `%`, `%%`.
    Remove { suffix: bool, longest: bool, quoting: Quoting },
    /// `[target, pattern, text? →]`: `/`, by the row of the table of replacements.
    Replace(At),
    /// `[target, int, int? →]`: `:`.
    Substring { length: bool, quoting: Quoting },
    /// `[target, pattern? →]`: `^ , ~`, by the row of the table of case changes.
    ChangeCase(At),
    /// `[target →]`: `@Q` …
    Transform(Transform, Quoting),
    /// `[target →]`: the keys of an array.
    Keys(Quoting),
    /// Adds the names that start with a prefix (`at`: as `"$@"` does).
    Names { prefix: At, at: bool, quoting: Quoting },
    /// `[target, text → target]`: `=`, to the parameter that is written so.
    AssignTarget(At),
    /// The same for `${!x=…}`, where `x` is called so.
    AssignIndirect(At),
    /// `[target, text →]`: `?`; fails always.
    FailTarget(At),
    /// `bad substitution`.
    BadSubstitution(At),
    /// An expansion that fails always, with its message, if it has one.
    Fail(At),
    /// Shows the command that is to run (`set -x`), before its redirections.
    TraceCommand,
    /// Complains about an assignment to an element before a command, which is not made.
    NotAnIdentifier { name: At, special: bool },

    // Subscripts
    /// Jumps where the variable is an associative array; `declared`: or where the command at
    /// hand has the option `-A`.
    JumpIfAssoc { name: Symbol, declared: bool, to: Pc },
    /// `[int → sub]`.
    SubscriptInt,
    /// `[text → sub]`.
    SubscriptKey,

    // Arithmetic
    /// `[→ int]`: evaluates an expression.
    Arith(At),
    /// `[text → int]`: parses and evaluates.
    ArithText(At),
    /// Sets the status by an int: `[int →]` (not 0 is success).
    IntStatus,
    /// `[int →]`: jumps where it is 0.
    JumpIfZero(Pc),

    // Assignments
    /// `[text →]`: `name=text`, or `name+=text`.
    Assign { name: Symbol, append: bool },
    /// `[int →]`: `name=$((…))`.
    AssignInt(Symbol),
    /// `[text, sub →]`: `name[sub]=text`.
    AssignElement(At),
    /// `[text → text]`: shows an assignment to an element before its subscript is expanded.
    TraceElement(At),
    /// Starts the elements of an argument of a declaration builtin, `name=(…)`.
    BeginElements,
    /// Starts `name=(…)`.
    BeginArray { name: Symbol, append: bool },
    /// `[fields →]`: adds the fields since `BeginArray` or the last element.
    ArrayFields,
    /// `[sub, text →]`: adds `[sub]=text`; how it is written where it is for an associative array.
    ArrayElement { append: bool, raw: Option<At> },
    /// `[text →]`: adds a word that is not split, and is written so.
    ArrayWord(At),
    /// Ends `name=(…)`.
    EndArray,
    /// Shows an assignment of a list (`set -x`), as it is written.
    TraceArray(At),
    /// `[text →]`: an assignment before a command.
    Temporary { name: Symbol, append: bool },
    /// An assignment argument of a declaration builtin: its values are on the stacks
    /// (a text, a sub and a text, or an array in the making).
    Declare(At),
    /// Ends a command of assignments alone.
    EndAssignments,

    /// The assignments before a command that have been made so far are seen by what follows.
    ShowTemporaries,
    /// Ends that.
    HideTemporaries,

    // Redirections
    /// Remembers the descriptors, to be put back by `RestoreFds` or when the block is left; the call
    /// that the redirections are for.
    SaveFds(Option<At>),
    /// The same, but where the fields since `BeginArguments` call a program, the redirections and
    /// the program are the business of a child, with code of its own.
    SaveFdsOrFork(At),
    /// Ends a command of assignments and redirections, the latter in a child with code of its own.
    RedirectAlone(At),
    /// Remembers where the fields of a redirection's target begin.
    BeginTarget,
    /// `[fields → text]`: the target, which must be one field; else the redirection of the
    /// row fails.
    EndTarget(At),
    /// `[text →]`: does a redirection by the row of the table. A failure sets the status
    /// and jumps to the end of the command.
    Redirect(At),
    /// The redirections since `SaveFds` are those of the process: they stay to its end.
    KeepFds,
    /// Puts the descriptors back.
    RestoreFds,

    // Commands
    /// A new command begins: its line and text (for `$LINENO`, `DEBUG`, traps).
    Command(At),
    /// Remembers where the fields of a command begin.
    BeginArguments,
    /// Runs the fields since `BeginArguments` as a simple command.
    Execute(At),
    /// After a command that counts: runs the ERR trap where it failed.
    Check,
    /// Behind `Check`: exits under `set -e` where the command failed.
    CheckExit,
    /// Runs code in a subshell and waits for it.
    Subshell(At),
    /// Starts code in the background.
    Background(At),
    /// Starts a coprocess.
    Coproc(At),
    /// Starts a pipeline, by the row of the table, and waits for it.
    Pipeline(At),
    /// Begins a negated pipeline: under `set -e` its failures do not count.
    BeginNegation,
    /// Ends it.
    EndNegation,
    /// Negates the status; `keep`: for `$?` only, not for `PIPESTATUS`.
    Negate { keep: bool },
    /// Sets the status.
    Status(u8),
    /// Defines a function.
    Function(At),
    /// Begins `time`; `posix` format or not.
    BeginTime(bool),
    /// Ends `time` and reports; `alone`: there was no command.
    EndTime { alone: bool },
    /// The variable of a `for` or `select` has no name: the loop fails.
    BadLoopName(At),
    /// A syntax error that shows only now.
    SyntaxError(At),

    // Control
    /// Goes on elsewhere.
    Jump(Pc),
    /// Jumps where an option is off.
    JumpIfOff { option: Set, to: Pc },
    /// Jumps where the status is not 0.
    JumpIfFailed(Pc),
    /// Jumps where the status is 0.
    JumpIfOk(Pc),
    /// Starts a part whose failures do not count (`if`, `while`, `&&`, `!`).
    BeginCondition,
    /// Ends it.
    EndCondition,
    /// Starts a loop: where `break` and `continue` go.
    BeginLoop { leave: Pc, next: Pc },
    /// The status of a loop that has ended by itself: that of its last body, or 0.
    LoopStatus,
    /// Ends a loop.
    EndLoop,
    /// Drops the list of a `for`.
    EndFor,
    /// `[int →]`.
    DropInt,
    /// Goes back to the start of a loop; counted.
    Again(Pc),
    /// `[fields →]`: takes the fields since `BeginArguments` as the list of a `for`.
    ForList(At),
    /// Sets the variable to the next item, or leaves.
    ForNext { name: Symbol, end: Pc },
    /// Shows the menu of `select` and reads the answer, or leaves.
    SelectNext { name: Symbol, end: Pc },
    /// `[text, pattern → text]`: jumps where the pattern matches.
    JumpIfMatch(Pc),
    /// `[text →]`.
    DropText,
    /// `[text →]`: a unary test of `[[`, by its letter.
    TestUnary(u8),
    /// `[text, text|pattern →]`: a binary test of `[[`.
    TestBinary(At),
    /// `[text →]`: true where it is not empty.
    TestText,
}
