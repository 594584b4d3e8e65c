//! What follows when certain variables change, and the environment that programs get.

use crate::state::options::{CURRENT_LEVEL, Set, Shopt};
use crate::state::symbol::Symbol;
use crate::state::value::{Attrs, Value};
use crate::vm::Vm;
use std::rc::Rc;

impl Vm {
    /// What has to follow a change of a hooked variable.
    pub(crate) fn hook(&mut self, name: Symbol) {
        use crate::state::symbol::known;
        match name {
            known::IFS => self.refresh_ifs(),
            known::PATH => self.state.hash = Rc::default(),
            known::LC_ALL | known::LC_CTYPE | known::LANG => self.refresh_locale(),
            known::OPTIND => {
                let value = self.state.vars.text(name);
                self.getopts_cluster().set_index(value.as_deref());
            }
            known::BASH_XTRACEFD => self.set_trace_fd(),
            known::IGNOREEOF => {
                let on = self.state.vars.text(name).is_some();
                self.state.options.set(Set::IgnoreEof, on);
            }
            known::HISTFILESIZE => self.shorten_history_file(),
            known::BASH_COMPAT => self.set_compatibility(),
            known::POSIXLY_CORRECT => {
                let on = self.state.vars.text(name).is_some();
                if on != self.state.options.has(Set::Posix) {
                    self.state.options.set_posix(on);
                }
            }
            known::GLOBIGNORE => {
                // An empty value leaves the option as it is.
                let value = self.state.vars.text(name);
                if value.as_ref().is_none_or(|value| !value.is_empty()) {
                    self.state.options.set_shopt(Shopt::DotGlob, value.is_some());
                }
            }
            _ => {}
        }
    }

    /// `BASH_COMPAT` has changed: one of the `compat` options goes with it.
    fn set_compatibility(&mut self) {
        let value = self.state.vars.text(crate::state::symbol::known::BASH_COMPAT).unwrap_or_default();
        let digits: Vec<u8> = match *value {
            [whole, b'.', part] => vec![whole, part],
            _ => value.to_vec(),
        };
        let level = crate::arith::plain_number(&digits).unwrap_or(-1);
        let known = u8::try_from(level).ok().filter(|level| (31..=CURRENT_LEVEL).contains(level));
        self.state.compat = known.unwrap_or(CURRENT_LEVEL);
        if !value.is_empty() && known.is_none() {
            let message = crate::builtins::word_message(&value, "compatibility value out of range");
            self.report_builtin(b"BASH_COMPAT", message);
        }
        self.state.options.set_compat(level);
    }

    /// Prepares the separators again.
    pub(crate) fn refresh_ifs(&mut self) {
        let value = self.state.vars.text(crate::state::symbol::known::IFS);
        self.state.ifs = Rc::new(crate::state::ifs::Ifs::of(value.as_deref(), self.state.utf8));
    }

    /// Reads the locale again.
    pub(crate) fn refresh_locale(&mut self) {
        use crate::state::symbol::known;
        let value = [known::LC_ALL, known::LC_CTYPE, known::LANG]
            .into_iter()
            .find_map(|name| self.state.vars.text(name).filter(|value| !value.is_empty()));
        let utf8 = match value.as_deref() {
            None => true,
            Some(b"C" | b"POSIX") => false,
            // A locale that there is not changes nothing.
            Some(value) => self.state.utf8 || bashwit_kernel::locale_is_utf8(value),
        };
        if std::mem::replace(&mut self.state.utf8, utf8) != utf8 {
            self.refresh_ifs();
        }
    }

    /// After a scope has ended in which hooked variables were hidden.
    pub(crate) fn refresh_hooks(&mut self) {
        self.refresh_ifs();
        self.refresh_locale();
        let compat = self.state.vars.get(crate::state::symbol::known::BASH_COMPAT).is_some();
        if compat || self.state.compat != CURRENT_LEVEL {
            self.set_compatibility();
        }
    }

    /// The exported variables, as programs get them.
    pub(crate) fn environment(&mut self) -> Rc<bashwit_kernel::Environment> {
        let version = self.state.vars.exports_version();
        // The lists of options change by themselves.
        use crate::state::symbol::known;
        let exported = |name| self.state.vars.get(name).is_some_and(|one| one.attrs.has(Attrs::EXPORT));
        if let Some((made_at, env)) = &self.state.env
            && *made_at == version
            && !exported(known::SHELLOPTS)
            && !exported(known::BASHOPTS)
        {
            return env.clone();
        }
        let dynamic: Vec<Symbol> = self
            .state
            .vars
            .iter()
            .filter(|(_, variable)| variable.attrs.has(Attrs::EXPORT) && variable.attrs.has(Attrs::DYNAMIC))
            .map(|(name, _)| name)
            .collect();
        let values: Vec<_> = dynamic.iter().map(|&name| (name, self.dynamic(name))).collect();
        let symbols = &self.state.symbols;
        let mut env: bashwit_kernel::Environment = self
            .state
            .vars
            .iter()
            .filter(|(_, variable)| variable.attrs.has(Attrs::EXPORT))
            .filter_map(|(name, variable)| match &variable.value {
                Value::Scalar(scalar) => Some((symbols.name(name).to_vec(), scalar.to_text().into_vec())),
                _ => None,
            })
            .collect();
        // A local without the attribute, or without a value, does not hide it from programs.
        for (name, value) in self.state.vars.hidden_exports() {
            let name = symbols.name(name);
            if !env.iter().any(|(known, _)| **known == *name) {
                env.push((name.to_vec(), value.into_vec()));
            }
        }
        for (name, value) in values {
            let name = symbols.name(name);
            env.retain(|(known, _)| **known != *name);
            env.extend(value.map(|value| (name.to_vec(), value.into_vec())));
        }
        for (name, function) in self.state.functions.iter().filter(|(_, function)| function.exported) {
            let mut key = b"BASH_FUNC_".to_vec();
            key.extend_from_slice(&symbols.name(*name));
            key.extend_from_slice(b"%%");
            let text = bashwit_syntax::print::exported_function(&function.def);
            let body = text.iter().position(|&byte| byte == b'(').map_or(&text[..], |at| &text[at..]);
            env.push((key, body.to_vec()));
        }
        env.extend(self.state.foreign.iter().cloned());
        env.sort();
        let env = Rc::new(env);
        self.state.env = Some((version, env.clone()));
        env
    }
}
