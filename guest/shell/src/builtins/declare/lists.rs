//! Lists among the arguments of a declaration: they are assigned as they are expanded, and the
//! builtin gets the name.

use super::{Request, one};
use crate::builtins::word_message;
use crate::ir::ListOptions;
use crate::state::text::Text;
use crate::vm::{Declaration, DeclaredValue, Fault, Vm};

/// Assigns a list. What the builtin refuses too is no more than a message where it makes local
/// variables.
pub(crate) fn declare_list(
    vm: &mut Vm,
    options: ListOptions,
    declaration: Declaration,
    target: &[u8],
) -> Result<(), Fault> {
    let may_be_local = options.makes_local && vm.state.vars.in_function();
    let request = Request {
        on: options.on,
        off: options.off,
        global: options.global,
        inherit: options.inherit,
        local: may_be_local && !options.global,
        ..Request::default()
    };
    if declaration.subscript.is_some() {
        return Err(refuse_member(vm, declaration, target, request));
    }
    let status = vm.acting_as(b"", |vm| one(vm, b"", declaration, true, request))?;
    if status == 0 || may_be_local {
        return Ok(());
    }
    Err(vm.expansion_failure())
}

/// `x[1]=(…)`: the array is there, the list is not.
fn refuse_member(vm: &mut Vm, declaration: Declaration, target: &[u8], request: Request) -> Fault {
    let declaration =
        Declaration { value: DeclaredValue::Scalar(Text::EMPTY), literal: false, ..declaration };
    if let Err(fault) = vm.acting_as(b"", |vm| one(vm, b"", declaration, false, request)) {
        return fault;
    }
    vm.report(&word_message(target, "cannot assign list to array member"));
    vm.expansion_failure()
}
