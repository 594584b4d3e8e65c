//! A shell that starts: its options, the files that it reads first, and where its commands are.

use crate::builtins;
use crate::invocation::{Invocation, Setting};
use crate::state::options::{self, Set, Shopt};
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::state::value::{Attrs, Value, Variable};
use crate::vm::{Done, Fault, Source, SourceInput, SourceKind, Vm, Wait};
use bashwit_kernel::{Context, Errno};
use std::rc::Rc;
use std::task::Poll;

/// Where the commands of a shell are.
pub(crate) enum Input {
    /// A script: its place and its text.
    Script(Text, Rc<[u8]>),
    /// `-c`.
    Command(Rc<[u8]>),
    /// Standard input.
    Stdin,
}

impl Vm {
    /// The options of `-o` and `-O` without a name.
    pub(crate) fn listed(&mut self, invocation: &Invocation) -> Vec<u8> {
        let options = self.state.options;
        // The editor of a shell that might yet be interactive.
        self.state.options.set(Set::Emacs, true);
        let rows = invocation.listed.iter();
        let text = rows.flat_map(|(letter, on)| match letter {
            b'o' => builtins::set_list(self, *on),
            _ => builtins::shopt_list(self, *on),
        });
        let text = text.collect();
        self.state.options = options;
        text
    }

    /// Turns the options of the command line on and off.
    pub(crate) fn apply(&mut self, invocation: &Invocation) {
        for setting in &invocation.settings {
            let (name, on) = match setting {
                Setting::Letter(letter, on) => {
                    if let Some(id) = options::set_by_letter(*letter) {
                        self.state.options.set(id, *on);
                    }
                    continue;
                }
                Setting::Set(name, on) | Setting::Shopt(name, on) => (String::from_utf8_lossy(name), *on),
            };
            let name = if on { name.into_owned() } else { format!("-{name}") };
            self.set_option_by_name(&name);
        }
        let options = &mut self.state.options;
        options
            .set(Set::ReadStdin, invocation.stdin || !invocation.command && invocation.operands.is_empty());
        options.set(Set::CommandString, invocation.command);
        if invocation.interactive {
            for id in [Set::Interactive, Set::History, Set::HistExpand] {
                options.set(id, true);
            }
            options.set_shopt(Shopt::ExpandAliases, true);
            for (name, prompt) in [(&b"PS1"[..], "\\s-\\v\\$ "), (b"PS2", "> ")] {
                let name = self.state.symbols.intern(name);
                if self.state.vars.get(name).is_none() {
                    self.state.vars.set(name, Some(Variable::scalar(prompt)));
                }
            }
        }
        let options = &mut self.state.options;
        options.set_shopt(Shopt::LoginShell, invocation.login);
        options.set_shopt(Shopt::RestrictedShell, invocation.restricted);
    }

    /// `SHELLOPTS` and `BASHOPTS` of the environment.
    pub(crate) fn import_options(&mut self, context: &Context, invocation: &Invocation) {
        for (name, value) in context.env.iter() {
            if !matches!(&**name, b"SHELLOPTS" | b"BASHOPTS") {
                continue;
            }
            if invocation.trusts_environment() {
                for option in value.split(|&byte| byte == b':') {
                    let known =
                        option.is_empty() || self.set_option_by_name(&String::from_utf8_lossy(option));
                    if !known && &**name == b"SHELLOPTS" {
                        self.report_system(&[b"line 0: ", option, b": invalid option name"].concat());
                    }
                }
            }
            let name = self.state.symbols.intern(name);
            let variable = self.state.vars.get_mut(name);
            variable.attrs = variable.attrs | Attrs::EXPORT;
        }
        if self.state.options.has(Set::Posix) {
            self.state.options.set_posix(true);
        }
    }

    /// Lets a shell begin: first its start-up files, then its commands.
    pub(crate) fn start(&mut self, context: &Context, input: Input, invocation: &Invocation, is_sh: bool) {
        if invocation.debugger {
            self.report_system(b"/usr/share/bashdb/bashdb-main.inc: No such file or directory");
            self.report_system(b"warning: cannot start debugger; debugging mode disabled");
        }
        let files = self.startup_files(invocation, is_sh);
        let name = self.state.name.clone();
        let source = match input {
            Input::Script(path, text) => Source::text(SourceKind::File, path, text, 1),
            Input::Command(text) => {
                let variable = Variable::scalar(Text::from(&*text));
                self.state.vars.set(known::BASH_EXECUTION_STRING, Some(variable));
                self.is_command_string = true;
                self.is_evaluated = true;
                self.fatal_status = 127;
                Source::text(SourceKind::CommandString, name, text, 1)
            }
            Input::Stdin => match context.file(0) {
                Ok(file) => Source::input(name, file),
                Err(_) => return,
            },
        };
        let _ = self.push_source(source, 0);
        if is_sh {
            builtins::change_option(self, Set::Posix, true);
        }
        if invocation.restricted {
            // The start-up files are read without.
            let mut nothing = Source::text(SourceKind::Eval, self.state.name.clone(), Rc::default(), 1);
            nothing.has_run = true;
            let _ = self.push_source(nothing, 0);
            self.resume_after_source(Box::new(Restrict));
        }
        for (path, text) in files.into_iter().rev() {
            let _ = self.push_sourced(path, SourceInput::Text(text), &[]);
            self.is_startup_file();
        }
    }

    /// The files that a shell reads before its commands, in this order.
    fn startup_files(&mut self, invocation: &Invocation, is_sh: bool) -> Vec<(Text, Rc<[u8]>)> {
        let options = self.state.options;
        let (posix, interactive) = (options.has(Set::Posix), options.has(Set::Interactive));
        let mut files = Vec::new();
        if invocation.login && !posix && !invocation.no_profile {
            files.extend(self.startup_file(Text::from(b"/etc/profile")));
            let own: &[&[u8]] =
                if is_sh { &[b".profile"] } else { &[b".bash_profile", b".bash_login", b".profile"] };
            files.extend(own.iter().find_map(|name| {
                let path = self.in_home(name)?;
                self.startup_file(path)
            }));
        }
        let privileged = invocation.is_privileged();
        let by_variable = match (interactive, posix || is_sh) {
            (true, true) => Some(self.state.symbols.intern(b"ENV")),
            (false, false) => Some(known::BASH_ENV),
            _ => None,
        };
        if let Some(variable) = by_variable.filter(|_| !privileged) {
            let path = self.variable(variable).filter(|path| !path.is_empty());
            let path = path.and_then(|path| self.expand_text(&path).ok());
            files.extend(path.and_then(|path| self.startup_file(path)));
        }
        if interactive && !posix && !is_sh && !invocation.no_rc && !invocation.login {
            let path = invocation.rc_file.as_deref().map(Text::from).or_else(|| self.in_home(b".bashrc"));
            files.extend(path.and_then(|path| self.startup_file(path)));
        }
        files
    }

    /// A file in the home directory.
    pub(crate) fn in_home(&mut self, name: &[u8]) -> Option<Text> {
        let home = self.variable(known::HOME).filter(|home| !home.is_empty())?;
        Some([&home, &b"/"[..], name].concat().into())
    }

    /// The text of a start-up file, which need not be there.
    pub(crate) fn startup_file(&mut self, path: Text) -> Option<(Text, Rc<[u8]>)> {
        match self.files().read_file(&path) {
            Ok(text) => Some((path, text.into())),
            Err(Errno::EISDIR) => {
                self.report_system(&[&path, &b": is a directory"[..]].concat());
                None
            }
            Err(_) => None,
        }
    }
    /// Whether the shell may not change the directory, write to files …
    #[inline]
    pub(crate) fn is_restricted(&self) -> bool {
        self.state.options.has(Set::Restricted)
    }

    /// Makes this a restricted shell.
    pub(crate) fn restrict(&mut self) {
        self.state.options.set(Set::Restricted, true);
        for name in [&b"PATH"[..], b"SHELL", b"ENV", b"BASH_ENV", b"HISTFILE"] {
            let name = self.state.symbols.intern(name);
            if self.state.vars.get(name).is_none() {
                let unset = Variable { value: Value::Unset, attrs: known::attributes(name) };
                self.state.vars.set(name, Some(unset));
            }
            let variable = self.state.vars.get_mut(name);
            variable.attrs = variable.attrs | Attrs::READONLY;
        }
    }

    /// Ends the shell; a login shell reads `~/.bash_logout` first.
    pub(crate) fn leave(&mut self, status: u8) -> Result<Done, Fault> {
        if self.state.options.shopt(Shopt::LoginShell) && self.state.subshell == 0 && !self.is_session() {
            let path = self.in_home(b".bash_logout");
            if let Some((path, text)) = path.and_then(|path| self.startup_file(path)) {
                self.state.options.set_shopt(Shopt::LoginShell, false);
                self.push_sourced(path, SourceInput::Text(text), &[])?;
                self.resume_after_source(Box::new(Leave(status)));
                return Ok(Done::Frame);
            }
        }
        Err(Fault::Exit(status))
    }
}

/// What follows the start-up files of a restricted shell.
struct Restrict;

impl Wait for Restrict {
    fn poll(&mut self, vm: &mut Vm) -> Poll<Result<(), Fault>> {
        vm.restrict();
        Poll::Ready(Ok(()))
    }
}

/// What is left of `exit` behind `~/.bash_logout`.
struct Leave(u8);

impl Wait for Leave {
    fn poll(&mut self, _vm: &mut Vm) -> Poll<Result<(), Fault>> {
        Poll::Ready(Err(Fault::Exit(self.0)))
    }
}
