//! `exec [-cl] [-a name] [command [argument ...]] [redirection ...]`.

use crate::state::options::{Set, Shopt};
use crate::state::text::Text;
use crate::state::traps::Condition;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use bashwit_kernel::Environment;
use bashwit_kernel::exec::{ExecError, Executable};
use std::rc::Rc;

const EXEC: Synopsis = Synopsis::builtin(
    "exec",
    &["exec [-cl] [-a name] [command [argument ...]] [redirection ...]"],
    "Replace the shell with the given command.",
    &[
        flag("-a name", "the zeroth argument of the command"),
        flag("-c", "run it with an empty environment"),
        flag("-l", "place a dash before its zeroth argument"),
    ],
);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let (mut clear, mut login, mut name) = (false, false, None);
    let mut parsed = EXEC.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "a" => name = Some(option.value.to_vec()),
                "c" => clear = true,
                _ => login = true,
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let mut command: Vec<Vec<u8>> = parsed.into_operands().iter().map(|word| word.to_vec()).collect();
    if !command.is_empty() && vm.is_restricted() {
        return super::fail(vm, args, 1, "restricted");
    }
    vm.keep_redirections();
    let Some(first) = command.first().cloned() else { return Ok(Done::Status(0)) };
    let what = match vm.find_executable(&first, false, &[]) {
        // A script sees its absolute path as `$0`.
        Ok(Executable::File(path)) => Executable::File(absolute(vm, &path).into()),
        Ok(what) => what,
        Err(error) => {
            let status = report(vm, &first, &error);
            if vm.state.options.has(Set::Interactive) || vm.state.options.shopt(Shopt::ExecFail) {
                return Ok(Done::Status(status));
            }
            if error.path.is_some() {
                // The traps had been given up already.
                Rc::make_mut(&mut vm.state.traps).set(Condition::Exit, None);
            }
            return Err(Fault::Exit(status));
        }
    };
    if let Some(name) = name {
        command[0] = name;
    }
    if login {
        command[0].insert(0, b'-');
    }
    let env = if clear { Rc::default() } else { environment(vm) };
    if vm.is_session() || matches!(what, Executable::Host(_)) {
        // The session lives on: the command runs as a child, and its end is the end of the run.
        if let Executable::Host(host) = &what {
            let words = command.into_iter().map(Text::from).collect();
            vm.run_host(host.clone(), words, Vec::new())?;
        } else {
            vm.spawn_program(&what, command, env)?;
        }
        vm.exit_after_wait();
        if vm.wait.is_some() {
            // The shell is gone: nobody is left to run its trap.
            Rc::make_mut(&mut vm.state.traps).set(Condition::Exit, None);
        }
        return match vm.wait.take() {
            Some(wait) => Ok(Done::Wait(wait)),
            None => Err(Fault::Exit(vm.state.status)),
        };
    }
    vm.become_program(&what, command, env)?;
    Ok(Done::Status(0))
}

/// Why a command cannot take the shell's place: bash names the absolute path, and says of a file
/// that cannot be run twice that it cannot.
fn report(vm: &mut Vm, name: &[u8], error: &ExecError) -> u8 {
    let Some(path) = &error.path else {
        if vm.files().stat(name).is_ok_and(|metadata| metadata.is_dir()) {
            vm.report(&[b"exec: ", name, b": cannot execute: Is a directory"].concat());
            return 126;
        }
        vm.report(&[b"exec: ", name, b": not found"].concat());
        return error.status();
    };
    let reason = error.errno.message().as_bytes();
    let path = absolute(vm, path);
    vm.report(&[&path, &b": "[..], reason].concat());
    if error.status() == 126 {
        vm.report(&[b"exec: ", &path[..], b": cannot execute: ", reason].concat());
    }
    error.status()
}

fn absolute(vm: &Vm, path: &[u8]) -> Vec<u8> {
    match vm.files().resolve(path) {
        Ok(resolved) => resolved.path.into_bytes(),
        Err(_) => path.to_vec(),
    }
}

/// The environment with `SHLVL` as it was before this shell, which goes.
fn environment(vm: &mut Vm) -> Rc<Environment> {
    let mut env = vm.environment();
    if vm.state.subshell == 0 {
        leave_level(&mut env);
    }
    env
}

/// Puts `SHLVL` back where a program takes the place of the shell that counted it up.
pub(crate) fn leave_level(env: &mut Rc<Environment>) {
    let Ok(at) = env.binary_search_by(|(name, _)| name.as_slice().cmp(b"SHLVL")) else { return };
    if let Some(level) = super::number(&env[at].1) {
        Rc::make_mut(env)[at].1 = (level - 1).max(0).to_string().into_bytes();
    }
}
