//! The code that a program becomes: operations of a stack machine.

use super::ast::{Arithmetic, Compare, Sink, Source};
use super::regexes::Pattern;
use super::value::Value;

/// Marks an array that is a parameter of the running function.
pub(super) const LOCAL: u32 = 1 << 31;

/// Where something is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Global,
    Local,
    /// A variable whose setting has effects.
    Special,
    /// The number of the field is on the stack.
    Field,
    /// The subscript is on the stack.
    Element,
}

/// What `x++` and its like leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    Nothing,
    Old,
    New,
}

/// An operation. What it takes is taken from the top of the stack; what it gives is left there.
#[derive(Debug, Clone, Copy)]
pub(super) enum Op {
    Constant(u32),
    /// A small number.
    Number(i32),
    Regex(u32),
    Global(u32),
    Local(u32),
    /// `NF`, `NR`, `FNR`.
    Computed(u32),
    Array(u32),
    /// A field of that number, as a value.
    Field(u32),
    /// The same to be read at once.
    FieldHere(u32),
    /// The same as a number.
    FieldNumber(u32),
    /// The field whose number is on the stack.
    FieldAt,
    Element(u32),
    In(u32),
    /// Joins subscripts.
    Subscript(u32),
    Pop,
    Duplicate,

    Store(Place, u32),
    Update {
        operator: Arithmetic,
        place: Place,
        keep: bool,
        index: u32,
    },
    Step {
        up: bool,
        place: Place,
        keep: Keep,
        index: u32,
    },
    /// `x = x y`: appends to a variable.
    Append {
        place: Place,
        index: u32,
    },

    Binary(Arithmetic),
    /// The right side is a small number.
    BinaryNumber(Arithmetic, i32),
    Compare(Compare),
    Concat(u32),
    Not,
    Negative,
    Plus,
    Match {
        negated: bool,
    },
    /// Whether the record matches.
    MatchRecord(u32),

    Jump(u32),
    /// Backwards.
    Loop(u32),
    JumpIf {
        when: bool,
        target: u32,
    },
    JumpCompare {
        operator: Compare,
        when: bool,
        target: u32,
    },
    /// The right side is a small number.
    JumpCompareNumber {
        operator: Compare,
        when: bool,
        number: i32,
        target: u32,
    },
    JumpMatch {
        when: bool,
        regex: u16,
        target: u32,
    },

    /// Notes the keys of an array to go through.
    Keys(u32),
    /// The next key, or else on at the target.
    NextKey(u32),
    DropKeys,

    /// Whether a range is open: on at the target then.
    JumpInRange {
        range: u16,
        target: u32,
    },
    SetRange {
        range: u32,
        open: bool,
    },

    Call {
        function: u32,
        count: u16,
    },
    Return,
    Builtin {
        function: Function,
        count: u16,
    },
    /// `sub` and `gsub` store behind them, unless nothing was found.
    Substitute {
        all: bool,
        target: u32,
    },
    /// `length` of an array.
    Length(u32),
    Delete(u32),
    DeleteAll(u32),

    Print {
        sink: Sink,
        formatted: bool,
        count: u32,
    },
    PrintRecord,
    /// The value is stored behind it, unless there was none.
    Getline {
        source: Source,
        target: u32,
    },
    /// Reads into the record.
    GetlineRecord(Source),
    /// The next record of the main input; at its end on at the target.
    NextRecord(u32),
    Next,
    NextFile,
    Exit {
        value: bool,
    },
    /// The program has ended.
    End,
}

/// A function of the language that gets values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Function {
    And,
    Asort,
    Asorti,
    Atan2,
    Close,
    Compl,
    Cos,
    Exp,
    Fflush,
    Gensub,
    Index,
    Int,
    Length,
    Log,
    Lshift,
    Match,
    Mktime,
    Or,
    Rand,
    Rshift,
    Sin,
    Split,
    Sprintf,
    Sqrt,
    Srand,
    Strftime,
    Strtonum,
    Substr,
    System,
    Systime,
    Tolower,
    Toupper,
    Xor,
}

/// A function of the program.
#[derive(Debug, Default)]
pub(super) struct FunctionCode {
    pub entry: u32,
    /// For each parameter, whether it is an array.
    pub arrays: Vec<bool>,
}

/// A compiled program.
#[derive(Debug, Default)]
pub(super) struct Code {
    pub ops: Vec<Op>,
    /// For each operation, its line.
    pub lines: Vec<u32>,
    pub constants: Vec<Value>,
    pub regexes: Vec<Pattern>,
    /// Their texts.
    pub regex_texts: Vec<Vec<u8>>,
    pub functions: Vec<FunctionCode>,
    /// The names of the global variables.
    pub names: Vec<Vec<u8>>,
    pub ranges: usize,
    /// Where records are read.
    pub records: u32,
    /// Where `END` begins.
    pub end: u32,
}
