//! `bash` and `sh` as programs of the kernel, and the builtins that are programs too.

use crate::builtins;
use crate::session::Input;
use crate::state::State;
use crate::state::options::{Set, set_by_letter};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::vm::{Source, SourceKind, Vm};
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
    Program { name: "sh", summary: "The shell in POSIX mode", main: |context| Box::pin(main(context)) },
    as_program!("test", "Evaluate an expression"),
    as_program!("true", "Succeed"),
];

/// What follows the message of a wrong option.
const USAGE: &str = "Usage:\tbash [GNU long option] [option] ...
\tbash [GNU long option] [option] script-file ...
GNU long options:
\t--debug
\t--debugger
\t--dump-po-strings
\t--dump-strings
\t--help
\t--init-file
\t--login
\t--noediting
\t--noprofile
\t--norc
\t--posix
\t--pretty-print
\t--rcfile
\t--restricted
\t--verbose
\t--version
Shell options:
\t-ilrsD or -c command or -O shopt_option\t\t(invocation only)
\t-abefhkmnptuvxBCEHPT or -o option
";

/// What the command line of a shell asks for.
#[derive(Debug, Default)]
struct Invocation {
    set: Vec<(Vec<u8>, bool)>,
    letters: Vec<(u8, bool)>,
    shopts: Vec<(Vec<u8>, bool)>,
    command: bool,
    stdin: bool,
    login: bool,
    interactive: bool,
    /// `-o` and `-O` without a name: the options are to be listed.
    listed: Vec<(u8, bool)>,
    operands: Vec<Vec<u8>>,
}

/// A usage error of the shell itself.
fn parse(args: &[Vec<u8>]) -> Result<Invocation, Vec<u8>> {
    let mut invocation = Invocation::default();
    let mut at = 0;
    while let Some(arg) = args.get(at) {
        match arg.as_slice() {
            b"--" | b"-" => {
                at += 1;
                break;
            }
            b"--posix" => invocation.set.push((b"posix".to_vec(), true)),
            b"--login" => invocation.login = true,
            b"--norc" | b"--noprofile" | b"--noediting" => {}
            b"--verbose" => invocation.letters.push((b'v', true)),
            long if long.starts_with(b"--") => return Err([long, b": invalid option"].concat()),
            [sign @ (b'-' | b'+'), letters @ ..] if !letters.is_empty() => {
                let on = *sign == b'-';
                for &letter in letters {
                    match letter {
                        b'c' => invocation.command = true,
                        b's' if on => invocation.stdin = true,
                        b'i' if on => invocation.interactive = true,
                        b'l' if on => invocation.login = true,
                        b'o' | b'O' => {
                            let Some(name) = args.get(at + 1) else {
                                invocation.listed.push((letter, on));
                                continue;
                            };
                            let list =
                                if letter == b'o' { &mut invocation.set } else { &mut invocation.shopts };
                            list.push((name.clone(), on));
                            at += 1;
                        }
                        _ if set_by_letter(letter).is_some() => invocation.letters.push((letter, on)),
                        _ => return Err([&[*sign, letter][..], b": invalid option"].concat()),
                    }
                }
            }
            _ => break,
        }
        at += 1;
    }
    invocation.operands = args.get(at..).unwrap_or_default().to_vec();
    Ok(invocation)
}

/// A shell process of its own, without what is from its arguments.
fn shell(context: &Context, name: Text) -> Vm {
    let state = State::new(name, context.process.pid);
    let mut vm = Vm::new(context.kernel.clone(), context.process.clone(), state);
    for (name, value) in context.env.iter() {
        vm.import_variable(name, value);
    }
    vm.set_special_variables();
    for (name, value) in context.env.iter().filter(|(name, _)| matches!(&**name, b"SHELLOPTS" | b"BASHOPTS"))
    {
        for option in value.split(|&byte| byte == b':') {
            vm.set_option_by_name(&String::from_utf8_lossy(option));
        }
        let name = vm.state.symbols.intern(name);
        let variable = vm.state.vars.get_mut(name);
        variable.attrs = variable.attrs | crate::state::value::Attrs::EXPORT;
    }
    let cwd = context.process.cwd();
    vm.set_directory_variables(&cwd);
    vm
}

async fn main(context: Context) -> ExitStatus {
    let shell_name = context.args.first().cloned().unwrap_or_else(|| b"bash".to_vec());
    let invocation = match parse(context.operands()) {
        Ok(invocation) => invocation,
        Err(message) => {
            let text = [&shell_name, &b": "[..], &message, b"\n", USAGE.as_bytes()].concat();
            let _ = context.write_all(2, &text).await;
            return ExitStatus::Exited(2);
        }
    };
    let mut operands = invocation.operands.iter().map(|operand| Text::from(operand.as_slice()));
    let command = if invocation.command { operands.next() } else { None };
    if invocation.command && command.is_none() {
        let _ =
            context.write_all(2, &[&shell_name, &b": -c: option requires an argument\n"[..]].concat()).await;
        return ExitStatus::Exited(2);
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
            Ok(text) => Input::Script(text),
            Err(status) => return status,
        },
        (None, None) => Input::Stdin,
    };
    let mut vm = shell(&context, name);
    vm.state.positional = Rc::new(operands.collect());
    let is_sh = bashwit_kernel::path::base_name(&shell_name) == b"sh";
    if let Err(message) = vm.apply(&invocation, is_sh) {
        let text = [&shell_name, &b": line 0: "[..], &message, b"\n"].concat();
        let _ = context.write_all(2, &text).await;
        return ExitStatus::Exited(2);
    }
    if !invocation.listed.is_empty() {
        let _ = context.write_all(1, &vm.listed(&invocation)).await;
        if vm.state.options.has(Set::ReadStdin) {
            return ExitStatus::SUCCESS;
        }
    }
    vm.start(&context, input);
    vm.into_code().await
}

/// Whether a file is no script: its first line has a NUL byte, as far as bash looks.
fn is_binary(text: &[u8]) -> bool {
    let sample = &text[..text.len().min(80)];
    let line = memchr::memchr(b'\n', sample).map_or(sample, |end| &sample[..end]);
    memchr::memchr(0, line).is_some()
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

/// The text of a script given as an operand; errors have bash's words and status.
async fn read_script(context: &Context, path: &[u8]) -> Result<Rc<[u8]>, ExitStatus> {
    let error = match context.files().stat(path) {
        Ok(metadata) if metadata.is_dir() => Errno::EISDIR,
        Ok(_) => match context.files().open_read(path).await {
            Ok(file) => {
                let mut text = Vec::new();
                match bashwit_kernel::io::read_to_end(&file, &mut text).await {
                    Ok(()) if is_binary(&text) => {
                        let text = [path, b": ", path, b": cannot execute binary file\n"].concat();
                        let _ = context.write_all(2, &text).await;
                        return Err(ExitStatus::Exited(126));
                    }
                    Ok(()) => return Ok(text.into()),
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

impl Vm {
    /// The options of `-o` and `-O` without a name.
    fn listed(&self, invocation: &Invocation) -> Vec<u8> {
        let rows = invocation.listed.iter();
        rows.flat_map(|(letter, on)| match letter {
            b'o' => builtins::set_list(self, *on),
            _ => builtins::shopt_list(self, *on),
        })
        .collect()
    }

    fn apply(&mut self, invocation: &Invocation, is_sh: bool) -> Result<(), Vec<u8>> {
        for (letter, on) in &invocation.letters {
            if let Some(id) = set_by_letter(*letter) {
                self.state.options.set(id, *on);
            }
        }
        for (name, _) in &invocation.set {
            if crate::state::options::set_by_name(name).is_none() {
                return Err([b"bash: ", &name[..], b": invalid option name"].concat());
            }
        }
        for (name, _) in &invocation.shopts {
            if crate::state::options::shopt_by_name(name).is_none() {
                return Err([&name[..], b": invalid shell option name"].concat());
            }
        }
        for (name, on) in invocation.set.iter().chain(&invocation.shopts) {
            let name = String::from_utf8_lossy(name);
            let name = if *on { name.into_owned() } else { format!("-{name}") };
            self.set_option_by_name(&name);
        }
        if is_sh || self.state.options.has(Set::Posix) {
            self.state.options.set_posix(true);
        }
        let reads = invocation.stdin || !invocation.command && invocation.operands.is_empty();
        self.state.options.set(Set::ReadStdin, reads);
        self.state.options.set(Set::CommandString, invocation.command);
        if invocation.interactive {
            self.state.options.set_shopt(crate::state::options::Shopt::ExpandAliases, true);
        }
        self.state.options.set_shopt(crate::state::options::Shopt::LoginShell, invocation.login);
        Ok(())
    }

    fn start(&mut self, context: &Context, input: Input) {
        let name = self.state.name.clone();
        let source = match input {
            Input::Script(text) => Source::text(SourceKind::File, name, text, 1),
            Input::Command(text) => {
                let value = Text::from(&*text);
                let variable = crate::state::value::Variable::scalar(value);
                self.state.vars.set(known::BASH_EXECUTION_STRING, Some(variable));
                self.is_command_string = true;
                self.fatal_status = 127;
                Source::text(SourceKind::CommandString, name, text, 1)
            }
            Input::Stdin => match context.file(0) {
                Ok(file) => Source::input(name, file),
                Err(_) => return,
            },
        };
        let _ = self.push_source(source, 0);
        self.source_startup_file();
    }

    /// `BASH_ENV` of a shell that is not interactive.
    fn source_startup_file(&mut self) {
        if self.state.options.has(Set::Posix) {
            return;
        }
        let Some(path) = self.variable(known::BASH_ENV).filter(|path| !path.is_empty()) else { return };
        let Ok(path) = self.expand_text(&path) else { return };
        if let Ok(text) = self.files().read_file(&path) {
            let _ = self.push_sourced(path, crate::vm::SourceInput::Text(text.into()), &[]);
        }
    }
}

/// A builtin as a program: a shell process that runs nothing else.
async fn builtin(context: Context, name: &'static str) -> ExitStatus {
    let Some(builtin) = builtins::find(name.as_bytes()) else { return ExitStatus::Exited(127) };
    let mut vm = shell(&context, Text::from(name));
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
