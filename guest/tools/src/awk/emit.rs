//! From the tree to code: expressions.

use super::ast::{Arithmetic, Expr, Source, Var};
use super::code::{Keep, Op, Place};
use super::compile::{Compiled, Compiler};
use super::symbols::{COMPUTED, Kind};
use super::value::Value;

/// Whether an expression changes nothing that a field could be.
pub(super) fn is_calm(expr: &Expr) -> bool {
    match expr {
        Expr::Number(_) | Expr::Text(_) | Expr::Var(_) | Expr::Regex(_) => true,
        Expr::Field(index) | Expr::Group(index) | Expr::Not(index) | Expr::Negative(index) => is_calm(index),
        Expr::Binary(_, left, right) | Expr::Compare(_, left, right) => is_calm(left) && is_calm(right),
        Expr::Concat(list) => list.iter().all(is_calm),
        Expr::Element(_, subscript) => subscript.iter().all(is_calm),
        Expr::Builtin(name, args) => {
            matches!(*name, "length" | "substr" | "index" | "int" | "toupper" | "tolower" | "sprintf")
                && args.iter().all(is_calm)
        }
        _ => false,
    }
}

/// A small number that is written down.
fn small(expr: &Expr) -> Option<i32> {
    let Expr::Number(number) = expr else { return None };
    let integer = i32::try_from(super::number::integer(*number)?).ok()?;
    (integer != 0 || number.is_sign_positive()).then_some(integer)
}

/// The number of a field that is written down.
fn field_number(index: &Expr) -> Option<u32> {
    match index {
        Expr::Number(number) if (0.0..=1e6).contains(number) => Some(*number as u32),
        _ => None,
    }
}

impl Compiler {
    /// Leaves a value.
    pub fn expr(&mut self, expr: &Expr) -> Compiled<()> {
        match expr {
            Expr::Number(number) => {
                let op = match small(expr) {
                    Some(integer) => Op::Number(integer),
                    None => self.constant(Value::Number(*number)),
                };
                self.emit(op);
            }
            Expr::Text(text) => {
                let op = self.constant(Value::text(text));
                self.emit(op);
            }
            Expr::Regex(text) => {
                let regex = self.regex(text)?;
                self.emit(Op::MatchRecord(regex));
            }
            Expr::Var(var) => self.variable(*var)?,
            Expr::Element(array, subscript) => {
                let array = self.array(*array)?;
                self.subscript(subscript)?;
                self.emit(Op::Element(array));
            }
            Expr::Field(index) => match field_number(index) {
                Some(number) => drop(self.emit(Op::Field(number))),
                None => {
                    self.number(index)?;
                    self.emit(Op::FieldAt);
                }
            },
            Expr::Group(inner) => self.expr(inner)?,
            Expr::Assign(place, value) => self.assign(place, value, true)?,
            Expr::Update(operator, place, value) => {
                self.number(value)?;
                let (place, index) = self.place(place)?;
                self.emit(Op::Update { operator: *operator, place, keep: true, index });
            }
            Expr::Step { place, prefix, by } => {
                let (place, index) = self.place(place)?;
                let keep = if *prefix { Keep::New } else { Keep::Old };
                self.emit(Op::Step { up: *by > 0.0, place, keep, index });
            }
            Expr::Conditional(test, yes, no) => {
                let skips = self.condition(test, false)?;
                self.expr(yes)?;
                let over = self.emit(Op::Jump(0));
                self.land_all(skips);
                self.expr(no)?;
                self.land(over);
            }
            Expr::And(..) | Expr::Or(..) => {
                let skips = self.condition(expr, false)?;
                self.emit(Op::Number(1));
                let over = self.emit(Op::Jump(0));
                self.land_all(skips);
                self.emit(Op::Number(0));
                self.land(over);
            }
            Expr::Not(operand) => self.unary(operand, Op::Not)?,
            Expr::Negative(operand) => {
                if let Expr::Number(number) = &**operand {
                    return self.expr(&Expr::Number(-number));
                }
                self.number(operand)?;
                self.emit(Op::Negative);
            }
            Expr::Plus(operand) => {
                self.number(operand)?;
                self.emit(Op::Plus);
            }
            Expr::Binary(operator @ (Arithmetic::Divide | Arithmetic::Remainder), _, right)
                if **right == Expr::Number(0.0) =>
            {
                let behind = if *operator == Arithmetic::Divide { "" } else { " in `%'" };
                return Err((self.line, format!("error: division by zero attempted{behind}").into()));
            }
            Expr::Binary(operator, left, right) => {
                self.number(left)?;
                if let Some(number) = small(right) {
                    self.emit(Op::BinaryNumber(*operator, number));
                    return Ok(());
                }
                self.number(right)?;
                self.emit(Op::Binary(*operator));
            }
            Expr::Compare(operator, left, right) => {
                self.pair(left, right)?;
                self.emit(Op::Compare(*operator));
            }
            Expr::Match { negated, text, regex } => self.matching(*negated, text, regex)?,
            Expr::Concat(parts) => {
                let calm = parts.iter().all(is_calm);
                for part in parts {
                    self.argument(part, calm)?;
                }
                self.emit(Op::Concat(parts.len() as u32));
            }
            Expr::In(subscript, array) => {
                let array = self.array(*array)?;
                self.subscript(subscript)?;
                self.emit(Op::In(array));
            }
            Expr::Call(function, args) => self.call(*function, args)?,
            Expr::Builtin(name, args) => self.builtin(name, args)?,
            Expr::Getline { source, name, place } => {
                self.getline(*source, name.as_deref(), place.as_deref())?;
            }
            Expr::List(_) => return self.refuse("syntax error: a list is no value"),
        }
        Ok(())
    }

    fn unary(&mut self, operand: &Expr, op: Op) -> Compiled<()> {
        self.expr(operand)?;
        self.emit(op);
        Ok(())
    }

    /// Leaves a value of which only the number counts.
    pub fn number(&mut self, expr: &Expr) -> Compiled<()> {
        match expr {
            Expr::Field(index) if field_number(index).is_some_and(|number| number > 0) => {
                self.emit(Op::FieldNumber(field_number(index).unwrap_or(1)));
                Ok(())
            }
            Expr::Group(inner) => self.number(inner),
            expr => self.expr(expr),
        }
    }

    /// Leaves a value for an operation that reads it at once; `calm` if nothing comes in between
    /// that changes fields.
    pub fn argument(&mut self, expr: &Expr, calm: bool) -> Compiled<()> {
        match expr {
            Expr::Field(index) if calm && field_number(index).is_some() => {
                self.emit(Op::FieldHere(field_number(index).unwrap_or(0)));
                Ok(())
            }
            Expr::Group(inner) => self.argument(inner, calm),
            expr => self.expr(expr),
        }
    }

    /// The two sides of a comparison.
    fn pair(&mut self, left: &Expr, right: &Expr) -> Compiled<()> {
        let calm = is_calm(left) && is_calm(right);
        self.argument(left, calm)?;
        self.argument(right, calm)
    }

    fn variable(&mut self, var: Var) -> Compiled<()> {
        if self.symbols.kind(self.within, var) == Kind::Array {
            return self.refuse_array(var);
        }
        self.emit(match var {
            Var::Local(at) => Op::Local(at),
            Var::Global(at) if at < COMPUTED => Op::Computed(at),
            Var::Global(at) => Op::Global(at),
        });
        Ok(())
    }

    /// Leaves the joined subscript.
    pub fn subscript(&mut self, subscript: &[Expr]) -> Compiled<()> {
        if let [single] = subscript {
            return match single {
                Expr::List(list) => self.subscript(list),
                single => self.argument(single, true),
            };
        }
        for part in subscript {
            self.expr(part)?;
        }
        self.emit(Op::Subscript(subscript.len() as u32));
        Ok(())
    }

    /// An expression whose value nobody needs.
    pub fn discard(&mut self, expr: &Expr) -> Compiled<()> {
        match expr {
            Expr::Assign(place, value) => self.assign(place, value, false),
            Expr::Update(operator, place, value) => {
                self.number(value)?;
                let (place, index) = self.place(place)?;
                self.emit(Op::Update { operator: *operator, place, keep: false, index });
                Ok(())
            }
            Expr::Step { place, by, .. } => {
                let (place, index) = self.place(place)?;
                self.emit(Op::Step { up: *by > 0.0, place, keep: Keep::Nothing, index });
                Ok(())
            }
            Expr::Group(inner) => self.discard(inner),
            expr => {
                self.expr(expr)?;
                self.emit(Op::Pop);
                Ok(())
            }
        }
    }

    fn assign(&mut self, place: &Expr, value: &Expr, keep: bool) -> Compiled<()> {
        if let (Expr::Var(var), Expr::Concat(parts)) = (place, value)
            && let Some((Expr::Var(first), rest)) = parts.split_first()
            && first == var
            && rest.iter().all(|part| is_calm(part) && !mentions(part, *var))
            && let (place @ (Place::Global | Place::Local), index) = self.place(place)?
        {
            for part in rest {
                self.argument(part, true)?;
            }
            if rest.len() > 1 {
                self.emit(Op::Concat(rest.len() as u32));
            }
            self.emit(Op::Append { place, index });
            if keep {
                self.variable(*var)?;
            }
            return Ok(());
        }
        self.expr(value)?;
        if keep {
            self.emit(Op::Duplicate);
        }
        self.store(place)
    }

    /// Jumps to be landed, taken where the truth of an expression is `when`.
    pub fn condition(&mut self, expr: &Expr, when: bool) -> Compiled<Vec<usize>> {
        match expr {
            Expr::Group(inner) => self.condition(inner, when),
            Expr::Not(inner) => self.condition(inner, !when),
            Expr::And(left, right) | Expr::Or(left, right) => {
                // The value of the left side that settles it.
                let settles = matches!(expr, Expr::Or(..));
                if when == settles {
                    let mut jumps = self.condition(left, when)?;
                    jumps.extend(self.condition(right, when)?);
                    return Ok(jumps);
                }
                let over = self.condition(left, settles)?;
                let jumps = self.condition(right, when)?;
                self.land_all(over);
                Ok(jumps)
            }
            Expr::Compare(operator, left, right) => {
                if let Some(number) = small(right) {
                    self.argument(left, true)?;
                    let jump = Op::JumpCompareNumber { operator: *operator, when, number, target: 0 };
                    return Ok(vec![self.emit(jump)]);
                }
                self.pair(left, right)?;
                Ok(vec![self.emit(Op::JumpCompare { operator: *operator, when, target: 0 })])
            }
            Expr::Regex(text) => {
                let regex = self.regex(text)?;
                if let Ok(regex) = u16::try_from(regex) {
                    self.emit(Op::FieldHere(0));
                    return Ok(vec![self.emit(Op::JumpMatch { when, regex, target: 0 })]);
                }
                self.emit(Op::MatchRecord(regex));
                Ok(vec![self.emit(Op::JumpIf { when, target: 0 })])
            }
            Expr::Match { negated, text, regex } => {
                if let Expr::Regex(pattern) = &**regex
                    && let Ok(regex) = u16::try_from(self.regex(pattern)?)
                {
                    self.argument(text, true)?;
                    return Ok(vec![self.emit(Op::JumpMatch { when: when != *negated, regex, target: 0 })]);
                }
                self.matching(*negated, text, regex)?;
                Ok(vec![self.emit(Op::JumpIf { when, target: 0 })])
            }
            expr => {
                self.argument(expr, true)?;
                Ok(vec![self.emit(Op::JumpIf { when, target: 0 })])
            }
        }
    }

    fn matching(&mut self, negated: bool, text: &Expr, regex: &Expr) -> Compiled<()> {
        self.argument(text, is_calm(regex))?;
        self.regex_argument(regex)?;
        self.emit(Op::Match { negated });
        Ok(())
    }

    /// Leaves a regular expression, or the text of one.
    pub fn regex_argument(&mut self, regex: &Expr) -> Compiled<()> {
        match regex {
            Expr::Regex(text) => {
                let regex = self.regex(text)?;
                self.emit(Op::Regex(regex));
                Ok(())
            }
            Expr::Group(inner) if matches!(**inner, Expr::Regex(_)) => self.regex_argument(inner),
            regex => self.expr(regex),
        }
    }

    fn getline(&mut self, source: Source, name: Option<&Expr>, place: Option<&Expr>) -> Compiled<()> {
        if let Some(name) = name {
            self.expr(name)?;
        }
        match place {
            None => drop(self.emit(Op::GetlineRecord(source))),
            Some(place) => {
                let read = self.emit(Op::Getline { source, target: 0 });
                self.store(place)?;
                self.land(read);
            }
        }
        Ok(())
    }
}

/// Whether a calm expression reads a variable.
fn mentions(expr: &Expr, var: Var) -> bool {
    match expr {
        Expr::Var(known) => *known == var,
        Expr::Number(_) | Expr::Text(_) | Expr::Regex(_) => false,
        Expr::Field(index) => mentions(index, var),
        _ => true,
    }
}
