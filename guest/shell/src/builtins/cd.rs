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
    ],
);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    if vm.is_restricted() {
        return fail(vm, args, 1, "restricted");
    }
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
                let shown = match quote::needs_ansi_c(&target, vm.state.charset()) {
                    true => quote::ansi_c(&target, vm.state.charset()),
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
        let slash: &[u8] = if directory.ends_with(b"/") { b"" } else { b"/" };
        let candidate = [directory, slash, target].concat();
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
    let shown = if physical {
        enter(vm, target)?
    } else {
        let base = vm.working_directory();
        let base = std::str::from_utf8(&base).map_or_else(|_| vm.process.cwd().to_string(), str::to_owned);
        enter_logically(vm, &path::join(&base, text), target)?
    };
    let _ = vm.assign(known::OLDPWD, Scalar::Text(pwd), false);
    vm.state.directory = Text::from(shown.as_str());
    let _ = vm.assign(known::PWD, Scalar::Text(shown.into()), false);
    Ok(())
}

/// Goes where the text of a path leads, or else where the path itself does; gives what `PWD` shows.
fn enter_logically(vm: &mut Vm, joined: &str, target: &[u8]) -> Result<String, Errno> {
    let logical = without_dots(vm, joined);
    let way = logical.as_deref().unwrap_or(joined);
    match enter(vm, way.as_bytes()) {
        Ok(real) => Ok(logical.unwrap_or(real)),
        Err(error) if vm.state.options.has(Set::Posix) => Err(error),
        Err(error) => {
            let real = enter(vm, target).map_err(|_| error)?;
            if vm.files().canonicalize(real.as_bytes()).is_ok() {
                return Ok(real);
            }
            // It was removed: `cd .` and its kin lead there all the same.
            report_no_directory(vm, b"cd");
            Ok(joined.to_owned())
        }
    }
}

/// Says that the working directory has no name any more.
pub(super) fn report_no_directory(vm: &mut Vm, builtin: &[u8]) {
    let message = b": error retrieving current directory: getcwd: cannot access parent directories: \
No such file or directory\n";
    let _ = vm.write(2, &[builtin, message].concat());
}

/// A path without `.` and `..`, by text alone; none where what stands before a `..` is no directory.
fn without_dots(vm: &Vm, joined: &str) -> Option<String> {
    let mut before = 0;
    for part in joined.split_inclusive('/') {
        if part.trim_end_matches('/') == ".." {
            let metadata = vm.files().stat(path::normalize(&joined[..before]).as_bytes()).ok()?;
            if !metadata.is_dir() {
                return None;
            }
        }
        before += part.len();
    }
    let plain = path::normalize(joined);
    let two_slashes = joined.starts_with("//") && !joined.starts_with("///");
    Some(if two_slashes { format!("/{plain}") } else { plain })
}

/// Makes a directory that of the process; gives its real path.
fn enter(vm: &Vm, path: &[u8]) -> Result<String, Errno> {
    let metadata = vm.files().stat(path)?;
    if !metadata.is_dir() {
        return Err(Errno::ENOTDIR);
    }
    if metadata.mode & 0o100 == 0 {
        return Err(Errno::EACCES);
    }
    let real = match vm.files().canonicalize(path) {
        Ok(real) => real,
        // The working directory itself, which was removed.
        Err(Errno::ENOENT) => vm.process.cwd().to_string(),
        Err(error) => return Err(error),
    };
    vm.process.set_cwd(&real);
    Ok(real)
}

impl Vm {
    /// The working directory by the way that led to it, or its real path where that leads
    /// elsewhere now.
    pub(crate) fn working_directory(&self) -> Text {
        let real = self.process.cwd();
        let logical = &self.state.directory;
        if **logical == *real.as_bytes() {
            return logical.clone();
        }
        let is_gone = || self.files().canonicalize(real.as_bytes()) == Err(Errno::ENOENT);
        let leads_here = logical.starts_with(b"/")
            && self.files().canonicalize(logical).is_ok_and(|found| *found == *real);
        if leads_here || logical.starts_with(real.as_bytes()) && is_gone() {
            logical.clone()
        } else {
            Text::from(real.as_bytes())
        }
    }
}
