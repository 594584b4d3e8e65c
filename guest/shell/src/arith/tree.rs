//! Evaluation of the trees that the code has for text known when it was compiled.

use super::{Eval, Stop, binary, plain_operand};
use crate::expand::param::{Sub, Target};
use crate::ir::{AExpr, AName, ASubscript, LateReads, ParamTarget, resolve};
use crate::state::options::Set;
use crate::state::symbol::Symbol;
use crate::state::value::{Attrs, Scalar, Value, Variable};
use crate::vm::{Fault, Vm};
use bashwit_syntax::ast::{Arith, ArithUnary, Subscript};

impl Vm {
    /// Evaluates an expression of the code.
    pub(crate) fn arith(&mut self, at: u32) -> Result<i64, Fault> {
        let code = self.code.clone();
        let Some(arith) = code.ariths.get(at as usize) else { return Ok(0) };
        let Some(expr) = &arith.expr else { return Ok(0) };
        let result = if arith.late.iter().all(|target| self.is_plain_operand(*target)) {
            self.eval_expr(expr)
        } else {
            Err(Stop::NeedsText)
        };
        match self.told(result, expr, &arith.source) {
            Ok(value) => Ok(value),
            Err(Stop::NeedsText) => {
                let text = self.expand_static(&arith.source.text)?;
                self.eval_text(&text)
            }
            Err(stop) => Err(self.arith_stop(stop)),
        }
    }

    /// Evaluates the index in a subscript outside of the code.
    pub(crate) fn eval_index(&mut self, arith: &Arith) -> Result<i64, Fault> {
        // The depth of trees within values would not be bounded: those are read as text.
        if let Some(expr) = arith.expr.as_ref().filter(|_| self.arith_depth == 0) {
            let expr = resolve(expr, &self.state.symbols);
            let late = LateReads::of(&expr);
            let is_plain = !late.stale && late.targets.iter().all(|target| self.is_plain_operand(*target));
            let result = if is_plain { self.eval_expr(&expr) } else { Err(Stop::NeedsText) };
            match self.told(result, &expr, arith) {
                Ok(value) => return Ok(value),
                Err(Stop::NeedsText) => {}
                Err(stop) => return Err(self.subscript_stop(stop)),
            }
        }
        let text = self.expand_static(&arith.text)?;
        self.eval_index_text(&text)
    }

    fn eval_expr(&mut self, expr: &AExpr) -> Eval<i64> {
        match expr {
            AExpr::Number(number) => Ok(*number),
            AExpr::Name(name) => self.arith_name(*name),
            AExpr::Element(name) => self.arith_read(name),
            AExpr::Dollar(target) => {
                let target = Target::from(*target);
                if let Target::Variable(name) = target
                    && let Some(Variable { value: Value::Scalar(Scalar::Int(number @ 0..)), .. }) =
                        self.state.vars.get(name)
                {
                    return Ok(*number);
                }
                let text = match self.target_text(&target)? {
                    Some(text) => text,
                    None if self.state.options.has(Set::NoUnset) => {
                        return Err(Stop::Fault(self.unbound_plain(&target)));
                    }
                    None => return Err(Stop::NeedsText),
                };
                plain_operand(&text).ok_or(Stop::NeedsText)
            }
            AExpr::Unary(op, operand) => {
                let value = self.eval_expr(operand)?;
                Ok(match op {
                    ArithUnary::Plus => value,
                    ArithUnary::Minus => value.wrapping_neg(),
                    ArithUnary::Not => i64::from(value == 0),
                    ArithUnary::BitNot => !value,
                })
            }
            AExpr::PreStep(name, delta) => {
                let place = self.read_place_of(name)?;
                let value = self.read_place(name.name, &place)?.wrapping_add(i64::from(*delta));
                self.write_place(name, place, value)?;
                Ok(value)
            }
            AExpr::PostStep(name, delta) => {
                let place = self.read_place_of(name)?;
                let value = self.read_place(name.name, &place)?;
                self.write_place(name, place, value.wrapping_add(i64::from(*delta)))?;
                Ok(value)
            }
            AExpr::Binary(op, left, right) => {
                let left = self.eval_expr(left)?;
                let right = self.eval_expr(right)?;
                binary(*op, left, right).map_err(|message| Stop::Operator(expr, message))
            }
            AExpr::And(left, right) => {
                Ok(i64::from(self.eval_expr(left)? != 0 && self.eval_expr(right)? != 0))
            }
            AExpr::Or(left, right) => {
                Ok(i64::from(self.eval_expr(left)? != 0 || self.eval_expr(right)? != 0))
            }
            AExpr::Conditional(condition, yes, no) => {
                if self.eval_expr(condition)? != 0 {
                    self.eval_expr(yes)
                } else {
                    self.eval_expr(no)
                }
            }
            AExpr::Assign(name, op, value) => {
                // Where nothing is read first, the subscript comes last.
                let Some(op) = op else {
                    let value = self.eval_expr(value)?;
                    let place = self.place(name)?;
                    self.write_place(name, place, value)?;
                    return Ok(value);
                };
                let place = self.read_place_of(name)?;
                let before = self.read_place(name.name, &place)?;
                let value = self.eval_expr(value)?;
                let value = binary(*op, before, value).map_err(|message| Stop::Operator(expr, message))?;
                self.write_place(name, place, value)?;
                Ok(value)
            }
            AExpr::Comma(left, right) => {
                self.eval_expr(left)?;
                self.eval_expr(right)
            }
        }
    }

    /// Whether a `$x` can be evaluated where it stands: its value is a plain number.
    fn is_plain_operand(&mut self, target: ParamTarget) -> bool {
        let target = Target::from(target);
        if let Target::Variable(name) = target
            && let Some(variable) = self.state.vars.get(name)
        {
            match &variable.value {
                // Reading it may change it, and it is a number or fails anyhow.
                _ if variable.attrs.has(Attrs::DYNAMIC) => return true,
                Value::Scalar(Scalar::Int(number)) => return *number >= 0,
                _ => {}
            }
        }
        let text = self.target_text(&target).ok().flatten();
        text.is_some_and(|text| plain_operand(&text).is_some())
    }

    fn arith_read(&mut self, name: &AName) -> Eval<i64> {
        let place = self.read_place_of(name)?;
        self.read_place(name.name, &place)
    }

    /// Evaluates the subscript of a name that is read: `set -u` asks for its variable before that, and
    /// for all `$x` of the text before.
    fn read_place_of(&mut self, name: &AName) -> Eval<Option<Sub>> {
        if name.subscript.is_some() && self.is_unbound(name.name) {
            return Err(Stop::NeedsText);
        }
        self.place(name)
    }

    /// Evaluates the subscript of a name.
    fn place(&mut self, name: &AName) -> Eval<Option<Sub>> {
        match &name.subscript {
            None => Ok(None),
            Some(subscript) => self.arith_subscript(name.name, subscript).map(Some),
        }
    }

    fn arith_subscript(&mut self, name: Symbol, subscript: &ASubscript) -> Eval<Sub> {
        let name = self.follow(name).unwrap_or(name);
        let is_assoc = self.state.vars.get(name).is_some_and(Variable::is_assoc);
        if !is_assoc
            && let Some(index) = &subscript.index
            && let Subscript::Index { arith, .. } = &*subscript.source
        {
            let result = self.eval_expr(index);
            return match self.told(result, index, arith) {
                Ok(index) => Ok(Sub::Index(index)),
                Err(Stop::NeedsText) => Err(Stop::NeedsText),
                Err(stop) => Err(Stop::Fault(self.subscript_stop(stop))),
            };
        }
        Ok(self.evaluate_subscript(name, &subscript.source)?)
    }

    /// Puts a failure of the tree of `arith` into words, where that takes its text.
    #[inline]
    fn told(&mut self, result: Eval<i64>, root: &AExpr, arith: &Arith) -> Eval<i64> {
        match result {
            Ok(value) => Ok(value),
            Err(stop) => Err(self.told_stop(stop, root, arith)),
        }
    }

    #[cold]
    fn told_stop(&mut self, stop: Stop, root: &AExpr, arith: &Arith) -> Stop {
        match stop {
            // The text has nothing but plain parameters: expanding it changes nothing.
            Stop::Operator(node, message) => match self.expand_static(&arith.text) {
                Ok(text) => {
                    let mut number = 0;
                    root.fallible_before(node, &mut number);
                    self.operator_error(&text, number, message)
                }
                Err(fault) => fault.into(),
            },
            Stop::TooDeep => super::text::too_deep(&arith.text.raw),
            stop => stop,
        }
    }
}
