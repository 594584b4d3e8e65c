//! From the tree to code: calls.

use super::ast::{Expr, Var};
use super::code::{Function, Op};
use super::compile::{Compiled, Compiler};
use super::emit::is_calm;
use super::symbols::Kind;

/// The function of that name, where it gets nothing but values.
fn named(name: &str) -> Option<Function> {
    Some(match name {
        "and" => Function::And,
        "asort" => Function::Asort,
        "asorti" => Function::Asorti,
        "atan2" => Function::Atan2,
        "close" => Function::Close,
        "compl" => Function::Compl,
        "cos" => Function::Cos,
        "exp" => Function::Exp,
        "fflush" => Function::Fflush,
        "gensub" => Function::Gensub,
        "index" => Function::Index,
        "int" => Function::Int,
        "length" => Function::Length,
        "log" => Function::Log,
        "lshift" => Function::Lshift,
        "match" => Function::Match,
        "mktime" => Function::Mktime,
        "or" => Function::Or,
        "rand" => Function::Rand,
        "rshift" => Function::Rshift,
        "sin" => Function::Sin,
        "split" => Function::Split,
        "sprintf" => Function::Sprintf,
        "sqrt" => Function::Sqrt,
        "srand" => Function::Srand,
        "strftime" => Function::Strftime,
        "strtonum" => Function::Strtonum,
        "substr" => Function::Substr,
        "system" => Function::System,
        "systime" => Function::Systime,
        "tolower" => Function::Tolower,
        "toupper" => Function::Toupper,
        "xor" => Function::Xor,
        _ => return None,
    })
}

/// Whether an argument is a regular expression.
fn is_regex(name: &str, at: usize) -> bool {
    match name {
        "match" => at == 1,
        "gensub" => at == 0,
        "split" => at == 2,
        _ => false,
    }
}

fn record() -> Expr {
    Expr::Field(Box::new(Expr::Number(0.0)))
}

impl Compiler {
    /// A call of a function of the program.
    pub fn call(&mut self, function: u32, args: &[Expr]) -> Compiled<()> {
        let params = self.param_count(function);
        for (at, arg) in args.iter().enumerate() {
            let is_array = self.symbols.kind(Some(function), Var::Local(at as u32)) == Kind::Array;
            match arg {
                Expr::Var(var) if is_array => self.push_array(*var)?,
                _ if is_array => return self.refuse("attempt to use a scalar value as array"),
                Expr::Var(var) if self.symbols.kind(self.within, *var) == Kind::Array => {
                    self.push_array(*var)?
                }
                arg => self.expr(arg)?,
            }
        }
        // Those that are too many are worked out, but nobody gets them.
        for _ in params..args.len() {
            self.emit(Op::Pop);
        }
        self.emit(Op::Call { function, count: args.len().min(params) as u16 });
        Ok(())
    }

    fn push_array(&mut self, var: Var) -> Compiled<()> {
        let array = self.array(var)?;
        self.emit(Op::Array(array));
        Ok(())
    }

    /// A call of a function of the language.
    pub fn builtin(&mut self, name: &str, args: &[Expr]) -> Compiled<()> {
        match (name, args) {
            ("sub" | "gsub", [regex, replacement, rest @ ..]) => {
                return self.substitute(name == "gsub", regex, replacement, rest.first());
            }
            ("length", [Expr::Var(var)]) if self.symbols.kind(self.within, *var) == Kind::Array => {
                let array = self.array(*var)?;
                self.emit(Op::Length(array));
                return Ok(());
            }
            ("length", []) => return self.builtin(name, &[record()]),
            _ => {}
        }
        let Some(function) = named(name) else { return self.refuse(format!("{name}: unknown function")) };
        let calm = args.iter().all(is_calm);
        for (at, arg) in args.iter().enumerate() {
            match arg {
                Expr::Var(var) if self.symbols.kind(self.within, *var) == Kind::Array => {
                    self.push_array(*var)?
                }
                arg if is_regex(name, at) => self.regex_argument(arg)?,
                arg => self.argument(arg, calm)?,
            }
        }
        self.emit(Op::Builtin { function, count: args.len() as u16 });
        Ok(())
    }

    fn substitute(
        &mut self,
        all: bool,
        regex: &Expr,
        replacement: &Expr,
        target: Option<&Expr>,
    ) -> Compiled<()> {
        let whole = record();
        let target = target.unwrap_or(&whole);
        self.regex_argument(regex)?;
        self.expr(replacement)?;
        self.argument(target, true)?;
        let found = self.emit(Op::Substitute { all, target: 0 });
        let mut place = target;
        while let Expr::Group(inner) = place {
            place = inner;
        }
        // Of what cannot be set only the count is of use.
        if place.is_place() {
            self.store(place)?;
        } else {
            self.emit(Op::Pop);
        }
        self.land(found);
        Ok(())
    }
}
