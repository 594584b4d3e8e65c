//! The state of a shell process: variables, functions, options, traps. Everything big is
//! shared by `Rc` and copied on write, so that a subshell costs next to nothing.

pub mod completion;
pub mod history;
pub mod ifs;
pub mod options;
pub mod symbol;
pub mod text;
pub mod traps;
pub mod value;
pub mod vars;

use crate::ir::Function;
use bashwit_kernel::{Environment, Pid};
use bashwit_syntax::quote::Charset;
use ifs::Ifs;
use options::{Options, Set};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use symbol::{Symbol, Symbols};
use text::Text;
use traps::{Condition, Traps};
use vars::Vars;

/// The state that a subshell starts with a copy of.
#[derive(Clone)]
pub struct State {
    /// Names.
    pub symbols: Symbols,
    /// Variables and their scopes.
    pub vars: Vars,
    /// Functions by their symbol.
    pub functions: Rc<BTreeMap<Symbol, Rc<Function>>>,
    /// `set -o` and `shopt`.
    pub options: Options,
    /// Aliases.
    pub aliases: Rc<BTreeMap<Text, Rc<[u8]>>>,
    /// Traps.
    pub traps: Rc<Traps>,
    /// `$1` and on.
    pub positional: Rc<Vec<Text>>,
    /// `$0`.
    pub name: Text,
    /// `$?`.
    pub status: u8,
    /// `$!`.
    pub last_background: Option<Pid>,
    /// `$$`.
    pub shell_pid: Pid,
    /// `$BASH_SUBSHELL`.
    pub subshell: u32,
    /// The working directory by the way that led to it, whatever `PWD` says.
    pub directory: Text,
    /// The directory stack below the working directory.
    pub directories: Rc<Vec<Text>>,
    /// Remembered command paths and how often each was used.
    pub hash: Rc<BTreeMap<Text, (Text, u32)>>,
    /// A command path has been remembered, if not for long.
    pub has_hash: bool,
    /// Builtins that `enable -n` has turned off.
    pub disabled: Rc<BTreeSet<&'static str>>,
    /// Limits that `ulimit` has set, by letter: soft and hard.
    pub ulimits: Rc<BTreeMap<u8, (u64, u64)>>,
    /// The separators in force.
    pub ifs: Rc<Ifs>,
    /// The version of bash whose behaviour is asked for (`BASH_COMPAT`), 52 if none is.
    pub compat: u8,
    /// Text is UTF-8.
    pub utf8: bool,
    /// The exported variables as programs get them, with the version they were made at.
    pub env: Option<(u64, Rc<Environment>)>,
    /// What the environment has under names that are none of variables: programs get it too.
    pub foreign: Rc<Environment>,
    /// Monotonic time at which `SECONDS` was 0, in nanoseconds (may lie before the start).
    pub seconds_base: i128,
    /// The state of `RANDOM`.
    pub random: Random,
    /// The descriptor of `BASH_XTRACEFD`.
    pub trace_fd: Option<u32>,
    /// Where `getopts` is within a word of options, one for each `OPTIND` that another one hides,
    /// the visible one last.
    pub getopts_clusters: Vec<crate::builtins::Cluster>,
    /// `$_`.
    pub last_argument: Text,
    /// The number of the command that is read next (`\#` in prompts).
    pub command_number: u32,
    /// Completion specifications (`complete`), by command name.
    pub completions: Rc<BTreeMap<Text, Rc<completion::Completion>>>,
    /// The history list.
    pub history: Rc<history::History>,
}

/// The generator of `RANDOM`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Random {
    /// What the next number is made from.
    pub seed: u32,
    /// The number before, which is not given again.
    pub last: u16,
    /// The process that it was seeded in.
    pub owner: Pid,
}

impl Random {
    /// The next number, by bash's generator (Park and Miller).
    pub fn draw(&mut self, folds: bool) -> u16 {
        loop {
            let seed = if self.seed == 0 { 123_459_876 } else { i64::from(self.seed) };
            let (high, low) = (seed / 127_773, seed % 127_773);
            let next = 16_807 * low - 2_836 * high;
            let next = if next < 0 { next + 0x7fff_ffff } else { next } as u32;
            self.seed = next;
            // Up to 5.0 the upper half went unused.
            let upper = if folds { next >> 16 } else { 0 };
            let number = ((upper ^ (next & 0xffff)) & 0x7fff) as u16;
            if number != self.last {
                self.last = number;
                return number;
            }
        }
    }
}

impl State {
    /// The state of a new shell, without variables from the environment.
    pub fn new(name: Text, shell_pid: Pid) -> Self {
        State {
            symbols: Symbols::new(),
            vars: Vars::default(),
            functions: Rc::default(),
            options: Options::default(),
            aliases: Rc::default(),
            traps: Rc::default(),
            positional: Rc::default(),
            name,
            status: 0,
            last_background: None,
            shell_pid,
            subshell: 0,
            directory: Text::EMPTY,
            directories: Rc::default(),
            hash: Rc::default(),
            has_hash: false,
            disabled: Rc::default(),
            ulimits: Rc::default(),
            ifs: Rc::new(Ifs::new(Some(b" \t\n"))),
            compat: options::CURRENT_LEVEL,
            utf8: true,
            env: None,
            foreign: Rc::default(),
            seconds_base: 0,
            random: Random::default(),
            trace_fd: None,
            getopts_clusters: Vec::new(),
            last_argument: Text::EMPTY,
            command_number: 1,
            completions: Rc::default(),
            history: Rc::default(),
        }
    }

    /// Remembers where a command is, and how often it was used.
    pub fn remember_path(&mut self, name: Text, path: Text, hits: u32) {
        self.has_hash = true;
        Rc::make_mut(&mut self.hash).insert(name, (path, hits));
    }

    /// What bytes beyond ASCII are shown as.
    pub fn charset(&self) -> Charset {
        if self.utf8 { Charset::Utf8 } else { Charset::Ascii }
    }

    /// Whether nothing that a snapshot holds has changed since `before` was cloned from this.
    pub fn is_same(&self, before: &State) -> bool {
        self.vars.is_same(&before.vars)
            && Rc::ptr_eq(&self.functions, &before.functions)
            && Rc::ptr_eq(&self.aliases, &before.aliases)
            && Rc::ptr_eq(&self.traps, &before.traps)
            && Rc::ptr_eq(&self.positional, &before.positional)
            && Rc::ptr_eq(&self.directories, &before.directories)
            && Rc::ptr_eq(&self.completions, &before.completions)
            && Rc::ptr_eq(&self.disabled, &before.disabled)
            && self.options == before.options
    }

    /// Becomes the state of a subshell.
    pub fn enter_subshell(&mut self) {
        self.subshell += 1;
        self.reset_traps();
    }

    /// Resets the traps, but for those that a subshell has too.
    pub fn reset_traps(&mut self) {
        if self.traps.is_empty() {
            return;
        }
        let options = self.options;
        Rc::make_mut(&mut self.traps).enter_subshell(|condition| match condition {
            Condition::Err => options.has(Set::ErrTrace),
            Condition::Debug | Condition::Return => options.has(Set::FuncTrace),
            Condition::Exit | Condition::Signal(_) => false,
        });
    }

    /// The function of a name.
    pub fn function(&self, name: &[u8]) -> Option<Rc<Function>> {
        self.functions.get(&self.symbols.lookup(name)?).cloned()
    }
}
