//! `declare [-aAfFgiIlnrtux] [-p] [name[=value] ...]` and `typeset`; `local`, `export` and
//! `readonly` use its parts.

use super::{quoted_word, word_message};
use crate::expand::param::Sub;
use crate::expand::value::{Resolved, associative, indexed, is_name, is_name_or_element};
use crate::state::options::{Set, Shopt};
use crate::state::symbol::{Symbol, known};
use crate::state::text::Text;
use crate::state::value::{Attrs, Scalar, Value, Variable};
use crate::vm::{Declaration, DeclaredValue, Done, Fault, Vm};

mod functions;
mod listing;
mod lists;
mod references;
mod text;

use functions::functions;
use references::{check_nameref, past_references};

pub(crate) use references::last_reference;
use text::{as_text, from_text};

pub(crate) use functions::{change_function, sorted_functions};
pub(crate) use listing::{array_text, declaration_text, key_text, letters, list, list_as, listed};
pub(crate) use lists::declare_list;

/// What the options of a declaration say.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Request {
    /// `-aAilnrtuxc`.
    pub on: Attrs,
    /// The same letters after `+`.
    pub off: Attrs,
    /// `-f`.
    pub functions: bool,
    /// `-F`.
    pub function_names: bool,
    /// `-g`.
    pub global: bool,
    /// `-p`.
    pub print: bool,
    /// `-I`.
    pub inherit: bool,
    /// It makes local variables where a function runs.
    pub local: bool,
    /// A list holds the variables of the running function only.
    pub lists_locals: bool,
    /// A list holds what has all of the attributes, not only one of them.
    pub all_attributes: bool,
}

/// The attribute of an option letter.
fn attribute(letter: u8) -> Option<Attrs> {
    Some(match letter {
        b'a' => Attrs::ARRAY,
        b'A' => Attrs::ASSOC,
        b'i' => Attrs::INTEGER,
        b'l' => Attrs::LOWER,
        b'u' => Attrs::UPPER,
        b'c' => Attrs::CAPITALIZE,
        b'n' => Attrs::NAMEREF,
        b'r' => Attrs::READONLY,
        b't' => Attrs::TRACE,
        b'x' => Attrs::EXPORT,
        _ => return None,
    })
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let usage = if &*args[0] == b"typeset" {
        "[-aAfFgiIlnrtux] name[=value] ... or typeset -p [-aAfFilnrtux] [name ...]"
    } else {
        "[-aAfFgiIlnrtux] [name[=value] ...] or declare -p [-aAfFilnrtux] [name ...]"
    };
    let (mut request, first) = match parse(vm, args, (b"aAfFgiIlnrtuxcp", true), usage) {
        Ok(parsed) => parsed,
        Err(status) => return Ok(Done::Status(status)),
    };
    let plain = !request.functions && !request.print && request.on == Attrs::NONE;
    if plain && first >= args.len() {
        let out = super::set::variables(vm);
        return Ok(Done::Status(super::write_out(vm, &args[0], &out)));
    }
    request.local = !request.global && vm.state.vars.in_function();
    request.all_attributes = true;
    let done = declare(vm, args, first, request)?;
    if vm.own_scope && !request.local && !request.print && request.on.any(Attrs::EXPORT | Attrs::READONLY) {
        super::export::keep_temporaries(vm, args.get(first..).unwrap_or_default(), request.on)?;
    }
    Ok(done)
}

/// Reads options out of some letters, with `+` too or not; gives where the operands begin.
pub(crate) fn parse(
    vm: &mut Vm,
    args: &[Text],
    (allowed, plus): (&[u8], bool),
    usage: &str,
) -> Result<(Request, usize), u8> {
    let mut request = Request::default();
    let mut at = 1;
    while let Some(arg) = args.get(at) {
        let (on, letters) = match &**arg {
            b"--" => return Ok((request, at + 1)),
            [b'-', letters @ ..] if !letters.is_empty() => (true, letters),
            [b'+', letters @ ..] if plus && !letters.is_empty() => (false, letters),
            _ => break,
        };
        for &letter in letters {
            match (letter, attribute(letter)) {
                _ if !allowed.contains(&letter) => return Err(invalid_option(vm, args, on, letter, usage)),
                (_, Some(attr)) if on => request.on = request.on | attr,
                (_, Some(attr)) => request.off = request.off | attr,
                // `+f` is about variables.
                (b'f' | b'F', _) if !on => {}
                (b'f', _) => request.functions = true,
                (b'F', _) => (request.functions, request.function_names) = (true, true),
                (b'g', _) => request.global = true,
                (b'p', _) => request.print = true,
                (b'I', _) => request.inherit = true,
                _ => return Err(invalid_option(vm, args, on, letter, usage)),
            }
        }
        at += 1;
    }
    Ok((request, at))
}

fn invalid_option(vm: &mut Vm, args: &[Text], on: bool, letter: u8, usage: &str) -> u8 {
    let sign = if on { b'-' } else { b'+' };
    vm.report_builtin(&args[0], word_message(&[sign, letter], "invalid option"));
    let text = [&args[0][..], b": usage: ", &args[0][..], b" ", usage.as_bytes(), b"\n"].concat();
    let _ = vm.write(2, &text);
    2
}

/// Carries out a declaration.
pub(crate) fn declare(vm: &mut Vm, args: &[Text], first: usize, request: Request) -> Result<Done, Fault> {
    if request.functions {
        return functions(vm, args, first, request);
    }
    if first >= args.len() {
        let out = list(vm, request);
        return Ok(Done::Status(super::write_out(vm, &args[0], &out)));
    }
    if request.print {
        return listing::print_named(vm, args, first, request);
    }
    let mut status = 0;
    let is_export = matches!(&*args[0], b"export" | b"readonly");
    let mut declarations = std::mem::take(&mut vm.declarations);
    for at in first..args.len() {
        let seen = declarations.iter().position(|declaration| declaration.position == at);
        let seen = seen.map(|place| declarations.swap_remove(place));
        let valued = seen.is_some() || memchr::memchr(b'=', &args[at]).is_some();
        let declaration = match seen {
            Some(declaration) => match as_text(vm, &args[0], declaration, request)? {
                Some(declaration) => declaration,
                None => {
                    status = 1;
                    continue;
                }
            },
            None => match from_text(vm, &args[0], &args[at], at, request) {
                Some(declaration) => declaration,
                None => {
                    status = 1;
                    continue;
                }
            },
        };
        if declaration.subscript.is_some() && is_export {
            let end = memchr::memchr(b'=', &args[at]).unwrap_or(args[at].len());
            vm.report_builtin(&args[0], quoted_word(&args[at][..end], "not a valid identifier"));
            status = 1;
            continue;
        }
        let mut request = request;
        if valued
            && is_export
            && vm.state.options.has(Set::XTrace)
            && let DeclaredValue::Scalar(value) = &declaration.value
        {
            vm.trace_assignment(declaration.name, value, declaration.append);
        }
        if is_export && !valued && request.on == Attrs::NONE && vm.state.vars.get(declaration.name).is_none()
        {
            // `export -n` of what is not there.
            continue;
        }
        if !valued && is_export {
            // Their -a and -A are about values.
            request.on = request.on & !(Attrs::ARRAY | Attrs::ASSOC);
        }
        if request.on.any(Attrs::ARRAY | Attrs::ASSOC)
            && !matches!(declaration.value, DeclaredValue::Array(_))
            && declaration.subscript.is_none()
            && !vm.state.vars.get(declaration.name).is_some_and(Variable::is_array)
        {
            // There are no arrays of references: the array is what counts.
            request.on = request.on & !Attrs::NAMEREF;
        }
        let is_list = matches!(declaration.value, DeclaredValue::Array(_));
        let has_subscript = declaration.subscript.is_some();
        let label = if is_list { b"" } else { vm.acting };
        let done = vm.acting_as(label, |vm| one(vm, &args[0], declaration, valued, request));
        status |= match done {
            // An expression that is in error leaves `$?` as it is.
            Err(Fault::Discard(_)) if vm.gave_up && !label.is_empty() => {
                return Err(Fault::Discard(vm.state.status.max(1)));
            }
            // A subscript that is none fails its own argument.
            Err(Fault::Discard(_)) if !vm.gave_up && !is_list && has_subscript => 1,
            done => done?,
        };
    }
    // Its memory is of use to the next declaration.
    declarations.clear();
    vm.declarations = declarations;
    Ok(Done::Status(status))
}

/// Declares one variable.
fn one(
    vm: &mut Vm,
    builtin: &[u8],
    declaration: Declaration,
    valued: bool,
    request: Request,
) -> Result<u8, Fault> {
    let (mut name, mut request, mut valued) = (declaration.name, request, valued);
    let text_name = vm.state.symbols.name(name);
    if !is_name(&text_name) {
        vm.report_builtin(builtin, quoted_word(&text_name, "not a valid identifier"));
        return Ok(1);
    }
    if request.on.has(Attrs::NAMEREF) {
        let is_own = !request.local || vm.state.vars.is_local(name);
        // A value that is no name is complained about first.
        let is_wrong = valued
            && declaration.subscript.is_none()
            && matches!(&declaration.value, DeclaredValue::Scalar(target) if !target.is_empty() && !is_name_or_element(target));
        if is_own && !is_wrong && vm.state.vars.get(name).is_some_and(Variable::is_array) {
            vm.report_builtin(builtin, word_message(&text_name, "reference variable cannot be an array"));
            return Ok(1);
        }
        // A new local has no value that could be wrong.
        let checked = valued || is_own;
        if checked && let Some(status) = check_nameref(vm, builtin, &text_name, &declaration, valued) {
            if request.local
                && let DeclaredValue::Scalar(target) = &declaration.value
                && valued
                && target.is_empty()
            {
                // It is local all the same.
                make_local(vm, name, request);
            }
            return Ok(status);
        }
    } else if (!request.local || vm.state.vars.is_local(name))
        && let Some(status) =
            past_references(vm, builtin, &declaration, (&mut name, &mut valued, &mut request))?
    {
        return Ok(status);
    } else if request.global && vm.state.vars.is_hidden(name) {
        // What hides the global variable does not lead anywhere.
    } else if matches!(builtin, b"export" | b"readonly")
        && let Resolved::Other(target) = vm.resolve(name)
    {
        // bash says so, and means no failure.
        vm.report_builtin(builtin, quoted_word(&target, "not a valid identifier"));
        return Ok(0);
    } else if !request.local || vm.state.vars.is_local(name) {
        // The attributes of a nameref itself are changed by -n only.
        name = vm.follow_to_array(name);
    }
    if request.local {
        if let Some(status) = refuse_local(vm, builtin, name) {
            return Ok(status);
        }
        make_local(vm, name, request);
    }
    if request.on.any(Attrs::EXPORT | Attrs::READONLY) {
        vm.state.vars.keep_assigned(name);
    }
    if request.global {
        let visible = vm.state.vars.get(name).cloned();
        let hidden = vm.state.vars.is_hidden(name);
        if hidden {
            let global = std::mem::take(vm.state.vars.global_mut(name));
            vm.state.vars.set(name, global);
            let result = apply(vm, builtin, name, &declaration, valued, request);
            let changed = vm.state.vars.get(name).cloned();
            *vm.state.vars.global_mut(name) = changed;
            vm.state.vars.set(name, visible);
            return result;
        }
    }
    apply(vm, builtin, name, &declaration, valued, request)
}

/// A readonly global variable, and one of the shell's own lists, cannot be made local.
fn refuse_local(vm: &mut Vm, builtin: &[u8], name: Symbol) -> Option<u8> {
    use crate::state::symbol::known;
    let variable = vm.state.vars.get(name)?;
    let message = if variable.attrs.has(Attrs::READONLY) && !vm.state.vars.is_hidden(name) {
        "readonly variable"
    } else if variable.attrs.has(Attrs::DYNAMIC)
        && matches!(
            name,
            known::FUNCNAME
                | known::GROUPS
                | known::BASH_ARGC
                | known::BASH_ARGV
                | known::BASH_LINENO
                | known::BASH_SOURCE
        )
    {
        "variable may not be assigned value"
    } else {
        return None;
    };
    let name = vm.state.symbols.name(name);
    vm.report_builtin(builtin, word_message(&name, message));
    Some(1)
}

fn make_local(vm: &mut Vm, name: Symbol, request: Request) {
    let inherit = request.inherit || vm.state.options.shopt(Shopt::LocalVarInherit);
    let Some(old) = vm.state.vars.make_local(name) else { return };
    if inherit {
        if let Some(mut visible) = vm.state.vars.hidden_by_local(name).cloned() {
            visible.attrs = visible.attrs & !(Attrs::NAMEREF | Attrs::READONLY);
            vm.state.vars.set(name, Some(visible));
        }
    } else if old.has(Attrs::HOOKED) {
        vm.hook(name);
    }
}

/// Sets attributes and value.
fn apply(
    vm: &mut Vm,
    builtin: &[u8],
    name: Symbol,
    declaration: &Declaration,
    valued: bool,
    request: Request,
) -> Result<u8, Fault> {
    let old = vm.state.vars.get(name).map_or(Attrs::NONE, |variable| variable.attrs);
    if old.has(Attrs::READONLY) && (valued || request.off.has(Attrs::READONLY)) {
        let message = word_message(&vm.state.symbols.name(name), "readonly variable");
        // The other two are special builtins, whose name bash leaves out here.
        match builtin {
            _ if declaration.literal && !request.local => return Err(give_up(vm, &message)),
            // With -a and -A the builtin declares as `declare` does.
            b"export" | b"readonly" if !request.on.any(Attrs::ARRAY | Attrs::ASSOC) => {
                vm.report_error(&message)?;
                vm.refused_assignment = true;
                // Its attributes change all the same.
                let variable = vm.state.vars.get_mut(name);
                variable.attrs = variable.attrs | (request.on & (Attrs::EXPORT | Attrs::READONLY));
                vm.state.vars.touch_exports();
            }
            _ => vm.report_builtin(builtin, message),
        }
        return Ok(1);
    }
    if let Some(message) = check_conversion(vm, name, request) {
        let message = word_message(&vm.state.symbols.name(name), message);
        if declaration.literal && !request.local && request.on.any(Attrs::ARRAY | Attrs::ASSOC) {
            return Err(give_up(vm, &message));
        }
        vm.report_builtin(builtin, message);
        return Ok(1);
    }
    let mut request = request;
    let becomes_assoc =
        request.on.has(Attrs::ASSOC) || vm.state.vars.get(name).is_some_and(Variable::is_assoc);
    if declaration.subscript.is_some() && !becomes_assoc {
        // An element makes an array, with a value or not.
        request.on = request.on | Attrs::ARRAY;
    }
    let is_list = matches!(declaration.value, DeclaredValue::Array(_));
    let becomes_array = !becomes_assoc && (is_list || request.on.has(Attrs::ARRAY));
    let destroys =
        becomes_array && request.off.has(Attrs::ARRAY) || becomes_assoc && request.off.has(Attrs::ASSOC);
    let both = request.on.has(Attrs::ARRAY | Attrs::ASSOC);
    if destroys {
        request.off = request.off & !(Attrs::ARRAY | Attrs::ASSOC);
    }
    if both {
        request.on = request.on & !Attrs::ARRAY;
    }
    if name == known::UNDERSCORE {
        // Each command sets it anew, as a variable that is not exported.
        request.on = request.on & !Attrs::EXPORT;
    }
    let is_new = vm.state.vars.get(name).is_none();
    let mut off = request.off;
    if request.on.has(Attrs::LOWER) {
        off = off | Attrs::UPPER | Attrs::CAPITALIZE;
    }
    if request.on.has(Attrs::UPPER) {
        off = off | Attrs::LOWER | Attrs::CAPITALIZE;
    }
    if request.on.has(Attrs::CAPITALIZE) {
        off = off | Attrs::LOWER | Attrs::UPPER;
    }
    let later = request.on & (Attrs::READONLY | Attrs::NAMEREF) & !request.off;
    let variable = vm.state.vars.get_mut(name);
    variable.attrs = (variable.attrs | (request.on & !later)) & !off;
    if request.on.has(Attrs::ASSOC) && !matches!(variable.value, Value::Unset) {
        associative(variable);
    } else if request.on.has(Attrs::ARRAY) && !matches!(variable.value, Value::Unset) {
        indexed(variable);
    }
    if vm.state.options.has(Set::AllExport) && (valued && !is_list || is_new) {
        let variable = vm.state.vars.get_mut(name);
        if !variable.is_array() && !request.on.any(Attrs::ARRAY | Attrs::ASSOC) {
            variable.attrs = variable.attrs | Attrs::EXPORT;
        }
    }
    if (old | vm.state.vars.get_mut(name).attrs).has(Attrs::EXPORT) {
        vm.state.vars.touch_exports();
    }
    if valued && (!both && !destroys || is_list) {
        let assigned = assign(vm, name, declaration, request);
        if assigned.is_err() && declaration.subscript.is_some() && !vm.gave_up {
            // A subscript that is none leaves an array without elements.
            let variable = vm.state.vars.get_mut(name);
            if variable.is_assoc() {
                associative(variable);
            } else {
                indexed(variable);
            }
        }
        assigned?;
    }
    if destroys {
        let message = word_message(&vm.state.symbols.name(name), DESTROYS);
        vm.report_builtin(builtin, message);
        return Ok(1);
    }
    if both {
        let variable = vm.state.vars.get_mut(name);
        if valued && !request.local && matches!(variable.value, Value::Unset) {
            associative(variable);
        }
        let message = "cannot convert associative to indexed array";
        let message = word_message(&vm.state.symbols.name(name), message);
        vm.report_builtin(builtin, message);
        return Ok(1);
    }
    if later != Attrs::NONE {
        let variable = vm.state.vars.get_mut(name);
        variable.attrs = variable.attrs | later;
    }
    Ok(0)
}

/// A list cannot be what the variable is to become: the line is given up.
fn give_up(vm: &mut Vm, message: &[u8]) -> Fault {
    vm.report(message);
    vm.gave_up = true;
    vm.expansion_failure()
}

/// `+a` and `+A`.
const DESTROYS: &str = "cannot destroy array variables in this way";

/// Why a variable cannot become the kind of array that is asked for.
fn check_conversion(vm: &Vm, name: Symbol, request: Request) -> Option<&'static str> {
    let variable = vm.state.vars.get(name)?;
    let (is_array, is_assoc) = (variable.is_array() && !variable.is_assoc(), variable.is_assoc());
    if request.on.has(Attrs::ASSOC) && is_array {
        Some("cannot convert indexed to associative array")
    } else if request.on.has(Attrs::ARRAY) && is_assoc {
        Some("cannot convert associative to indexed array")
    } else if (request.off.has(Attrs::ARRAY) && is_array) || (request.off.has(Attrs::ASSOC) && is_assoc) {
        Some(DESTROYS)
    } else {
        None
    }
}

fn assign(vm: &mut Vm, name: Symbol, declaration: &Declaration, request: Request) -> Result<(), Fault> {
    match (&declaration.value, &declaration.subscript) {
        (DeclaredValue::Array(elements), _) => {
            vm.assign_list(name, elements.clone(), declaration.append, true)
        }
        (DeclaredValue::Scalar(text), Some(subscript)) => {
            let written = subscript.written();
            let sub = match &declaration.key {
                Some(key) => Sub::Key(key.clone()),
                None if written.is_empty() => Sub::Key(Text::EMPTY),
                // Messages about the subscript do not name the builtin.
                None => vm.acting_as(b"", |vm| vm.evaluate_subscript(name, subscript))?,
            };
            let key = declaration.key.as_deref().unwrap_or(written);
            let element = vm.element_name(name, key);
            let value = Scalar::Text(text.clone());
            vm.assign_named_element(&element, (name, &sub), value, declaration.append)
        }
        (DeclaredValue::Scalar(text), None) => {
            if request.on.has(Attrs::NAMEREF) {
                vm.state.vars.get_mut(name).value = Value::Scalar(Scalar::Text(text.clone()));
                return Ok(());
            }
            vm.assign(name, Scalar::Text(text.clone()), declaration.append)
        }
    }
}
