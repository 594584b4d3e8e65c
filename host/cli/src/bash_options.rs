//! Bash's own command line: clusters of short options, `+o`, `-c` and what follows it. The
//! long options of this command are left for clap.

use crate::options;
use std::ffi::OsString;
use std::path::PathBuf;

/// Where the commands come from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Commands {
    /// `-c TEXT`, in any encoding.
    Text(Vec<u8>),
    /// A file of this machine.
    File(PathBuf),
    /// Standard input.
    #[default]
    Stdin,
}

/// What the command line says about the script.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Invocation {
    pub commands: Commands,
    /// `$0` and the positional parameters.
    pub args: Vec<String>,
    /// Names for `set -o` and `shopt -s`; with `-` in front they are unset.
    pub set: Vec<String>,
    /// `-i`.
    pub interactive: bool,
}

/// The letters of `set`, by name.
const LETTERS: &[(char, &str)] = &[
    ('B', "braceexpand"),
    ('C', "noclobber"),
    ('E', "errtrace"),
    ('H', "histexpand"),
    ('P', "physical"),
    ('T', "functrace"),
    ('a', "allexport"),
    ('b', "notify"),
    ('e', "errexit"),
    ('f', "noglob"),
    ('h', "hashall"),
    ('k', "keyword"),
    ('m', "monitor"),
    ('n', "noexec"),
    ('p', "privileged"),
    ('t', "onecmd"),
    ('u', "nounset"),
    ('v', "verbose"),
    ('x', "xtrace"),
];

/// Bash's long options that ask for nothing here: there are no start-up files.
const IGNORED: &[&str] = &["--login", "--noediting", "--noprofile", "--norc"];

/// Bash's long options that are options of `set`.
const NAMED: &[(&str, &str)] = &[("--posix", "posix"), ("--verbose", "verbose")];

/// Splits the arguments into bash's part and the options for clap.
pub fn split(args: Vec<OsString>) -> Result<(Invocation, Vec<OsString>), String> {
    let mut invocation = Invocation::default();
    let mut long = Vec::new();
    let mut command = false;
    let mut from_stdin = false;
    let mut args = args.into_iter().peekable();
    while let Some(arg) = args.next_if(|arg| arg.len() > 1 && is_option(arg)) {
        let text = arg.to_string_lossy().into_owned();
        if text == "--" {
            break;
        }
        if let Some((_, name)) = NAMED.iter().find(|(option, _)| *option == text) {
            invocation.set.push((*name).into());
        } else if text.starts_with("--") {
            if IGNORED.contains(&text.as_str()) {
                continue;
            }
            let takes_value = options::takes_value(&text);
            long.push(arg);
            long.extend(args.next_if(|_| takes_value));
        } else {
            cluster(&text, &mut args, &mut invocation, &mut command, &mut from_stdin)?;
        }
    }
    // Bash takes a lone `-` as the end of its options.
    args.next_if(|arg| arg == "-");
    operands(args.collect(), command, from_stdin, &mut invocation)?;
    Ok((invocation, long))
}

fn is_option(arg: &OsString) -> bool {
    matches!(arg.as_encoded_bytes().first(), Some(b'-' | b'+'))
}

/// One argument such as `-euo`; its `o` and `O` take the arguments that follow, in order.
fn cluster(
    text: &str,
    args: &mut impl Iterator<Item = OsString>,
    invocation: &mut Invocation,
    command: &mut bool,
    from_stdin: &mut bool,
) -> Result<(), String> {
    let sign = if text.starts_with('+') { "-" } else { "" };
    for letter in text.chars().skip(1) {
        match letter {
            'c' if sign.is_empty() => *command = true,
            's' if sign.is_empty() => *from_stdin = true,
            'i' if sign.is_empty() => invocation.interactive = true,
            'l' if sign.is_empty() => {}
            'o' | 'O' => {
                let first = text.chars().next().unwrap_or('-');
                let name =
                    args.next().ok_or_else(|| format!("{first}{letter}: option requires an argument"))?;
                invocation.set.push(format!("{sign}{}", name.to_string_lossy()));
            }
            _ => match LETTERS.iter().find(|(known, _)| *known == letter) {
                Some((_, name)) => invocation.set.push(format!("{sign}{name}")),
                None => {
                    let first = text.chars().next().unwrap_or('-');
                    return Err(format!("{first}{letter}: invalid option"));
                }
            },
        }
    }
    Ok(())
}

/// What follows the options.
fn operands(
    rest: Vec<OsString>,
    command: bool,
    from_stdin: bool,
    invocation: &mut Invocation,
) -> Result<(), String> {
    let mut rest = rest.into_iter();
    let mut name = "bash".to_owned();
    if command {
        let text = rest.next().ok_or("-c: option requires an argument")?;
        invocation.commands = Commands::Text(text.into_encoded_bytes());
        if let Some(given) = rest.next() {
            name = argument(given)?;
        }
    } else if !from_stdin && let Some(file) = rest.next() {
        name = argument(file.clone())?;
        invocation.commands = Commands::File(file.into());
    }
    invocation.args.push(name);
    for arg in rest {
        invocation.args.push(argument(arg)?);
    }
    Ok(())
}

fn argument(arg: OsString) -> Result<String, String> {
    arg.into_string().map_err(|arg| format!("{}: argument is not valid UTF-8", arg.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<(Invocation, Vec<String>), String> {
        let (invocation, long) = split(line.split_whitespace().map(OsString::from).collect())?;
        Ok((invocation, long.into_iter().map(|arg| arg.into_string().unwrap()).collect()))
    }

    #[test]
    fn operands_after_the_options() {
        use Commands::*;
        for (line, commands, args) in [
            ("", Stdin, &["bash"][..]),
            ("-", Stdin, &["bash"]),
            ("-c true", Text(b"true".to_vec()), &["bash"]),
            ("-c true name a -b", Text(b"true".to_vec()), &["name", "a", "-b"]),
            ("-ec true", Text(b"true".to_vec()), &["bash"]),
            ("-c -- -x", Text(b"-x".to_vec()), &["bash"]),
            ("-c -e true", Text(b"true".to_vec()), &["bash"]),
            ("script a", File("script".into()), &["script", "a"]),
            ("-x -- -script", File("-script".into()), &["-script"]),
            ("- script", File("script".into()), &["script"]),
            ("-s a b", Stdin, &["bash", "a", "b"]),
            ("--cwd /tmp --timeout=5 f --cwd", File("f".into()), &["f", "--cwd"]),
        ] {
            let (invocation, _) = parse(line).unwrap();
            assert_eq!(
                (invocation.commands, &invocation.args[..]),
                (commands, &args.map_strings()[..]),
                "{line}"
            );
        }
    }

    trait MapStrings {
        fn map_strings(&self) -> Vec<String>;
    }

    impl MapStrings for &[&str] {
        fn map_strings(&self) -> Vec<String> {
            self.iter().map(|text| (*text).to_owned()).collect()
        }
    }

    #[test]
    fn options_of_set() {
        for (line, set) in [
            ("-eux f", &["errexit", "nounset", "xtrace"][..]),
            ("-eo pipefail f", &["errexit", "pipefail"]),
            ("+e +o posix -O extglob +O nullglob f", &["-errexit", "-posix", "extglob", "-nullglob"]),
            ("-oO pipefail extglob f", &["pipefail", "extglob"]),
            ("--posix --norc -l f", &["posix"]),
        ] {
            let (invocation, _) = parse(line).unwrap();
            assert_eq!(invocation.set, set.map_strings(), "{line}");
            assert_eq!(invocation.commands, Commands::File("f".into()), "{line}");
        }
        assert!(parse("-i").unwrap().0.interactive);
    }

    #[test]
    fn long_options_go_to_clap() {
        let (invocation, long) = parse("-e --cwd /tmp --timeout=5 --env A=b -c x").unwrap();
        assert_eq!(long, ["--cwd", "/tmp", "--timeout=5", "--env", "A=b"]);
        assert_eq!(invocation.commands, Commands::Text(b"x".to_vec()));
    }

    #[test]
    fn wrong_usage() {
        for (line, message) in [
            ("-c", "-c: option requires an argument"),
            ("-Z f", "-Z: invalid option"),
            ("+c f", "+c: invalid option"),
            ("-o", "-o: option requires an argument"),
            ("+O", "+O: option requires an argument"),
        ] {
            assert_eq!(parse(line).unwrap_err(), message, "{line}");
        }
    }
}
