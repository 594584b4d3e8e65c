//! The shell's builtins: one file each, one table.
//!
//! A builtin parses its arguments into a plain struct, acts on the machine, and gives a
//! status, a [`Wait`](crate::vm::Wait) where it has to wait, or a frame that it has pushed.

mod alias;
mod bind;
mod break_continue;
mod caller;
mod cd;
mod colon;
mod command;
mod compgen;
mod complete;
pub(crate) mod declare;
mod dirs;
mod disown;
mod echo;
mod enable;
mod eval;
mod exec;
mod exit;
mod export;
mod fc;
mod fg;
mod getopts;
mod hash;
mod help;
mod history;
mod jobs;
mod kill;
mod let_;
mod local;
mod mapfile;
mod printf;
mod pwd;
mod read;
mod return_;
mod set;
mod shift;
mod shopt;
mod source;
mod suspend;
mod test;
mod times;
mod trap;
mod type_;
mod ulimit;
mod umask;
mod unset;
mod wait;

pub(crate) use alias::is_alias_name;
pub(crate) use complete::completion_commands;
pub(crate) use declare::{declaration_text, declare_list, sorted_functions};
pub(crate) use exec::leave_level;
pub use getopts::Cluster;
pub(crate) use history::Lines;
pub(crate) use jobs::{death_rows, job_line, job_mark};
pub(crate) use set::list as set_list;
pub(crate) use shopt::all as shopt_list;

use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
pub(crate) use printf::strftime;
pub(crate) use set::change as change_option;

/// A builtin's code: its arguments, the name first.
pub type Run = fn(&mut Vm, &[Text]) -> Result<Done, Fault>;

/// A builtin.
#[derive(Clone, Copy)]
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// A special builtin of POSIX: found before functions in POSIX mode.
    pub special: bool,
    /// Its code.
    pub run: Run,
}

impl std::fmt::Debug for Builtin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

const fn builtin(name: &'static str, run: Run) -> Builtin {
    Builtin { name, special: false, run }
}

const fn special(name: &'static str, run: Run) -> Builtin {
    Builtin { name, special: true, run }
}

/// All builtins, sorted by name.
pub const BUILTINS: &[Builtin] = &[
    special(".", source::run),
    special(":", colon::run),
    builtin("[", test::run_bracket),
    builtin("alias", alias::run),
    builtin("bg", fg::run_bg),
    builtin("bind", bind::run),
    special("break", break_continue::run_break),
    builtin("builtin", command::run_builtin),
    builtin("caller", caller::run),
    builtin("cd", cd::run),
    builtin("command", command::run),
    builtin("compgen", compgen::run),
    builtin("complete", complete::run),
    builtin("compopt", complete::run_compopt),
    special("continue", break_continue::run_continue),
    builtin("declare", declare::run),
    builtin("dirs", dirs::run_dirs),
    builtin("disown", disown::run),
    builtin("echo", echo::run),
    builtin("enable", enable::run),
    special("eval", eval::run),
    special("exec", exec::run),
    special("exit", exit::run),
    special("export", export::run_export),
    builtin("false", colon::run_false),
    builtin("fc", fc::run),
    builtin("fg", fg::run_fg),
    builtin("getopts", getopts::run),
    builtin("hash", hash::run),
    builtin("help", help::run),
    builtin("history", history::run),
    builtin("jobs", jobs::run),
    builtin("kill", kill::run),
    builtin("let", let_::run),
    builtin("local", local::run),
    builtin("logout", suspend::run_logout),
    builtin("mapfile", mapfile::run),
    builtin("popd", dirs::run_popd),
    builtin("printf", printf::run),
    builtin("pushd", dirs::run_pushd),
    builtin("pwd", pwd::run),
    builtin("read", read::run),
    builtin("readarray", mapfile::run),
    special("readonly", export::run_readonly),
    special("return", return_::run),
    special("set", set::run),
    special("shift", shift::run),
    builtin("shopt", shopt::run),
    special("source", source::run),
    builtin("suspend", suspend::run),
    builtin("test", test::run),
    special("times", times::run),
    special("trap", trap::run),
    builtin("true", colon::run),
    builtin("type", type_::run),
    builtin("typeset", declare::run),
    builtin("ulimit", ulimit::run),
    builtin("umask", umask::run),
    builtin("unalias", alias::run_unalias),
    special("unset", unset::run),
    builtin("wait", wait::run),
];

/// The builtin of a name.
pub fn find(name: &[u8]) -> Option<&'static Builtin> {
    BUILTINS.binary_search_by(|builtin| builtin.name.as_bytes().cmp(name)).ok().map(|at| &BUILTINS[at])
}

/// The declaration builtins take assignments as arguments.
pub fn is_declaration(name: &[u8]) -> bool {
    matches!(name, b"declare" | b"typeset" | b"local" | b"export" | b"readonly")
}

/// Writes the output of a builtin; a failure gives bash's message and status 1.
pub(crate) fn write_out(vm: &mut Vm, name: &[u8], bytes: &[u8]) -> u8 {
    match vm.write(1, bytes) {
        Ok(()) => 0,
        Err(error) => {
            vm.report_builtin(name, format!("write error: {error}"));
            1
        }
    }
}

/// `NAME: MESSAGE`, and the status.
pub(crate) fn fail(vm: &mut Vm, args: &[Text], status: u8, message: impl AsRef<[u8]>) -> Result<Done, Fault> {
    let name = args.first().cloned().unwrap_or_default();
    vm.report_builtin(&name, message);
    Ok(Done::Status(status))
}

/// `NAME: too many arguments` of a builtin that gives the line up for it.
pub(crate) fn too_many_arguments(vm: &mut Vm, name: &[u8]) -> Fault {
    vm.report_builtin(name, "too many arguments");
    Fault::Abandon(vm.state.status.max(1))
}

/// `NAME: usage: USAGE`, and the status of a usage error.
pub(crate) fn usage_status(vm: &mut Vm, name: &str, usage: &str) -> u8 {
    let _ = vm.write(2, format!("{name}: usage: {usage}\n").as_bytes());
    2
}

/// `` NAME: `WORD': MESSAGE ``, as bash quotes a word that is wrong.
pub(crate) fn quoted_word(word: &[u8], message: &str) -> Vec<u8> {
    let mut out = b"`".to_vec();
    out.extend_from_slice(word);
    out.extend_from_slice(b"': ");
    out.extend_from_slice(message.as_bytes());
    out
}

/// The operands of a builtin without options.
fn operands(args: &[Text]) -> &[Text] {
    match &args[1..] {
        [first, rest @ ..] if &**first == b"--" => rest,
        all => all,
    }
}

/// `WORD: invalid number`, with the base that it seems to have.
pub(crate) fn invalid_number(word: &[u8]) -> Vec<u8> {
    let message = match word {
        [b'0', b'x', ..] => "invalid hex number",
        [b'0', digit, ..] if digit.is_ascii_digit() => "invalid octal number",
        _ => "invalid number",
    };
    word_message(word, message)
}

/// `WORD: MESSAGE`.
pub(crate) fn word_message(word: &[u8], message: &str) -> Vec<u8> {
    let mut out = word.to_vec();
    out.extend_from_slice(b": ");
    out.extend_from_slice(message.as_bytes());
    out
}

/// A whole number, with blanks around it allowed.
pub(crate) fn number(text: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(text.trim_ascii()).ok()?;
    text.strip_prefix('+').unwrap_or(text).parse().ok().filter(|_| !text.starts_with("+-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_sorted() {
        assert!(BUILTINS.is_sorted_by_key(|builtin| builtin.name));
    }
}
