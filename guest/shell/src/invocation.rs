//! The command line of `bash` and `sh`: long options first, then letters, then operands.

use crate::state::options::{self, set_by_letter};

/// What follows the message of a wrong option, and stands in `--help`.
const OPTIONS: &str = "GNU long options:
\t--debug
\t--debugger
\t--dump-po-strings
\t--dump-strings
\t--help
\t--init-file
\t--login
\t--noediting
\t--noprofile
\t--norc
\t--posix
\t--pretty-print
\t--rcfile
\t--restricted
\t--verbose
\t--version
Shell options:
\t-ilrsD or -c command or -O shopt_option\t\t(invocation only)
\t-abefhkmnptuvxBCEHPT or -o option
";

/// An option that is turned on or off, in the order of the command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    /// A letter of `set`.
    Letter(u8, bool),
    /// `-o NAME`.
    Set(Vec<u8>, bool),
    /// `-O NAME`.
    Shopt(Vec<u8>, bool),
}

/// What the command line of a shell asks for.
#[derive(Debug, Default)]
pub(crate) struct Invocation {
    pub settings: Vec<Setting>,
    pub command: bool,
    pub stdin: bool,
    pub login: bool,
    pub interactive: bool,
    pub restricted: bool,
    pub debugger: bool,
    /// `-D`: the texts to translate are listed, as a message catalogue if that is asked for.
    pub translatables: Option<Translatables>,
    /// The commands are printed anew, not run.
    pub pretty_print: bool,
    /// No files of login shells are read.
    pub no_profile: bool,
    /// No file of interactive shells is read.
    pub no_rc: bool,
    /// The one that is read instead of `~/.bashrc`.
    pub rc_file: Option<Vec<u8>>,
    pub help: bool,
    pub version: bool,
    /// `-o` and `-O` without a name: the options are to be listed.
    pub listed: Vec<(u8, bool)>,
    pub operands: Vec<Vec<u8>>,
}

/// How texts to translate are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Translatables {
    Plain,
    Catalogue,
}

/// A command line that is refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub message: Vec<u8>,
    /// The options follow the message.
    pub usage: bool,
    pub status: u8,
    pub place: Place,
}

/// What stands between the name of the shell and a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    None,
    /// `line 0: `.
    Line,
    /// The same, and the name of the shell again.
    Builtin,
}

/// How a shell is called.
pub(crate) fn usage(shell_name: &[u8]) -> Vec<u8> {
    let parts: [&[u8]; 6] = [
        b"Usage:\t",
        shell_name,
        b" [GNU long option] [option] ...\n\t",
        shell_name,
        b" [GNU long option] [option] script-file ...\n",
        OPTIONS.as_bytes(),
    ];
    parts.concat()
}

/// Reads the arguments of a shell.
pub(crate) fn parse(args: &[Vec<u8>]) -> Result<Invocation, Refusal> {
    let mut invocation = Invocation::default();
    let mut at = 0;
    while let Some(arg) = args.get(at) {
        if !invocation.long_option(arg, args.get(at + 1), &mut at)? {
            break;
        }
        at += 1;
    }
    while let Some(arg) = args.get(at) {
        at += 1;
        match arg.as_slice() {
            b"--" | b"-" => break,
            [sign @ (b'-' | b'+'), letters @ ..] => {
                for &letter in letters {
                    let on = *sign == b'-';
                    invocation.letter(letter, on, args.get(at), &mut at)?;
                }
            }
            _ => {
                at -= 1;
                break;
            }
        }
    }
    invocation.operands = args.get(at..).unwrap_or_default().to_vec();
    Ok(invocation)
}

impl Invocation {
    /// Takes an option in words, which one dash may stand before too; gives whether it is one.
    fn long_option(&mut self, arg: &[u8], value: Option<&Vec<u8>>, at: &mut usize) -> Result<bool, Refusal> {
        let Some(name) = arg.strip_prefix(b"-") else { return Ok(false) };
        let (name, two_dashes) = name.strip_prefix(b"-").map_or((name, false), |name| (name, true));
        match name {
            b"posix" => self.settings.push(Setting::Set(b"posix".to_vec(), true)),
            b"login" => self.login = true,
            b"norc" => self.no_rc = true,
            b"noprofile" => self.no_profile = true,
            b"verbose" => self.settings.push(Setting::Letter(b'v', true)),
            b"restricted" => self.restricted = true,
            b"debugger" => self.debugger = true,
            b"help" => self.help = true,
            b"version" => self.version = true,
            b"dump-strings" => self.translatables = Some(Translatables::Plain),
            b"dump-po-strings" => self.translatables = Some(Translatables::Catalogue),
            b"pretty-print" => self.pretty_print = true,
            b"debug" | b"noediting" => {}
            b"rcfile" | b"init-file" => {
                let Some(file) = value else {
                    let message = [name, b": option requires an argument"].concat();
                    return Err(Refusal { message, usage: false, status: 2, place: Place::None });
                };
                self.rc_file = Some(file.clone());
                *at += 1;
            }
            _ if two_dashes && !name.is_empty() => return Err(self.invalid(arg)),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Takes one letter; `o` and `O` take the next argument that is not taken yet.
    fn letter(
        &mut self,
        letter: u8,
        on: bool,
        value: Option<&Vec<u8>>,
        at: &mut usize,
    ) -> Result<(), Refusal> {
        match letter {
            b'c' => self.command = true,
            b's' => self.stdin = true,
            b'l' => self.login = true,
            b'i' => self.interactive = on,
            b'r' => self.restricted = on,
            b'D' => self.translatables = Some(Translatables::Plain),
            b'o' | b'O' => match value {
                None => self.listed.push((letter, on)),
                Some(name) => {
                    self.check_name(letter, name)?;
                    let make = if letter == b'o' { Setting::Set } else { Setting::Shopt };
                    self.settings.push(make(name.clone(), on));
                    *at += 1;
                }
            },
            _ if set_by_letter(letter).is_some() => self.settings.push(Setting::Letter(letter, on)),
            _ => return Err(self.invalid(&[if on { b'-' } else { b'+' }, letter])),
        }
        Ok(())
    }

    /// Whether an option of `set` is on at the end of the command line, by its letter and its name.
    fn is_on(&self, letter: u8, name: &[u8]) -> bool {
        let is_on = |setting: &Setting| match setting {
            Setting::Letter(known, on) if *known == letter => Some(*on),
            Setting::Set(known, on) if known == name => Some(*on),
            _ => None,
        };
        self.settings.iter().filter_map(is_on).next_back().unwrap_or(false)
    }

    /// The status where `-c` has no text.
    pub(crate) fn usage_status(&self) -> u8 {
        if self.is_on(b'e', b"errexit") { 1 } else { 2 }
    }

    /// `-p`: what the environment brings is not trusted.
    pub(crate) fn is_privileged(&self) -> bool {
        self.is_on(b'p', b"privileged")
    }

    /// Functions and options of the environment are taken.
    pub(crate) fn trusts_environment(&self) -> bool {
        !self.restricted && !self.is_privileged()
    }

    /// `--posix`.
    pub(crate) fn is_posix(&self) -> bool {
        self.is_on(0, b"posix")
    }

    /// Refuses the name of an option that there is not.
    fn check_name(&self, letter: u8, name: &[u8]) -> Result<(), Refusal> {
        let message: Vec<u8> = match letter {
            b'o' if options::set_by_name(name).is_none() => [name, b": invalid option name"].concat(),
            b'O' if options::shopt_by_name(name).is_none() => [name, b": invalid shell option name"].concat(),
            _ => return Ok(()),
        };
        // A message of the builtin `set` about the shell.
        let kind = if letter == b'o' { Place::Builtin } else { Place::Line };
        Err(Refusal { message, usage: false, status: 2, place: kind })
    }

    /// An option that does not exist. `-e` before it ends the shell at its message.
    fn invalid(&self, option: &[u8]) -> Refusal {
        let exits = self.is_on(b'e', b"errexit");
        let message = [option, b": invalid option"].concat();
        Refusal { message, usage: !exits, status: if exits { 1 } else { 2 }, place: Place::None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Invocation, Refusal> {
        parse(&line.split_whitespace().map(|word| word.as_bytes().to_vec()).collect::<Vec<_>>())
    }

    #[test]
    fn words_come_before_letters() {
        let invocation = read("-norc --login -x -O extglob -- a").unwrap();
        assert!(invocation.no_rc && invocation.login);
        let settings = [Setting::Letter(b'x', true), Setting::Shopt(b"extglob".to_vec(), true)];
        assert_eq!(invocation.settings, settings);
        assert_eq!(invocation.operands, [b"a".to_vec()]);
        let late = read("-x --login").unwrap_err();
        assert_eq!((&late.message[..], late.usage, late.status), (&b"--: invalid option"[..], true, 2));
    }

    #[test]
    fn errexit_ends_a_wrong_command_line() {
        let refusal = read("-eZ").unwrap_err();
        assert_eq!(
            (&refusal.message[..], refusal.usage, refusal.status),
            (&b"-Z: invalid option"[..], false, 1)
        );
    }

    #[test]
    fn names_are_taken_in_order() {
        let invocation = read("-oO pipefail extglob -o").unwrap();
        let settings = [Setting::Set(b"pipefail".to_vec(), true), Setting::Shopt(b"extglob".to_vec(), true)];
        assert_eq!(invocation.settings, settings);
        assert_eq!(invocation.listed, [(b'o', true)]);
    }
}
