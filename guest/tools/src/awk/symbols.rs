//! The names of a program: which variables there are and which of them are arrays.

use super::ast::Var;

/// Variables that mean something, by their place among the global ones.
macro_rules! slots {
    ($($name:ident),*) => {
        /// The places of variables with a meaning.
        #[expect(clippy::upper_case_acronyms, reason = "the names of the variables")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum Slot { $($name),* }
        /// The names, in the order of their places.
        pub(super) const NAMES: &[&str] = &[$(stringify!($name)),*];
        $(pub(super) const $name: u32 = Slot::$name as u32;)*
    };
}

slots!(
    NF, NR, FNR, FS, OFS, ORS, RS, SUBSEP, CONVFMT, OFMT, IGNORECASE, FILENAME, RSTART, RLENGTH, RT, ENVIRON,
    ARGC, ARGV, PROCINFO
);

/// Reading a variable below this place takes more than to look it up.
pub(super) const COMPUTED: u32 = FS;
/// Setting a variable below this place has effects.
pub(super) const SPECIAL: u32 = FILENAME;

/// What a variable is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    #[default]
    Unknown,
    Scalar,
    Array,
}

/// A bare name as an argument of a call: both are arrays, or neither is.
#[derive(Debug, Clone, Copy)]
struct Link {
    /// The function that the name stands in.
    within: Option<u32>,
    var: Var,
    callee: u32,
    param: u32,
}

/// All variables of a program.
#[derive(Debug, Default)]
pub(super) struct Symbols {
    /// The names of the global variables.
    pub names: Vec<Vec<u8>>,
    globals: Vec<Kind>,
    /// For each function, its parameters.
    params: Vec<Vec<Kind>>,
    links: Vec<Link>,
}

impl Symbols {
    pub fn new() -> Self {
        let names: Vec<Vec<u8>> = NAMES.iter().map(|name| name.as_bytes().to_vec()).collect();
        let mut symbols = Symbols { globals: vec![Kind::Scalar; names.len()], names, ..Symbols::default() };
        for array in [ENVIRON, ARGV, PROCINFO] {
            if let Some(kind) = symbols.globals.get_mut(array as usize) {
                *kind = Kind::Array;
            }
        }
        symbols
    }

    /// The global variable of that name.
    pub fn global(&mut self, name: &[u8]) -> u32 {
        if let Some(at) = self.names.iter().position(|known| known == name) {
            return at as u32;
        }
        self.names.push(name.to_vec());
        self.globals.push(Kind::Unknown);
        (self.names.len() - 1) as u32
    }

    fn slot(&mut self, within: Option<u32>, var: Var) -> Option<&mut Kind> {
        match (var, within) {
            (Var::Global(at), _) => self.globals.get_mut(at as usize),
            (Var::Local(at), Some(function)) => self.param(function, at),
            (Var::Local(_), None) => None,
        }
    }

    fn param(&mut self, function: u32, at: u32) -> Option<&mut Kind> {
        let (function, at) = (function as usize, at as usize);
        if self.params.len() <= function {
            self.params.resize_with(function + 1, Vec::new);
        }
        let params = self.params.get_mut(function)?;
        if params.len() <= at {
            params.resize(at + 1, Kind::Unknown);
        }
        params.get_mut(at)
    }

    /// Notes a use. False where the variable is already something else.
    pub fn note(&mut self, within: Option<u32>, var: Var, kind: Kind) -> bool {
        match self.slot(within, var) {
            Some(known @ Kind::Unknown) => {
                *known = kind;
                true
            }
            Some(known) => *known == kind,
            None => true,
        }
    }

    /// Notes that a bare name is an argument.
    pub fn link(&mut self, within: Option<u32>, var: Var, callee: u32, param: usize) {
        self.links.push(Link { within, var, callee, param: param as u32 });
    }

    /// What a variable is.
    pub fn kind(&mut self, within: Option<u32>, var: Var) -> Kind {
        self.slot(within, var).copied().unwrap_or_default()
    }

    /// Carries the kinds along the calls until nothing changes.
    pub fn settle(&mut self) {
        let links = std::mem::take(&mut self.links);
        loop {
            let mut changed = false;
            for link in &links {
                let outer = self.kind(link.within, link.var);
                let inner = self.param(link.callee, link.param).copied().unwrap_or_default();
                if outer == Kind::Array && inner == Kind::Unknown {
                    self.note(Some(link.callee), Var::Local(link.param), Kind::Array);
                    changed = true;
                } else if inner == Kind::Array && outer == Kind::Unknown {
                    self.note(link.within, link.var, Kind::Array);
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// Which parameters of a function are arrays.
    pub fn array_params(&mut self, function: u32, count: usize) -> Vec<bool> {
        (0..count).map(|at| self.kind(Some(function), Var::Local(at as u32)) == Kind::Array).collect()
    }
}
