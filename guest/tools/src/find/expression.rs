//! The expression of `find`: tests and actions, read from the command line.

use bashwit_datetime as datetime;
use bashwit_kernel::{Context, Datetime};
use bashwit_pattern::glob::{Options, Pattern};
use bashwit_pattern::regex::{Flags, Regex, Syntax};

/// A number with `+` (more), `-` (less) or nothing (exactly) before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    sign: i8,
    value: u64,
}

impl Count {
    fn parse(text: &[u8]) -> Option<Count> {
        let (sign, digits) = match text.first()? {
            b'+' => (1, &text[1..]),
            b'-' => (-1, &text[1..]),
            _ => (0, text),
        };
        let value = std::str::from_utf8(digits).ok()?.parse().ok()?;
        Some(Count { sign, value })
    }

    /// Whether a number is what was asked for.
    pub fn fits(self, number: u64) -> bool {
        match self.sign {
            1 => number > self.value,
            -1 => number < self.value,
            _ => number == self.value,
        }
    }
}

/// Which time of a file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Time {
    /// `-atime`.
    Accessed,
    /// `-ctime`.
    Changed,
    /// `-mtime`.
    Modified,
}

/// A node of the expression.
pub(super) enum Node {
    True,
    False,
    Not(Box<Node>),
    And(Box<Node>, Box<Node>),
    Or(Box<Node>, Box<Node>),
    Comma(Box<Node>, Box<Node>),
    Name(Pattern),
    Path(Pattern),
    LinkName(Pattern),
    Regex(Regex),
    Type(Vec<u8>),
    Size(Count, u64),
    Empty,
    Newer(Datetime),
    Age(Time, Count, i64),
    Permissions(u8, u32),
    Links(Count),
    Inode(Count),
    SameFile(u64),
    Executable(u32),
    Owner(bool),
    Print(u8),
    Printf(Vec<u8>),
    List,
    Exec { command: Vec<Vec<u8>>, batch: Option<usize>, in_directory: bool },
    Delete,
    Prune,
    Quit,
}

/// The whole command line.
pub(super) struct Find {
    pub paths: Vec<Vec<u8>>,
    pub follow: bool,
    pub follow_operands: bool,
    pub min_depth: usize,
    pub max_depth: usize,
    pub depth_first: bool,
    pub root: Node,
    pub batches: usize,
}

/// How deep parentheses and `!` may be nested.
const MAX_NESTING: usize = 200;

struct Parser<'a> {
    context: &'a Context,
    args: &'a [Vec<u8>],
    at: usize,
    nesting: usize,
    acts: bool,
    batches: usize,
    min_depth: usize,
    max_depth: usize,
    depth_first: bool,
}

type Parsed<T> = Result<T, Vec<u8>>;

/// Reads the command line; an error is the message behind `find: `.
pub(super) fn parse(context: &Context, args: &[Vec<u8>]) -> Parsed<Find> {
    let mut at = 0;
    let (mut follow, mut follow_operands) = (false, false);
    while let Some(arg) = args.get(at) {
        match arg.as_slice() {
            b"-L" => (follow, follow_operands) = (true, true),
            b"-H" => (follow, follow_operands) = (false, true),
            b"-P" => (follow, follow_operands) = (false, false),
            _ => break,
        }
        at += 1;
    }
    let mut paths = Vec::new();
    while let Some(arg) = args.get(at).filter(|arg| !starts_expression(arg)) {
        paths.push(arg.clone());
        at += 1;
    }
    if paths.is_empty() {
        paths.push(b".".to_vec());
    }
    let mut parser = Parser {
        context,
        args,
        at,
        nesting: 0,
        acts: false,
        batches: 0,
        min_depth: 0,
        max_depth: usize::MAX,
        depth_first: false,
    };
    let mut root = if parser.at < args.len() { parser.comma()? } else { Node::True };
    if let Some(extra) = args.get(parser.at) {
        return Err(match extra.as_slice() {
            b")" => b"invalid expression; you have too many ')'".to_vec(),
            other => [b"paths must precede expression: `", other, b"'"].concat(),
        });
    }
    if !parser.acts {
        root = Node::And(Box::new(root), Box::new(Node::Print(b'\n')));
    }
    let Parser { min_depth, max_depth, depth_first, batches, .. } = parser;
    Ok(Find { paths, follow, follow_operands, min_depth, max_depth, depth_first, root, batches })
}

fn starts_expression(arg: &[u8]) -> bool {
    matches!(arg, b"(" | b"!" | b")" | b",") || arg.len() > 1 && arg[0] == b'-'
}

impl Parser<'_> {
    fn peek(&self) -> Option<&[u8]> {
        self.args.get(self.at).map(Vec::as_slice)
    }

    fn value(&mut self, name: &[u8]) -> Parsed<Vec<u8>> {
        let value = self.args.get(self.at).cloned();
        self.at += 1;
        value.ok_or_else(|| [b"missing argument to `", name, b"'"].concat())
    }

    fn comma(&mut self) -> Parsed<Node> {
        let mut left = self.or()?;
        while self.peek() == Some(b",") {
            self.at += 1;
            left = Node::Comma(Box::new(left), Box::new(self.or()?));
        }
        Ok(left)
    }

    fn or(&mut self) -> Parsed<Node> {
        let mut left = self.and()?;
        while matches!(self.peek(), Some(b"-o" | b"-or")) {
            self.at += 1;
            left = Node::Or(Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Parsed<Node> {
        let mut left = self.not()?;
        loop {
            match self.peek() {
                Some(b"-a" | b"-and") => self.at += 1,
                None | Some(b"-o" | b"-or" | b")" | b",") => return Ok(left),
                Some(_) => {}
            }
            left = Node::And(Box::new(left), Box::new(self.not()?));
        }
    }

    fn not(&mut self) -> Parsed<Node> {
        self.nesting += 1;
        if self.nesting > MAX_NESTING {
            return Err(b"the expression is nested too deeply".to_vec());
        }
        let node = match self.peek() {
            Some(b"!" | b"-not") => {
                self.at += 1;
                Node::Not(Box::new(self.not()?))
            }
            Some(b"(") => {
                self.at += 1;
                if self.peek() == Some(b")") {
                    return Err(b"invalid expression; empty parentheses are not allowed.".to_vec());
                }
                let inside = self.comma()?;
                if self.peek() != Some(b")") {
                    return Err(
                        b"invalid expression; I was expecting to find a ')' somewhere but did not see one."
                            .to_vec(),
                    );
                }
                self.at += 1;
                inside
            }
            _ => self.primary()?,
        };
        self.nesting -= 1;
        Ok(node)
    }

    fn primary(&mut self) -> Parsed<Node> {
        let Some(name) = self.args.get(self.at).cloned() else {
            return Err(
                b"invalid expression; you have used a binary operator with nothing after it.".to_vec()
            );
        };
        self.at += 1;
        match name.as_slice() {
            b"-true" | b"-noleaf" | b"-mount" | b"-xdev" | b"-ignore_readdir_race" | b"-daystart" => {
                Ok(Node::True)
            }
            b"-false" => Ok(Node::False),
            b"-depth" | b"-d" => {
                self.depth_first = true;
                Ok(Node::True)
            }
            b"-maxdepth" | b"-mindepth" => {
                let text = self.value(&name)?;
                let depth = std::str::from_utf8(&text).ok().and_then(|text| text.parse::<usize>().ok());
                let Some(depth) = depth else {
                    return Err([
                        b"Expected a positive decimal integer argument to ",
                        &name[..],
                        b", but got `",
                        &text,
                        b"'",
                    ]
                    .concat());
                };
                if name == b"-maxdepth" {
                    self.max_depth = depth
                } else {
                    self.min_depth = depth
                }
                Ok(Node::True)
            }
            b"-regextype" => {
                self.value(&name)?;
                Ok(Node::True)
            }
            b"-print" => self.action(Node::Print(b'\n')),
            b"-print0" => self.action(Node::Print(0)),
            b"-printf" => {
                let format = self.value(&name)?;
                self.action(Node::Printf(format))
            }
            b"-ls" => self.action(Node::List),
            b"-delete" => {
                self.depth_first = true;
                self.action(Node::Delete)
            }
            b"-quit" => self.action(Node::Quit),
            b"-prune" => Ok(Node::Prune),
            b"-exec" | b"-execdir" | b"-ok" | b"-okdir" => self.exec(&name),
            _ => self.test(&name),
        }
    }

    fn action(&mut self, node: Node) -> Parsed<Node> {
        self.acts = true;
        Ok(node)
    }

    fn exec(&mut self, name: &[u8]) -> Parsed<Node> {
        let mut command = Vec::new();
        while let Some(word) = self.args.get(self.at) {
            self.at += 1;
            let in_directory = name.ends_with(b"dir");
            if word == b";" {
                if command.is_empty() {
                    break;
                }
                return self.action(Node::Exec { command, batch: None, in_directory });
            }
            if word == b"+" && command.last().is_some_and(|last: &Vec<u8>| last == b"{}") {
                command.pop();
                self.batches += 1;
                return self.action(Node::Exec { command, batch: Some(self.batches - 1), in_directory });
            }
            command.push(word.clone());
        }
        Err([b"missing argument to `", name, b"'"].concat())
    }

    fn test(&mut self, name: &[u8]) -> Parsed<Node> {
        let known = [
            &b"-name"[..],
            b"-iname",
            b"-path",
            b"-ipath",
            b"-wholename",
            b"-iwholename",
            b"-lname",
            b"-ilname",
            b"-regex",
            b"-iregex",
            b"-type",
            b"-xtype",
            b"-size",
            b"-empty",
            b"-newer",
            b"-anewer",
            b"-cnewer",
            b"-newermt",
            b"-mtime",
            b"-atime",
            b"-ctime",
            b"-mmin",
            b"-amin",
            b"-cmin",
            b"-perm",
            b"-links",
            b"-inum",
            b"-samefile",
            b"-readable",
            b"-writable",
            b"-executable",
            b"-user",
            b"-group",
            b"-uid",
            b"-gid",
            b"-nouser",
            b"-nogroup",
        ];
        if !known.contains(&name) {
            return Err(if name.starts_with(b"-") {
                [b"unknown predicate `", name, b"'"].concat()
            } else {
                [b"paths must precede expression: `", name, b"'"].concat()
            });
        }
        match name {
            b"-empty" => return Ok(Node::Empty),
            b"-readable" => return Ok(Node::Executable(4)),
            b"-writable" => return Ok(Node::Executable(2)),
            b"-executable" => return Ok(Node::Executable(1)),
            b"-nouser" | b"-nogroup" => return Ok(Node::False),
            _ => {}
        }
        let value = self.value(name)?;
        let invalid = || [b"invalid argument `", &value[..], b"' to `", name, b"'"].concat();
        let number = || Count::parse(&value).ok_or_else(invalid);
        let nocase = name.starts_with(b"-i") && !matches!(name, b"-inum");
        Ok(match name {
            b"-name" | b"-iname" => Node::Name(self.pattern(&value, nocase)),
            b"-path" | b"-ipath" | b"-wholename" | b"-iwholename" => Node::Path(self.pattern(&value, nocase)),
            b"-lname" | b"-ilname" => Node::LinkName(self.pattern(&value, nocase)),
            b"-regex" | b"-iregex" => {
                let flags = Flags { icase: nocase, utf8: self.context.is_utf8(), ..Flags::default() };
                let anchored = [b"^\\(", &value[..], b"\\)$"].concat();
                Node::Regex(
                    Regex::new(&anchored, Syntax::Basic, flags)
                        .map_err(|error| error.to_string().into_bytes())?,
                )
            }
            b"-type" | b"-xtype" => {
                if value.is_empty() || !value.iter().all(|byte| b"bcdpflsD,".contains(byte)) {
                    return Err([b"Unknown argument to -type: ", &value[..]].concat());
                }
                Node::Type(value)
            }
            b"-size" => {
                let (digits, unit) = match value.split_last() {
                    Some((b'c', digits)) => (digits, 1),
                    Some((b'w', digits)) => (digits, 2),
                    Some((b'k', digits)) => (digits, 1 << 10),
                    Some((b'M', digits)) => (digits, 1 << 20),
                    Some((b'G', digits)) => (digits, 1 << 30),
                    Some((b'b', digits)) => (digits, 512),
                    _ => (&value[..], 512),
                };
                Node::Size(
                    Count::parse(digits)
                        .ok_or_else(|| [b"Invalid argument `", &value[..], b"' to -size"].concat())?,
                    unit,
                )
            }
            b"-newer" | b"-anewer" | b"-cnewer" => match self.context.files().stat(&value) {
                Ok(metadata) => Node::Newer(metadata.modified),
                Err(error) => {
                    return Err([&*bashwit_args::quote(&value), b": ", error.message().as_bytes()].concat());
                }
            },
            b"-newermt" => {
                let now = self.context.kernel.system().wall_clock();
                let zone = datetime::Zone::of(self.context);
                Node::Newer(datetime::parse(&value, now, &zone).ok_or_else(invalid)?)
            }
            b"-mtime" => Node::Age(Time::Modified, number()?, 86_400),
            b"-atime" => Node::Age(Time::Accessed, number()?, 86_400),
            b"-ctime" => Node::Age(Time::Changed, number()?, 86_400),
            b"-mmin" => Node::Age(Time::Modified, number()?, 60),
            b"-amin" => Node::Age(Time::Accessed, number()?, 60),
            b"-cmin" => Node::Age(Time::Changed, number()?, 60),
            b"-perm" => {
                let (how, text) = match value.first() {
                    Some(sign @ (b'-' | b'/')) => (*sign, &value[1..]),
                    _ => (b'=', &value[..]),
                };
                let mode = crate::mode::Mode::parse(text)
                    .ok_or_else(|| [b"invalid mode ", &*bashwit_args::quote(&value)].concat())?;
                Node::Permissions(how, mode.apply(0, false, 0))
            }
            b"-links" => Node::Links(number()?),
            b"-inum" => Node::Inode(number()?),
            b"-samefile" => match self.context.files().stat(&value) {
                Ok(metadata) => Node::SameFile(metadata.inode),
                Err(error) => {
                    return Err([&*bashwit_args::quote(&value), b": ", error.message().as_bytes()].concat());
                }
            },
            _ => Node::Owner(value == self.context.kernel.user().as_bytes() || value == b"1000"),
        })
    }

    fn pattern(&self, text: &[u8], nocase: bool) -> Pattern {
        let options =
            Options { extglob: false, nocase, utf8: self.context.is_utf8(), pathname: false, period: false };
        Pattern::parse(text, options)
    }
}
