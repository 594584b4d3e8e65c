//! What a program is made of.

/// A variable, resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Var {
    /// By its place among all global variables.
    Global(u32),
    /// By its place among the parameters of its function.
    Local(u32),
}

/// An operator on two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compare {
    Less,
    LessEqual,
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
}

/// Where `getline` reads from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// The operands of the command line.
    Main,
    /// `< FILE`
    File,
    /// `COMMAND |`
    Command,
}

/// Where `print` writes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sink {
    Stdout,
    /// `> FILE`
    File,
    /// `>> FILE`
    Append,
    /// `| COMMAND`
    Command,
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expr {
    Number(f64),
    Text(Vec<u8>),
    /// A regular expression: what it is depends on where it stands.
    Regex(Vec<u8>),
    Var(Var),
    Element(Var, Vec<Expr>),
    Field(Box<Expr>),
    Assign(Box<Expr>, Box<Expr>),
    Update(Arithmetic, Box<Expr>, Box<Expr>),
    /// `++x`, `x--`: whether the new value is meant, and what is added.
    Step {
        place: Box<Expr>,
        prefix: bool,
        by: f64,
    },
    Conditional(Box<Expr>, Box<Expr>, Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    Negative(Box<Expr>),
    Plus(Box<Expr>),
    Binary(Arithmetic, Box<Expr>, Box<Expr>),
    Compare(Compare, Box<Expr>, Box<Expr>),
    Match {
        negated: bool,
        text: Box<Expr>,
        regex: Box<Expr>,
    },
    Concat(Vec<Expr>),
    In(Vec<Expr>, Var),
    /// A call of a function of the program.
    Call(u32, Vec<Expr>),
    /// A call of a function of the language.
    Builtin(&'static str, Vec<Expr>),
    Getline {
        source: Source,
        name: Option<Box<Expr>>,
        place: Option<Box<Expr>>,
    },
    /// A parenthesised list that is not an operand: `print (a, b)`.
    List(Vec<Expr>),
    /// Something in parentheses: no place to assign to.
    Group(Box<Expr>),
}

impl Expr {
    /// Whether it can be assigned to.
    pub fn is_place(&self) -> bool {
        matches!(self, Expr::Var(_) | Expr::Element(..) | Expr::Field(_))
    }
}

/// A statement and the line it begins on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stmt {
    pub line: u32,
    pub kind: StmtKind,
}

/// What a statement does.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum StmtKind {
    Expr(Expr),
    Print {
        formatted: bool,
        args: Vec<Expr>,
        sink: Sink,
        name: Option<Expr>,
    },
    If(Expr, Box<Stmt>, Option<Box<Stmt>>),
    While(Expr, Box<Stmt>),
    Do(Box<Stmt>, Expr),
    For {
        init: Option<Box<Stmt>>,
        test: Option<Expr>,
        step: Option<Box<Stmt>>,
        body: Box<Stmt>,
    },
    ForIn(Var, Var, Box<Stmt>),
    /// Each group of statements with the labels before it; `None` is `default`.
    Switch(Expr, Vec<(Vec<Option<Expr>>, Vec<Stmt>)>),
    Block(Vec<Stmt>),
    Next,
    NextFile,
    Exit(Option<Expr>),
    Return(Option<Expr>),
    Break,
    Continue,
    Delete(Var, Option<Vec<Expr>>),
}

/// When an action is carried out.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Pattern {
    Always,
    When(Expr),
    Range(Expr, Expr),
}

/// A pattern and its action; without one the record is printed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule {
    pub line: u32,
    pub pattern: Pattern,
    pub action: Option<Vec<Stmt>>,
}

/// A function of the program.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Function {
    pub name: Vec<u8>,
    pub params: Vec<Vec<u8>>,
    pub body: Vec<Stmt>,
    pub defined: bool,
    pub line: u32,
    /// Where it is first named.
    pub at: usize,
}

/// A program.
#[derive(Debug, Default)]
pub(super) struct Program {
    pub begin: Vec<Vec<Stmt>>,
    pub rules: Vec<Rule>,
    pub end: Vec<Vec<Stmt>>,
    pub functions: Vec<Function>,
}
