//! From the tree to code: rules, functions and statements.

use super::ast::{Expr, Pattern as When, Program, Rule, Sink, Stmt, StmtKind, Var};
use super::code::{Code, FunctionCode, LOCAL, Op, Place};
use super::regexes::{Pattern, wording};
use super::symbols::{Kind, Symbols};
use super::value::Value;
use std::collections::HashMap;

/// What is wrong with a program, and on which line.
pub(super) type Refusal = (u32, Vec<u8>);

pub(super) type Compiled<T> = Result<T, Refusal>;

/// Jumps out of a loop that wait for their target.
#[derive(Debug, Default)]
struct Loop {
    breaks: Vec<usize>,
    continues: Vec<usize>,
    /// A loop over keys: what is left of them is dropped.
    keys: bool,
    /// `continue` belongs to a loop further out.
    switch: bool,
}

/// The compiler.
pub(super) struct Compiler {
    pub code: Code,
    pub symbols: Symbols,
    /// The number of parameters of each function.
    params: Vec<usize>,
    regexes: HashMap<Vec<u8>, u32>,
    loops: Vec<Loop>,
    /// The function that is compiled.
    pub within: Option<u32>,
    pub line: u32,
    utf8: bool,
}

/// Compiles a program.
pub(super) fn compile(program: &Program, symbols: Symbols, utf8: bool) -> Compiled<Code> {
    let mut compiler = Compiler {
        code: Code::default(),
        symbols,
        params: program.functions.iter().map(|function| function.params.len()).collect(),
        regexes: HashMap::new(),
        loops: Vec::new(),
        within: None,
        line: 1,
        utf8,
    };
    compiler.program(program)?;
    let mut code = compiler.code;
    code.names = compiler.symbols.names;
    Ok(code)
}

impl Compiler {
    pub fn emit(&mut self, op: Op) -> usize {
        self.code.ops.push(op);
        self.code.lines.push(self.line);
        self.code.ops.len() - 1
    }

    pub fn here(&self) -> u32 {
        self.code.ops.len() as u32
    }

    /// Points a jump here.
    pub fn land(&mut self, jump: usize) {
        let here = self.here();
        if let Some(
            Op::Jump(target)
            | Op::JumpIf { target, .. }
            | Op::JumpCompare { target, .. }
            | Op::JumpCompareNumber { target, .. }
            | Op::JumpMatch { target, .. }
            | Op::JumpInRange { target, .. }
            | Op::NextKey(target)
            | Op::NextRecord(target)
            | Op::Substitute { target, .. }
            | Op::Getline { target, .. },
        ) = self.code.ops.get_mut(jump)
        {
            *target = here
        }
    }

    pub fn land_all(&mut self, jumps: Vec<usize>) {
        for jump in jumps {
            self.land(jump);
        }
    }

    /// A program that cannot run.
    pub fn refuse<T>(&self, message: impl Into<Vec<u8>>) -> Compiled<T> {
        Err((self.line, [b"fatal: ", &message.into()[..]].concat()))
    }

    /// The name of a variable, as messages show it.
    fn shown(&self, var: Var) -> String {
        match var {
            Var::Global(at) => {
                let name = self.symbols.names.get(at as usize);
                String::from_utf8_lossy(name.map_or(&[][..], Vec::as_slice)).into_owned()
            }
            Var::Local(_) => "parameter".into(),
        }
    }

    /// An array stands where a value belongs.
    pub fn refuse_array<T>(&self, var: Var) -> Compiled<T> {
        self.refuse(format!("attempt to use array `{}' in a scalar context", self.shown(var)))
    }

    pub fn constant(&mut self, value: Value) -> Op {
        self.code.constants.push(value);
        Op::Constant((self.code.constants.len() - 1) as u32)
    }

    /// The number of a regular expression.
    pub fn regex(&mut self, text: &[u8]) -> Compiled<u32> {
        if let Some(&known) = self.regexes.get(text) {
            return Ok(known);
        }
        let pattern = Pattern::new(text, self.utf8, false)
            .map_err(|error| (self.line, [b"error: ", &wording(text, error)[..]].concat()))?;
        self.code.regexes.push(pattern);
        self.code.regex_texts.push(text.to_vec());
        let number = (self.code.regexes.len() - 1) as u32;
        self.regexes.insert(text.to_vec(), number);
        Ok(number)
    }

    /// An array as an operation names it.
    pub fn array(&mut self, var: Var) -> Compiled<u32> {
        if self.symbols.kind(self.within, var) != Kind::Array {
            let name = self.shown(var);
            return self.refuse(format!("attempt to use scalar `{name}' as an array"));
        }
        Ok(match var {
            Var::Global(at) => at,
            Var::Local(at) => at | LOCAL,
        })
    }

    pub fn param_count(&self, function: u32) -> usize {
        self.params.get(function as usize).copied().unwrap_or(0)
    }

    fn program(&mut self, program: &Program) -> Compiled<()> {
        for body in &program.begin {
            self.block(body)?;
        }
        if program.rules.is_empty() && program.end.is_empty() {
            self.emit(Op::End);
            (self.code.records, self.code.end) = (self.here() - 1, self.here() - 1);
        } else {
            self.code.records = self.here();
            let next = self.emit(Op::NextRecord(0));
            for rule in &program.rules {
                self.rule(rule)?;
            }
            let records = self.code.records;
            self.emit(Op::Loop(records));
            self.land(next);
            self.code.end = self.here();
            for body in &program.end {
                self.block(body)?;
            }
            self.emit(Op::End);
        }
        for (at, function) in program.functions.iter().enumerate() {
            let entry = self.here();
            let number = at as u32;
            self.line = function.line;
            self.within = Some(number);
            let arrays = self.symbols.array_params(number, function.params.len());
            self.block(&function.body)?;
            self.within = None;
            let nothing = self.constant(Value::Uninit);
            self.emit(nothing);
            self.emit(Op::Return);
            self.code.functions.push(FunctionCode { entry, arrays });
        }
        Ok(())
    }

    fn rule(&mut self, rule: &Rule) -> Compiled<()> {
        self.line = rule.line;
        let mut skips = Vec::new();
        match &rule.pattern {
            When::Always => {}
            When::When(test) => skips = self.condition(test, false)?,
            When::Range(first, last) => {
                let range = self.code.ranges as u32;
                self.code.ranges += 1;
                let Ok(short) = u16::try_from(range) else { return self.refuse("too many ranges") };
                let inside = self.emit(Op::JumpInRange { range: short, target: 0 });
                skips = self.condition(first, false)?;
                self.emit(Op::SetRange { range, open: true });
                self.land(inside);
                let goes_on = self.condition(last, false)?;
                self.emit(Op::SetRange { range, open: false });
                self.land_all(goes_on);
            }
        }
        match &rule.action {
            Some(body) => self.block(body)?,
            None => drop(self.emit(Op::PrintRecord)),
        }
        self.land_all(skips);
        Ok(())
    }

    fn block(&mut self, list: &[Stmt]) -> Compiled<()> {
        list.iter().try_for_each(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &Stmt) -> Compiled<()> {
        self.line = statement.line;
        match &statement.kind {
            StmtKind::Expr(expr) => self.discard(expr)?,
            StmtKind::Print { formatted, args, sink, name } => {
                self.print(*formatted, args, *sink, name.as_ref())?
            }
            StmtKind::If(test, then, otherwise) => self.if_else(test, then, otherwise.as_deref())?,
            StmtKind::While(test, body) => {
                let skips = self.condition(test, false)?;
                self.repeat(Some(test), None, body)?;
                self.land_all(skips);
            }
            StmtKind::Do(body, test) => self.repeat(Some(test), None, body)?,
            StmtKind::For { init, test, step, body } => {
                if let Some(init) = init {
                    self.statement(init)?;
                }
                let skips = test.as_ref().map(|test| self.condition(test, false)).transpose()?;
                self.repeat(test.as_ref(), step.as_deref(), body)?;
                self.land_all(skips.unwrap_or_default());
            }
            StmtKind::ForIn(var, array, body) => self.for_in(*var, *array, body)?,
            StmtKind::Switch(value, groups) => self.switch(value, groups)?,
            StmtKind::Block(list) => self.block(list)?,
            StmtKind::Next => drop(self.emit(Op::Next)),
            StmtKind::NextFile => drop(self.emit(Op::NextFile)),
            StmtKind::Exit(value) => {
                if let Some(value) = value {
                    self.expr(value)?;
                }
                self.emit(Op::Exit { value: value.is_some() });
            }
            StmtKind::Return(value) => {
                match value {
                    Some(value) => self.expr(value)?,
                    None => {
                        let nothing = self.constant(Value::Uninit);
                        self.emit(nothing);
                    }
                }
                self.emit(Op::Return);
            }
            StmtKind::Break => self.leave_loop(true),
            StmtKind::Continue => self.leave_loop(false),
            StmtKind::Delete(array, None) => {
                let array = self.array(*array)?;
                self.emit(Op::DeleteAll(array));
            }
            StmtKind::Delete(array, Some(subscript)) => {
                let array = self.array(*array)?;
                self.subscript(subscript)?;
                self.emit(Op::Delete(array));
            }
        }
        Ok(())
    }

    /// `break` (or `continue`).
    fn leave_loop(&mut self, breaks: bool) {
        let mut level = self.loops.len();
        loop {
            let Some(index) = level.checked_sub(1) else { return };
            level = index;
            let Some(inner) = self.loops.get(index) else { return };
            if !breaks && inner.switch {
                continue;
            }
            break;
        }
        if breaks && self.loops.get(level).is_some_and(|inner| inner.keys) {
            self.emit(Op::DropKeys);
        }
        let jump = self.emit(Op::Jump(0));
        if let Some(inner) = self.loops.get_mut(level) {
            if breaks { inner.breaks.push(jump) } else { inner.continues.push(jump) }
        }
    }

    /// The body of a loop that was entered, its step and its test at the end.
    fn repeat(&mut self, test: Option<&Expr>, step: Option<&Stmt>, body: &Stmt) -> Compiled<()> {
        let start = self.here();
        self.loops.push(Loop::default());
        self.statement(body)?;
        let inner = self.loops.pop().unwrap_or_default();
        self.land_all(inner.continues);
        if let Some(step) = step {
            self.statement(step)?;
        }
        let ends = match test {
            Some(test) => self.condition(test, false)?,
            None => Vec::new(),
        };
        self.emit(Op::Loop(start));
        self.land_all(ends);
        self.land_all(inner.breaks);
        Ok(())
    }

    fn if_else(&mut self, test: &Expr, then: &Stmt, otherwise: Option<&Stmt>) -> Compiled<()> {
        let skips = self.condition(test, false)?;
        self.statement(then)?;
        let Some(otherwise) = otherwise else {
            self.land_all(skips);
            return Ok(());
        };
        let over = self.emit(Op::Jump(0));
        self.land_all(skips);
        self.statement(otherwise)?;
        self.land(over);
        Ok(())
    }

    fn for_in(&mut self, var: Var, array: Var, body: &Stmt) -> Compiled<()> {
        let array = self.array(array)?;
        self.emit(Op::Keys(array));
        let start = self.emit(Op::NextKey(0));
        self.store(&Expr::Var(var))?;
        self.loops.push(Loop { keys: true, ..Loop::default() });
        self.statement(body)?;
        let inner = self.loops.pop().unwrap_or_default();
        self.land_all(inner.continues);
        self.emit(Op::Loop(start as u32));
        self.land(start);
        self.land_all(inner.breaks);
        Ok(())
    }

    fn switch(&mut self, value: &Expr, groups: &[(Vec<Option<Expr>>, Vec<Stmt>)]) -> Compiled<()> {
        self.expr(value)?;
        let mut entries = Vec::new();
        let mut default = None;
        for (at, (labels, _)) in groups.iter().enumerate() {
            let mut jumps = Vec::new();
            for label in labels {
                let Some(label) = label else {
                    default = Some(at);
                    continue;
                };
                self.emit(Op::Duplicate);
                match label {
                    Expr::Regex(text) => {
                        let regex = self.regex(text)?;
                        self.emit(Op::Regex(regex));
                        self.emit(Op::Match { negated: false });
                    }
                    label => {
                        self.expr(label)?;
                        self.emit(Op::Compare(super::ast::Compare::Equal));
                    }
                }
                jumps.push(self.emit(Op::JumpIf { when: true, target: 0 }));
            }
            entries.push(jumps);
        }
        let otherwise = self.emit(Op::Jump(0));
        self.loops.push(Loop { switch: true, ..Loop::default() });
        let mut fall = None;
        for (at, ((_, body), jumps)) in groups.iter().zip(entries).enumerate() {
            self.land_all(jumps);
            if default == Some(at) {
                self.land(otherwise);
            }
            self.emit(Op::Pop);
            if let Some(fall) = fall {
                self.land(fall);
            }
            self.block(body)?;
            fall = Some(self.emit(Op::Jump(0)));
        }
        let inner = self.loops.pop().unwrap_or_default();
        if default.is_none() {
            self.land(otherwise);
            self.emit(Op::Pop);
        }
        if let Some(fall) = fall {
            self.land(fall);
        }
        self.land_all(inner.breaks);
        // A `continue` within belongs to the loop around.
        Ok(())
    }

    fn print(&mut self, formatted: bool, args: &[Expr], sink: Sink, name: Option<&Expr>) -> Compiled<()> {
        if args.is_empty() && sink == Sink::Stdout {
            self.emit(Op::PrintRecord);
            return Ok(());
        }
        let record = [Expr::Field(Box::new(Expr::Number(0.0)))];
        let args = if args.is_empty() { &record[..] } else { args };
        let calm = args.iter().all(super::emit::is_calm) && name.is_none_or(super::emit::is_calm);
        for arg in args {
            self.argument(arg, calm)?;
        }
        if let Some(name) = name {
            self.expr(name)?;
        }
        let count = args.len() as u32;
        self.emit(Op::Print { sink, formatted, count });
        Ok(())
    }

    /// Stores the top of the stack.
    pub fn store(&mut self, place: &Expr) -> Compiled<()> {
        let (place, index) = self.place(place)?;
        self.emit(Op::Store(place, index));
        Ok(())
    }

    /// Puts what a place needs on the stack.
    pub fn place(&mut self, place: &Expr) -> Compiled<(Place, u32)> {
        match place {
            Expr::Var(var) => {
                if self.symbols.kind(self.within, *var) == Kind::Array {
                    return self.refuse_array(*var);
                }
                Ok(match var {
                    Var::Local(at) => (Place::Local, *at),
                    Var::Global(at) if *at < super::symbols::SPECIAL => (Place::Special, *at),
                    Var::Global(at) => (Place::Global, *at),
                })
            }
            Expr::Element(array, subscript) => {
                let array = self.array(*array)?;
                self.subscript(subscript)?;
                Ok((Place::Element, array))
            }
            Expr::Field(index) => {
                self.number(index)?;
                Ok((Place::Field, 0))
            }
            Expr::Group(inner) => self.place(inner),
            _ => self.refuse("cannot assign to an expression"),
        }
    }
}
