//! Names of variables and functions as small numbers, so that a look-up is an index.

use foldhash::fast::RandomState;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// A name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol(pub u32);

/// All names that a session has seen; shared by its processes.
#[derive(Debug, Clone, Default)]
pub struct Symbols(Rc<RefCell<Table>>);

#[derive(Debug)]
struct Table {
    /// Those of the well-known are made when first asked for.
    names: Vec<Option<Rc<[u8]>>>,
    /// All but the well-known.
    numbers: HashMap<Rc<[u8]>, u32, RandomState>,
    /// Second symbols of names.
    twins: HashMap<Symbol, Symbol, RandomState>,
}

impl Default for Table {
    fn default() -> Self {
        Table {
            names: vec![None; known::NAMES.len()],
            numbers: HashMap::default(),
            twins: HashMap::default(),
        }
    }
}

impl Symbols {
    /// A table with the well-known names.
    pub fn new() -> Self {
        Self::default()
    }

    /// The symbol of a name, made if it is new.
    pub fn intern(&self, name: &[u8]) -> Symbol {
        if let Some(symbol) = well_known(name) {
            return symbol;
        }
        let mut table = self.0.borrow_mut();
        if let Some(&number) = table.numbers.get(name) {
            return Symbol(number);
        }
        let number = table.names.len() as u32;
        let name: Rc<[u8]> = name.into();
        table.names.push(Some(name.clone()));
        table.numbers.insert(name, number);
        Symbol(number)
    }

    /// A second symbol of the same name: no text leads to it.
    pub fn twin(&self, symbol: Symbol) -> Symbol {
        let name = self.name(symbol);
        let mut table = self.0.borrow_mut();
        let number = table.names.len() as u32;
        let twin = *table.twins.entry(symbol).or_insert(Symbol(number));
        if twin.0 == number {
            table.names.push(Some(name));
        }
        twin
    }

    /// The symbol of a name that has been seen.
    pub fn lookup(&self, name: &[u8]) -> Option<Symbol> {
        well_known(name).or_else(|| self.0.borrow().numbers.get(name).copied().map(Symbol))
    }

    /// The name of a symbol.
    pub fn name(&self, symbol: Symbol) -> Rc<[u8]> {
        let place = symbol.0 as usize;
        match self.0.borrow_mut().names.get_mut(place) {
            Some(name) => {
                let known = || known::NAMES.get(place).map_or(&b""[..], |name| name.as_bytes()).into();
                name.get_or_insert_with(known).clone()
            }
            None => Rc::from(&b""[..]),
        }
    }
}

/// The numbers of the well-known names, in the order of these.
const SORTED: [u8; known::NAMES.len()] = {
    let mut sorted = [0; known::NAMES.len()];
    let mut count = 0;
    while count < sorted.len() {
        let mut at = count;
        while at > 0 && is_less(known::NAMES[count], known::NAMES[sorted[at - 1] as usize]) {
            sorted[at] = sorted[at - 1];
            at -= 1;
        }
        sorted[at] = count as u8;
        count += 1;
    }
    sorted
};

const fn is_less(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut at = 0;
    while at < left.len() && at < right.len() {
        if left[at] != right[at] {
            return left[at] < right[at];
        }
        at += 1;
    }
    left.len() < right.len()
}

fn well_known(name: &[u8]) -> Option<Symbol> {
    // All are in upper case but `_`.
    if !name.first().is_some_and(|byte| byte.is_ascii_uppercase() || *byte == b'_') {
        return None;
    }
    let found = SORTED.binary_search_by(|&number| known::NAMES[usize::from(number)].as_bytes().cmp(name));
    found.ok().map(|place| Symbol(u32::from(SORTED[place])))
}

macro_rules! well_known {
    ($($number:literal $constant:ident $name:literal;)*) => {
        /// Symbols of names that the shell itself reads: interned first, so that they are constants.
        #[expect(missing_docs, reason = "the names are those of the bash manual, \"Shell Variables\"")]
        pub mod known {
            use super::Symbol;
            use crate::state::value::Attrs;
            $(pub const $constant: Symbol = Symbol($number);)*
            /// The attributes that a variable of this name has from the start.
            pub fn attributes(name: Symbol) -> Attrs {
                match name {
                    IFS | PATH | OPTIND | BASH_COMPAT | BASH_XTRACEFD | GLOBIGNORE | HISTFILESIZE | IGNOREEOF | LANG | LC_ALL | LC_CTYPE
                    | POSIXLY_CORRECT => Attrs::HOOKED,
                    _ => Attrs::NONE,
                }
            }
            /// In the order of their numbers.
            pub const NAMES: &[&str] = &[$($name),*];
        }
    };
}

well_known! {
    0 IFS "IFS";
    1 PATH "PATH";
    2 HOME "HOME";
    3 PWD "PWD";
    4 OLDPWD "OLDPWD";
    5 LINENO "LINENO";
    6 RANDOM "RANDOM";
    7 SECONDS "SECONDS";
    8 REPLY "REPLY";
    9 OPTIND "OPTIND";
    10 OPTARG "OPTARG";
    11 OPTERR "OPTERR";
    12 PIPESTATUS "PIPESTATUS";
    13 BASH_REMATCH "BASH_REMATCH";
    14 FUNCNAME "FUNCNAME";
    15 BASH_SOURCE "BASH_SOURCE";
    16 BASH_LINENO "BASH_LINENO";
    17 BASHPID "BASHPID";
    18 BASH_SUBSHELL "BASH_SUBSHELL";
    19 EPOCHSECONDS "EPOCHSECONDS";
    20 EPOCHREALTIME "EPOCHREALTIME";
    21 SRANDOM "SRANDOM";
    22 PS1 "PS1";
    23 PS2 "PS2";
    24 PS3 "PS3";
    25 PS4 "PS4";
    26 SHELLOPTS "SHELLOPTS";
    27 BASHOPTS "BASHOPTS";
    28 BASH_COMMAND "BASH_COMMAND";
    29 DIRSTACK "DIRSTACK";
    30 GLOBIGNORE "GLOBIGNORE";
    31 LC_ALL "LC_ALL";
    32 LC_CTYPE "LC_CTYPE";
    33 LANG "LANG";
    34 MAPFILE "MAPFILE";
    35 COPROC "COPROC";
    36 UID "UID";
    37 EUID "EUID";
    38 PPID "PPID";
    39 GROUPS "GROUPS";
    40 BASH "BASH";
    41 BASH_VERSION "BASH_VERSION";
    42 BASH_VERSINFO "BASH_VERSINFO";
    43 SHLVL "SHLVL";
    44 BASH_ENV "BASH_ENV";
    45 BASH_EXECUTION_STRING "BASH_EXECUTION_STRING";
    46 TIMEFORMAT "TIMEFORMAT";
    47 TMOUT "TMOUT";
    48 CDPATH "CDPATH";
    49 POSIXLY_CORRECT "POSIXLY_CORRECT";
    50 FUNCNEST "FUNCNEST";
    51 BASH_XTRACEFD "BASH_XTRACEFD";
    52 HOSTNAME "HOSTNAME";
    53 HISTCMD "HISTCMD";
    54 BASH_ARGV0 "BASH_ARGV0";
    55 LC_COLLATE "LC_COLLATE";
    56 BASH_ALIASES "BASH_ALIASES";
    57 BASH_CMDS "BASH_CMDS";
    58 EXECIGNORE "EXECIGNORE";
    59 BASH_ARGC "BASH_ARGC";
    60 BASH_ARGV "BASH_ARGV";
    61 UNDERSCORE "_";
    62 PROMPT_COMMAND "PROMPT_COMMAND";
    63 IGNOREEOF "IGNOREEOF";
    64 COMP_WORDBREAKS "COMP_WORDBREAKS";
    65 HOSTTYPE "HOSTTYPE";
    66 OSTYPE "OSTYPE";
    67 MACHTYPE "MACHTYPE";
    68 COPROC_PID "COPROC_PID";
    69 BASH_MONOSECONDS "BASH_MONOSECONDS";
    70 COLUMNS "COLUMNS";
    71 PROMPT_DIRTRIM "PROMPT_DIRTRIM";
    72 BASH_COMPAT "BASH_COMPAT";
    73 HISTFILESIZE "HISTFILESIZE";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_known_numbers_are_their_places() {
        let symbols = Symbols::new();
        assert_eq!(symbols.lookup(b"IFS"), Some(known::IFS));
        assert_eq!(symbols.lookup(b"MACHTYPE"), Some(known::MACHTYPE));
        assert_eq!(&*symbols.name(known::UNDERSCORE), b"_");
        assert_eq!(symbols.lookup(b"nope"), None);
        for (number, name) in known::NAMES.iter().enumerate() {
            assert_eq!(symbols.intern(name.as_bytes()), Symbol(number as u32), "{name}");
        }
        let new = symbols.intern(b"nope");
        assert_eq!((symbols.lookup(b"nope"), &*symbols.name(new)), (Some(new), &b"nope"[..]));
    }
}
