//! `bash` and `sh` as programs of the kernel, and the builtins that are programs too.

mod listing;

use crate::builtins;
use crate::invocation::{self, Invocation, Place};
use crate::startup::Input;
use crate::state::State;
use crate::state::options::Set;
use crate::state::text::Text;
use crate::vm::Vm;
use bashwit_kernel::{Context, Errno, ExitStatus, Program};
use std::rc::Rc;

/// A builtin that is a program too, whatever name it is called by.
macro_rules! as_program {
    ($name:literal, $summary:literal) => {
        Program { name: $name, summary: $summary, main: |context| Box::pin(builtin(context, $name)) }
    };
}

/// The programs of this crate, sorted by name.
pub const PROGRAMS: &[Program] = &[
    as_program!("[", "Evaluate an expression"),
    Program { name: "bash", summary: "The shell", main: |context| Box::pin(main(context)) },
    as_program!("echo", "Write arguments"),
    as_program!("false", "Fail"),
    as_program!("kill", "Send signals to processes"),
    as_program!("printf", "Write formatted data"),
    as_program!("pwd", "Print the working directory"),
    Program { name: "rbash", summary: "The shell, restricted", main: |context| Box::pin(main(context)) },
    Program { name: "sh", summary: "The shell in POSIX mode", main: |context| Box::pin(main(context)) },
    as_program!("test", "Evaluate an expression"),
    as_program!("true", "Succeed"),
];

/// A shell process of its own, without what is from its arguments.
fn shell(context: &Context, name: Text, invocation: &Invocation) -> Vm {
    let state = State::new(name, context.process.pid);
    let mut vm = Vm::new(context.kernel.clone(), context.process.clone(), state);
    let trusted = invocation.trusts_environment();
    vm.state.options.set(Set::Posix, invocation.is_posix());
    for (name, value) in context.env.iter().filter(|(name, _)| trusted || !name.starts_with(b"BASH_FUNC_")) {
        vm.import_variable(name, value);
    }
    vm.set_special_variables();
    vm.keep_ignored_signals();
    let cwd = context.process.cwd();
    vm.set_directory_variables(&cwd);
    vm
}

async fn main(context: Context) -> ExitStatus {
    let shell_name = context.args.first().cloned().unwrap_or_else(|| b"bash".to_vec());
    let mut invocation = match invocation::parse(context.operands()) {
        Ok(invocation) => invocation,
        Err(refusal) => {
            let place: Vec<u8> = match refusal.place {
                Place::None => Vec::new(),
                Place::Line => b"line 0: ".to_vec(),
                Place::Builtin => [b"line 0: ", &shell_name[..], b": "].concat(),
            };
            let mut text = [&shell_name, &b": "[..], &place, &refusal.message, b"\n"].concat();
            if refusal.usage {
                text.extend(invocation::usage(&shell_name));
            }
            let _ = context.write_all(2, &text).await;
            return ExitStatus::Exited(refusal.status);
        }
    };
    if invocation.help || invocation.version {
        let _ = context.write_all(1, &about(&invocation, &shell_name)).await;
        return ExitStatus::SUCCESS;
    }
    // `-bash` and `-sh` are login shells.
    invocation.login |= shell_name.starts_with(b"-");
    let base = bashwit_kernel::path::base_name(&shell_name);
    let base = base.strip_prefix(b"-").unwrap_or(base);
    let is_sh = base == b"sh";
    invocation.restricted |= base == b"rbash";
    let mut operands = invocation.operands.iter().map(|operand| Text::from(operand.as_slice()));
    let command = if invocation.command { operands.next() } else { None };
    if invocation.command && command.is_none() {
        let _ =
            context.write_all(2, &[&shell_name, &b": -c: option requires an argument\n"[..]].concat()).await;
        return ExitStatus::Exited(invocation.usage_status());
    }
    let script = if invocation.command || invocation.stdin { None } else { operands.next() };
    let name = match (&command, &script) {
        (None, Some(script)) => script.clone(),
        (Some(_), _) => operands.next().unwrap_or_else(|| Text::from(shell_name.as_slice())),
        _ => Text::from(shell_name.as_slice()),
    };
    let input = match (command, &script) {
        (Some(text), _) => Input::Command((&*text).into()),
        (None, Some(path)) => match read_script(&context, path).await {
            Ok((path, text)) => Input::Script(path, text),
            Err(status) => return status,
        },
        (None, None) => Input::Stdin,
    };
    let mut vm = shell(&context, name, &invocation);
    vm.state.positional = Rc::new(operands.collect());
    let passed = context.env.iter().find(|(name, _)| name == b"_").map(|(_, value)| value.as_slice());
    vm.state.last_argument = passed.map_or_else(|| own_path(&context, &shell_name), Text::from);
    vm.apply(&invocation);
    if !invocation.listed.is_empty() {
        let _ = context.write_all(1, &vm.listed(&invocation)).await;
        if vm.state.options.has(Set::ReadStdin) {
            return ExitStatus::SUCCESS;
        }
    }
    vm.import_options(&context, &invocation);
    if invocation.pretty_print && !invocation.command || invocation.translatables.is_some() {
        return listing::main(&context, &vm, input, &invocation).await;
    }
    vm.start(&context, input, &invocation, is_sh);
    vm.into_code().await
}

/// `--help` and `--version`. The first line is bash's, which scripts look at.
fn about(invocation: &Invocation, shell_name: &[u8]) -> Vec<u8> {
    if invocation.help {
        let parts: [&[u8]; 3] = [
            b"GNU bash, version 5.2.15(1)-release-(x86_64-pc-linux-gnu)\n",
            &invocation::usage(shell_name),
            b"Type `bash -c \"help set\"' for more information about shell options.
Type `bash -c help' for more information about shell builtin commands.\n",
        ];
        return parts.concat();
    }
    let version = env!("CARGO_PKG_VERSION");
    let lines = [
        "GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)",
        &format!("as told by bashwit {version}, which is another program for the same language."),
        "",
    ];
    lines.join("\n").into_bytes()
}

/// Where the shell was found: `$_` at its start.
fn own_path(context: &Context, shell_name: &[u8]) -> Text {
    if shell_name.contains(&b'/') {
        return Text::from(shell_name);
    }
    let path = context.env.iter().find(|(name, _)| name == b"PATH").map(|(_, path)| path.as_slice());
    let mut places = path.unwrap_or_default().split(|&byte| byte == b':');
    let own = places.find(|place| matches!(*place, b"/usr/bin" | b"/bin")).unwrap_or(b"/usr/bin");
    [own, b"/", shell_name].concat().into()
}

/// A script that is not here is looked for along `PATH`.
fn along_path(context: &Context, name: &[u8]) -> Option<Vec<u8>> {
    let path = context.env.iter().find(|(key, _)| key == b"PATH").map(|(_, value)| value.as_slice())?;
    let mut places = path.split(|&byte| byte == b':').filter(|directory| !directory.is_empty());
    places.find_map(|directory| {
        let full = [directory, b"/", name].concat();
        context.files().stat(&full).is_ok_and(|metadata| metadata.is_file()).then_some(full)
    })
}

/// The place and the text of a script given as an operand; errors have bash's words and status.
async fn read_script(context: &Context, path: &[u8]) -> Result<(Text, Rc<[u8]>), ExitStatus> {
    let error = match context.files().stat(path) {
        Ok(metadata) if metadata.is_dir() => Errno::EISDIR,
        Ok(_) => match context.files().open_read(path).await {
            Ok(file) => {
                let mut text = Vec::new();
                match bashwit_kernel::io::read_to_end(&file, &mut text).await {
                    Ok(()) if bashwit_kernel::exec::is_binary(&text) => {
                        let text = [path, b": ", path, b": cannot execute binary file\n"].concat();
                        let _ = context.write_all(2, &text).await;
                        return Err(ExitStatus::Exited(126));
                    }
                    Ok(()) => return Ok((Text::from(path), text.into())),
                    Err(error) => error,
                }
            }
            Err(error) => error,
        },
        Err(Errno::ENOENT) if !path.contains(&b'/') => match along_path(context, path) {
            Some(found) => return Box::pin(read_script(context, &found)).await,
            None => Errno::ENOENT,
        },
        Err(error) => error,
    };
    let name = context.args.first().map_or(&b"bash"[..], |name| name);
    // A directory was taken for the script: its name is the shell's by then.
    let name = if error == Errno::EISDIR { path } else { name };
    let text = [name, b": ", path, b": ", error.message().as_bytes(), b"\n"].concat();
    let _ = context.write_all(2, &text).await;
    Err(ExitStatus::Exited(if error == Errno::ENOENT { 127 } else { 126 }))
}

/// A builtin as a program: a shell process that runs nothing else.
async fn builtin(context: Context, name: &'static str) -> ExitStatus {
    let Some(builtin) = builtins::find(name.as_bytes()) else { return ExitStatus::Exited(127) };
    let mut vm = shell(&context, Text::from(name), &Invocation::default());
    let args = std::iter::once(Text::from(name))
        .chain(context.operands().iter().map(|operand| Text::from(operand.as_slice())))
        .collect();
    vm.only_builtin = true;
    vm.push_frame(Rc::default(), crate::vm::FrameKind::Body, 0);
    if let Err(fault) = vm.run_builtin(builtin, args, Vec::new()) {
        vm.unwind(fault);
    }
    vm.into_code().await
}
