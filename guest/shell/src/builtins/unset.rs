//! `unset [-f] [-v] [-n] [name ...]`.

use super::{fail, quoted_word, word_message};
use crate::expand::param::{Sub, Target};
use crate::expand::value::{Resolved, place};
use crate::state::options::Shopt;
use crate::state::symbol::{Symbol, known};
use crate::state::text::Text;
use crate::state::value::{Attrs, Value, Variable};
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use std::rc::Rc;

const UNSET: Synopsis = Synopsis::builtin(
    "unset",
    &["unset [-f] [-v] [-n] [name ...]"],
    "Unset values and attributes.",
    &[
        flag("-f", "each name is a function"),
        flag("-v", "each name is a variable"),
        flag("-n", "each name is a reference, not what it refers to"),
    ],
);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let (mut functions, mut variables, mut references) = (false, false, false);
    let mut parsed = UNSET.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "f" => functions = true,
                "v" => variables = true,
                _ => references = true,
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    if functions && variables {
        return fail(vm, args, 1, "cannot simultaneously unset a function and a variable");
    }
    let names: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    let mut status = 0;
    for name in names {
        if functions {
            status |= function(vm, &name);
            continue;
        }
        let Some((base, _)) = bashwit_syntax::parse_name_subscript(&name) else {
            // Only a function can have such a name.
            if !variables {
                status |= function(vm, &name);
                continue;
            }
            // Without -v it may have been the name of a function.
            if variables {
                vm.report_builtin(b"unset", quoted_word(&name, "not a valid identifier"));
                status = 1;
            }
            continue;
        };
        let symbol = vm.state.symbols.intern(&base);
        let is_variable = vm.state.vars.get(symbol).is_some();
        if !is_variable && !variables && vm.state.function(&name).is_some() {
            status |= function(vm, &name);
            continue;
        }
        if is_variable {
            status |= variable(vm, &name, symbol, references)?;
        }
    }
    Ok(Done::Status(status))
}

fn function(vm: &mut Vm, name: &[u8]) -> u8 {
    let symbol = vm.state.symbols.intern(name);
    if vm.state.functions.get(&symbol).is_some_and(|function| function.readonly) {
        vm.report_builtin(b"unset", word_message(name, "cannot unset: readonly function"));
        return 1;
    }
    Rc::make_mut(&mut vm.state.functions).remove(&symbol);
    vm.state.vars.touch_exports();
    0
}

fn variable(vm: &mut Vm, name: &[u8], symbol: Symbol, reference: bool) -> Result<u8, Fault> {
    // An empty subscript names no element.
    if name.ends_with(b"[]") {
        return Ok(0);
    }
    let target = if reference {
        // What is no reference stays.
        let variable = vm.state.vars.get(symbol);
        if !variable.is_some_and(|variable| variable.attrs.has(Attrs::NAMEREF)) {
            return Ok(if vm.is_readonly(symbol) { whole(vm, symbol) } else { 0 });
        }
        Target::Variable(symbol)
    } else {
        match vm.nameref_target(symbol) {
            Some(_) if name == &*vm.state.symbols.name(symbol) => match vm.resolve(symbol) {
                Resolved::Name(end) => Target::Variable(end),
                Resolved::Other(text) => vm.parse_target(&text)?.unwrap_or(Target::Variable(symbol)),
                Resolved::Nowhere => Target::Variable(symbol),
            },
            _ => vm.parse_operand(name)?.unwrap_or(Target::Variable(symbol)),
        }
    };
    match target {
        Target::Variable(symbol) => Ok(whole(vm, symbol)),
        Target::Element(symbol, sub) => {
            let symbol = vm_follow(vm, symbol);
            element(vm, symbol, &sub)
        }
        Target::All(symbol, kind) => {
            let symbol = vm_follow(vm, symbol);
            // Up to 5.1 that was the whole array.
            if vm.state.compat < 52 && vm.state.vars.get(symbol).is_some_and(Variable::is_array) {
                return Ok(whole(vm, symbol));
            }
            if vm.state.vars.get(symbol).is_some_and(Variable::is_assoc) {
                return element(vm, symbol, &Sub::Key(Text::from(&[kind])));
            }
            if vm.is_readonly(symbol) {
                return Ok(whole(vm, symbol));
            }
            // `unset a[@]` empties an indexed array.
            if let Some(Value::Array(_)) = vm.state.vars.get(symbol).map(|variable| &variable.value) {
                let variable = vm.state.vars.get_mut(symbol);
                variable.value = Value::Array(Rc::default());
            } else if vm.state.vars.get(symbol).is_some_and(|variable| !variable.is_array()) {
                let name = vm.state.symbols.name(symbol);
                vm.report_builtin(b"unset", word_message(&name, "not an array variable"));
                return Ok(1);
            }
            Ok(0)
        }
        _ => Ok(0),
    }
}

fn vm_follow(vm: &mut Vm, symbol: Symbol) -> Symbol {
    vm.follow(symbol).unwrap_or(symbol)
}

fn whole(vm: &mut Vm, symbol: Symbol) -> u8 {
    let attrs = vm.state.vars.get(symbol).map_or(Attrs::NONE, |variable| variable.attrs);
    if attrs.has(Attrs::READONLY) {
        let name = vm.state.symbols.name(symbol);
        vm.report_builtin(b"unset", word_message(&name, "cannot unset: readonly variable"));
        return 1;
    }
    if matches!(symbol, known::BASH_ARGC | known::BASH_ARGV | known::BASH_LINENO | known::BASH_SOURCE) {
        let name = vm.state.symbols.name(symbol);
        vm.report_builtin(b"unset", word_message(&name, "cannot unset"));
        return 1;
    }
    let keep_hidden = vm.state.options.shopt(Shopt::LocalVarUnset);
    vm.state.vars.unset(symbol, keep_hidden);
    if attrs.has(Attrs::HOOKED) {
        vm.hook(symbol);
    }
    0
}

fn element(vm: &mut Vm, symbol: Symbol, sub: &Sub) -> Result<u8, Fault> {
    let name = vm.state.symbols.name(symbol);
    let Some(variable) = vm.state.vars.get(symbol) else { return Ok(0) };
    if variable.attrs.has(Attrs::READONLY) {
        vm.report_builtin(b"unset", word_message(&name, "cannot unset: readonly variable"));
        return Ok(1);
    }
    match &variable.value {
        Value::Assoc(_) => {
            let key = match sub {
                Sub::Key(key) => key.clone(),
                Sub::Index(index) => index.to_string().into(),
            };
            crate::expand::value::associative(vm.state.vars.get_mut(symbol)).remove(&key);
        }
        Value::Array(_) => {
            let index = match sub {
                Sub::Index(index) => *index,
                Sub::Key(key) => vm.eval_index_text(&key.clone())?,
            };
            let end = match vm.state.vars.get(symbol).map(|variable| &variable.value) {
                Some(Value::Array(array)) => array.end(),
                _ => 0,
            };
            let Some(index) = place(index, end) else {
                vm.report_builtin(b"unset", format!("[{index}]: bad array subscript"));
                return Ok(1);
            };
            crate::expand::value::indexed(vm.state.vars.get_mut(symbol)).remove(index);
        }
        Value::Scalar(_) | Value::Unset => match sub {
            Sub::Index(0) => return Ok(whole(vm, symbol)),
            _ => {
                vm.report_builtin(b"unset", word_message(&name, "not an array variable"));
                return Ok(1);
            }
        },
    }
    Ok(0)
}
