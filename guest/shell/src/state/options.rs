//! Shell options: `set -o` and `shopt`, each named in one table.

/// The options of a shell, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    set: u64,
    shopt: u64,
}

/// A row of `set -o`.
#[derive(Debug, Clone, Copy)]
pub struct SetOption {
    /// Its name for `set -o`.
    pub name: &'static str,
    /// Its letter, or 0.
    pub letter: u8,
    /// What tells it apart.
    pub id: Set,
}

/// A row of `shopt`.
#[derive(Debug, Clone, Copy)]
pub struct ShoptOption {
    /// Its name.
    pub name: &'static str,
    /// What tells it apart.
    pub id: Shopt,
    /// On in a new shell.
    pub default: bool,
}

macro_rules! set_options {
    ($($id:ident $name:literal $letter:literal;)*) => {
        /// Options of `set`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the names are those of the bash manual, \"The Set Builtin\"")]
        pub enum Set { $($id,)* }
        /// All options of `set`, sorted by name.
        pub const SET_OPTIONS: &[SetOption] = &[$(SetOption { name: $name, letter: $letter, id: Set::$id },)*];
    };
}

macro_rules! shopt_options {
    ($($id:ident $name:literal $default:literal;)*) => {
        /// Options of `shopt`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "the names are those of the bash manual, \"The Shopt Builtin\"")]
        pub enum Shopt { $($id,)* }
        /// All options of `shopt`, in the order in which bash lists them.
        pub const SHOPT_OPTIONS: &[ShoptOption] =
            &[$(ShoptOption { name: $name, id: Shopt::$id, default: $default },)*];
    };
}

set_options! {
    AllExport "allexport" b'a';
    BraceExpand "braceexpand" b'B';
    Emacs "emacs" 0;
    ErrExit "errexit" b'e';
    ErrTrace "errtrace" b'E';
    FuncTrace "functrace" b'T';
    HashAll "hashall" b'h';
    HistExpand "histexpand" b'H';
    History "history" 0;
    IgnoreEof "ignoreeof" 0;
    InteractiveComments "interactive-comments" 0;
    Keyword "keyword" b'k';
    Monitor "monitor" b'm';
    NoClobber "noclobber" b'C';
    NoExec "noexec" b'n';
    NoGlob "noglob" b'f';
    NoLog "nolog" 0;
    Notify "notify" b'b';
    NoUnset "nounset" b'u';
    OneCmd "onecmd" b't';
    Physical "physical" b'P';
    PipeFail "pipefail" 0;
    Posix "posix" 0;
    Privileged "privileged" b'p';
    Verbose "verbose" b'v';
    Vi "vi" 0;
    XTrace "xtrace" b'x';
    Restricted "\u{1}restricted" b'r';
    Interactive "\u{1}interactive" b'i';
    ReadStdin "\u{1}stdin" b's';
    CommandString "\u{1}command" b'c';
}

shopt_options! {
    AutoCd "autocd" false;
    AssocExpandOnce "assoc_expand_once" false;
    CdableVars "cdable_vars" false;
    CdSpell "cdspell" false;
    CheckHash "checkhash" false;
    CheckJobs "checkjobs" false;
    CheckWinSize "checkwinsize" true;
    CmdHist "cmdhist" true;
    Compat31 "compat31" false;
    Compat32 "compat32" false;
    Compat40 "compat40" false;
    Compat41 "compat41" false;
    Compat42 "compat42" false;
    Compat43 "compat43" false;
    Compat44 "compat44" false;
    CompleteFullQuote "complete_fullquote" true;
    DirExpand "direxpand" false;
    DirSpell "dirspell" false;
    DotGlob "dotglob" false;
    ExecFail "execfail" false;
    ExpandAliases "expand_aliases" false;
    ExtDebug "extdebug" false;
    ExtGlob "extglob" false;
    ExtQuote "extquote" true;
    FailGlob "failglob" false;
    ForceFignore "force_fignore" true;
    GlobAsciiRanges "globasciiranges" true;
    GlobSkipDots "globskipdots" true;
    GlobStar "globstar" false;
    GnuErrFmt "gnu_errfmt" false;
    HistAppend "histappend" false;
    HistReEdit "histreedit" false;
    HistVerify "histverify" false;
    HostComplete "hostcomplete" true;
    HupOnExit "huponexit" false;
    InheritErrExit "inherit_errexit" false;
    InteractiveComments "interactive_comments" true;
    LastPipe "lastpipe" false;
    LitHist "lithist" false;
    LocalVarInherit "localvar_inherit" false;
    LocalVarUnset "localvar_unset" false;
    LoginShell "login_shell" false;
    MailWarn "mailwarn" false;
    NoEmptyCmdCompletion "no_empty_cmd_completion" false;
    NoCaseGlob "nocaseglob" false;
    NoCaseMatch "nocasematch" false;
    NoExpandTranslation "noexpand_translation" false;
    NullGlob "nullglob" false;
    PatSubReplacement "patsub_replacement" true;
    ProgComp "progcomp" true;
    ProgCompAlias "progcomp_alias" false;
    PromptVars "promptvars" true;
    RestrictedShell "restricted_shell" false;
    ShiftVerbose "shift_verbose" false;
    SourcePath "sourcepath" true;
    VarRedirClose "varredir_close" false;
    XpgEcho "xpg_echo" false;
}

/// The level of the bash that is the reference: 5.2.
pub const CURRENT_LEVEL: u8 = 52;

/// The `compat` options and their levels, of which one is in force.
pub const COMPAT: [(i64, Shopt); 7] = [
    (31, Shopt::Compat31),
    (32, Shopt::Compat32),
    (40, Shopt::Compat40),
    (41, Shopt::Compat41),
    (42, Shopt::Compat42),
    (43, Shopt::Compat43),
    (44, Shopt::Compat44),
];

impl Default for Options {
    fn default() -> Self {
        let mut options = Options { set: 0, shopt: 0 };
        for id in [Set::BraceExpand, Set::HashAll, Set::InteractiveComments] {
            options.set(id, true);
        }
        for row in SHOPT_OPTIONS {
            options.set_shopt(row.id, row.default);
        }
        options
    }
}

impl Options {
    /// Whether commands are traced, or not carried out.
    #[inline]
    pub const fn is_watched(self) -> bool {
        self.set & (1 << Set::XTrace as u64 | 1 << Set::NoExec as u64) != 0
    }

    /// Whether a `set` option is on.
    #[inline]
    pub const fn has(self, id: Set) -> bool {
        self.set & (1 << id as u64) != 0
    }

    /// Whether a `shopt` option is on.
    #[inline]
    pub const fn shopt(self, id: Shopt) -> bool {
        self.shopt & (1 << id as u64) != 0
    }

    /// Turns a `set` option on or off.
    pub fn set(&mut self, id: Set, on: bool) {
        let bit = 1 << id as u64;
        self.set = if on { self.set | bit } else { self.set & !bit };
    }

    /// Turns POSIX mode on or off, with the options that go with it.
    pub fn set_posix(&mut self, on: bool) {
        self.set(Set::Posix, on);
        if on {
            for id in [Shopt::SourcePath, Shopt::InteractiveComments, Shopt::InheritErrExit] {
                self.set_shopt(id, true);
            }
        }
        self.set_shopt(Shopt::ExpandAliases, on || self.has(Set::Interactive));
        self.set_shopt(Shopt::ShiftVerbose, on);
    }

    /// Turns on the `compat` option of a level, if it has one, and the others off.
    pub fn set_compat(&mut self, level: i64) {
        for (known, id) in COMPAT {
            self.set_shopt(id, known == level);
        }
    }

    /// Turns a `shopt` option on or off.
    pub fn set_shopt(&mut self, id: Shopt, on: bool) {
        let bit = 1 << id as u64;
        self.shopt = if on { self.shopt | bit } else { self.shopt & !bit };
    }

    /// The letters of `$-`, in bash's order.
    pub fn letters(self) -> String {
        let mut rows: Vec<u8> = SET_OPTIONS
            .iter()
            .filter(|row| row.letter != 0 && self.has(row.id))
            .map(|row| row.letter)
            .collect();
        let place = |letter: &u8| b"abefhikmnprtuvxBCEHPTcs".iter().position(|known| known == letter);
        rows.sort_by_key(place);
        String::from_utf8(rows).unwrap_or_default()
    }

    /// The value of `SHELLOPTS`.
    pub fn shellopts(self) -> String {
        let on = visible().filter(|row| self.has(row.id)).map(|row| row.name);
        on.collect::<Vec<_>>().join(":")
    }

    /// The value of `BASHOPTS`.
    pub fn bashopts(self) -> String {
        let on = SHOPT_OPTIONS.iter().filter(|row| self.shopt(row.id)).map(|row| row.name);
        on.collect::<Vec<_>>().join(":")
    }

    /// The raw bits, for a snapshot.
    pub fn bits(self) -> (u64, u64) {
        (self.set, self.shopt)
    }

    /// The options of a snapshot.
    pub fn from_bits(bits: (u64, u64)) -> Self {
        Options { set: bits.0, shopt: bits.1 }
    }
}

/// The rows that `set -o` lists.
pub fn visible() -> impl Iterator<Item = &'static SetOption> {
    SET_OPTIONS.iter().filter(|row| !row.name.starts_with('\u{1}'))
}

/// The `set` option of a name.
pub fn set_by_name(name: &[u8]) -> Option<Set> {
    visible().find(|row| row.name.as_bytes() == name).map(|row| row.id)
}

/// The `set` option of a letter.
pub fn set_by_letter(letter: u8) -> Option<Set> {
    let known = SET_OPTIONS.iter().filter(|row| !row.name.starts_with('\u{1}') || row.id == Set::Restricted);
    known.into_iter().find(|row| row.letter == letter).map(|row| row.id)
}

/// The `shopt` option of a name.
pub fn shopt_by_name(name: &[u8]) -> Option<Shopt> {
    SHOPT_OPTIONS.iter().find(|row| row.name.as_bytes() == name).map(|row| row.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_fit() {
        assert!(SHOPT_OPTIONS.len() <= 64 && SET_OPTIONS.len() <= 64);
        assert_eq!(Options::default().letters(), "hB");
        assert_eq!(Options::default().shellopts(), "braceexpand:hashall:interactive-comments");
    }
}
