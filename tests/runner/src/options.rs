//! The command line of `bashwit-native`: a few options of the `bashwit` command, then what to run.

use std::path::PathBuf;

/// What to run, and on which files.
#[derive(Debug, Default)]
pub struct Options {
    /// `--mount HOST:GUEST[:ro]`, `--overlay HOST:GUEST`.
    pub mounts: Vec<Mount>,
    /// `--env NAME=VALUE`, on top of what is there without.
    pub env: Vec<(String, String)>,
    /// `--cwd DIRECTORY`
    pub cwd: Option<String>,
    /// The text of `-c`.
    pub command: Option<String>,
    /// A file, or the name and arguments of a `-c` text.
    pub operands: Vec<String>,
}

/// How a directory of the machine is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Write,
    Read,
    /// Changes stay in memory.
    Overlay,
}

/// A directory of the machine in the tree of the script.
#[derive(Debug)]
pub struct Mount {
    pub host: PathBuf,
    pub guest: String,
    pub access: Access,
}

impl Options {
    pub fn parse(args: impl Iterator<Item = String>) -> Result<Options, String> {
        let mut options = Options::default();
        let mut args = args.peekable();
        while let Some(option) = args.next_if(|arg| arg.starts_with('-') && arg != "-") {
            let mut value = || args.next().ok_or_else(|| format!("{option}: it needs a value"));
            match option.as_str() {
                "-c" => {
                    options.command = Some(value()?);
                    break;
                }
                "--" => break,
                "--mount" => options.mounts.push(Mount::parse(&value()?, Access::Write)?),
                "--overlay" => options.mounts.push(Mount::parse(&value()?, Access::Overlay)?),
                "--cwd" => options.cwd = Some(value()?),
                "--env" => {
                    let value = value()?;
                    let pair = value.split_once('=').ok_or("--env: it has the form NAME=VALUE")?;
                    options.env.push((pair.0.to_owned(), pair.1.to_owned()));
                }
                _ => return Err(format!("{option}: no such option")),
            }
        }
        options.operands = args.collect();
        Ok(options)
    }
}

impl Mount {
    fn parse(text: &str, access: Access) -> Result<Mount, String> {
        let (text, access) = match text.strip_suffix(":ro") {
            Some(rest) if access == Access::Write => (rest, Access::Read),
            _ => (text, access),
        };
        match text.rsplit_once(':') {
            Some((host, guest)) if !host.is_empty() && guest.starts_with('/') => {
                Ok(Mount { host: host.into(), guest: guest.to_owned(), access })
            }
            _ => Err(format!("{text}: it has the form HOST:/GUEST")),
        }
    }
}
