//! The options that bash does not have, and all of `--help`.

use clap::{CommandFactory, Parser};
use std::path::PathBuf;
use std::time::Duration;

/// Bash in a sandbox: scripts see files of their own, and nothing of this machine but what is
/// mounted.
#[derive(Parser, Debug)]
#[command(
    name = "bashwit",
    version,
    override_usage = "bashwit [OPTIONS] [-c SCRIPT [NAME [ARG]...] | FILE [ARG]... | -s [ARG]...]",
    after_help = "\
Options of bash:
  -c                Take the script from the first operand
  -s                Take commands from standard input
  -i                Interactive
  -o, +o NAME       Set or unset an option of `set`
  -O, +O NAME       Set or unset an option of `shopt`
  -abefhkmnptuvxBCEHPT
                    As for `set`; with + they are unset

Exit status: the script's; 2 for wrong usage, 124 when --timeout is over, 125 for other limits \
and failures, 126 and 127 when FILE cannot be read or is missing."
)]
pub struct Options {
    /// Show the directory HOST as GUEST; with `:ro` it cannot be changed
    #[arg(long, value_name = "HOST:GUEST[:ro]", value_parser = mount)]
    pub mount: Vec<Mount>,
    /// Show the directory HOST as GUEST and keep changes in memory
    #[arg(long, value_name = "HOST:GUEST", value_parser = mount)]
    pub overlay: Vec<Mount>,
    /// Set an environment variable
    #[arg(long, value_name = "NAME=VALUE", value_parser = variable)]
    pub env: Vec<(String, String)>,
    /// Start in this directory instead of the home directory
    #[arg(long, value_name = "DIRECTORY")]
    pub cwd: Option<String>,
    /// What the script is called, in `$0` and in messages, instead of FILE
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The name of the user
    #[arg(long, value_name = "NAME", default_value = "user")]
    pub user: String,
    /// The name of the machine
    #[arg(long, value_name = "NAME", default_value = "bashwit")]
    pub hostname: String,
    /// Stop after this time, such as 10, 1.5s, 200ms or 2m
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub timeout: Option<Duration>,
    /// Memory for the interpreter, such as 64M
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "512M")]
    pub max_memory: u64,
    /// Simple commands that may run
    #[arg(long, value_name = "COUNT")]
    pub max_commands: Option<u64>,
    /// Rounds of all loops together
    #[arg(long, value_name = "COUNT")]
    pub max_loops: Option<u64>,
    /// Function calls inside one another
    #[arg(long, value_name = "COUNT")]
    pub max_depth: Option<u32>,
    /// Bytes of output
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_output: Option<u64>,
    /// Bytes of one script
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub max_source: Option<u64>,
    /// Processes alive at once
    #[arg(long, value_name = "COUNT", default_value = "4096")]
    pub max_processes: u32,
    /// Files and directories, those of mounts not counted
    #[arg(long, value_name = "COUNT", default_value = "1000000")]
    pub max_files: u64,
    /// Bytes in all files, those of mounts not counted
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "1G")]
    pub max_file_bytes: u64,
    /// Make $RANDOM the same each time
    #[arg(long, value_name = "NUMBER")]
    pub seed: Option<u64>,
    /// Compile the interpreter anew instead of keeping compiled code in the cache folder
    #[arg(long)]
    pub no_cache: bool,
}

/// A directory of the machine in the tree of the script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    pub host: PathBuf,
    pub guest: String,
    pub read_only: bool,
}

/// Whether the argument after a long option belongs to it.
pub fn takes_value(option: &str) -> bool {
    let Some(name) = option.strip_prefix("--").filter(|name| !name.contains('=')) else { return false };
    let command = Options::command();
    command.get_arguments().any(|arg| arg.get_long() == Some(name) && arg.get_action().takes_values())
}

fn mount(text: &str) -> Result<Mount, String> {
    let (text, read_only) = match text.strip_suffix(":ro") {
        Some(rest) => (rest, true),
        None => (text.strip_suffix(":rw").unwrap_or(text), false),
    };
    // From the right: a Windows path has a colon of its own.
    match text.rsplit_once(':') {
        Some((host, guest)) if !host.is_empty() && guest.starts_with('/') => {
            Ok(Mount { host: host.into(), guest: guest.into(), read_only })
        }
        _ => Err("it has the form HOST:/GUEST".into()),
    }
}

fn variable(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("it has the form NAME=VALUE")?;
    Ok((name.into(), value.into()))
}

/// A number with an optional K, M, G or T (powers of 1024).
fn size(text: &str) -> Result<u64, String> {
    let letters = text.trim_end_matches(['B', 'b']).trim_end_matches(['i']);
    let digits = letters.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let shift = match letters.get(digits.len()..).unwrap_or_default().to_ascii_uppercase().as_str() {
        "" => 0,
        "K" => 10,
        "M" => 20,
        "G" => 30,
        "T" => 40,
        _ => return Err("a size is a number with K, M, G or T".into()),
    };
    let number: u64 = digits.parse().map_err(|_| "a size is a number with K, M, G or T")?;
    number.checked_mul(1 << shift).ok_or_else(|| "too large".into())
}

/// Seconds, or a number with ms, s, m or h.
fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = match text.get(digits.len()..).unwrap_or_default() {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" => 60.0,
        "h" => 3600.0,
        _ => return Err("a time is a number with ms, s, m or h".into()),
    };
    let number: f64 = digits.parse().map_err(|_| "a time is a number with ms, s, m or h")?;
    Duration::try_from_secs_f64(number * unit).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_declaration_is_sound() {
        Options::command().debug_assert();
        assert!(takes_value("--cwd") && !takes_value("--cwd=x"));
        assert!(!takes_value("--no-cache") && !takes_value("--nosuch"));
    }

    #[test]
    fn values() {
        for (text, bytes) in [("0", Some(0)), ("12", Some(12)), ("2K", Some(2048)), ("3MiB", Some(3 << 20))] {
            assert_eq!(size(text).ok(), bytes, "{text}");
        }
        for text in ["", "K", "-1", "1X", "99999999999999T"] {
            assert!(size(text).is_err(), "{text}");
        }
        for (text, millis) in
            [("1", 1000), ("1.5s", 1500), ("200ms", 200), ("2m", 120_000), ("1h", 3_600_000)]
        {
            assert_eq!(duration(text).unwrap().as_millis(), millis, "{text}");
        }
        for text in ["", "s", "-1", "1d"] {
            assert!(duration(text).is_err(), "{text}");
        }
        let expected = Mount { host: "/a".into(), guest: "/b".into(), read_only: true };
        assert_eq!(mount("/a:/b:ro"), Ok(expected));
        assert!(mount("/a").is_err() && mount("/a:b").is_err() && mount(":/b").is_err());
        assert_eq!(variable("A=b=c"), Ok(("A".into(), "b=c".into())));
    }
}
