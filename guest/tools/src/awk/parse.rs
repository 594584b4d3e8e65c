//! The parser: items, rules and statements.

use super::ast::{Expr, Function, Pattern, Program, Rule, Sink, Stmt, StmtKind, Var};
use super::lexer::{Lexer, SyntaxError, Token};
use super::symbols::{Kind, Symbols};

/// How deeply statements and expressions may nest.
const DEPTH: u32 = 160;

/// A program, its names, and warnings with their lines.
pub(super) type Parsing = (Program, Symbols, Vec<(u32, String)>);

pub(super) type Parsed<T> = Result<T, SyntaxError>;

/// The parser, one token ahead.
pub(super) struct Parser<'a> {
    pub lexer: Lexer<'a>,
    pub token: Token,
    /// Where the token begins.
    pub at: usize,
    /// Where the token before it ended.
    pub behind: usize,
    pub symbols: Symbols,
    pub functions: Vec<Function>,
    /// The parameters of the function that is being read.
    params: Vec<Vec<u8>>,
    /// The function that is being read.
    pub within: Option<u32>,
    /// Loops, and switches, around here.
    loops: u32,
    depth: u32,
    /// Expressions around here.
    pub level: u32,
    /// Operators in the outermost of them.
    pub operators: u32,
    /// `>` redirects.
    pub no_greater: bool,
    /// `in` belongs to `for`.
    pub no_in: bool,
    line: (usize, u32),
    /// `BEGIN` or `END`, within one.
    section: Option<&'static str>,
    /// What looks wrong, and on which line.
    warnings: Vec<(u32, String)>,
}

/// A token in words, for messages.
fn unexpected(token: &Token) -> String {
    match token {
        Token::End | Token::Newline => "unexpected newline or end of string".into(),
        _ => "syntax error".into(),
    }
}

impl<'a> Parser<'a> {
    pub fn new(text: &'a [u8]) -> Parsed<Self> {
        let mut parser = Parser {
            lexer: Lexer::new(text),
            token: Token::Newline,
            at: 0,
            behind: 0,
            symbols: Symbols::new(),
            functions: Vec::new(),
            params: Vec::new(),
            within: None,
            loops: 0,
            depth: 0,
            level: 0,
            operators: 0,
            no_greater: false,
            no_in: false,
            line: (0, 1),
            section: None,
            warnings: Vec::new(),
        };
        parser.advance()?;
        Ok(parser)
    }

    pub fn advance(&mut self) -> Parsed<()> {
        self.behind = self.lexer.at;
        (self.token, self.at) = self.lexer.next()?;
        if matches!(self.token, Token::Text(_)) {
            self.check_escapes();
        }
        Ok(())
    }

    /// Warns of escapes that mean nothing, of each once.
    fn check_escapes(&mut self) {
        let raw = self.lexer.text.get(self.at + 1..self.lexer.at).unwrap_or_default();
        if let Some(unknown) = super::lexer::unknown_escape(raw) {
            self.warn(format!("escape sequence `\\{unknown}' treated as plain `{unknown}'"));
        }
    }

    /// Warns, of the same thing once.
    pub fn warn(&mut self, text: String) {
        if !self.warnings.iter().any(|(_, known)| *known == text) {
            let line = self.line();
            self.warnings.push((line, text));
        }
    }

    pub fn fail<T>(&self) -> Parsed<T> {
        Err(SyntaxError { at: self.at, message: unexpected(&self.token) })
    }

    pub fn refuse<T>(&self, message: impl Into<String>) -> Parsed<T> {
        Err(SyntaxError { at: self.at, message: message.into() })
    }

    pub fn is(&self, sign: &str) -> bool {
        matches!(&self.token, Token::Sign(known) if *known == sign)
    }

    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.token, Token::Word(known) if *known == word)
    }

    /// Takes a sign if it is next.
    pub fn take(&mut self, sign: &str) -> Parsed<bool> {
        let found = self.is(sign);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    fn take_word(&mut self, word: &str) -> Parsed<bool> {
        let found = self.is_word(word);
        if found {
            self.advance()?;
        }
        Ok(found)
    }

    pub fn want(&mut self, sign: &str) -> Parsed<()> {
        if self.take(sign)? { Ok(()) } else { self.fail() }
    }

    pub fn newlines(&mut self) -> Parsed<()> {
        while self.token == Token::Newline {
            self.advance()?;
        }
        Ok(())
    }

    /// Enters something nested; `leave` afterwards.
    pub fn enter(&mut self) -> Parsed<()> {
        self.depth += 1;
        if self.depth > DEPTH { self.refuse("program nested too deeply") } else { Ok(()) }
    }

    pub fn leave(&mut self) {
        self.depth -= 1;
    }

    /// The number of the line that the token is on.
    pub fn line(&mut self) -> u32 {
        let (from, line) = self.line;
        let fresh = self.lexer.text.get(from..self.at).unwrap_or_default();
        let count = memchr::memchr_iter(b'\n', fresh).count();
        self.line = (self.at.max(from), line + u32::try_from(count).unwrap_or(u32::MAX - line));
        self.line.1
    }

    pub fn program(mut self) -> Parsed<Parsing> {
        let mut program = Program::default();
        loop {
            while self.token == Token::Newline || self.is(";") {
                self.advance()?;
            }
            if self.token == Token::End {
                break;
            }
            self.item(&mut program)?;
        }
        if let Some(missing) = self.functions.iter().find(|function| !function.defined) {
            let name = String::from_utf8_lossy(&missing.name).into_owned();
            let message = format!("fatal: function `{name}' not defined");
            return Err(SyntaxError { at: missing.at, message });
        }
        self.symbols.settle();
        program.functions = self.functions;
        Ok((program, self.symbols, self.warnings))
    }

    fn item(&mut self, program: &mut Program) -> Parsed<()> {
        let line = self.line();
        match self.token {
            Token::Word("function") => return self.function(),
            Token::Word(word @ ("BEGIN" | "END")) => {
                self.advance()?;
                self.section = Some(word);
                let body = self.body()?;
                self.section = None;
                let list = if word == "BEGIN" { &mut program.begin } else { &mut program.end };
                list.push(body);
                return self.item_end();
            }
            _ => {}
        }
        let pattern = if self.is("{") {
            Pattern::Always
        } else {
            let first = self.expr()?;
            if self.take(",")? {
                self.newlines()?;
                Pattern::Range(first, self.expr()?)
            } else {
                Pattern::When(first)
            }
        };
        let action = if self.is("{") { Some(self.body()?) } else { None };
        program.rules.push(Rule { line, pattern, action });
        self.item_end()
    }

    /// Items may follow one another directly.
    fn item_end(&mut self) -> Parsed<()> {
        match &self.token {
            Token::Newline | Token::End => Ok(()),
            Token::Sign(";" | "{") | Token::Word(_) => Ok(()),
            // A rule behind an action needs nothing between.
            _ if self.lexer.text.get(..self.behind).is_some_and(|text| text.ends_with(b"}")) => Ok(()),
            _ => self.fail(),
        }
    }

    fn body(&mut self) -> Parsed<Vec<Stmt>> {
        self.want("{")?;
        self.statements()
    }

    /// Statements up to the closing brace, which is taken.
    fn statements(&mut self) -> Parsed<Vec<Stmt>> {
        let mut list = Vec::new();
        loop {
            while self.token == Token::Newline || self.is(";") {
                self.advance()?;
            }
            if self.take("}")? {
                return Ok(list);
            }
            list.push(self.statement()?);
        }
    }

    fn function(&mut self) -> Parsed<()> {
        let line = self.line();
        self.advance()?;
        let name = match &self.token {
            Token::Call(name) | Token::Name(name) => name.clone(),
            _ => return self.fail(),
        };
        let index = self.function_index(&name);
        if self.functions.get(index as usize).is_some_and(|function| function.defined) {
            let name = String::from_utf8_lossy(&name).into_owned();
            return self.refuse(format!("error: function name `{name}' previously defined"));
        }
        self.advance()?;
        self.want("(")?;
        let mut params = Vec::new();
        while let Token::Name(param) = &self.token {
            params.push(param.clone());
            self.advance()?;
            if !self.take(",")? {
                break;
            }
            self.newlines()?;
        }
        self.want(")")?;
        self.newlines()?;
        (self.within, self.params) = (Some(index), params.clone());
        let body = self.body()?;
        (self.within, self.params) = (None, Vec::new());
        if let Some(function) = self.functions.get_mut(index as usize) {
            *function = Function { name, params, body, defined: true, line, at: 0 };
        }
        self.item_end()
    }

    /// The function of that name, defined here or later.
    pub fn function_index(&mut self, name: &[u8]) -> u32 {
        let known = self.functions.iter().position(|function| function.name == name);
        let at = known.unwrap_or_else(|| {
            self.functions.push(Function { name: name.to_vec(), at: self.at, ..Function::default() });
            self.functions.len() - 1
        });
        at as u32
    }

    /// What a name stands for here.
    pub fn variable(&mut self, name: &[u8]) -> Var {
        match self.params.iter().position(|param| param == name) {
            Some(at) => Var::Local(at as u32),
            None => Var::Global(self.symbols.global(name)),
        }
    }

    /// Notes how a variable is used.
    pub fn note(&mut self, var: Var, kind: Kind) -> Parsed<()> {
        if self.symbols.note(self.within, var, kind) {
            return Ok(());
        }
        let name = match var {
            Var::Global(at) => self.symbols.names.get(at as usize),
            Var::Local(at) => self.params.get(at as usize),
        };
        let name = String::from_utf8_lossy(name.map_or(&[][..], Vec::as_slice)).into_owned();
        self.refuse(match kind {
            Kind::Array => format!("fatal: attempt to use scalar `{name}' as an array"),
            _ => format!("fatal: attempt to use array `{name}' in a scalar context"),
        })
    }

    /// The end of a simple statement.
    fn terminator(&mut self) -> Parsed<()> {
        match &self.token {
            Token::Newline | Token::Sign(";") => self.advance(),
            Token::Sign("}") | Token::End => Ok(()),
            _ => self.fail(),
        }
    }

    pub fn statement(&mut self) -> Parsed<Stmt> {
        self.enter()?;
        let line = self.line();
        let kind = self.statement_kind()?;
        self.leave();
        Ok(Stmt { line, kind })
    }

    fn boxed(&mut self) -> Parsed<Box<Stmt>> {
        self.newlines()?;
        // A lone semicolon is an empty statement.
        if self.is(";") {
            let line = self.line();
            self.advance()?;
            return Ok(Box::new(Stmt { line, kind: StmtKind::Block(Vec::new()) }));
        }
        Ok(Box::new(self.statement()?))
    }

    fn loop_body(&mut self) -> Parsed<Box<Stmt>> {
        self.loops += 1;
        let body = self.boxed();
        self.loops -= 1;
        body
    }

    fn statement_kind(&mut self) -> Parsed<StmtKind> {
        let Token::Word(word) = self.token else {
            if self.take("{")? {
                return Ok(StmtKind::Block(self.statements()?));
            }
            return self.simple_ended();
        };
        match word {
            "if" => self.if_statement(),
            "while" => {
                self.advance()?;
                let test = self.condition()?;
                Ok(StmtKind::While(test, self.loop_body()?))
            }
            "do" => self.do_statement(),
            "for" => self.for_statement(),
            "switch" => self.switch_statement(),
            _ => self.simple_ended(),
        }
    }

    fn simple_ended(&mut self) -> Parsed<StmtKind> {
        let kind = self.simple()?;
        self.terminator()?;
        Ok(kind)
    }

    fn condition(&mut self) -> Parsed<Expr> {
        self.want("(")?;
        let test = self.expr()?;
        self.want(")")?;
        Ok(test)
    }

    fn if_statement(&mut self) -> Parsed<StmtKind> {
        self.advance()?;
        let test = self.condition()?;
        let then = self.boxed()?;
        // `else` may stand behind newlines and a semicolon.
        let saved = (self.lexer, self.token.clone(), self.at, self.behind);
        while self.token == Token::Newline || self.is(";") {
            self.advance()?;
        }
        if self.take_word("else")? {
            return Ok(StmtKind::If(test, then, Some(self.boxed()?)));
        }
        (self.lexer, self.token, self.at, self.behind) = saved;
        Ok(StmtKind::If(test, then, None))
    }

    fn do_statement(&mut self) -> Parsed<StmtKind> {
        self.advance()?;
        let body = self.loop_body()?;
        while self.token == Token::Newline || self.is(";") {
            self.advance()?;
        }
        if !self.take_word("while")? {
            return self.fail();
        }
        let test = self.condition()?;
        self.terminator()?;
        Ok(StmtKind::Do(body, test))
    }

    fn for_statement(&mut self) -> Parsed<StmtKind> {
        self.advance()?;
        self.want("(")?;
        let saved = (self.lexer, self.token.clone(), self.at, self.behind);
        if let Some((var, array)) = self.for_in_head()? {
            self.note(var, Kind::Scalar)?;
            self.note(array, Kind::Array)?;
            return Ok(StmtKind::ForIn(var, array, self.loop_body()?));
        }
        (self.lexer, self.token, self.at, self.behind) = saved;
        let init = self.optional_simple()?;
        self.want(";")?;
        self.newlines()?;
        let test = if self.is(";") { None } else { Some(self.expr()?) };
        self.want(";")?;
        self.newlines()?;
        let step = self.optional_simple()?;
        self.want(")")?;
        Ok(StmtKind::For { init, test, step, body: self.loop_body()? })
    }

    /// `NAME in NAME )`.
    fn for_in_head(&mut self) -> Parsed<Option<(Var, Var)>> {
        let Token::Name(name) = self.token.clone() else { return Ok(None) };
        self.advance()?;
        if !self.take_word("in")? {
            return Ok(None);
        }
        let Token::Name(array) = self.token.clone() else { return Ok(None) };
        self.advance()?;
        if !self.take(")")? {
            return Ok(None);
        }
        Ok(Some((self.variable(&name), self.variable(&array))))
    }

    fn optional_simple(&mut self) -> Parsed<Option<Box<Stmt>>> {
        if self.is(";") || self.is(")") {
            return Ok(None);
        }
        let line = self.line();
        let kind = self.simple()?;
        Ok(Some(Box::new(Stmt { line, kind })))
    }

    fn switch_statement(&mut self) -> Parsed<StmtKind> {
        self.advance()?;
        let value = self.condition()?;
        self.newlines()?;
        self.want("{")?;
        self.loops += 1;
        let mut groups: Vec<(Vec<Option<Expr>>, Vec<Stmt>)> = Vec::new();
        loop {
            while self.token == Token::Newline || self.is(";") {
                self.advance()?;
            }
            if self.take("}")? {
                break;
            }
            let label = if self.take_word("case")? {
                Some(Some(self.ternary()?))
            } else if self.take_word("default")? {
                Some(None)
            } else {
                None
            };
            match label {
                Some(label) => {
                    self.want(":")?;
                    match groups.last_mut() {
                        Some((labels, body)) if body.is_empty() => labels.push(label),
                        _ => groups.push((vec![label], Vec::new())),
                    }
                }
                None => {
                    let statement = self.statement()?;
                    let Some((_, body)) = groups.last_mut() else { return self.fail() };
                    body.push(statement);
                }
            }
        }
        self.loops -= 1;
        Ok(StmtKind::Switch(value, groups))
    }

    /// Whether a simple statement ends here.
    fn at_end(&self) -> bool {
        matches!(self.token, Token::Newline | Token::End | Token::Sign(";" | "}"))
    }

    fn optional_value(&mut self) -> Parsed<Option<Expr>> {
        self.advance()?;
        if self.at_end() { Ok(None) } else { Ok(Some(self.expr()?)) }
    }

    fn simple(&mut self) -> Parsed<StmtKind> {
        let Token::Word(word) = self.token else { return Ok(StmtKind::Expr(self.expr()?)) };
        match word {
            "print" | "printf" => self.print(word == "printf"),
            "delete" => self.delete(),
            "next" | "nextfile" => {
                if let Some(section) = self.section {
                    return self.refuse(format!("error: `{word}' used in {section} action"));
                }
                self.advance()?;
                Ok(if word == "next" { StmtKind::Next } else { StmtKind::NextFile })
            }
            "exit" => Ok(StmtKind::Exit(self.optional_value()?)),
            "return" => {
                if self.within.is_none() {
                    return self.refuse("`return' used outside function context");
                }
                Ok(StmtKind::Return(self.optional_value()?))
            }
            "break" | "continue" => {
                if self.loops == 0 {
                    let or_switch = if word == "break" { " or switch" } else { "" };
                    return self.refuse(format!("error: `{word}' is not allowed outside a loop{or_switch}"));
                }
                self.advance()?;
                Ok(if word == "break" { StmtKind::Break } else { StmtKind::Continue })
            }
            _ => Ok(StmtKind::Expr(self.expr()?)),
        }
    }

    fn delete(&mut self) -> Parsed<StmtKind> {
        self.advance()?;
        let grouped = self.take("(")?;
        let Token::Name(name) = self.token.clone() else { return self.fail() };
        let var = self.variable(&name);
        self.note(var, Kind::Array)?;
        self.advance()?;
        let mut subscript = None;
        if self.take("[")? {
            subscript = Some(self.list()?);
            self.want("]")?;
        }
        if grouped {
            self.want(")")?;
        }
        Ok(StmtKind::Delete(var, subscript))
    }

    fn print(&mut self, formatted: bool) -> Parsed<StmtKind> {
        self.advance()?;
        let outer = std::mem::replace(&mut self.no_greater, true);
        let mut args = Vec::new();
        if !self.at_end() && !self.is(">") && !self.is(">>") && !self.is("|") {
            args = self.list()?;
        }
        if let [Expr::List(_)] = args.as_slice()
            && let Some(Expr::List(list)) = args.pop()
        {
            args = list;
        }
        if formatted && args.is_empty() {
            return self.fail();
        }
        let sink = match self.token {
            Token::Sign(">") => Sink::File,
            Token::Sign(">>") => Sink::Append,
            Token::Sign("|") => Sink::Command,
            _ => Sink::Stdout,
        };
        let mut name = None;
        if sink != Sink::Stdout {
            self.advance()?;
            name = Some(self.binary(super::expression::CONCAT)?);
        }
        self.no_greater = outer;
        Ok(StmtKind::Print { formatted, args, sink, name })
    }
}
