//! The stack machine. It never waits: it pauses where something is to be read, opened or
//! written.

use super::array::Array;
use super::ast::{Arithmetic, Sink, Source};
use super::code::{Code, Function, LOCAL, Op};
use super::input::MainInput;
use super::record::Record;
use super::regexes::{Cache, Pattern};
use super::streams::Streams;
use super::symbols::{FNR, NF, NR};
use super::value::{NumberFormat, Value};
use bashwit_kernel::Context;
use bashwit_kernel::io::Writer;
use std::rc::Rc;

/// How deeply functions may call one another.
const DEPTH: usize = 100_000;
/// Backward jumps and calls before the others get their turn.
const FUEL: u32 = 100_000;

/// A failure that ends the program, in words.
pub(super) type Fatal = Vec<u8>;

/// Why the machine has stopped.
#[derive(Debug, Clone, Copy)]
pub(super) enum Pause {
    /// The program has ended.
    End,
    /// It has run for long.
    Yield,
    /// Much output has come together.
    Flush,
    /// The main input needs more, or its next file.
    FillMain,
    OpenInput(Source),
    FillInput(usize),
    OpenOutput(Sink),
    FlushOutput(usize),
    /// `system`, `close` or `fflush`.
    Call(Function, u16),
}

/// A function that is running.
#[derive(Debug)]
struct Frame {
    return_to: usize,
    /// Where the locals of the caller begin.
    base: usize,
    /// How many arrays the callers own.
    owned: usize,
    keys: usize,
}

/// The machine.
pub(super) struct Machine<'c> {
    pub context: &'c Context,
    pub code: Rc<Code>,
    pub at: usize,
    pub stack: Vec<Value>,
    frames: Vec<Frame>,
    /// Where the locals of the running function begin.
    base: usize,
    pub globals: Vec<Value>,
    /// The arrays: those of global variables stand at their places.
    pub arrays: Vec<Array>,
    free_arrays: Vec<u32>,
    owned_arrays: Vec<u32>,
    keys: Vec<std::vec::IntoIter<Value>>,
    pub record: Record,
    pub nr: f64,
    pub fnr: f64,
    pub ors: Vec<u8>,
    pub ofmt: NumberFormat,
    pub subsep: Vec<u8>,
    pub cache: Cache,
    ranges: Vec<bool>,
    fuel: u32,
    pub out: Writer,
    pub input: MainInput,
    pub streams: Streams,
    pub random: super::builtins::Random,
    /// `END` is running.
    ending: bool,
    pub status: u8,
}

impl<'c> Machine<'c> {
    pub fn new(context: &'c Context, code: Rc<Code>) -> Self {
        let utf8 = context.is_utf8();
        let count = code.names.len();
        let mut globals = Vec::new();
        globals.resize_with(count, Value::default);
        let mut arrays = Vec::new();
        arrays.resize_with(count, Array::default);
        Machine {
            at: 0,
            stack: Vec::with_capacity(256),
            frames: Vec::new(),
            base: 0,
            globals,
            arrays,
            free_arrays: Vec::new(),
            owned_arrays: Vec::new(),
            keys: Vec::new(),
            record: Record::new(utf8),
            nr: 0.0,
            fnr: 0.0,
            ors: b"\n".to_vec(),
            ofmt: NumberFormat::new(b"%.6g"),
            subsep: vec![0x1c],
            cache: Cache::new(utf8),
            ranges: vec![false; code.ranges],
            fuel: FUEL,
            out: context.stdout(),
            input: MainInput::default(),
            streams: Streams::default(),
            random: super::builtins::Random::default(),
            ending: false,
            status: 0,
            context,
            code,
        }
    }

    pub fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or_default()
    }

    pub fn pop_number(&mut self) -> f64 {
        match self.stack.pop() {
            Some(Value::Number(number)) => number,
            Some(value) => self.record.number(&value),
            None => 0.0,
        }
    }

    pub fn push(&mut self, value: Value) {
        self.stack.push(value);
    }

    pub fn push_number(&mut self, number: f64) {
        self.stack.push(Value::Number(number));
    }

    pub fn local(&mut self, index: u32) -> Option<&mut Value> {
        self.stack.get_mut(self.base + index as usize)
    }

    /// The place of an array among all.
    pub fn array_at(&self, array: u32) -> usize {
        if array & LOCAL == 0 {
            return array as usize;
        }
        match self.stack.get(self.base + (array & !LOCAL) as usize) {
            Some(Value::Array(at)) => *at as usize,
            _ => usize::MAX,
        }
    }

    /// An array. Places are those of arrays that exist, so there always is one.
    pub fn array(&mut self, array: u32) -> &mut Array {
        let at = self.array_at(array).min(self.arrays.len() - 1);
        &mut self.arrays[at]
    }

    /// The expression that a value stands for.
    pub fn pattern(&mut self, value: &Value) -> Result<Pattern, Fatal> {
        if let Value::Regex(at) = value {
            if !self.cache.icase
                && let Some(pattern) = self.code.regexes.get(*at as usize)
            {
                return Ok(pattern.clone());
            }
            let code = Rc::clone(&self.code);
            return self.cache.get(code.regex_texts.get(*at as usize).map_or(&[][..], Vec::as_slice));
        }
        let mut buffer = Vec::new();
        let text = self.record.text(value, &mut buffer);
        self.cache.get(text)
    }

    /// Whether a value matches expression number `regex` of the program.
    fn matches(&mut self, value: &Value, regex: u32) -> bool {
        if self.cache.icase {
            let Ok(pattern) = self.pattern(&Value::Regex(regex)) else { return false };
            let mut buffer = Vec::new();
            return pattern.is_match(self.record.text(value, &mut buffer));
        }
        let mut buffer = Vec::new();
        let text = self.record.text(value, &mut buffer);
        self.code.regexes.get(regex as usize).is_some_and(|pattern| pattern.is_match(text))
    }

    /// Goes on until something is to be waited for.
    pub fn run(&mut self) -> Result<Pause, Fatal> {
        let code = Rc::clone(&self.code);
        loop {
            let Some(&op) = code.ops.get(self.at) else { return Ok(Pause::End) };
            self.at += 1;
            match op {
                Op::Constant(at) => {
                    let value = code.constants.get(at as usize).cloned().unwrap_or_default();
                    self.stack.push(value);
                }
                Op::Number(number) => self.push_number(f64::from(number)),
                Op::Regex(at) => self.push(Value::Regex(at)),
                Op::Global(at) => {
                    let value = match self.globals.get(at as usize) {
                        Some(Value::Number(number)) => Value::Number(*number),
                        other => other.cloned().unwrap_or_default(),
                    };
                    self.stack.push(value);
                }
                Op::Local(at) => {
                    let value = match self.stack.get(self.base + at as usize) {
                        Some(Value::Number(number)) => Value::Number(*number),
                        other => other.cloned().unwrap_or_default(),
                    };
                    self.stack.push(value);
                }
                Op::Computed(at) => {
                    let number = match at {
                        NF => self.record.count() as f64,
                        NR => self.nr,
                        FNR => self.fnr,
                        _ => 0.0,
                    };
                    self.push_number(number);
                }
                Op::Array(array) => {
                    let at = self.array_at(array);
                    self.push(Value::Array(at as u32));
                }
                Op::Field(index) => {
                    self.record.prepare(index);
                    self.stack.push(self.record.value(index));
                }
                Op::FieldHere(index) => {
                    self.record.prepare(index);
                    self.stack.push(Value::Field(index));
                }
                Op::FieldNumber(index) => {
                    self.record.prepare(index);
                    let number = self.record.number(&Value::Field(index));
                    self.push_number(number);
                }
                Op::FieldAt => {
                    let number = self.pop_number();
                    let index = self.field_index(number)?;
                    self.record.prepare(index);
                    self.stack.push(self.record.value(index));
                }
                Op::Element(array) => self.element(array),
                Op::In(array) => {
                    let key = self.pop();
                    let at = self.array_at(array);
                    let mut buffer = Vec::new();
                    let key = self.record.key(&key, &mut buffer);
                    let found = self.arrays.get(at).is_some_and(|array| array.contains(key));
                    self.stack.push(Value::truth(found));
                }
                Op::Subscript(count) => self.join(count as usize, true),
                Op::Pop => drop(self.pop()),
                Op::Duplicate => {
                    let value = self.stack.last().cloned().unwrap_or_default();
                    self.stack.push(value);
                }
                Op::Store(place, index) => self.store(place, index)?,
                Op::Update { operator, place, keep, index } => self.update(operator, place, keep, index)?,
                Op::Step { up, place, keep, index } => self.step(up, place, keep, index)?,
                Op::Append { place, index } => self.append(place, index),
                Op::Binary(operator) => {
                    let right = self.pop_number();
                    let left = self.pop_number();
                    self.push_number(calculate(operator, left, right)?);
                }
                Op::BinaryNumber(operator, right) => {
                    let left = self.pop_number();
                    self.push_number(calculate(operator, left, f64::from(right))?);
                }
                Op::Compare(operator) => {
                    let (right, left) = (self.pop(), self.pop());
                    let truth = self.record.compare(operator, &left, &right);
                    self.push(Value::truth(truth));
                }
                Op::Concat(count) => self.join(count as usize, false),
                Op::Not => {
                    let value = self.pop();
                    let truth = self.record.truth(&value);
                    self.push(Value::truth(!truth));
                }
                Op::Negative => {
                    let number = self.pop_number();
                    self.push_number(-number);
                }
                Op::Plus => {
                    let number = self.pop_number();
                    self.push_number(number);
                }
                Op::Match { negated } => {
                    let (regex, text) = (self.pop(), self.pop());
                    let pattern = self.pattern(&regex)?;
                    let mut buffer = Vec::new();
                    let found = pattern.is_match(self.record.text(&text, &mut buffer));
                    self.push(Value::truth(found != negated));
                }
                Op::MatchRecord(regex) => {
                    self.record.prepare(0);
                    let found = self.matches(&Value::Field(0), regex);
                    self.push(Value::truth(found));
                }
                Op::Jump(target) => self.at = target as usize,
                Op::Loop(target) => {
                    self.at = target as usize;
                    if self.is_tired() {
                        return Ok(Pause::Yield);
                    }
                }
                Op::JumpIf { when, target } => {
                    let value = self.pop();
                    if self.record.truth(&value) == when {
                        self.at = target as usize;
                    }
                }
                Op::JumpCompare { operator, when, target } => {
                    let (right, left) = (self.pop(), self.pop());
                    if self.record.compare(operator, &left, &right) == when {
                        self.at = target as usize;
                    }
                }
                Op::JumpCompareNumber { operator, when, number, target } => {
                    let left = self.pop();
                    if self.record.compare(operator, &left, &Value::Number(f64::from(number))) == when {
                        self.at = target as usize;
                    }
                }
                Op::JumpMatch { when, regex, target } => {
                    let value = self.pop();
                    if self.matches(&value, u32::from(regex)) == when {
                        self.at = target as usize;
                    }
                }
                Op::Keys(array) => {
                    let keys = self.sorted_keys(array);
                    self.keys.push(keys.into_iter());
                }
                Op::NextKey(target) => match self.keys.last_mut().and_then(Iterator::next) {
                    Some(key) => self.stack.push(key),
                    None => {
                        self.keys.pop();
                        self.at = target as usize;
                    }
                },
                Op::DropKeys => drop(self.keys.pop()),
                Op::JumpInRange { range, target } => {
                    if self.ranges.get(usize::from(range)) == Some(&true) {
                        self.at = target as usize;
                    }
                }
                Op::SetRange { range, open } => {
                    if let Some(range) = self.ranges.get_mut(range as usize) {
                        *range = open;
                    }
                }
                Op::Call { function, count } => {
                    self.call(function, usize::from(count))?;
                    if self.is_tired() {
                        return Ok(Pause::Yield);
                    }
                }
                Op::Return => self.return_value(),
                Op::Builtin {
                    function: function @ (Function::System | Function::Close | Function::Fflush),
                    count,
                } => {
                    return Ok(Pause::Call(function, count));
                }
                Op::Builtin { function, count } => self.builtin(function, usize::from(count))?,
                Op::Substitute { all, target } => self.substitute(all, target)?,
                Op::Length(array) => {
                    let count = self.array(array).len();
                    self.push_number(count as f64);
                }
                Op::Delete(array) => {
                    let key = self.pop();
                    let at = self.array_at(array);
                    let mut buffer = Vec::new();
                    let key = self.record.key(&key, &mut buffer);
                    if let Some(array) = self.arrays.get_mut(at) {
                        array.remove(key);
                    }
                }
                Op::DeleteAll(array) => self.array(array).clear(),
                Op::Print { sink, formatted, count } => {
                    if let Some(pause) = self.print(sink, formatted, count as usize)? {
                        return Ok(pause);
                    }
                }
                Op::PrintRecord => {
                    self.record.prepare(0);
                    let buffer = self.out.buffer();
                    buffer.extend_from_slice(self.record.bytes(0).unwrap_or_default());
                    buffer.extend_from_slice(&self.ors);
                    if self.out.is_full() {
                        return Ok(Pause::Flush);
                    }
                }
                Op::Getline { source, target } => {
                    if let Some(pause) = self.getline(source, Some(target))? {
                        return Ok(pause);
                    }
                }
                Op::GetlineRecord(source) => {
                    if let Some(pause) = self.getline(source, None)? {
                        return Ok(pause);
                    }
                }
                Op::NextRecord(target) => {
                    if let Some(pause) = self.next_record(target) {
                        return Ok(pause);
                    }
                }
                Op::Next => self.restart(),
                Op::NextFile => {
                    self.input.drop_file();
                    self.restart();
                }
                Op::Exit { value } => {
                    if value {
                        self.status = self.pop_number() as i64 as u8;
                    }
                    if self.ending {
                        return Ok(Pause::End);
                    }
                    self.restart();
                    self.begin_end();
                }
                Op::End => return Ok(Pause::End),
            }
        }
    }

    fn is_tired(&mut self) -> bool {
        self.fuel -= 1;
        let tired = self.fuel == 0;
        if tired {
            self.fuel = FUEL;
        }
        tired
    }

    /// On to the next record.
    fn restart(&mut self) {
        self.stack.clear();
        self.frames.clear();
        self.keys.clear();
        self.free_arrays.append(&mut self.owned_arrays);
        self.base = 0;
        self.at = self.code.records as usize;
    }

    /// On to `END`.
    pub fn begin_end(&mut self) {
        self.ending = true;
        self.at = self.code.end as usize;
    }

    pub fn field_index(&self, number: f64) -> Result<u32, Fatal> {
        if number < 0.0 {
            let mut shown = Vec::new();
            self.record.convfmt.push(number.trunc(), &mut shown);
            return Err([b"attempt to access field ", &shown[..]].concat());
        }
        if number > 10_000_000.0 {
            return Err(b"field number too large".to_vec());
        }
        Ok(number as u32)
    }

    fn call(&mut self, function: u32, count: usize) -> Result<(), Fatal> {
        if self.frames.len() >= DEPTH {
            return Err(b"function call nesting too deep".to_vec());
        }
        let base = self.stack.len().saturating_sub(count);
        let code = Rc::clone(&self.code);
        let Some(callee) = code.functions.get(function as usize) else { return Ok(()) };
        let owned = self.owned_arrays.len();
        for is_array in callee.arrays.iter().skip(count) {
            let value = if *is_array { Value::Array(self.new_array()) } else { Value::Uninit };
            self.stack.push(value);
        }
        self.frames.push(Frame { return_to: self.at, base: self.base, owned, keys: self.keys.len() });
        self.base = base;
        self.at = callee.entry as usize;
        Ok(())
    }

    fn new_array(&mut self) -> u32 {
        let at = match self.free_arrays.pop() {
            Some(at) => {
                if let Some(array) = self.arrays.get_mut(at as usize) {
                    array.clear();
                }
                at
            }
            None => {
                self.arrays.push(Array::default());
                (self.arrays.len() - 1) as u32
            }
        };
        self.owned_arrays.push(at);
        at
    }

    fn return_value(&mut self) {
        let value = self.pop();
        let Some(frame) = self.frames.pop() else { return };
        self.stack.truncate(self.base);
        while self.owned_arrays.len() > frame.owned {
            let Some(at) = self.owned_arrays.pop() else { break };
            if let Some(array) = self.arrays.get_mut(at as usize) {
                array.clear();
            }
            self.free_arrays.push(at);
        }
        self.keys.truncate(frame.keys);
        self.base = frame.base;
        self.at = frame.return_to;
        self.stack.push(value);
    }

    /// Joins values to one text; with `SUBSEP` between them for a subscript.
    fn join(&mut self, count: usize, subscript: bool) {
        let start = self.stack.len().saturating_sub(count);
        let mut text = Vec::new();
        for (at, value) in self.stack.iter().skip(start).enumerate() {
            if subscript && at > 0 {
                text.extend_from_slice(&self.subsep);
            }
            self.record.push(value, &mut text);
        }
        self.stack.truncate(start);
        self.stack.push(Value::owned(text));
    }

    fn element(&mut self, array: u32) {
        let key = self.pop();
        let at = self.array_at(array);
        let mut buffer = Vec::new();
        let key = self.record.key(&key, &mut buffer);
        let value = self.arrays.get_mut(at).map(|array| array.entry(key).clone());
        self.stack.push(value.unwrap_or_default());
    }
}

/// The result of an operator.
#[inline]
pub(super) fn calculate(operator: Arithmetic, left: f64, right: f64) -> Result<f64, Fatal> {
    Ok(match operator {
        Arithmetic::Add => left + right,
        Arithmetic::Subtract => left - right,
        Arithmetic::Multiply => left * right,
        operator => return divide(operator, left, right),
    })
}

fn divide(operator: Arithmetic, left: f64, right: f64) -> Result<f64, Fatal> {
    Ok(match operator {
        Arithmetic::Divide if right == 0.0 => return Err(b"division by zero attempted".to_vec()),
        Arithmetic::Divide => left / right,
        Arithmetic::Remainder if right == 0.0 => return Err(b"division by zero attempted in `%'".to_vec()),
        Arithmetic::Remainder => left % right,
        _ => power(left, right),
    })
}

/// Small whole exponents are multiplied out, as gawk does.
fn power(base: f64, exponent: f64) -> f64 {
    if exponent == exponent.trunc() && exponent.abs() < 1024.0 {
        let (mut result, mut factor, mut rest) = (1.0, base, exponent.abs() as u32);
        while rest > 0 {
            if rest & 1 == 1 {
                result *= factor;
            }
            factor *= factor;
            rest >>= 1;
        }
        return if exponent < 0.0 { 1.0 / result } else { result };
    }
    base.powf(exponent)
}
