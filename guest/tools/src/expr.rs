//! `expr EXPRESSION`: evaluates an expression, each token an argument.
//!
//! Integers have 128 bits where GNU's have as many as they need. Exit status: 1 where the value
//! is empty or 0, 2 where the expression is wrong, 3 where a number does not fit.

use crate::frame;
use bashwit_args::{Stop, Synopsis, quote};
use bashwit_kernel::{Context, ExitStatus};
use bashwit_pattern::regex::{Captures, Flags, Regex, Syntax};
use bstr::ByteSlice;
use std::cmp::Ordering;

const EXPR: Synopsis = Synopsis::gnu(
    "expr",
    &["EXPRESSION", "OPTION"],
    "Print the value of EXPRESSION to standard output: ARG1 | ARG2, ARG1 & ARG2,\n\
     ARG1 < ARG2 (<=, =, !=, >=, >), ARG1 + ARG2 (-, *, /, %), STRING : REGEXP,\n\
     match STRING REGEXP, substr STRING POS LENGTH, index STRING CHARS,\n\
     length STRING, + TOKEN, ( EXPRESSION ).",
    &[],
)
.status(2);

/// How deep parentheses and operators such as `length` may stand in one another.
const DEEPEST: u32 = 200;

/// A value and the exit status it means.
type Outcome = (Vec<u8>, bool);

pub(crate) async fn main(context: Context) -> ExitStatus {
    let utf8 = context.is_utf8();
    frame::run(context, |args| evaluate(args, utf8), run).await
}

async fn run(context: &Context, (value, null): Outcome) -> ExitStatus {
    match frame::print(context, value).await {
        ExitStatus::SUCCESS if null => ExitStatus::FAILURE,
        ExitStatus::SUCCESS => ExitStatus::SUCCESS,
        _ => ExitStatus::Exited(3),
    }
}

fn evaluate(args: &[Vec<u8>], utf8: bool) -> Result<Outcome, Stop> {
    let args = match args {
        [only] if only == b"--help" => return Err(EXPR.help()),
        [only] if only == b"--version" => return Err(EXPR.version()),
        [dashes, rest @ ..] if dashes == b"--" => rest,
        args => args,
    };
    if args.is_empty() {
        return Err(EXPR.missing_operand(None));
    }
    let mut parser = Parser { args, at: 0, utf8, depth: 0 };
    let value = parser.or(true)?;
    if let Some(extra) = args.get(parser.at) {
        return Err(syntax([b"unexpected argument ", &quote(extra)[..]].concat()));
    }
    let null = value.is_null();
    let mut text = value.into_text();
    text.push(b'\n');
    Ok((text, null))
}

fn fail(status: u8, message: impl AsRef<[u8]>) -> Stop {
    let mut stop = EXPR.failure(message);
    stop.status = status;
    stop
}

fn syntax(message: impl AsRef<[u8]>) -> Stop {
    fail(2, [b"syntax error: ", message.as_ref()].concat())
}

enum Value {
    Integer(i128),
    Text(Vec<u8>),
}

impl Value {
    fn truth(value: bool) -> Value {
        Value::Integer(i128::from(value))
    }

    fn into_text(self) -> Vec<u8> {
        match self {
            Value::Integer(number) => number.to_string().into_bytes(),
            Value::Text(text) => text,
        }
    }

    fn is_null(&self) -> bool {
        match self {
            Value::Integer(number) => *number == 0,
            Value::Text(text) => {
                let digits = text.strip_prefix(b"-").unwrap_or(text);
                text.is_empty() || !digits.is_empty() && digits.iter().all(|&digit| digit == b'0')
            }
        }
    }

    /// `None`: no integer. An error: one that does not fit.
    fn integer(&self) -> Option<Result<i128, Stop>> {
        let text = match self {
            Value::Integer(number) => return Some(Ok(*number)),
            Value::Text(text) => text,
        };
        let digits = text.strip_prefix(b"-").unwrap_or(text);
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let number = std::str::from_utf8(text).ok().and_then(|text| text.parse().ok());
        Some(number.ok_or_else(|| too_large(text)))
    }

    fn operand(&self) -> Result<i128, Stop> {
        self.integer().unwrap_or_else(|| Err(fail(2, "non-integer argument")))
    }
}

fn too_large(text: &[u8]) -> Stop {
    fail(3, [text, b": Numerical result out of range"].concat())
}

struct Parser<'a> {
    args: &'a [Vec<u8>],
    at: usize,
    utf8: bool,
    depth: u32,
}

const COMPARISONS: &[&[u8]] = &[b"<", b"<=", b"=", b"==", b"!=", b">=", b">"];

impl Parser<'_> {
    /// Takes the next argument if it is one of these.
    fn take(&mut self, tokens: &[&'static [u8]]) -> Option<&'static [u8]> {
        let next = self.args.get(self.at)?;
        let found = tokens.iter().find(|token| **token == next.as_slice())?;
        self.at += 1;
        Some(found)
    }

    fn last(&self) -> Vec<u8> {
        quote(self.args.get(self.at.saturating_sub(1)).map_or(b"", Vec::as_slice))
    }

    fn next(&mut self) -> Result<Vec<u8>, Stop> {
        let Some(arg) = self.args.get(self.at) else {
            return Err(syntax([b"missing argument after ", &self.last()[..]].concat()));
        };
        self.at += 1;
        Ok(arg.clone())
    }

    fn or(&mut self, evaluates: bool) -> Result<Value, Stop> {
        let mut left = self.and(evaluates)?;
        while self.take(&[b"|"]).is_some() {
            let null = left.is_null();
            let right = self.and(evaluates && null)?;
            if null {
                left = if right.is_null() { Value::Integer(0) } else { right };
            }
        }
        Ok(left)
    }

    fn and(&mut self, evaluates: bool) -> Result<Value, Stop> {
        let mut left = self.comparison(evaluates)?;
        while self.take(&[b"&"]).is_some() {
            let null = left.is_null();
            let right = self.comparison(evaluates && !null)?;
            if null || right.is_null() {
                left = Value::Integer(0);
            }
        }
        Ok(left)
    }

    fn comparison(&mut self, evaluates: bool) -> Result<Value, Stop> {
        let mut left = self.sum(evaluates)?;
        while let Some(operator) = self.take(COMPARISONS) {
            let right = self.sum(evaluates)?;
            if !evaluates {
                continue;
            }
            let order = match (left.integer(), right.integer()) {
                (Some(Ok(left)), Some(Ok(right))) => left.cmp(&right),
                _ => left.into_text().cmp(&right.into_text()),
            };
            left = Value::truth(match operator {
                b"<" => order.is_lt(),
                b"<=" => order.is_le(),
                b"!=" => order.is_ne(),
                b">=" => order.is_ge(),
                b">" => order.is_gt(),
                _ => order == Ordering::Equal,
            });
        }
        Ok(left)
    }

    fn sum(&mut self, evaluates: bool) -> Result<Value, Stop> {
        let mut left = self.product(evaluates)?;
        while let Some(operator) = self.take(&[b"+", b"-"]) {
            let right = self.product(evaluates)?;
            if evaluates {
                let (a, b) = (left.operand()?, right.operand()?);
                let result = if operator == b"+" { a.checked_add(b) } else { a.checked_sub(b) };
                left = Value::Integer(result.ok_or_else(|| too_large(operator))?);
            }
        }
        Ok(left)
    }

    fn product(&mut self, evaluates: bool) -> Result<Value, Stop> {
        let mut left = self.matching(evaluates)?;
        while let Some(operator) = self.take(&[b"*", b"/", b"%"]) {
            let right = self.matching(evaluates)?;
            if !evaluates {
                continue;
            }
            let (a, b) = (left.operand()?, right.operand()?);
            if b == 0 && operator != b"*" {
                return Err(fail(2, "division by zero"));
            }
            let result = match operator {
                b"*" => a.checked_mul(b),
                b"/" => a.checked_div(b),
                _ => a.checked_rem(b),
            };
            left = Value::Integer(result.ok_or_else(|| too_large(operator))?);
        }
        Ok(left)
    }

    fn matching(&mut self, evaluates: bool) -> Result<Value, Stop> {
        let mut left = self.function(evaluates)?;
        while self.take(&[b":"]).is_some() {
            let right = self.function(evaluates)?;
            if evaluates {
                left = self.matched(left, right)?;
            }
        }
        Ok(left)
    }

    fn function(&mut self, evaluates: bool) -> Result<Value, Stop> {
        if self.take(&[b"+"]).is_some() {
            return self.next().map(Value::Text);
        }
        let names: &[&[u8]] = &[b"length", b"match", b"index", b"substr"];
        let Some(name) = self.take(names) else { return self.primary(evaluates) };
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(syntax("nested too deeply"));
        }
        let first = self.function(evaluates)?;
        let result = match name {
            b"length" => Value::Integer(self.characters(&first.into_text()).len() as i128),
            b"match" => {
                let pattern = self.function(evaluates)?;
                if evaluates { self.matched(first, pattern)? } else { first }
            }
            b"index" => {
                let wanted = self.function(evaluates)?.into_text();
                let (text, wanted) = (first.into_text(), self.characters(&wanted));
                let at = self.characters(&text).iter().position(|one| wanted.contains(one));
                Value::Integer(at.map_or(0, |at| at as i128 + 1))
            }
            _ => {
                let (start, length) = (self.function(evaluates)?, self.function(evaluates)?);
                self.part(&first.into_text(), &start, &length)
            }
        };
        self.depth -= 1;
        Ok(result)
    }

    fn primary(&mut self, evaluates: bool) -> Result<Value, Stop> {
        if self.take(&[b"("]).is_some() {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(syntax("nested too deeply"));
            }
            let value = self.or(evaluates)?;
            self.depth -= 1;
            if self.take(&[b")"]).is_some() {
                return Ok(value);
            }
            return Err(match self.args.get(self.at) {
                None => syntax([b"expecting ')' after ", &self.last()[..]].concat()),
                Some(other) => syntax([b"expecting ')' instead of ", &quote(other)[..]].concat()),
            });
        }
        if self.take(&[b")"]).is_some() {
            return Err(syntax("unexpected ')'"));
        }
        self.next().map(Value::Text)
    }

    fn characters(&self, text: &[u8]) -> Vec<Vec<u8>> {
        if !self.utf8 || text.is_ascii() {
            return text.iter().map(|&byte| vec![byte]).collect();
        }
        text.char_indices().filter_map(|(start, end, _)| text.get(start..end).map(<[u8]>::to_vec)).collect()
    }

    fn part(&self, text: &[u8], start: &Value, length: &Value) -> Value {
        let number = |value: &Value| value.integer().and_then(Result::ok).filter(|&number| number > 0);
        let (Some(start), Some(length)) = (number(start), number(length)) else {
            return Value::Text(Vec::new());
        };
        let skip = usize::try_from(start - 1).unwrap_or(usize::MAX);
        let take = usize::try_from(length).unwrap_or(usize::MAX);
        Value::Text(self.characters(text).into_iter().skip(skip).take(take).flatten().collect())
    }

    /// What the first group matched; without group, how many characters matched.
    fn matched(&self, text: Value, pattern: Value) -> Result<Value, Stop> {
        let (text, pattern) = (text.into_text(), pattern.into_text());
        let flags = Flags { utf8: self.utf8, ..Flags::default() };
        let regex = Regex::new(&pattern, Syntax::Basic, flags).map_err(|error| fail(2, error.to_string()))?;
        let mut groups = Captures::new();
        let found = regex.captures_at(&text, 0, false, &mut groups);
        let found = found.map_err(|error| fail(2, error.to_string()))?;
        // Only what begins at the front counts; if anything does, it is the leftmost match.
        let whole = groups.get(0).filter(|range| found && range.start == 0);
        if regex.group_count() > 1 {
            let group = whole.and_then(|_| groups.get(1)).and_then(|range| text.get(range));
            return Ok(Value::Text(group.unwrap_or_default().to_vec()));
        }
        let matched = whole.and_then(|range| text.get(range)).unwrap_or_default();
        Ok(Value::Integer(self.characters(matched).len() as i128))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, fixture, run};

    #[test]
    fn values() {
        check(&[
            ("expr 1 + 2 '*' 3", "", "7\n"),
            ("expr ( 1 + 2 ) '*' 3", "", "9\n"),
            ("expr -7 / 2", "", "-3\n"),
            ("expr -7 % 2", "", "-1\n"),
            ("expr 9223372036854775807 + 1", "", "9223372036854775808\n"),
            ("expr 2 '<' 10", "", "1\n"),
            ("expr a '<' b", "", "1\n"),
            ("expr '' '|' x", "", "x\n"),
            ("expr 1 '|' 1 / 0", "", "1\n"),
            ("expr a '&' b", "", "a\n"),
            ("expr abc : 'a.'", "", "2\n"),
            ("expr abc : 'a\\(.\\)'", "", "b\n"),
            ("expr match abc .*", "", "3\n"),
            ("expr substr h\u{e9}llo 2 3", "", "\u{e9}ll\n"),
            ("expr index hello lo", "", "3\n"),
            ("expr length h\u{e9}", "", "2\n"),
            ("expr + length", "", "length\n"),
            ("expr -- 5", "", "5\n"),
        ]);
    }

    #[test]
    fn statuses() {
        let rows = [
            ("expr 0", 1, "0\n", ""),
            ("expr abc : b", 1, "0\n", ""),
            ("expr abc : '\\(b\\)'", 1, "\n", ""),
            ("expr 1 / 0", 2, "", "expr: division by zero\n"),
            ("expr a + 1", 2, "", "expr: non-integer argument\n"),
            ("expr 1 +", 2, "", "expr: syntax error: missing argument after ‘+’\n"),
            ("expr 1 2", 2, "", "expr: syntax error: unexpected argument ‘2’\n"),
            ("expr ( 1", 2, "", "expr: syntax error: expecting ')' after ‘1’\n"),
        ];
        for (line, status, out, err) in rows {
            let output = run(&fixture(), line, "");
            assert_eq!(
                (output.status, output.out().as_str(), output.err().as_str()),
                (status, out, err),
                "{line}"
            );
        }
    }
}
