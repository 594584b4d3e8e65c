//! Arithmetic: static text becomes a resolved expression, other text is expanded first.

use super::Compiler;
use crate::ir::{ArithCode, LateReads, Op, resolve};
use bashwit_syntax::ast::Arith;
use std::rc::Rc;

impl Compiler<'_> {
    /// `[→ int]`.
    pub(super) fn arith(&mut self, arith: &Rc<Arith>) {
        let evaluate = self.arith_text(arith, |_| ());
        self.emit(evaluate);
    }

    /// Expands what is not static, with something to emit before; gives the operation that evaluates.
    pub(super) fn arith_text(&mut self, arith: &Rc<Arith>, before: impl FnOnce(&mut Self)) -> Op {
        let expr = arith.expr.as_deref().map(|expr| resolve(expr, self.symbols));
        let reads = expr.as_ref().map(LateReads::of).unwrap_or_default();
        let expr = expr.filter(|_| !reads.stale);
        let is_static = expr.is_some();
        if !is_static {
            before(self);
            self.text_word(&arith.text);
        }
        self.code.ariths.push(ArithCode { expr, late: reads.targets, source: arith.clone() });
        let at = self.code.ariths.len() as u32 - 1;
        if is_static { Op::Arith(at) } else { Op::ArithText(at) }
    }
}
