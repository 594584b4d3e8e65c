//! Patterns: from words and constants to compiled globs.

use super::builder::Builder;
use crate::ir::{LazyPattern, Op};
use crate::state::options::Shopt;
use crate::vm::Vm;
use bashwit_pattern::glob::{Options, Pattern, PatternBuilder};
use std::rc::Rc;

impl Vm {
    /// How patterns match here; `nocasematch` counts in `case`, `[[` and `${x/p}`.
    pub(crate) fn match_options(&self, nocase: bool) -> Options {
        Options {
            extglob: self.state.options.shopt(Shopt::ExtGlob) || self.is_always_extended(),
            nocase: nocase && self.state.options.shopt(Shopt::NoCaseMatch),
            utf8: self.state.utf8,
            pathname: false,
            period: false,
        }
    }

    /// A constant pattern, compiled once for each way of matching.
    pub(crate) fn constant_pattern(&self, lazy: &LazyPattern) -> Rc<Pattern> {
        let options = self.match_options(lazy.nocase);
        let key = u8::from(options.nocase) | u8::from(options.utf8) << 1 | u8::from(options.extglob) << 2;
        let build = || {
            let mut builder = PatternBuilder::new();
            for (bytes, quoted) in &lazy.pieces {
                if *quoted { builder.push_literal(bytes) } else { builder.push_active(bytes) }
            }
            Rc::new(builder.build(options))
        };
        let (known, pattern) = lazy.compiled.get_or_init(|| (key, build()));
        if *known == key { pattern.clone() } else { build() }
    }

    /// The pattern that a finished word means.
    pub(crate) fn built_pattern(&self, word: &Builder, nocase: bool) -> Rc<Pattern> {
        let mut builder = PatternBuilder::new();
        for (bytes, quoted) in word.pieces() {
            if quoted { builder.push_literal(bytes) } else { builder.push_active(bytes) }
        }
        Rc::new(builder.build(self.match_options(nocase)))
    }

    /// Whether the pattern at hand is the right side of a `[[ … ]]`, or that of `${x^p}`: they have extended
    /// patterns always.
    fn is_always_extended(&self) -> bool {
        matches!(self.code.ops.get(self.pc), Some(Op::TestBinary(_) | Op::ChangeCase(_)))
    }
}
