//! Words: what is expanded into arguments, values, patterns and texts.

use super::arith::ArithExpr;
use super::command::List;
use std::rc::Rc;

/// A word as the grammar sees it. Quotes are resolved into part kinds; nothing is expanded.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Word {
    /// The parts, in order. Adjacent parts of one kind are merged.
    pub parts: Vec<WordPart>,
    /// The source text, quotes included, as `declare -f` and error messages show it.
    pub raw: Rc<[u8]>,
}

/// One piece of a word.
#[derive(Debug, Clone, PartialEq)]
pub enum WordPart {
    /// Unquoted text: pattern characters in it are active, and it is never split.
    Literal(Rc<[u8]>),
    /// Text that `\`, `'…'` or `$'…'` quoted (already decoded): stands for itself. An empty
    /// one (`''`) still makes a field.
    Quoted(Rc<[u8]>),
    /// `"…"` (and `$"…"`, which has no translations here): parts inside are quoted. Only
    /// `Quoted`, `Param`, `Command`, `Arith` occur inside. Empty for `""`.
    DoubleQuoted(Vec<WordPart>),
    /// `~` or `~name` where tilde expansion applies; the text without the `~`.
    Tilde(Rc<[u8]>),
    /// The same behind the `=` or a `:` of an argument that looks like an assignment: text in POSIX
    /// mode, and where braces have made the word anew.
    ArgumentTilde(Rc<[u8]>),
    /// `$x`, `${…}`.
    Param(Box<Param>),
    /// `$( … )` or `` `…` ``.
    Command(Rc<CommandSubst>),
    /// `$(( … ))` or `$[ … ]`.
    Arith(Rc<Arith>),
    /// `<( … )` or `>( … )`.
    Process(ProcessDirection, Rc<CommandSubst>),
    /// `{a,b}` or `{1..9}`, which are text under `set +B`; only where brace expansion applies.
    Brace(Box<Brace>),
    /// `(…|…)` of an extended pattern: the operator (`?*+@!`), with the alternatives.
    /// Alternatives hold any parts but `Brace` and tildes.
    ExtGlob(u8, Vec<Vec<WordPart>>),
}

/// A brace expansion.
#[derive(Debug, Clone, PartialEq)]
pub enum Brace {
    /// `{a,b,…}`: the alternatives, each a run of parts (possibly empty). Only oddities like
    /// `{x..{a,b}}` have a single one.
    List(Vec<Vec<WordPart>>),
    /// `{x..y[..step]}` over integers; `width` is over 0 where zero padding applies.
    Numbers {
        /// First value.
        first: i64,
        /// Bound, included if the step hits it.
        last: i64,
        /// Step as written; its sign is ignored as bash does; 0 counts as 1.
        step: i64,
        /// Minimum width, padded with zeros after the sign.
        width: usize,
        /// What is written between the braces.
        raw: Rc<[u8]>,
    },
    /// `{a..e[..step]}` over single bytes.
    Letters {
        /// First byte.
        first: u8,
        /// Last byte.
        last: u8,
        /// Step as written.
        step: i64,
        /// What is written between the braces.
        raw: Rc<[u8]>,
    },
}

/// Direction of a process substitution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProcessDirection {
    /// `<(…)`: the word names a file to read the output from.
    Read,
    /// `>(…)`: the word names a file to write the input to.
    Write,
}

/// How a command substitution was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubstStyle {
    /// `$( … )`.
    Dollar,
    /// `` `…` ``.
    Backquote,
    /// `<( … )` or `>( … )`.
    Process,
}

/// The body of a command or process substitution.
#[derive(Debug, Clone, PartialEq)]
pub struct CommandSubst {
    /// How it was written.
    pub style: SubstStyle,
    /// The program; an empty list for `$()`.
    pub body: Rc<List>,
    /// The text between the delimiters.
    pub raw: Rc<[u8]>,
    /// Line of the opening delimiter.
    pub line: u32,
    /// For each `;` or newline between two of its commands, in source order: it was a newline.
    /// Only the printer wants to know.
    pub newlines: Box<[bool]>,
    /// A syntax error inside backquotes shows only when it runs.
    pub error: Option<Rc<crate::SyntaxError>>,
}

/// Text in arithmetic position.
#[derive(Debug, Clone, PartialEq)]
pub struct Arith {
    /// The text as parts, as if double-quoted (no splitting, no globbing).
    pub text: Word,
    /// The parsed expression, where the text holds no expansion other than plain
    /// `$name`/`${name}`/`$1`/`$#`, … standing where an operand stands (they become
    /// `ArithExpr::Dollar`). `None`: expand the text, then parse at run time.
    pub expr: Option<Rc<ArithExpr>>,
    /// Line where it starts.
    pub line: u32,
}

/// A parameter expansion.
#[derive(Debug, Clone, PartialEq)]
pub struct Param {
    /// What is expanded.
    pub name: ParamName,
    /// `[…]` after the name.
    pub subscript: Option<Subscript>,
    /// `${!name…}`: the value names the parameter that is meant. (`${!p*}`, `${!p@}` and
    /// `${!a[@]}` are operators, not indirection.)
    pub indirect: bool,
    /// What is done with the value.
    pub op: ParamOp,
    /// Written with braces.
    pub braced: bool,
    /// `${…}` as written, for messages.
    pub raw: Rc<[u8]>,
    /// Line where it starts.
    pub line: u32,
}

/// The parameter that is meant.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamName {
    /// A variable.
    Variable(Rc<[u8]>),
    /// `$1` …; `${10}`.
    Positional(u32),
    /// One of `@ * # ? - $ ! 0 _` (`$0` and `$_` too).
    Special(u8),
}

/// `[…]` after a name.
#[derive(Debug, Clone, PartialEq)]
pub enum Subscript {
    /// `[@]`.
    At,
    /// `[*]`.
    Star,
    /// An index or a key: which one is known only when it runs, so both readings are kept.
    Index {
        /// As a key of an associative array (quotes resolved, as a word).
        word: Word,
        /// As an index of an indexed array.
        arith: Rc<Arith>,
    },
}

impl Subscript {
    /// What stands between the brackets, as it was written.
    pub fn written(&self) -> &[u8] {
        match self {
            Self::At => b"@",
            Self::Star => b"*",
            Self::Index { word, .. } => &word.raw,
        }
    }
}

/// Operators of parameter expansion.
#[derive(Debug, Clone, PartialEq)]
pub enum ParamOp {
    /// `$x`, `${x}`.
    None,
    /// `${#x}`.
    Length,
    /// `${x-w}`, `${x:-w}`.
    Default {
        /// Empty counts as unset.
        colon: bool,
        /// The word used instead.
        word: Word,
    },
    /// `${x=w}`, `${x:=w}`.
    Assign {
        /// Empty counts as unset.
        colon: bool,
        /// The word assigned.
        word: Word,
    },
    /// `${x?w}`, `${x:?w}`.
    Error {
        /// Empty counts as unset.
        colon: bool,
        /// The message; `None` where nothing stands after the operator. Inside double quotes
        /// and the like only its text counts, which is read anew.
        word: Option<Word>,
        /// It stands inside of those.
        quoted: bool,
    },
    /// `${x+w}`, `${x:+w}`.
    Alternative {
        /// Empty counts as unset.
        colon: bool,
        /// The word used if set.
        word: Word,
    },
    /// `${x#p}`, `${x##p}`.
    RemovePrefix {
        /// `##`.
        longest: bool,
        /// The pattern.
        pattern: Word,
    },
    /// `${x%p}`, `${x%%p}`.
    RemoveSuffix {
        /// `%%`.
        longest: bool,
        /// The pattern.
        pattern: Word,
    },
    /// `${x:o}`, `${x:o:l}`.
    Substring {
        /// Offset.
        offset: Rc<Arith>,
        /// Length.
        length: Option<Rc<Arith>>,
    },
    /// `${x/p/r}` and its kin.
    Replace {
        /// Where and how often.
        scope: ReplaceScope,
        /// The pattern.
        pattern: Word,
        /// The replacement; `None` where the second `/` is missing.
        replacement: Option<Word>,
    },
    /// `${x^p}`, `${x^^p}`, `${x,p}`, `${x,,p}`, `${x~p}`, `${x~~p}`.
    Case {
        /// To which case.
        change: CaseChange,
        /// Doubled operator: all characters, else the first.
        all: bool,
        /// Only characters that match; `None` for `?`.
        pattern: Option<Word>,
    },
    /// `${x@Q}` …
    Transform(Transform),
    /// `${!prefix*}` (false) or `${!prefix@}` (true).
    NamesWithPrefix {
        /// `@` form.
        at: bool,
    },
    /// `${!a[@]}`, `${!a[*]}` (the subscript tells which).
    Keys,
    /// Not a valid expansion: `bad substitution` when it runs.
    Bad,
    /// Text that cannot be read as expansions: fails when it runs, with the message that is in `raw`,
    /// or without one.
    Unreadable,
    /// `${x:}`: as `Bad`, but what stands before the operator is looked at first.
    BadOperator,
    /// `${x@…}` with a letter that means nothing: wrong where `x` is set.
    BadTransform,
}

/// `${x/…}` forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplaceScope {
    /// `${x/p/r}`: the first match.
    First,
    /// `${x//p/r}`: all matches.
    All,
    /// `${x/#p/r}`: only at the start.
    Prefix,
    /// `${x/%p/r}`: only at the end.
    Suffix,
}

/// Case changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseChange {
    /// `^`.
    Upper,
    /// `,`.
    Lower,
    /// `~`.
    Toggle,
}

/// `@` operators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transform {
    /// `@Q`: quoted for reuse.
    Quote,
    /// `@E`: escapes expanded as in `$'…'`.
    Escapes,
    /// `@P`: as a prompt.
    Prompt,
    /// `@A`: as an assignment.
    Assignment,
    /// `@a`: attribute letters.
    Attributes,
    /// `@K`: key-value pairs, quoted.
    PairsQuoted,
    /// `@k`: key-value pairs as words.
    Pairs,
    /// `@U`: upper case.
    Upper,
    /// `@u`: first character in upper case.
    UpperFirst,
    /// `@L`: lower case.
    Lower,
}
