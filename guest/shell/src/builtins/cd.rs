//! `cd [-L|[-P [-e]]] [dir]`: changes the working directory.

use super::{fail, word_message};
use crate::state::options::{Set, Shopt};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::state::value::Scalar;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};
use bashwit_kernel::{Errno, path};
use bashwit_syntax::quote;

const CD: Synopsis = Synopsis::builtin(
    "cd",
    &["cd [-L|[-P [-e]] [-@]] [dir]"],
    "Change the shell working directory.",
    &[
        flag("-L", "follow symbolic links: `..` goes back by text"),
        flag("-P", "use the physical directory structure"),
        flag("-e", "with -P: fail if the directory cannot be determined"),
        flag("-@", "not supported"),
    ],
);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut physical = vm.state.options.has(Set::Physical);
    let mut parsed = CD.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "L" => physical = false,
                "P" => physical = true,
                _ => {}
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let operands = parsed.into_operands();
    if operands.len() > 1 {
        return fail(vm, args, 1, "too many arguments");
    }
    let (target, announce) = match operands.first().copied() {
        None => match vm.variable(known::HOME) {
            Some(home) => (home, false),
            None => return fail(vm, args, 1, "HOME not set"),
        },
        Some(b"-") => match vm.variable(known::OLDPWD) {
            Some(old) => (old, true),
            None => return fail(vm, args, 1, "OLDPWD not set"),
        },
        Some(operand) => (Text::from(operand), false),
    };
    if target.is_empty() {
        return Ok(Done::Status(0));
    }
    let (target, announce) = match along_cdpath(vm, &target) {
        Some(found) => (found, true),
        None => (target, announce),
    };
    if let Err(error) = change(vm, &target, physical) {
        let variable = vm.state.options.shopt(Shopt::CdableVars) && crate::expand::value::is_name(&target);
        let value =
            if variable { vm.state.symbols.lookup(&target).and_then(|name| vm.variable(name)) } else { None };
        match value {
            Some(value) if change(vm, &value, physical).is_ok() => {
                let line = [&value[..], b"\n"].concat();
                return Ok(Done::Status(super::write_out(vm, b"cd", &line)));
            }
            _ => {
                let shown = match quote::needs_ansi_c(&target) {
                    true => quote::ansi_c(&target),
                    false => target.to_vec(),
                };
                return fail(vm, args, 1, word_message(&shown, error.message()));
            }
        }
    }
    if announce {
        let mut line = vm.variable(known::PWD).unwrap_or_default().into_vec();
        line.push(b'\n');
        return Ok(Done::Status(super::write_out(vm, b"cd", &line)));
    }
    Ok(Done::Status(0))
}

/// The directory that `CDPATH` leads to.
fn along_cdpath(vm: &mut Vm, target: &Text) -> Option<Text> {
    let relative = !matches!(target.first(), Some(b'/'))
        && !matches!(&**target, b"." | b"..")
        && !target.starts_with(b"./")
        && !target.starts_with(b"../");
    let paths = vm.variable(known::CDPATH).filter(|paths| relative && !paths.is_empty())?;
    for directory in paths.split(|&byte| byte == b':') {
        if directory.is_empty() {
            // The working directory: found without being announced.
            if vm.files().stat(target).is_ok_and(|metadata| metadata.is_dir()) {
                return None;
            }
            continue;
        }
        let candidate = [directory, b"/", target].concat();
        if vm.files().stat(&candidate).is_ok_and(|metadata| metadata.is_dir()) {
            return Some(candidate.into());
        }
    }
    None
}

/// Makes a directory the working directory, and sets `PWD` and `OLDPWD`.
pub(crate) fn change(vm: &mut Vm, target: &[u8], physical: bool) -> Result<(), Errno> {
    let text = std::str::from_utf8(target).map_err(|_| Errno::EILSEQ)?;
    let pwd = vm.variable(known::PWD).unwrap_or_default();
    let base = vm.working_directory();
    let base = std::str::from_utf8(&base).map_or_else(|_| vm.process.cwd().to_string(), str::to_owned);
    let joined = path::join(&base, text);
    let logical = path::normalize(&joined);
    let lookup = if physical { joined.as_bytes() } else { logical.as_bytes() };
    // `missing/..` leads nowhere, whatever the text says.
    if !physical && text.split('/').any(|part| part == "..") {
        vm.files().stat(joined.as_bytes())?;
    }
    let mut shown = logical.clone();
    let metadata = match vm.files().stat(lookup) {
        Ok(metadata) => metadata,
        // Where the text alone leads nowhere, the real parent may.
        Err(error) => match vm.files().stat(target) {
            Ok(metadata) => {
                shown = vm.files().canonicalize(target)?;
                metadata
            }
            Err(_) => return Err(error),
        },
    };
    if !metadata.is_dir() {
        return Err(Errno::ENOTDIR);
    }
    if metadata.mode & 0o100 == 0 {
        return Err(Errno::EACCES);
    }
    let real = if shown == logical { vm.files().canonicalize(lookup)? } else { shown.clone() };
    let shown = if physical { real.clone() } else { shown };
    vm.process.set_cwd(&real);
    let _ = vm.assign(known::OLDPWD, Scalar::Text(pwd), false);
    vm.state.directory = Text::from(shown.as_str());
    let _ = vm.assign(known::PWD, Scalar::Text(shown.into()), false);
    Ok(())
}

impl Vm {
    /// The working directory by the way that led to it, or its real path where that leads
    /// elsewhere now.
    pub(crate) fn working_directory(&self) -> Text {
        let real = self.process.cwd();
        let logical = &self.state.directory;
        let leads_here = logical.starts_with(b"/")
            && self.files().canonicalize(logical).is_ok_and(|found| *found == *real);
        if leads_here { logical.clone() } else { Text::from(real.as_bytes()) }
    }
}
