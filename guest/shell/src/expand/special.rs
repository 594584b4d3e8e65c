//! Special parameters and variables whose value is made when it is read.

use crate::state::Random;
use crate::state::options::Set;
use crate::state::symbol::{Symbol, known};
use crate::state::text::Text;
use crate::state::value::{AssocArray, Attrs, IndexedArray, Scalar, Value, Variable};
use crate::vm::Vm;
use std::rc::Rc;

/// `COMP_WORDBREAKS` at the start.
pub(crate) const WORD_BREAKS: &str = " \t\n\"'@><=;|&(:";

impl Vm {
    /// `$?` and its kin.
    pub(crate) fn special(&mut self, byte: u8) -> Option<Text> {
        Some(match byte {
            b'?' => number(i64::from(self.state.status)),
            b'#' => number(self.state.positional.len() as i64),
            b'$' => number(i64::from(self.state.shell_pid)),
            b'!' => number(i64::from(self.state.last_background?)),
            b'-' => self.state.options.letters().into(),
            b'0' => self.state.name.clone(),
            b'_' => self.last_argument(),
            _ => return None,
        })
    }

    /// `$_`; where it has been made read-only, the value that it had then.
    fn last_argument(&self) -> Text {
        let frozen = self.state.vars.get(known::UNDERSCORE);
        let frozen = frozen.filter(|variable| variable.attrs.has(Attrs::READONLY));
        let value = frozen.and_then(|variable| variable.first()).map(Scalar::to_text);
        value.unwrap_or_else(|| self.state.last_argument.clone())
    }

    /// The value of a dynamic variable.
    pub(crate) fn dynamic(&mut self, name: Symbol) -> Option<Text> {
        Some(match name {
            known::LINENO => number(i64::from(self.line)),
            known::RANDOM => number(i64::from(self.next_random())),
            known::SRANDOM => number((self.kernel.random() >> 32) as i64),
            known::SECONDS => number(self.seconds()),
            known::BASHPID => number(i64::from(self.process.pid)),
            known::BASH_SUBSHELL => number(i64::from(self.state.subshell)),
            known::EPOCHSECONDS => number(self.kernel.system().wall_clock().seconds),
            known::EPOCHREALTIME => {
                let now = self.kernel.system().wall_clock();
                format!("{}.{:06}", now.seconds, now.nanoseconds / 1000).into()
            }
            known::BASH_COMMAND => self.current_command(),
            known::SHELLOPTS => self.state.options.shellopts().into(),
            known::BASHOPTS => self.state.options.bashopts().into(),
            known::BASH_ARGV0 => self.state.name.clone(),
            known::UNDERSCORE => self.last_argument(),
            known::HISTCMD if !self.state.options.has(Set::History) => number(0),
            known::HISTCMD => {
                let next = self.state.history.base + self.state.history.len();
                number(next as i64 - 1)
            }
            _ => {
                self.materialize(name);
                return self.state.vars.get(name)?.first().map(Scalar::to_text);
            }
        })
    }

    /// Puts the value of a dynamic array into its variable.
    pub(crate) fn materialize(&mut self, name: Symbol) {
        let is_dynamic = self.state.vars.get(name).is_some_and(|variable| variable.attrs.has(Attrs::DYNAMIC));
        if !is_dynamic {
            return;
        }
        let list = |items: Vec<Text>| {
            let array: IndexedArray = items.into_iter().map(Scalar::Text).collect();
            Value::Array(Rc::new(array))
        };
        let value = match name {
            // It is there inside functions alone, though sourced files show in it.
            known::FUNCNAME if !self.in_function() && !self.names_stay => list(Vec::new()),
            known::FUNCNAME => list(self.function_names()),
            known::BASH_SOURCE => list(self.source_names()),
            known::BASH_LINENO => list(self.call_lines()),
            known::DIRSTACK => {
                let mut all = vec![self.working_directory()];
                all.extend(self.state.directories.iter().cloned());
                list(all)
            }
            known::PIPESTATUS => {
                list(self.pipe_status.iter().map(|status| number(i64::from(*status))).collect())
            }
            known::BASH_ARGV => list(self.call_arguments().0),
            known::BASH_ARGC => list(self.call_arguments().1),
            known::GROUPS => list(vec![Text::from(b"1000")]),
            known::BASH_ALIASES => {
                assoc(self.state.aliases.iter().map(|(name, text)| (name.clone(), Text::from(&**text))))
            }
            known::BASH_CMDS => {
                assoc(self.state.hash.iter().map(|(name, (path, _))| (name.clone(), path.clone())))
            }
            _ => match self.dynamic(name) {
                Some(text) => Value::Scalar(Scalar::Text(text)),
                None => return,
            },
        };
        let has_value = matches!(name, known::BASH_ARGV | known::BASH_ARGC);
        let empty = !has_value && matches!(&value, Value::Array(array) if array.is_empty());
        self.state.vars.get_mut(name).value = if empty { Value::Unset } else { value };
    }

    /// Sets a dynamic variable; false where that is an ordinary assignment.
    pub(crate) fn assign_dynamic(&mut self, name: Symbol, value: &Scalar) -> bool {
        let text = value.to_text();
        let parsed =
            || std::str::from_utf8(&text).ok().and_then(|text| text.trim().parse::<i64>().ok()).unwrap_or(0);
        match name {
            known::RANDOM => {
                self.state.random = Random { seed: parsed() as u32, last: 0, owner: self.process.pid };
            }
            known::SECONDS => {
                let now = i128::from(self.kernel.system().monotonic());
                self.state.seconds_base = now - i128::from(parsed()) * 1_000_000_000;
            }
            known::BASH_ARGV0 => self.state.name = text,
            _ => {}
        }
        true
    }

    /// Sets a row of `BASH_ALIASES` or `BASH_CMDS`; false where that is an ordinary assignment.
    pub(crate) fn assign_row(&mut self, name: Symbol, key: &Text, value: &Scalar) -> bool {
        match name {
            known::BASH_ALIASES if crate::builtins::is_alias_name(key) => {
                Rc::make_mut(&mut self.state.aliases).insert(key.clone(), (&*value.to_text()).into());
            }
            known::BASH_ALIASES => {
                self.report(&crate::builtins::quoted_word(key, "invalid alias name"));
            }
            known::BASH_CMDS if self.is_restricted() && value.to_text().contains(&b'/') => {
                self.report(&crate::builtins::word_message(&value.to_text(), "restricted"));
            }
            known::BASH_CMDS => {
                self.state.remember_path(key.clone(), value.to_text(), 0);
            }
            _ => return false,
        }
        true
    }

    /// Sets an element of a dynamic array; false where that is an ordinary assignment.
    pub(crate) fn assign_dynamic_element(&mut self, name: Symbol, index: u64, value: &Scalar) -> bool {
        if name == known::DIRSTACK
            && index > 0
            && let Some(entry) = Rc::make_mut(&mut self.state.directories).get_mut(index as usize - 1)
        {
            *entry = value.to_text();
        }
        true
    }

    /// Seconds since the shell started (or `SECONDS` was set).
    pub(crate) fn uptime_seconds(&self) -> i64 {
        self.seconds()
    }

    fn seconds(&self) -> i64 {
        let now = i128::from(self.kernel.system().monotonic());
        (now - self.state.seconds_base).div_euclid(1_000_000_000) as i64
    }

    /// The next value of `RANDOM`. A subshell that has not set it has a sequence of its own.
    fn next_random(&mut self) -> u16 {
        if self.state.random.owner != self.process.pid {
            let seed = (self.kernel.random() >> 33) as u32;
            self.state.random = Random { seed, last: 0, owner: self.process.pid };
        }
        self.state.random.draw(self.state.compat > 50)
    }

    /// Makes the variables of a new shell that are not from the environment.
    pub(crate) fn set_special_variables(&mut self) {
        if let Some(name) = self.state.vars.text(known::BASH_ARGV0) {
            self.state.name = name;
        }
        let dynamic = [
            known::LINENO,
            known::BASH_SUBSHELL,
            known::EPOCHSECONDS,
            known::EPOCHREALTIME,
            known::BASH_COMMAND,
            known::BASH_ARGV0,
        ];
        for name in dynamic {
            self.define(name, Value::Unset, Attrs::DYNAMIC);
        }
        // `SECONDS` goes on from a number in the environment.
        let passed = self.state.vars.text(known::SECONDS).and_then(|text| crate::arith::plain_number(&text));
        for name in [known::RANDOM, known::SRANDOM, known::SECONDS, known::BASHPID, known::HISTCMD] {
            self.define(name, Value::Unset, Attrs::DYNAMIC | Attrs::INTEGER);
        }
        for name in [known::SHELLOPTS, known::BASHOPTS] {
            self.define(name, Value::Unset, Attrs::DYNAMIC | Attrs::READONLY);
        }
        for name in [
            known::FUNCNAME,
            known::BASH_SOURCE,
            known::BASH_LINENO,
            known::BASH_ARGV,
            known::BASH_ARGC,
            known::DIRSTACK,
            known::GROUPS,
            known::PIPESTATUS,
        ] {
            self.define(name, Value::Unset, Attrs::DYNAMIC | Attrs::ARRAY);
        }
        for name in [known::BASH_ALIASES, known::BASH_CMDS] {
            self.define(name, Value::Assoc(Rc::default()), Attrs::DYNAMIC | Attrs::ASSOC);
        }
        for name in [known::UID, known::EUID] {
            // What the environment says stays.
            if self.state.vars.get(name).is_some() {
                continue;
            }
            self.define(name, scalar("1000"), Attrs::READONLY | Attrs::INTEGER);
        }
        let parent = self.process.parent.get().max(1);
        self.define(known::PPID, scalar(&parent.to_string()), Attrs::READONLY | Attrs::INTEGER);
        self.define(known::BASH, scalar("/bin/bash"), Attrs::NONE);
        self.define(known::BASH_VERSION, scalar("5.2.15(1)-release"), Attrs::NONE);
        let version: IndexedArray = ["5", "2", "15", "1", "release", "x86_64-pc-linux-gnu"]
            .iter()
            .map(|part| Scalar::Text(Text::from(*part)))
            .collect();
        self.define(known::BASH_VERSINFO, Value::Array(Rc::new(version)), Attrs::READONLY | Attrs::ARRAY);
        let hostname = self.kernel.hostname();
        for (name, value) in [
            (known::HOSTTYPE, "x86_64"),
            (known::OSTYPE, "linux-gnu"),
            (known::MACHTYPE, "x86_64-pc-linux-gnu"),
            (known::HOSTNAME, &*hostname),
            (known::PS4, "+ "),
        ] {
            // The environment may say otherwise.
            if self.state.vars.get(name).is_none() {
                self.define(name, scalar(value), Attrs::NONE);
            }
        }
        for (name, value) in [(known::OPTERR, "1"), (known::COMP_WORDBREAKS, WORD_BREAKS)] {
            self.define(name, scalar(value), Attrs::NONE);
        }
        self.define(known::OPTIND, scalar("1"), Attrs::HOOKED | Attrs::INTEGER);
        self.define(known::IFS, scalar(" \t\n"), Attrs::HOOKED);
        for name in [
            known::BASH_COMPAT,
            known::BASH_XTRACEFD,
            known::GLOBIGNORE,
            known::HISTFILESIZE,
            known::IGNOREEOF,
            known::LANG,
            known::LC_ALL,
            known::LC_CTYPE,
            known::POSIXLY_CORRECT,
        ] {
            if self.state.vars.get(name).is_some() {
                let variable = self.state.vars.get_mut(name);
                variable.attrs = variable.attrs | Attrs::HOOKED;
            }
        }
        for name in [known::BASH_COMPAT, known::BASH_XTRACEFD] {
            if self.state.vars.get(name).is_some() {
                self.hook(name);
            }
        }
        if self.state.vars.get(known::PATH).is_none() {
            let path = "/usr/local/bin:/usr/local/sbin:/usr/bin:/usr/sbin:/bin:/sbin:.";
            self.define(known::PATH, scalar(path), Attrs::HOOKED);
        } else {
            let variable = self.state.vars.get_mut(known::PATH);
            variable.attrs = variable.attrs | Attrs::HOOKED;
        }
        if self.state.vars.text(known::POSIXLY_CORRECT).is_some() {
            self.state.options.set(Set::Posix, true);
        }
        for (name, value) in [(&b"SHELL"[..], "/bin/bash"), (b"TERM", "dumb")] {
            let symbol = self.state.symbols.intern(name);
            if self.state.vars.get(symbol).is_none() {
                self.define(symbol, scalar(value), Attrs::NONE);
            }
        }
        let seed = (self.kernel.random() >> 33) as u32;
        self.state.random = Random { seed, last: 0, owner: self.process.pid };
        let passed = i128::from(passed.unwrap_or(0)) * 1_000_000_000;
        self.state.seconds_base = i128::from(self.kernel.system().monotonic()) - passed;
        self.refresh_locale();
    }

    fn define(&mut self, name: Symbol, value: Value, attrs: Attrs) {
        // What came from the environment goes on to programs.
        let exported = self.state.vars.attributes(name) & Attrs::EXPORT;
        self.state.vars.set(name, Some(Variable { value, attrs: attrs | exported }));
    }
}

fn scalar(text: &str) -> Value {
    Value::Scalar(Scalar::Text(text.into()))
}

fn number(value: i64) -> Text {
    crate::state::value::int_text(value)
}

fn assoc(rows: impl Iterator<Item = (Text, Text)>) -> Value {
    let mut array = AssocArray::default();
    for (key, value) in rows {
        array.set(key, Scalar::Text(value));
    }
    Value::Assoc(Rc::new(array))
}
