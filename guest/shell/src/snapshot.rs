//! The state of a session as bytes: a header, then a script of declarations that makes the
//! state anew. The script is run by `restore`, in the sandbox like any other.

use crate::builtins;
use crate::session::{Input, Session};
use crate::state::options::Options;
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::state::traps::Condition;
use crate::state::value::{Attrs, Value, Variable};
use bashwit_syntax::print;
use bashwit_syntax::quote::{self, Charset};
use std::rc::Rc;

/// What a snapshot begins with; the number changes with the format.
const MAGIC: &[u8] = b"bashwit-state 1\n";

impl Session {
    /// The state (not the files) as bytes.
    pub fn snapshot(&self) -> Vec<u8> {
        let vm = self.vm().borrow();
        let state = &vm.state;
        let mut out = MAGIC.to_vec();
        let (set, shopt) = state.options.bits();
        let process = vm.process.clone();
        out.extend_from_slice(
            format!("{set} {shopt} {} {:o}\n", state.status, process.umask.get()).as_bytes(),
        );
        let mut script = Vec::new();
        for (name, variable) in state.vars.iter() {
            if !is_kept(variable) || name == known::BASH_EXECUTION_STRING {
                continue;
            }
            declare(&state.symbols.name(name), variable, &mut script);
        }
        for function in builtins::sorted_functions(&vm) {
            script.extend(print::function(&function.def));
            script.push(b'\n');
            for (is_set, command) in [
                (function.exported, "export -f"),
                (function.readonly, "readonly -f"),
                (function.traced, "declare -ft"),
            ] {
                if is_set {
                    script.extend([command.as_bytes(), b" ", &function.def.name, b"\n"].concat());
                }
            }
        }
        for (name, text) in state.aliases.iter() {
            script.extend([b"alias -- ", &name[..], b"=", &quote::single(text), b"\n"].concat());
        }
        for (condition, action) in state.traps.actions() {
            if !matches!(condition, Condition::Debug) {
                let name = condition.name();
                script
                    .extend([b"trap -- ", &quote::single(action)[..], b" ", name.as_bytes(), b"\n"].concat());
            }
        }
        for directory in state.directories.iter().rev() {
            script.extend([b"builtin pushd -n -- ", &quote_any(directory)[..], b" >/dev/null\n"].concat());
        }
        script.extend(builtins::completion_commands(&vm));
        if !state.disabled.is_empty() {
            let names: Vec<&str> = state.disabled.iter().copied().collect();
            script.extend_from_slice(format!("builtin enable -n {}\n", names.join(" ")).as_bytes());
        }
        script.extend_from_slice(b"set --");
        for argument in state.positional.iter() {
            script.extend([b" ", &quote_any(argument)[..]].concat());
        }
        script.push(b'\n');
        let cwd = process.cwd();
        for part in [&state.name[..], cwd.as_bytes(), &script] {
            out.extend_from_slice(&(part.len() as u64).to_le_bytes());
            out.extend_from_slice(part);
        }
        out
    }

    /// Takes the state from a snapshot.
    pub fn restore(&mut self, bytes: &[u8]) -> Result<(), String> {
        let rest = bytes.strip_prefix(MAGIC).ok_or("not a snapshot of this version of bashwit")?;
        let end = memchr::memchr(b'\n', rest).ok_or("the snapshot has no header")?;
        let header =
            std::str::from_utf8(&rest[..end]).map_err(|_| "the header of the snapshot is not text")?;
        let fields: Vec<&str> = header.split(' ').collect();
        let [set, shopt, status, umask] = fields.as_slice() else {
            return Err("the header of the snapshot is short".into());
        };
        let number =
            |text: &str| text.parse::<u64>().map_err(|_| format!("`{text}' in the header is no number"));
        let options = Options::from_bits((number(set)?, number(shopt)?));
        let status = number(status)? as u8;
        let umask = u32::from_str_radix(umask, 8).map_err(|_| "the umask of the snapshot is no number")?;
        let mut rest = &rest[end + 1..];
        let mut parts = Vec::new();
        for _ in 0..3 {
            let (length, more) = rest.split_first_chunk::<8>().ok_or("the snapshot is cut off")?;
            let length =
                usize::try_from(u64::from_le_bytes(*length)).map_err(|_| "the snapshot is cut off")?;
            parts.push(more.get(..length).ok_or("the snapshot is cut off")?);
            rest = &more[length..];
        }
        let name = Text::from(parts[0]);
        let cwd = std::str::from_utf8(parts[1])
            .map_err(|_| "the directory of the snapshot is not UTF-8")?
            .to_owned();
        self.restore_script(parts[2])?;
        let mut vm = self.vm().borrow_mut();
        vm.state.name = name;
        vm.state.options = options;
        vm.state.status = status;
        vm.process.umask.set(umask & 0o777);
        if vm.files().stat(cwd.as_bytes()).is_ok_and(|metadata| metadata.is_dir()) {
            vm.process.set_cwd(&cwd);
            vm.state.directory = vm.variable(known::PWD).unwrap_or_default();
        }
        vm.refresh_hooks();
        Ok(())
    }

    fn restore_script(&mut self, script: &[u8]) -> Result<(), String> {
        {
            let mut vm = self.vm().borrow_mut();
            let kept: Vec<_> = vm
                .state
                .vars
                .iter()
                .filter(|(_, variable)| is_kept(variable))
                .map(|(name, _)| name)
                .collect();
            for name in kept {
                vm.state.vars.set(name, None);
            }
            vm.state.functions = Rc::default();
            vm.state.aliases = Rc::default();
            vm.state.options = Options::default();
            vm.state.traps = Rc::default();
            vm.state.directories = Rc::default();
            vm.state.completions = Rc::default();
            vm.state.disabled = Rc::default();
        }
        let limits = self.kernel().limits();
        self.kernel().set_limits(bashwit_kernel::Limits::default());
        let result = self.run(Input::Command(script.into()));
        self.kernel().set_limits(limits);
        let mut vm = self.vm().borrow_mut();
        for name in [known::IFS, known::OPTIND, known::PATH, known::LC_ALL, known::LC_CTYPE, known::LANG] {
            if vm.state.vars.get(name).is_some() {
                let variable = vm.state.vars.get_mut(name);
                variable.attrs = variable.attrs | Attrs::HOOKED;
            }
        }
        result.map(|_| ()).map_err(|stop| format!("the snapshot cannot be run: {stop:?}"))
    }
}

/// Variables that a new shell makes itself are not part of a snapshot.
fn is_kept(variable: &Variable) -> bool {
    !variable.attrs.has(Attrs::DYNAMIC)
}

/// The command that makes a variable; a hooked unset one is made by the shell itself.
fn declare(name: &[u8], variable: &Variable, script: &mut Vec<u8>) {
    if matches!(variable.value, Value::Unset) && variable.attrs.has(Attrs::HOOKED) {
        return;
    }
    script.extend(builtins::declaration_text(name, variable, Charset::Utf8));
}

fn quote_any(text: &[u8]) -> Vec<u8> {
    if quote::needs_ansi_c(text, Charset::Utf8) {
        quote::ansi_c(text, Charset::Utf8)
    } else {
        quote::single(text)
    }
}
