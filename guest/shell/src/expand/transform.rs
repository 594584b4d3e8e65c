//! `${x@Q}` and its kin.

use super::operator::{char_len, lower, upper};
use crate::expand::param::Target;
use crate::ir::Quoting;
use crate::state::text::Text;
use crate::vm::{Fault, Vm};
use bashwit_syntax::ast::Transform;
use bashwit_syntax::quote;

impl Vm {
    /// Adds the transformed value of a target.
    pub(crate) fn transform(
        &mut self,
        target: &Target,
        transform: Transform,
        quoting: Quoting,
    ) -> Result<(), Fault> {
        self.add_changed(target, quoting, |vm, text| match transform {
            Transform::Upper => upper(text, vm.state.utf8).into(),
            Transform::Lower => lower(text, vm.state.utf8).into(),
            Transform::UpperFirst => {
                let first = char_len(text).unwrap_or(0);
                let mut out = upper(&text[..first], vm.state.utf8);
                out.extend_from_slice(&text[first..]);
                out.into()
            }
            Transform::Escapes => quote::decode_ansi_c(text).into(),
            Transform::Quote => Text::from(quote::single(text)),
            _ => text.clone(),
        })
    }
}
