//! The inside of `[[ … ]]`.

use super::{Printer, word};
use crate::ast::{Cond, CondBinary};

impl Printer<'_> {
    pub(super) fn cond(&mut self, cond: &Cond) {
        match cond {
            Cond::Word(one) => {
                self.text("-n ");
                word::word(one, &mut self.out);
            }
            Cond::Unary(letter, one) => {
                self.bytes(&[b'-', *letter, b' ']);
                word::word(one, &mut self.out);
            }
            Cond::Binary(op, left, right) => {
                word::word(left, &mut self.out);
                self.out.push(b' ');
                self.text(operator(*op));
                self.out.push(b' ');
                word::word(right, &mut self.out);
            }
            Cond::Not(inner) => {
                self.text("! ");
                self.cond(inner);
            }
            Cond::And(left, right) => self.pair(left, " && ", right),
            Cond::Or(left, right) => self.pair(left, " || ", right),
            Cond::Group(inner) => {
                self.text("( ");
                self.cond(inner);
                self.text(" )");
            }
        }
    }

    fn pair(&mut self, left: &Cond, operator: &str, right: &Cond) {
        self.cond(left);
        self.text(operator);
        self.cond(right);
    }
}

/// The text of a binary operator.
pub(super) fn operator(op: CondBinary) -> &'static str {
    match op {
        CondBinary::Match => "==",
        CondBinary::MatchSingle => "=",
        CondBinary::NotMatch => "!=",
        CondBinary::Regex => "=~",
        CondBinary::Before => "<",
        CondBinary::After => ">",
        CondBinary::Equal => "-eq",
        CondBinary::NotEqual => "-ne",
        CondBinary::Less => "-lt",
        CondBinary::LessEqual => "-le",
        CondBinary::Greater => "-gt",
        CondBinary::GreaterEqual => "-ge",
        CondBinary::NewerThan => "-nt",
        CondBinary::OlderThan => "-ot",
        CondBinary::SameFile => "-ef",
    }
}
