//! `env -S`: one string becomes several arguments, with quotes, escapes and `${NAME}`.

use super::fail;
use bashwit_args::Stop;
use bashwit_kernel::Context;

/// The arguments with each `-S STRING` replaced by what it stands for. Options end at the
/// first operand, and so does this.
pub(super) fn expand(args: &[Vec<u8>], context: &Context) -> Result<Vec<Vec<u8>>, Stop> {
    let mut done: Vec<Vec<u8>> = Vec::new();
    let mut rest: Vec<Vec<u8>> = args.iter().rev().cloned().collect();
    while let Some(arg) = rest.pop() {
        let (flags, string) = match split_option(&arg) {
            Found::None => {
                done.push(arg);
                continue;
            }
            Found::Operand => {
                done.push(arg);
                break;
            }
            // Its value is the next argument.
            Found::Value => {
                done.push(arg);
                done.extend(rest.pop());
                continue;
            }
            Found::Split(flags, Some(string)) => (flags, string),
            Found::Split(flags, None) => match rest.pop() {
                Some(string) => (flags, string),
                None => {
                    done.push(arg);
                    break;
                }
            },
        };
        done.extend(flags);
        // What comes out may begin with options, and hold -S again: it only gets shorter.
        let words = words(&string, context)?;
        rest.extend(words.into_iter().rev());
    }
    rest.reverse();
    done.extend(rest);
    Ok(done)
}

enum Found {
    /// Another option.
    None,
    /// An option whose value comes next.
    Value,
    Operand,
    /// `-S`: the options before it in the cluster, and its string if attached.
    Split(Option<Vec<u8>>, Option<Vec<u8>>),
}

fn split_option(arg: &[u8]) -> Found {
    if let Some(long) = arg.strip_prefix(b"--") {
        let (name, value) = match memchr::memchr(b'=', long) {
            Some(at) => (long.get(..at).unwrap_or_default(), long.get(at + 1..)),
            None => (long, None),
        };
        return match name {
            b"" => Found::Operand,
            _ if b"split-string".starts_with(name) => Found::Split(None, value.map(<[u8]>::to_vec)),
            _ if (b"unset".starts_with(name) || b"chdir".starts_with(name)) && value.is_none() => {
                Found::Value
            }
            _ => Found::None,
        };
    }
    let Some(cluster) = arg.strip_prefix(b"-").filter(|cluster| !cluster.is_empty()) else {
        return Found::Operand;
    };
    for (index, letter) in cluster.iter().enumerate() {
        let after = cluster.get(index + 1..).unwrap_or_default();
        match letter {
            b'u' | b'C' => return if after.is_empty() { Found::Value } else { Found::None },
            b'S' => {
                let flags = arg.get(..index + 1).filter(|flags| flags.len() > 1);
                let string = Some(after.to_vec()).filter(|string| !string.is_empty());
                return Found::Split(flags.map(<[u8]>::to_vec), string);
            }
            _ => {}
        }
    }
    Found::None
}

/// The word that is being read, and those before it.
#[derive(Default)]
struct Words {
    done: Vec<Vec<u8>>,
    word: Option<Vec<u8>>,
}

impl Words {
    fn push(&mut self, bytes: &[u8]) {
        self.word.get_or_insert_default().extend_from_slice(bytes);
    }

    fn end(&mut self) {
        self.done.extend(self.word.take());
    }
}

fn words(string: &[u8], context: &Context) -> Result<Vec<Vec<u8>>, Stop> {
    let mut words = Words::default();
    let mut quoted = 0;
    let mut at = 0;
    while let Some(&byte) = string.get(at) {
        at += 1;
        match byte {
            b'\'' | b'"' if quoted == 0 => {
                quoted = byte;
                words.push(b"");
            }
            b'\'' | b'"' if quoted == byte => quoted = 0,
            b' ' | b'\t'..=b'\r' if quoted == 0 => words.end(),
            b'#' if quoted == 0 && words.word.is_none() => break,
            b'\\' if quoted == b'\'' => match string.get(at) {
                Some(next @ (b'\'' | b'\\')) => {
                    words.push(&[*next]);
                    at += 1;
                }
                _ => words.push(b"\\"),
            },
            b'\\' => {
                let Some(&next) = string.get(at) else {
                    return Err(fail("invalid backslash at end of string in -S"));
                };
                at += 1;
                if escape(next, quoted == b'"', &mut words)? {
                    break;
                }
            }
            b'$' if quoted != b'\'' => {
                let rest = string.get(at..).unwrap_or_default();
                at += variable(rest, string.get(at - 1..).unwrap_or_default(), context, &mut words)?;
            }
            byte => words.push(&[byte]),
        }
    }
    if quoted != 0 {
        return Err(fail("no terminating quote in -S string"));
    }
    words.end();
    Ok(words.done)
}

/// What stands behind a backslash; true where the string ends (`\c`).
fn escape(byte: u8, double_quoted: bool, words: &mut Words) -> Result<bool, Stop> {
    let byte = match byte {
        b'_' if double_quoted => b' ',
        b'_' => {
            words.end();
            return Ok(false);
        }
        b'c' if double_quoted => {
            return Err(fail("'\\c' must not appear in double-quoted -S string"));
        }
        b'c' => return Ok(true),
        b'f' => 12,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 11,
        b'"' | b'#' | b'$' | b'\'' | b'\\' => byte,
        other => return Err(fail(format!("invalid sequence '\\{}' in -S", other as char))),
    };
    words.push(&[byte]);
    Ok(false)
}

/// `{NAME}` behind a dollar sign: its length.
fn variable(rest: &[u8], shown: &[u8], context: &Context, words: &mut Words) -> Result<usize, Stop> {
    let name = rest.strip_prefix(b"{").and_then(|inner| {
        let end = memchr::memchr(b'}', inner)?;
        inner.get(..end)
    });
    let plain = |name: &&[u8]| {
        name.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
            && name.iter().all(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    let Some(name) = name.filter(plain) else {
        let message = [b"only ${VARNAME} expansion is supported, error at: ", shown].concat();
        return Err(fail(message));
    };
    if let Some((_, value)) = context.env.iter().find(|(known, _)| known == name) {
        words.push(value);
    }
    Ok(name.len() + 2)
}
