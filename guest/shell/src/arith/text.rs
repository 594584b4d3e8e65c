//! Evaluation of text known only when it runs: values are computed as the text is read.
//!
//! Bash evaluates expressions in no other way, and scripts see it where an expression is in error: what
//! stands before the error has taken effect, and of several errors the first counts, in the order in which
//! tokens are read. A name is read along with the token behind it, one more token than the grammar asks for.

use super::{Eval, Stop, binary};
use crate::expand::param::{Sub, Target};
use crate::expand::value::is_name;
use crate::state::options::Shopt;
use crate::state::symbol::Symbol;
use crate::state::text::Text;
use crate::state::value::Variable;
use crate::vm::Vm;
use bashwit_syntax::ast::{ArithBinary, Subscript};
use bashwit_syntax::{
    ArithOperator as Op, arith_blanks_end, arith_integer, arith_integer_end, arith_name_end, arith_operator,
    arith_subscript,
};

/// How deep variables may refer to expressions in variables.
const MAX_DEPTH: u32 = 256;
/// How many operands may be open at once, in all expressions that are being evaluated.
const MAX_OPEN: u32 = 2000;

/// What is wrong with an operator whose operand cannot be.
const TOO_DEEP: &str = "expression recursion level exceeded";

/// A token; the values of the first two stand beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Number,
    Name,
    Operator(Op),
    End,
}

/// What a name stands for: something to assign to.
struct Place {
    name: Symbol,
    subscript: Option<Subscript>,
    /// The element, where the name has been read.
    sub: Option<Sub>,
}

/// A text while it is evaluated.
struct Reader<'v, 't> {
    vm: &'v mut Vm,
    text: &'t [u8],
    pos: usize,
    /// Where the token in question starts: messages show the text from there.
    start: usize,
    token: Token,
    /// The token before; a number once an operator has been carried out.
    last: Token,
    /// The value of a number or name.
    value: i64,
    /// The last name.
    place: Option<Place>,
    /// Whether a `++` or `--` stands behind the last name.
    steps: bool,
    /// How many operators want that what is read counts for nothing.
    unread: u32,
    /// How many operators that may fail have been read.
    fallible: usize,
    /// Fails at that operator, whatever its operands are; nothing is read or written then.
    wanted: Option<(usize, &'static str)>,
}

impl Vm {
    /// Evaluates a text.
    pub(super) fn eval_bytes(&mut self, text: &[u8]) -> Eval<i64> {
        if let Some(number) = super::plain_number(text) {
            return Ok(number);
        }
        if self.arith_depth >= MAX_DEPTH {
            return Err(Stop::TooDeep);
        }
        self.arith_depth += 1;
        let open = self.arith_open;
        let result = Reader::new(self, text).whole();
        self.arith_depth -= 1;
        self.arith_open = open;
        match result {
            // There is nothing around it that could tell.
            Err(Stop::TooDeep) if self.arith_depth == 0 => Err(too_deep(text)),
            result => result,
        }
    }

    /// The error of an operator that failed in a text that is otherwise right; operators that may fail
    /// are counted from 0, in the order in which they stand there.
    pub(super) fn operator_error(&mut self, text: &[u8], number: usize, message: &'static str) -> Stop {
        let open = self.arith_open;
        let mut reader = Reader::new(self, text);
        reader.wanted = Some((number, message));
        reader.unread = 1;
        let result = reader.whole();
        self.arith_open = open;
        match result {
            Err(stop) => stop,
            Ok(_) => self::message(text, text.len(), text.len(), message),
        }
    }
}

/// A text is what goes too deep.
pub(super) fn too_deep(text: &[u8]) -> Stop {
    message(text, text.len(), text.len(), TOO_DEEP)
}

/// The text of an error: the expression up to `end`, and the token that starts at `start`.
fn message(text: &[u8], start: usize, end: usize, what: &str) -> Stop {
    let shown = text.get(..end).unwrap_or_default();
    let blanks = shown.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let mut message = shown[blanks..].to_vec();
    message.extend_from_slice(b": ");
    message.extend_from_slice(what.as_bytes());
    message.extend_from_slice(b" (error token is \"");
    message.extend_from_slice(text.get(start..end).unwrap_or_default());
    message.extend_from_slice(b"\")");
    Stop::Message(message)
}

impl<'v, 't> Reader<'v, 't> {
    fn new(vm: &'v mut Vm, text: &'t [u8]) -> Self {
        Self {
            vm,
            text,
            pos: 0,
            start: 0,
            token: Token::End,
            last: Token::End,
            value: 0,
            place: None,
            steps: false,
            unread: 0,
            fallible: 0,
            wanted: None,
        }
    }

    fn error(&self, what: &str) -> Stop {
        message(self.text, self.start, self.text.len(), what)
    }

    fn whole(mut self) -> Eval<i64> {
        self.advance()?;
        if self.token == Token::End {
            return Ok(0);
        }
        let value = self.operation(Op::COMMA)?;
        if self.token != Token::End {
            return Err(self.error("syntax error in expression"));
        }
        Ok(value)
    }

    // Tokens.

    /// Reads the next token.
    fn advance(&mut self) -> Eval<()> {
        let token = self.scan(self.pos, self.token, true)?;
        self.last = self.token;
        self.token = token;
        Ok(())
    }

    /// Reads the token at a place, behind the token `before`. Names are read in full only if they
    /// are `wanted`.
    fn scan(&mut self, pos: usize, before: Token, wanted: bool) -> Eval<Token> {
        let pos = arith_blanks_end(self.text, pos);
        let Some(&byte) = self.text.get(pos) else {
            self.pos = pos;
            return Ok(Token::End);
        };
        self.start = pos;
        if is_name(&[byte]) {
            self.name(pos, before, wanted)?;
            return Ok(Token::Name);
        }
        if byte.is_ascii_digit() {
            self.number(pos)?;
            return Ok(Token::Number);
        }
        let is_step = matches!(self.text.get(pos..pos + 2), Some(b"++" | b"--"));
        if is_step && before == Token::Number && matches!(self.last, Token::Operator(Op::PreStep(_))) {
            let sign = char::from(byte);
            return Err(self.error(&format!("{sign}{sign}: assignment requires lvalue")));
        }
        let Some((operator, len)) = arith_operator(self.text, pos, before == Token::Name) else {
            let is_behind_operand = matches!(before, Token::Number | Token::Name);
            return Err(self.error(if is_behind_operand {
                "syntax error: invalid arithmetic operator"
            } else {
                OPERAND
            }));
        };
        self.pos = pos + len;
        Ok(Token::Operator(operator))
    }

    fn number(&mut self, pos: usize) -> Eval<()> {
        let end = arith_integer_end(self.text, pos);
        match arith_integer(self.text.get(pos..end).unwrap_or_default()) {
            Ok(value) => self.value = value,
            Err(what) => return Err(message(self.text, pos, end, what)),
        }
        self.pos = end;
        Ok(())
    }

    fn name(&mut self, pos: usize, before: Token, wanted: bool) -> Eval<()> {
        let mut end = arith_name_end(self.text, pos);
        let name = self.text.get(pos..end).unwrap_or_default();
        let mut subscript = None;
        if let Some([b'[', inside @ ..]) = self.text.get(end..) {
            let Some((read, len)) = arith_subscript(inside, 0) else {
                return Err(self.error("bad array subscript"));
            };
            end += 1 + len;
            subscript = Some(read);
        }
        if !wanted {
            self.pos = end;
            return Ok(());
        }
        // What stands behind it decides whether it is read.
        let mut next = Token::Name;
        self.pos = end;
        while next == Token::Name {
            next = self.scan(self.pos, Token::Name, false)?;
        }
        // Only the next token counts; names behind names have been looked at for errors alone.
        let is_next = self.text.get(end..).is_some_and(|rest| !starts_with_name(rest));
        self.steps = is_next && matches!(next, Token::Operator(Op::PostStep(_)));
        let is_assigned = is_next && next == Token::Operator(Op::Assign(None));
        (self.start, self.pos) = (pos, end);
        let name = self.vm.state.symbols.intern(name);
        let mut place = Place { name, subscript, sub: None };
        self.value = 0;
        if self.unread == 0 && (!is_assigned || matches!(before, Token::Operator(Op::PreStep(_)))) {
            if place.subscript.is_some() && self.vm.is_unbound(name) {
                return Err(Stop::Fault(self.vm.unbound(&Target::Variable(name))));
            }
            place.sub = self.sub(&place)?;
            // A value is an expression of its own, even if it is but a number.
            let is_deepest = self.vm.arith_depth >= MAX_DEPTH;
            if is_deepest
                && place.sub.is_none()
                && self.vm.variable(name).is_some_and(|text| !text.is_empty())
            {
                return Err(self.error(TOO_DEEP));
            }
            self.value = match self.vm.read_place(name, &place.sub) {
                Err(Stop::TooDeep) => return Err(self.error(TOO_DEEP)),
                result => result?,
            };
        }
        self.place = Some(place);
        Ok(())
    }

    // Variables.

    /// Evaluates the subscript of a name.
    fn sub(&mut self, place: &Place) -> Eval<Option<Sub>> {
        match &place.subscript {
            None => Ok(None),
            Some(Subscript::Index { word, .. }) if word.raw.is_empty() => Ok(Some(Sub::Key(Text::EMPTY))),
            Some(Subscript::Index { word, .. })
                if self.vm.state.options.shopt(Shopt::AssocExpandOnce)
                    && self.vm.state.vars.get(place.name).is_some_and(Variable::is_assoc) =>
            {
                Ok(Some(Sub::Key(Text::from(&*word.raw))))
            }
            Some(subscript) => Ok(Some(self.vm.evaluate_subscript(place.name, subscript)?)),
        }
    }

    fn write(&mut self, mut place: Place, value: i64) -> Eval<()> {
        if self.unread > 0 {
            return Ok(());
        }
        let sub = match place.sub.take() {
            Some(sub) => Some(sub),
            None => self.sub(&place)?,
        };
        self.vm.write_element(place.name, sub, place.subscript.as_ref(), value)
    }

    // The grammar.

    /// Reads an operand and the operators behind it that bind at least as strongly as `min`.
    fn operation(&mut self, min: u8) -> Eval<i64> {
        self.enter()?;
        let mut value = self.operand()?;
        while let Token::Operator(op) = self.token
            && let Some(strength) = op.strength().filter(|strength| *strength >= min)
        {
            value = match op {
                Op::Comma => {
                    self.advance()?;
                    self.operation(Op::ASSIGN)?
                }
                Op::Assign(op) => self.assignment(op, value)?,
                Op::Question => self.conditional(value)?,
                Op::And => i64::from(self.unless(value == 0, strength)? != 0 && value != 0),
                Op::Or => i64::from(self.unless(value != 0, strength)? != 0 || value != 0),
                Op::Binary(op) => self.binary(op, strength, value)?,
                _ => break,
            };
        }
        self.leave();
        Ok(value)
    }

    fn enter(&mut self) -> Eval<()> {
        self.vm.arith_open += 1;
        if self.vm.arith_open > MAX_OPEN { Err(self.error(TOO_DEEP)) } else { Ok(()) }
    }

    fn leave(&mut self) {
        self.vm.arith_open -= 1;
    }

    fn operand(&mut self) -> Eval<i64> {
        match self.token {
            Token::Operator(
                op @ (Op::Not | Op::BitNot | Op::Binary(ArithBinary::Add | ArithBinary::Subtract)),
            ) => {
                self.enter()?;
                self.advance()?;
                let value = self.operand()?;
                self.leave();
                self.last = Token::Number;
                Ok(match op {
                    Op::Not => i64::from(value == 0),
                    Op::BitNot => !value,
                    Op::Binary(ArithBinary::Subtract) => value.wrapping_neg(),
                    _ => value,
                })
            }
            Token::Operator(Op::PreStep(delta)) => {
                self.advance()?;
                let Some(place) = self.place.take().filter(|_| self.token == Token::Name) else {
                    return Err(self.error("identifier expected after pre-increment or pre-decrement"));
                };
                let value = self.value.wrapping_add(i64::from(delta));
                self.write(place, value)?;
                // What follows cannot step the name again.
                self.token = Token::Number;
                self.advance()?;
                Ok(value)
            }
            Token::Operator(Op::Open) => {
                self.advance()?;
                let value = self.operation(Op::COMMA)?;
                if self.token != Token::Operator(Op::Close) {
                    return Err(self.error("missing `)'"));
                }
                self.advance()?;
                Ok(value)
            }
            Token::Number => {
                let value = self.value;
                self.advance()?;
                Ok(value)
            }
            Token::Name if self.steps => {
                let value = self.value;
                self.advance()?;
                if let (Token::Operator(Op::PostStep(delta)), Some(place)) = (self.token, self.place.take()) {
                    self.write(place, value.wrapping_add(i64::from(delta)))?;
                }
                // Nor can it be assigned to.
                self.token = Token::Number;
                self.advance()?;
                Ok(value)
            }
            Token::Name => {
                let value = self.value;
                self.advance()?;
                Ok(value)
            }
            _ => Err(self.error(OPERAND)),
        }
    }

    /// Reads the right side of `&&` or `||`, which counts for nothing if that `is_decided`.
    fn unless(&mut self, is_decided: bool, strength: u8) -> Eval<i64> {
        self.unread += u32::from(is_decided);
        self.advance()?;
        let value = self.operation(strength + 1)?;
        self.unread -= u32::from(is_decided);
        self.last = Token::Number;
        Ok(value)
    }

    fn conditional(&mut self, condition: i64) -> Eval<i64> {
        let is_no = condition == 0;
        self.unread += u32::from(is_no);
        self.advance()?;
        if matches!(self.token, Token::End | Token::Operator(Op::Colon)) {
            return Err(self.error("expression expected"));
        }
        let yes = self.operation(Op::COMMA)?;
        self.unread -= u32::from(is_no);
        if self.token != Token::Operator(Op::Colon) {
            return Err(self.error("`:' expected for conditional expression"));
        }
        self.unread += u32::from(!is_no);
        self.advance()?;
        if self.token == Token::End {
            return Err(self.error("expression expected"));
        }
        let no = self.operation(Op::CONDITIONAL)?;
        self.unread -= u32::from(!is_no);
        self.last = Token::Number;
        Ok(if is_no { no } else { yes })
    }

    fn binary(&mut self, op: ArithBinary, strength: u8, left: i64) -> Eval<i64> {
        let number = self.count(op);
        let behind = self.pos;
        self.advance()?;
        let is_power = op == ArithBinary::Power;
        let right = self.operation(if is_power { strength } else { strength + 1 })?;
        self.last = Token::Number;
        self.carry_out(op, left, right, number, (!is_power).then_some(behind))
    }

    fn assignment(&mut self, op: Option<ArithBinary>, before: i64) -> Eval<i64> {
        if self.last != Token::Name {
            return Err(self.error("attempted assignment to non-variable"));
        }
        let Some(place) = self.place.take() else {
            return Err(self.error("syntax error in variable assignment"));
        };
        let number = op.map(|op| self.count(op));
        self.advance()?;
        let mut value = self.operation(Op::ASSIGN)?;
        if let (Some(op), Some(number)) = (op, number) {
            value = self.carry_out(op, before, value, number, None)?;
        }
        self.write(place, value)?;
        Ok(value)
    }

    /// The number of an operator among those that may fail.
    fn count(&mut self, op: ArithBinary) -> usize {
        let number = self.fallible;
        self.fallible += usize::from(op.may_fail());
        number
    }

    /// Carries out an operator. If it fails, the token in error is what stands `behind` it, or the
    /// last one that was read.
    fn carry_out(
        &mut self,
        op: ArithBinary,
        left: i64,
        right: i64,
        number: usize,
        behind: Option<usize>,
    ) -> Eval<i64> {
        let what = match (self.wanted, binary(op, left, right)) {
            (Some((wanted, what)), _) if op.may_fail() && wanted == number => what,
            (_, Ok(value)) => return Ok(value),
            (Some(_), Err(_)) => return Ok(1),
            // Division is forgiven where it counts for nothing, a negative exponent is not.
            (None, Err(_)) if self.unread > 0 && op != ArithBinary::Power => {
                return Ok(if op == ArithBinary::Divide { left } else { 0 });
            }
            (None, Err(what)) => what,
        };
        if let Some(behind) = behind {
            let rest = self.text.get(behind..).unwrap_or_default();
            self.start = behind + rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        }
        Err(self.error(what))
    }
}

const OPERAND: &str = "syntax error: operand expected";

/// Whether a name comes next.
fn starts_with_name(text: &[u8]) -> bool {
    text.get(arith_blanks_end(text, 0)).is_some_and(|&byte| is_name(&[byte]))
}
