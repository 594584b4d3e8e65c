//! Reads arguments one option at a time, as `getopt_long` and bash's `internal_getopt` do.

use crate::{OptionSpec, Stop, Style, Synopsis, Value};

/// One option as it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opt<'a> {
    /// The [`OptionSpec::id`] of its declaration.
    pub id: &'static str,
    /// Its value; empty without one (see [`Opt::given`]).
    pub value: &'a [u8],
    /// Whether a value was given: tells `--color` from `--color=`.
    pub given: bool,
    /// Given as `+x` (bash's `declare +x`).
    pub plus: bool,
    /// The index of the argument that it stood in.
    pub index: usize,
}

/// The reading of one command's arguments.
#[derive(Debug)]
pub struct Args<'s, 'a, A> {
    synopsis: &'s Synopsis,
    args: &'a [A],
    /// The next argument.
    at: usize,
    /// The rest of a cluster of short options.
    cluster: &'a [u8],
    plus: bool,
    ended: bool,
    operands: Vec<&'a [u8]>,
}

impl<'s, 'a, A: AsRef<[u8]>> Args<'s, 'a, A> {
    pub(crate) fn new(synopsis: &'s Synopsis, args: &'a [A]) -> Self {
        Args { synopsis, args, at: 0, cluster: b"", plus: false, ended: false, operands: Vec::new() }
    }

    /// The next option, or `None` when only operands are left.
    ///
    /// # Errors
    /// [`Stop`]: a usage error, or `--help` or `--version` was asked for.
    pub fn next_option(&mut self) -> Result<Option<Opt<'a>>, Stop> {
        if !self.cluster.is_empty() {
            return self.short().map(Some);
        }
        while !self.ended {
            let Some(arg) = self.args.get(self.at).map(A::as_ref) else { break };
            match arg {
                b"--" => {
                    self.at += 1;
                    self.ended = true;
                }
                [b'-', b'-', name @ ..] => {
                    self.at += 1;
                    return self.long(arg, name).map(Some);
                }
                [b'-', rest @ ..] if !rest.is_empty() && !self.is_negative_number(rest) => {
                    self.at += 1;
                    (self.cluster, self.plus) = (rest, false);
                    return self.short().map(Some);
                }
                [b'+', rest @ ..] if !rest.is_empty() => {
                    if let Some(option) = self.plus_form(rest)? {
                        return Ok(Some(option));
                    }
                }
                _ => self.operand(arg),
            }
        }
        Ok(None)
    }

    /// The operands. For a style that stops at the first one, the rest of the arguments.
    #[must_use]
    pub fn into_operands(mut self) -> Vec<&'a [u8]> {
        let rest = self.args.get(self.at..).unwrap_or_default();
        self.operands.extend(rest.iter().map(A::as_ref));
        self.operands
    }

    /// The arguments not read yet: after the last option, the operands of a builtin or of a tool
    /// that stops at the first one.
    #[must_use]
    pub fn rest(&self) -> &'a [A] {
        self.args.get(self.at..).unwrap_or_default()
    }

    /// The next argument, whatever it is, taken as one more value of the last option
    /// (jq's `--arg NAME VALUE`). Within a cluster there is none.
    pub fn take_value(&mut self) -> Option<&'a [u8]> {
        let arg = self.args.get(self.at).filter(|_| self.cluster.is_empty())?;
        self.at += 1;
        Some(arg.as_ref())
    }

    fn operand(&mut self, arg: &'a [u8]) {
        if self.synopsis.style == Style::Gnu {
            self.operands.push(arg);
            self.at += 1;
        } else {
            self.ended = true;
        }
    }

    fn is_negative_number(&self, rest: &[u8]) -> bool {
        self.synopsis.negative_numbers && matches!(rest, [b'0'..=b'9' | b'.', ..])
    }

    fn option(&self, spec: &OptionSpec, value: Option<&'a [u8]>) -> Opt<'a> {
        Opt {
            id: spec.id,
            value: value.unwrap_or_default(),
            given: value.is_some(),
            plus: self.plus,
            index: self.at.saturating_sub(1),
        }
    }

    /// `+x` of a builtin, `+NUM` of a tool; anything else is an operand.
    fn plus_form(&mut self, rest: &'a [u8]) -> Result<Option<Opt<'a>>, Stop> {
        let numeric = rest.first().is_some_and(u8::is_ascii_digit);
        let number = self.synopsis.options.iter().find(|spec| spec.id == "+NUM");
        if let Some(spec) = number.filter(|_| numeric) {
            self.at += 1;
            return Ok(Some(self.option(spec, Some(rest))));
        }
        if self.synopsis.plus_options {
            self.at += 1;
            (self.cluster, self.plus) = (rest, true);
            return self.short().map(Some);
        }
        if let Some(arg) = self.args.get(self.at) {
            self.operand(arg.as_ref());
        }
        Ok(None)
    }

    /// Reads one option of the cluster, which is not empty.
    fn short(&mut self) -> Result<Opt<'a>, Stop> {
        let Some((&letter, rest)) = self.cluster.split_first() else {
            return Err(self.synopsis.usage_error("invalid option"));
        };
        let options = self.synopsis.options;
        let Some(spec) = options.iter().find(|spec| spec.shorts.contains(&letter) && letter != 0) else {
            return self.digits(letter);
        };
        self.cluster = rest;
        let value = match spec.short_value {
            Value::None => None,
            Value::Required | Value::Optional if !rest.is_empty() => {
                self.cluster = b"";
                Some(rest)
            }
            Value::Optional => None,
            Value::Required => match self.take_value() {
                None => return Err(self.missing_value(letter)),
                value => {
                    let mut option = self.option(spec, value);
                    option.index = option.index.saturating_sub(1);
                    return Ok(option);
                }
            },
        };
        Ok(self.option(spec, value))
    }

    /// `-NUM`, where it is declared: the digits up to the next letter are one value.
    fn digits(&mut self, letter: u8) -> Result<Opt<'a>, Stop> {
        let end = self.cluster.iter().position(|b| !b.is_ascii_digit()).unwrap_or(self.cluster.len());
        let declared = self.synopsis.options.iter().find(|spec| spec.id == "NUM");
        if let (Some(spec), true) = (declared, end > 0) {
            let (value, rest) = self.cluster.split_at(end);
            self.cluster = rest;
            return Ok(self.option(spec, Some(value)));
        }
        self.cluster = b"";
        Err(self.invalid_option(letter))
    }

    fn long(&mut self, arg: &'a [u8], text: &'a [u8]) -> Result<Opt<'a>, Stop> {
        self.plus = false;
        if self.synopsis.style == Style::Builtin {
            let help = arg == b"--help";
            return Err(if help { self.synopsis.help() } else { self.invalid_option(b'-') });
        }
        let (name, value) = match text.iter().position(|&b| b == b'=') {
            Some(i) => (text.get(..i).unwrap_or_default(), text.get(i + 1..)),
            None => (text, None),
        };
        let found = match self.find_long(name) {
            Found::None => return Err(self.long_error("unrecognized option '", arg, "'")),
            Found::Ambiguous => return Err(self.ambiguous(arg, name)),
            Found::Standard(word) if value.is_some() => return Err(self.no_value_allowed(word)),
            Found::Standard("help") => return Err(self.synopsis.help()),
            Found::Standard(_) => return Err(self.synopsis.version()),
            Found::Option(spec, word) => (spec, word),
        };
        let (spec, word) = found;
        match (spec.long_value, value) {
            (Value::None, Some(_)) => Err(self.no_value_allowed(word)),
            (Value::Required, None) => match self.take_value() {
                None => Err(self.long_error("option '--", word.as_bytes(), "' requires an argument")),
                value => {
                    let mut option = self.option(spec, value);
                    option.index = option.index.saturating_sub(1);
                    Ok(option)
                }
            },
            (_, value) => Ok(self.option(spec, value)),
        }
    }

    /// Every long name with its declaration; `--help` and `--version` come last.
    fn long_names(&self) -> impl Iterator<Item = (Option<&'static OptionSpec>, &'static str)> {
        let declared = self.synopsis.options.iter().flat_map(|spec| {
            spec.longs.iter().filter(|name| !name.is_empty()).map(move |name| (Some(spec), *name))
        });
        declared.chain([(None, "help"), (None, "version")])
    }

    fn find_long(&self, name: &[u8]) -> Found {
        let mut found: Option<(Option<&'static OptionSpec>, &'static str)> = None;
        let mut ambiguous = false;
        for (spec, word) in self.long_names() {
            if word.as_bytes() == name {
                return Found::new(spec, word);
            }
            if !word.as_bytes().starts_with(name) {
                continue;
            }
            match &found {
                None => found = Some((spec, word)),
                Some((first, _)) => ambiguous |= first.map(|f| f.id) != spec.map(|s| s.id) || spec.is_none(),
            }
        }
        match found {
            Some(_) if ambiguous => Found::Ambiguous,
            Some((spec, word)) => Found::new(spec, word),
            None => Found::None,
        }
    }

    fn invalid_option(&self, letter: u8) -> Stop {
        let synopsis = self.synopsis;
        if synopsis.style == Style::Builtin {
            let sign = if self.plus { b'+' } else { b'-' };
            return synopsis.usage_error([&[sign, letter], b": invalid option".as_slice()].concat());
        }
        synopsis.usage_error([b"invalid option -- '".as_slice(), &[letter], b"'"].concat())
    }

    fn missing_value(&self, letter: u8) -> Stop {
        let synopsis = self.synopsis;
        if synopsis.style == Style::Builtin {
            return synopsis
                .usage_error([b"-", [letter].as_slice(), b": option requires an argument"].concat());
        }
        synopsis.usage_error([b"option requires an argument -- '".as_slice(), &[letter], b"'"].concat())
    }

    fn long_error(&self, before: &str, text: &[u8], after: &str) -> Stop {
        self.synopsis.usage_error([before.as_bytes(), text, after.as_bytes()].concat())
    }

    fn no_value_allowed(&self, word: &str) -> Stop {
        self.long_error("option '--", word.as_bytes(), "' doesn't allow an argument")
    }

    fn ambiguous(&self, arg: &[u8], name: &[u8]) -> Stop {
        let mut possibilities = String::from("' is ambiguous; possibilities:");
        for (_, word) in self.long_names().filter(|(_, word)| word.as_bytes().starts_with(name)) {
            possibilities.push_str(&format!(" '--{word}'"));
        }
        self.long_error("option '", arg, &possibilities)
    }
}

enum Found {
    None,
    Ambiguous,
    /// `help` or `version`, which every tool has.
    Standard(&'static str),
    Option(&'static OptionSpec, &'static str),
}

impl Found {
    fn new(spec: Option<&'static OptionSpec>, word: &'static str) -> Self {
        match spec {
            Some(spec) => Found::Option(spec, word),
            None => Found::Standard(word),
        }
    }
}
