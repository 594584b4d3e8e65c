//! A compiled script.

use bashwit_pattern::regex::{Flags, Regex, Syntax};
use std::collections::HashMap;
use std::rc::Rc;

/// A regular expression, and what it was made of.
#[derive(Debug)]
pub(super) struct Expression {
    pub regex: Regex,
    pub text: Vec<u8>,
    pub syntax: Syntax,
    pub flags: Flags,
}

/// What selects lines.
#[derive(Debug)]
pub(super) enum Address {
    /// A line by its number; 0 only before `,/regex/`.
    Line(u64),
    /// `first~step`.
    Step { first: u64, step: u64 },
    /// `$`
    Last,
    /// A regular expression, `None` for the one used last.
    Regex(Option<Rc<Expression>>),
    /// `addr,+N`
    Plus(u64),
    /// `addr,~N`
    Multiple(u64),
}

/// A command with its addresses.
#[derive(Debug)]
pub(super) struct Command {
    pub first: Option<Address>,
    pub second: Option<Address>,
    /// `!`
    pub negated: bool,
    pub action: Action,
}

impl Command {
    /// Whether it must be known if the line is the last one.
    pub(super) fn asks_last(&self) -> bool {
        matches!(self.first, Some(Address::Last)) || matches!(self.second, Some(Address::Last))
    }
}

/// Where `w` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Stdout,
    Stderr,
    /// An index into [`Script::outputs`].
    File(usize),
}

/// What a command does; jumps lead to indices of commands.
#[derive(Debug)]
pub(super) enum Action {
    /// `{`: where the commands after its `}` begin.
    Block(usize),
    /// `}`, `:label`
    Nothing,
    /// `=`
    LineNumber,
    Append(Rc<[u8]>),
    Insert(Rc<[u8]>),
    Change(Rc<[u8]>),
    Branch(usize),
    BranchIf(usize),
    BranchUnless(usize),
    Delete,
    DeleteFirst,
    /// `e`, with a command or to run the pattern space.
    Execute(Rc<[u8]>),
    FileName,
    Get,
    GetAppend,
    Hold,
    HoldAppend,
    List(Option<usize>),
    Next,
    NextAppend,
    Print,
    PrintFirst,
    Quit(u8),
    QuitSilently(u8),
    ReadFile(Rc<[u8]>),
    /// An index into [`Script::lines`].
    ReadLine(usize),
    Substitute(Box<Substitution>),
    Write(Target),
    WriteFirst(Target),
    Exchange,
    Transliterate(Box<Map>),
    Zap,
}

/// `s`
#[derive(Debug)]
pub(super) struct Substitution {
    /// `None` for the expression used last.
    pub regex: Option<Rc<Expression>>,
    pub replacement: Vec<Part>,
    /// The first match that is replaced.
    pub number: u64,
    pub global: bool,
    pub print: u8,
    pub evaluate: bool,
    pub write: Option<Target>,
    /// The replacement is one text, without groups and cases.
    pub plain: bool,
}

/// A part of a replacement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Text(Vec<u8>),
    Group(usize),
    Case(Case),
}

/// `\U` and its kin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Upper,
    Lower,
    UpperNext,
    LowerNext,
    End,
}

/// `y`
#[derive(Debug)]
pub(super) enum Map {
    Bytes(Box<[u8; 256]>),
    Characters(HashMap<char, Vec<u8>>),
}

/// A script.
#[derive(Debug, Default)]
pub(super) struct Script {
    pub commands: Vec<Command>,
    /// Files that are written.
    pub outputs: Vec<Vec<u8>>,
    /// Files that `R` reads.
    pub lines: Vec<Vec<u8>>,
    /// It began with `#n`.
    pub quiet: bool,
    /// How many `-e` arguments it was.
    pub expressions: usize,
}
