//! `getopts optstring name [arg ...]`: takes the next option from the arguments.

use super::{quoted_word, usage_status};
use crate::expand::value::is_name;
use crate::state::symbol::known;
use crate::state::text::Text;
use crate::state::value::Scalar;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::Synopsis;

const USAGE: &str = "getopts optstring name [arg ...]";

const GETOPTS: Synopsis = Synopsis::builtin("getopts", &[USAGE], "Parse option arguments.", &[]);

/// What the next option is.
#[derive(Debug, PartialEq, Eq)]
enum Next {
    /// An option, with its argument.
    Option(u8, Option<Text>),
    /// A letter that is no option.
    Invalid(u8),
    /// An option whose argument is missing.
    Missing(u8),
    /// No more options.
    End,
}

/// A place in the arguments: which one (from 1), and how far into its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    index: usize,
    offset: usize,
    /// The word of those letters where `OPTIND` names another one meanwhile.
    left: Option<Text>,
}

/// What `getopts` keeps from call to call beside `OPTIND`.
#[derive(Debug, Clone, Default)]
pub struct Cluster {
    /// How far it is within the letters of a word; 0 where it begins with the next word.
    offset: usize,
    word: Text,
    /// `OPTIND` has been set since: the rest of the word comes first all the same.
    moved: bool,
}

impl Cluster {
    /// `OPTIND` has been set; 1 begins anew.
    pub(crate) fn set_index(&mut self, index: Option<&[u8]>) {
        let index = index.and_then(leading_number);
        if index.is_some_and(|index| index > 1) {
            self.moved = self.offset > 0;
        } else {
            *self = Cluster::default();
        }
    }
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut parsed = GETOPTS.parse(&args[1..]);
    if let Err(stop) = parsed.next_option() {
        return Ok(Done::Status(vm.report_stop(&stop)));
    }
    let operands: Vec<Text> = parsed.into_operands().into_iter().map(Text::from).collect();
    let [options, name, rest @ ..] = operands.as_slice() else {
        return Ok(Done::Status(usage_status(vm, "getopts", USAGE)));
    };
    let index = vm.variable(known::OPTIND).and_then(|text| leading_number(&text)).filter(|index| *index > 0);
    let cluster = std::mem::take(vm.getopts_cluster());
    let left = cluster.moved.then_some(cluster.word);
    let mut place = Place { index: index.unwrap_or(1), offset: cluster.offset, left };
    let loud = vm.variable(known::OPTERR).is_none_or(|text| text.is_empty() || is_not_zero(&text));
    let (silent, options) = match options.strip_prefix(b":") {
        Some(options) => (true, options),
        None => (false, &options[..]),
    };
    let positional = vm.state.positional.clone();
    let words = if rest.is_empty() { &positional[..] } else { rest };
    let next = next(options, words, &mut place);
    let hidden = vm.state.vars.hides(known::OPTIND);
    vm.assign(known::OPTIND, Scalar::Int(place.index as i64), false)?;
    if vm.state.vars.hides(known::OPTIND) < hidden {
        // `OPTIND=1 getopts …`: when that assignment ends, the place within a word is given up.
        *vm.getopts_cluster() = Cluster::default();
    } else if place.offset > 0 {
        let moved = place.left.is_some();
        let word = place.left.or_else(|| words.get(place.index - 1).cloned()).unwrap_or_default();
        *vm.getopts_cluster() = Cluster { offset: place.offset, word, moved };
    }
    finish(vm, name, next, silent, loud)
}

impl Vm {
    /// Where `getopts` is within the letters of a word, for the visible `OPTIND`.
    pub(crate) fn getopts_cluster(&mut self) -> &mut Cluster {
        let level = self.state.vars.hides(known::OPTIND);
        let clusters = &mut self.state.getopts_clusters;
        clusters.resize(level + 1, Cluster::default());
        &mut clusters[level]
    }
}

/// Sets the variables; tells of errors where that is wanted.
fn finish(vm: &mut Vm, name: &[u8], next: Next, silent: bool, loud: bool) -> Result<Done, Fault> {
    let (value, argument, message, ended) = match next {
        Next::Option(letter, argument) => (letter, argument, "", false),
        Next::Invalid(letter) => (b'?', Some(Text::from(&[letter])), "illegal option", false),
        Next::Missing(letter) if silent => (b':', Some(Text::from(&[letter])), "", false),
        Next::Missing(letter) => (b'?', Some(Text::from(&[letter])), "option requires an argument", false),
        Next::End => (b'?', None, "", true),
    };
    let argument = match argument {
        Some(letter) if !message.is_empty() && !silent => {
            if loud {
                let shell = vm.state.name.clone();
                let text = [&shell, &b": "[..], message.as_bytes(), b" -- ", &letter, b"\n"].concat();
                let _ = vm.write(2, &text);
            }
            None
        }
        argument => argument,
    };
    match argument {
        Some(argument) => vm.assign(known::OPTARG, Scalar::Text(argument), false)?,
        None => {
            if vm.own_scope {
                vm.state.vars.take_temporary(known::OPTARG);
            }
            vm.state.vars.unset(known::OPTARG, false);
        }
    }
    if !is_name(name) {
        vm.report_builtin(b"getopts", quoted_word(name, "not a valid identifier"));
        return Ok(Done::Status(1));
    }
    let symbol = vm.state.symbols.intern(name);
    let set = vm.assign(symbol, Scalar::Text(Text::from(&[value])), false);
    Ok(Done::Status(match set {
        Err(fault) if vm.gave_up => return Err(fault),
        Err(_) if !ended => 2,
        _ => u8::from(ended),
    }))
}

/// Takes the next option, as the `getopt` of bash does.
fn next(options: &[u8], words: &[Text], place: &mut Place) -> Next {
    let Some(word) = place.index.checked_sub(1).and_then(|at| words.get(at)) else {
        *place = Place { index: words.len() + 1, offset: 0, left: None };
        return Next::End;
    };
    let word = &place.left.clone().unwrap_or_else(|| word.clone());
    // The word may have changed since the last call.
    if place.offset == 0 || place.offset >= word.len() {
        if &**word == b"--" {
            *place = Place { index: place.index + 1, offset: 0, left: None };
            return Next::End;
        }
        if word.len() < 2 || word[0] != b'-' {
            (place.offset, place.left) = (0, None);
            return Next::End;
        }
        place.offset = 1;
    }
    let letter = word[place.offset];
    let rest = &word[place.offset + 1..];
    let known = memchr::memchr(letter, options).filter(|_| letter != b':');
    let wants_argument = known.is_some_and(|at| options.get(at + 1) == Some(&b':'));
    if rest.is_empty() || wants_argument {
        *place = Place { index: place.index + 1, offset: 0, left: None };
    } else {
        place.offset += 1;
    }
    match known {
        None => Next::Invalid(letter),
        Some(_) if !wants_argument => Next::Option(letter, None),
        Some(_) if !rest.is_empty() => Next::Option(letter, Some(Text::from(rest))),
        Some(_) => match words.get(place.index - 1) {
            Some(argument) => {
                place.index += 1;
                Next::Option(letter, Some(argument.clone()))
            }
            None => Next::Missing(letter),
        },
    }
}

/// The digits that a text begins with, as atoi(3) reads them.
fn leading_number(text: &[u8]) -> Option<usize> {
    let text = text.trim_ascii_start();
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&text[..digits]).ok()?.parse().ok()
}

/// Whether a text begins with a number other than 0.
fn is_not_zero(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    leading_number(text.strip_prefix(b"-").unwrap_or(text)).is_some_and(|number| number != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All options of a command line, and where the operands begin.
    fn all(options: &str, words: &[&str]) -> (String, usize) {
        let words: Vec<Text> = words.iter().map(|word| Text::from(*word)).collect();
        let mut place = Place { index: 1, offset: 0, left: None };
        let mut seen = String::new();
        for _ in 0..20 {
            match next(options.as_bytes(), &words, &mut place) {
                Next::Option(letter, None) => seen.push(letter as char),
                Next::Option(letter, Some(argument)) => {
                    seen.push_str(&format!("{}={} ", letter as char, String::from_utf8_lossy(&argument)));
                }
                Next::Invalid(letter) => seen.push_str(&format!("?{}", letter as char)),
                Next::Missing(letter) => seen.push_str(&format!(":{}", letter as char)),
                Next::End => break,
            }
        }
        (seen, place.index)
    }

    #[test]
    fn takes_options() {
        for (options, words, seen, index) in [
            ("abc", &["-ab", "-c", "x"][..], "abc", 3),
            ("a:b", &["-a1", "-a", "2", "-b"], "a=1 a=2 b", 5),
            ("a:", &["-a"], ":a", 2),
            ("a", &["-xa", "--", "-a"], "?xa", 3),
            ("a", &["-:a"], "?:a", 2),
            ("a", &["-", "-a"], "", 1),
            ("a:", &["-a", "--", "-a"], "a=-- :a", 4),
        ] {
            assert_eq!(all(options, words), (seen.to_owned(), index), "{options} {words:?}");
        }
    }
}
