//! The grammars of basic and extended regular expressions with GNU's additions.

use super::ast::{Ast, DUP_MAX, INFINITE, Look, Node};
use super::error::Error;
use super::set::{Set, counterparts};
use super::{Flags, Syntax, bracket};
use crate::chars::{self, Named};

/// Groups and intervals nested deeper than this are refused.
const MAX_DEPTH: usize = 60;

/// What an expression is made of.
enum Token {
    End,
    Char(u32),
    Any,
    Open,
    Close,
    Bar,
    Bracket,
    Star,
    Plus,
    Question,
    Brace,
    Look(Look),
    Backref(usize),
    /// `\w` and its kin: the class, and whether it is negated.
    Class(Named, bool),
}

impl Token {
    fn repeats(&self) -> bool {
        matches!(self, Token::Star | Token::Plus | Token::Question | Token::Brace)
    }
}

/// Parses alternatives, each an expression of its own: `grep -e A -e B`.
pub(super) fn parse(patterns: &[&[u8]], syntax: Syntax, flags: Flags) -> Result<Ast, Error> {
    let mut ast = Ast { root: Node::Empty, sets: Vec::new(), groups: 0, has_backref: false };
    let mut roots = Vec::with_capacity(patterns.len());
    for pattern in patterns {
        let base = ast.groups;
        let mut parser = Parser {
            text: pattern,
            at: 0,
            token: Token::End,
            caret_begins: true,
            branch_start: true,
            syntax,
            flags,
            closed: Vec::new(),
            base,
            ast: &mut ast,
        };
        parser.advance()?;
        let root = parser.alternatives(0)?;
        if matches!(parser.token, Token::Close) {
            return Err(Error::CloseParenthesis);
        }
        roots.push(root);
    }
    ast.root = alternation(roots);
    Ok(ast)
}

/// The tree of texts that stand for themselves: `grep -F`.
pub(super) fn fixed(texts: &[&[u8]], flags: Flags) -> Ast {
    let mut ast = Ast { root: Node::Empty, sets: Vec::new(), groups: 0, has_backref: false };
    let mut roots = Vec::with_capacity(texts.len());
    for text in texts {
        let mut nodes = Vec::new();
        let mut at = 0;
        while let Some((code, len)) = chars::decode(text, at, flags.utf8) {
            at += len;
            nodes.push(character(code, flags, &mut ast.sets));
        }
        roots.push(Node::concat(nodes));
    }
    ast.root = alternation(roots);
    ast
}

fn alternation(mut nodes: Vec<Node>) -> Node {
    match nodes.len() {
        1 => nodes.pop().unwrap_or(Node::Empty),
        _ => Node::Alternation(nodes),
    }
}

/// The node of a character; a set if case does not count.
fn character(code: u32, flags: Flags, sets: &mut Vec<Set>) -> Node {
    if !flags.icase || counterparts(code, flags.utf8).next().is_none() {
        return Node::Char(code);
    }
    let mut set = Set::new(flags.utf8);
    set.add(code, code);
    set.fold();
    sets.push(set);
    Node::Set(sets.len() - 1)
}

struct Parser<'t, 'a> {
    text: &'t [u8],
    at: usize,
    token: Token,
    /// In a basic expression: a `^` now begins it, a group or an alternative.
    caret_begins: bool,
    /// Nothing but anchors so far in this branch: `*` is not a repetition.
    branch_start: bool,
    syntax: Syntax,
    flags: Flags,
    /// The groups of this expression that are complete.
    closed: Vec<usize>,
    /// The number of groups before this expression.
    base: usize,
    ast: &'a mut Ast,
}

impl Parser<'_, '_> {
    /// Reads the next token.
    fn advance(&mut self) -> Result<(), Error> {
        let caret_begins = std::mem::replace(&mut self.caret_begins, false);
        let Some((code, len)) = chars::decode(self.text, self.at, self.flags.utf8) else {
            self.token = Token::End;
            return Ok(());
        };
        self.at += len;
        let extended = self.syntax.extended();
        self.token = match u8::try_from(code).unwrap_or(0) {
            b'\\' => self.escape()?,
            b'.' => Token::Any,
            b'[' => Token::Bracket,
            b'*' => Token::Star,
            b'^' if extended || caret_begins => Token::Look(Look::LineStart),
            b'$' if extended || self.dollar_ends() => Token::Look(Look::LineEnd),
            b'(' if extended => Token::Open,
            b')' if extended => Token::Close,
            b'|' if extended => Token::Bar,
            b'+' if extended => Token::Plus,
            b'?' if extended => Token::Question,
            b'{' if extended => Token::Brace,
            _ => Token::Char(code),
        };
        Ok(())
    }

    /// In a basic expression: whether the `$` just read ends it, a group or an alternative.
    fn dollar_ends(&self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        rest.is_empty() || rest.starts_with(b"\\)") || rest.starts_with(b"\\|")
    }

    fn escape(&mut self) -> Result<Token, Error> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let (code, len) = chars::decode(rest, 0, self.flags.utf8).ok_or(Error::TrailingBackslash)?;
        let byte = u8::try_from(code).unwrap_or(0);
        if self.syntax == Syntax::Awk {
            match byte {
                b'y' => {
                    self.at += 1;
                    return Ok(Token::Look(Look::Boundary));
                }
                b'B' | b'<' | b'>' | b'`' | b'\'' | b'w' | b'W' | b's' | b'S' => {}
                _ => {
                    let (code, len) = awk_escape(rest, self.flags.utf8);
                    self.at += len;
                    return Ok(Token::Char(code));
                }
            }
        }
        self.at += len;
        let basic = !self.syntax.extended();
        Ok(match byte {
            b'(' if basic => Token::Open,
            b')' if basic => Token::Close,
            b'{' if basic => Token::Brace,
            b'|' if basic => Token::Bar,
            b'+' if basic => Token::Plus,
            b'?' if basic => Token::Question,
            b'<' => Token::Look(Look::WordStart),
            b'>' => Token::Look(Look::WordEnd),
            b'b' => Token::Look(Look::Boundary),
            b'B' => Token::Look(Look::NotBoundary),
            b'`' => Token::Look(Look::TextStart),
            b'\'' => Token::Look(Look::TextEnd),
            b'w' => Token::Class(Named::Word, false),
            b'W' => Token::Class(Named::Word, true),
            b's' => Token::Class(Named::Space, false),
            b'S' => Token::Class(Named::Space, true),
            b'1'..=b'9' => Token::Backref(usize::from(byte - b'0')),
            _ => Token::Char(code),
        })
    }

    fn alternatives(&mut self, depth: usize) -> Result<Node, Error> {
        // A branch cannot refer to groups of those before it.
        let before = self.closed.clone();
        let first = self.branch(depth)?;
        if !matches!(self.token, Token::Bar) {
            return Ok(first);
        }
        let mut branches = vec![first];
        let mut closed = self.closed.clone();
        while matches!(self.token, Token::Bar) {
            self.closed.clone_from(&before);
            self.caret_begins = true;
            self.advance()?;
            branches.push(self.branch(depth)?);
            closed.append(&mut self.closed);
        }
        self.closed = closed;
        Ok(Node::Alternation(branches))
    }

    fn branch(&mut self, depth: usize) -> Result<Node, Error> {
        let mut nodes = Vec::new();
        self.branch_start = true;
        loop {
            match self.token {
                Token::End | Token::Bar => break,
                Token::Close
                    if depth > 0 || !self.syntax.extended() || self.syntax == Syntax::SedExtended =>
                {
                    break;
                }
                _ => {}
            }
            let node = self.expression(depth)?;
            if !matches!(node, Node::Empty) {
                nodes.push(node);
            }
        }
        Ok(Node::concat(nodes))
    }

    /// One atom with its repetitions. Anchors take none.
    fn expression(&mut self, depth: usize) -> Result<Node, Error> {
        if let Token::Look(look) = self.token {
            self.advance()?;
            self.branch_start = true;
            return Ok(Node::Look(look));
        }
        if self.branch_start && self.token.repeats() && self.leading_repetition()? {
            return Ok(Node::Empty);
        }
        let mut node = self.atom(depth)?;
        self.branch_start = false;
        let mut stacked = 0;
        while self.token.repeats() {
            let Some((min, max)) = self.repetition()? else { break };
            node = Node::repeat(node, min, max);
            if let Node::Repeat { node: inner, .. } = &node {
                stacked += usize::from(matches!(**inner, Node::Repeat { .. }));
            }
            if stacked + depth > MAX_DEPTH {
                return Err(Error::TooBig);
            }
            if self.syntax.one_repetition() && matches!(self.token, Token::Star | Token::Brace) {
                return Err(Error::Repetition);
            }
        }
        Ok(node)
    }

    /// A repetition with nothing to repeat: refused, skipped (true) or taken as a character.
    fn leading_repetition(&mut self) -> Result<bool, Error> {
        let brace = matches!(self.token, Token::Brace);
        match self.syntax {
            Syntax::Extended | Syntax::SedExtended => Err(Error::Repetition),
            Syntax::Basic if brace => Err(Error::Repetition),
            Syntax::GrepExtended | Syntax::GrepBasic if brace => {
                let start = self.at;
                if self.repetition().is_ok_and(|bounds| bounds.is_some()) {
                    return Ok(true);
                }
                self.at = start;
                self.token = Token::Char(u32::from(b'{'));
                Ok(false)
            }
            Syntax::GrepExtended => {
                self.advance()?;
                Ok(true)
            }
            _ => {
                self.token = Token::Char(u32::from(self.last_byte()));
                Ok(false)
            }
        }
    }

    fn last_byte(&self) -> u8 {
        self.text.get(self.at.wrapping_sub(1)).copied().unwrap_or(0)
    }

    fn atom(&mut self, depth: usize) -> Result<Node, Error> {
        let token = std::mem::replace(&mut self.token, Token::End);
        let node = match token {
            Token::Open => return self.group(depth),
            Token::Char(code) => character(code, self.flags, &mut self.ast.sets),
            Token::Any => Node::Any,
            Token::Bracket => {
                let rest = self.text.get(self.at..).unwrap_or_default();
                let (set, len) = bracket::parse(rest, self.syntax, self.flags)?;
                self.at += len;
                self.ast.sets.push(set);
                Node::Set(self.ast.sets.len() - 1)
            }
            Token::Class(name, negated) => {
                let mut set = Set::new(self.flags.utf8);
                set.add_named(name);
                if negated {
                    set.negate(false);
                }
                if self.flags.lines {
                    set.remove_newline();
                }
                self.ast.sets.push(set);
                Node::Set(self.ast.sets.len() - 1)
            }
            Token::Backref(number) => {
                let group = self.base + number;
                if !self.closed.contains(&group) {
                    return Err(Error::BackReference);
                }
                self.ast.has_backref = true;
                Node::Backref(group)
            }
            Token::Close => Node::Char(u32::from(b')')),
            _ => Node::Char(u32::from(self.last_byte())),
        };
        self.advance()?;
        Ok(node)
    }

    fn group(&mut self, depth: usize) -> Result<Node, Error> {
        if depth >= MAX_DEPTH {
            return Err(Error::TooBig);
        }
        self.ast.groups += 1;
        let number = self.ast.groups;
        self.caret_begins = true;
        self.advance()?;
        let inner = self.alternatives(depth + 1)?;
        if !matches!(self.token, Token::Close) {
            return Err(Error::OpenParenthesis);
        }
        self.closed.push(number);
        self.branch_start = false;
        self.advance()?;
        Ok(Node::Group(Box::new(inner), number))
    }

    /// Reads a repetition. `None` where a brace turns out to be a character, which is then the
    /// next token.
    fn repetition(&mut self) -> Result<Option<(u32, u32)>, Error> {
        let bounds = match self.token {
            Token::Star => (0, INFINITE),
            Token::Plus => (1, INFINITE),
            Token::Question => (0, 1),
            _ => {
                let start = self.at;
                match self.interval() {
                    Ok(bounds) => bounds,
                    Err(Error::Brace | Error::BraceContent)
                        if self.syntax.lenient_braces(self.text, start) =>
                    {
                        self.at = start;
                        self.token = Token::Char(u32::from(b'{'));
                        return Ok(None);
                    }
                    Err(error) => return Err(error),
                }
            }
        };
        self.advance()?;
        Ok(Some(bounds))
    }

    /// Reads `MIN}`, `MIN,}`, `,MAX}` or `MIN,MAX}`.
    fn interval(&mut self) -> Result<(u32, u32), Error> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let close: &[u8] = if self.syntax.extended() { b"}" } else { b"\\}" };
        let len = memchr::memmem::find(rest, close).ok_or(Error::Brace)?;
        let body = rest.get(..len).unwrap_or_default();
        self.at += len + close.len();
        let (low, high) = match memchr::memchr(b',', body) {
            None => (body, None),
            Some(comma) => (body.get(..comma).unwrap_or_default(), body.get(comma + 1..)),
        };
        let number = |digits: &[u8]| -> Result<Option<u32>, Error> {
            if !digits.iter().all(u8::is_ascii_digit) {
                return Err(Error::BraceContent);
            }
            let value = digits.iter().fold(0u32, |n, d| (n * 10 + u32::from(d - b'0')).min(DUP_MAX + 1));
            Ok(if digits.is_empty() { None } else { Some(value) })
        };
        let (min, max) = match (number(low)?, high.map(number).transpose()?) {
            (None, None) => return Err(Error::BraceContent),
            (Some(exact), None) => (exact, exact),
            (min, Some(max)) => (min.unwrap_or(0), max.unwrap_or(INFINITE)),
        };
        if max != INFINITE && min > max {
            return Err(Error::BraceContent);
        }
        if (if max == INFINITE { min } else { max }) > DUP_MAX {
            return Err(Error::TooBig);
        }
        Ok((min, max))
    }
}

impl Syntax {
    /// Whether operators stand without a backslash.
    fn extended(self) -> bool {
        !matches!(self, Syntax::Basic | Syntax::GrepBasic)
    }

    /// Whether a repetition may not follow another (POSIX basic).
    fn one_repetition(self) -> bool {
        self == Syntax::Basic
    }

    /// Whether the brace before `start`, which begins no interval, is a character. A proper
    /// interval with wrong numbers is an error all the same.
    fn lenient_braces(self, text: &[u8], start: usize) -> bool {
        if !matches!(self, Syntax::GrepExtended | Syntax::Awk) {
            return false;
        }
        let rest = text.get(start..).unwrap_or_default();
        let body = rest.split(|&b| b == b'}').next().unwrap_or_default();
        body.len() == rest.len() || !body.iter().all(|b| b.is_ascii_digit() || *b == b',')
    }

    /// Whether `[:space:]` is refused.
    pub(super) fn warns_of_classes(self) -> bool {
        matches!(self, Syntax::Basic | Syntax::SedExtended | Syntax::GrepBasic | Syntax::GrepExtended)
    }
}

/// The character of an awk escape after its backslash, and the escape's length.
pub(super) fn awk_escape(rest: &[u8], utf8: bool) -> (u32, usize) {
    let digits = |radix: u32, skip: usize, most: usize| {
        let mut value = 0;
        let mut len = skip;
        while len < skip + most
            && let Some(digit) = rest.get(len).and_then(|b| char::from(*b).to_digit(radix))
        {
            value = value * radix + digit;
            len += 1;
        }
        (value, len)
    };
    let byte = |value: u32| match value & 0xFF {
        value if value < 0x80 => value,
        value => chars::BYTE_BASE + value,
    };
    match rest.first() {
        Some(b'n') => (10, 1),
        Some(b't') => (9, 1),
        Some(b'r') => (13, 1),
        Some(b'f') => (12, 1),
        Some(b'v') => (11, 1),
        Some(b'a') => (7, 1),
        Some(b'b') => (8, 1),
        Some(b'0'..=b'7') => {
            let (value, len) = digits(8, 0, 3);
            (byte(value), len)
        }
        Some(b'x') if rest.get(1).is_some_and(u8::is_ascii_hexdigit) => {
            let (value, len) = digits(16, 1, 2);
            (byte(value), len)
        }
        _ => chars::decode(rest, 0, utf8).unwrap_or((u32::from(b'\\'), 0)),
    }
}
