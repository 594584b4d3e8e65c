//! `printf [-v var] format [arguments]`: writes formatted arguments.

use super::echo::{digits, letter_escape, push_code_point};
use super::{quoted_word, word_message};
use crate::expand::operator::char_len;
use crate::expand::value::is_name;
use crate::state::options::Set;
use crate::state::text::Text;
use crate::state::value::{Scalar, push_int};
use crate::vm::{Done, Fault, Vm};
use bashwit_float::{Extended, Spec as FloatSpec};
use bashwit_syntax::quote;

mod date;

pub(crate) use date::strftime;

/// One conversion: `%-08.3d` and its kin.
#[derive(Debug, Clone, Copy, Default)]
struct Spec {
    left: bool,
    plus: bool,
    space: bool,
    alternate: bool,
    zero: bool,
    width: usize,
    precision: Option<usize>,
}

/// A running `printf`.
struct Printf<'a> {
    vm: &'a mut Vm,
    out: Vec<u8>,
    /// How much has been written before what is in `out`.
    written: usize,
    /// The output is for a variable.
    kept: bool,
    args: &'a [Text],
    next: usize,
    status: u8,
    /// `\c` or a bad format ends the output.
    stopped: bool,
}

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let mut at = 1;
    let mut variable = None;
    while let Some(arg) = args.get(at) {
        match &**arg {
            b"--" => {
                at += 1;
                break;
            }
            b"-v" => {
                let Some(name) = args.get(at + 1) else {
                    vm.report_builtin(b"printf", "-v: option requires an argument");
                    return Ok(Done::Status(usage(vm)));
                };
                variable = Some(name.clone());
                at += 2;
            }
            [b'-', b'v', name @ ..] => {
                variable = Some(Text::from(name));
                at += 1;
            }
            [b'-', letter, ..] => {
                vm.report_builtin(b"printf", word_message(&[b'-', *letter], "invalid option"));
                return Ok(Done::Status(usage(vm)));
            }
            _ => break,
        }
    }
    if let Some(name) = variable.as_ref().filter(|name| !crate::expand::value::is_name_or_element(name)) {
        vm.report_builtin(b"printf", quoted_word(name, "not a valid identifier"));
        return Ok(Done::Status(2));
    }
    let Some(format) = args.get(at).cloned() else { return Ok(Done::Status(usage(vm))) };
    let mut printf = Printf {
        vm,
        out: Vec::with_capacity(64),
        written: 0,
        kept: variable.is_some(),
        args: &args[at + 1..],
        next: 0,
        status: 0,
        stopped: false,
    };
    loop {
        let before = printf.next;
        printf.format(&format);
        if printf.stopped || printf.next >= printf.args.len() || printf.next == before {
            break;
        }
    }
    let Printf { out, mut status, .. } = printf;
    match variable {
        Some(name) => {
            // A value ends where a NUL stands.
            let end = memchr::memchr(0, &out).unwrap_or(out.len());
            let value = Scalar::Text(Text::from(&out[..end]));
            vm.assign_to_text(&name, value)?;
        }
        None => status = status.max(super::write_out(vm, b"printf", &out)),
    }
    Ok(Done::Status(status))
}

fn usage(vm: &mut Vm) -> u8 {
    let _ = vm.write(2, b"printf: usage: printf [-v var] format [arguments]\n");
    2
}

impl Printf<'_> {
    /// Writes a message; the lines before it are shown first, as bash's buffer is one of lines.
    fn complain(&mut self, message: impl AsRef<[u8]>) {
        if let Some(end) = memchr::memrchr(b'\n', &self.out).filter(|_| !self.kept) {
            let lines: Vec<u8> = self.out.drain(..=end).collect();
            self.written += lines.len();
            self.status = super::write_out(self.vm, b"printf", &lines).max(self.status);
        }
        self.vm.report_builtin(b"printf", message);
    }

    fn argument(&mut self) -> Option<Text> {
        let arg = self.args.get(self.next).cloned();
        // Past the end it still counts, so that a format without arguments is used once.
        if arg.is_some() {
            self.next += 1;
        }
        arg
    }

    /// Goes through the format once.
    fn format(&mut self, format: &[u8]) {
        let mut at = 0;
        while at < format.len() && !self.stopped {
            match memchr::memchr2(b'%', b'\\', &format[at..]) {
                None => {
                    self.out.extend_from_slice(&format[at..]);
                    return;
                }
                Some(skip) => {
                    self.out.extend_from_slice(&format[at..at + skip]);
                    at += skip;
                }
            }
            if format[at] == b'\\' {
                at += 1;
                let mut out = std::mem::take(&mut self.out);
                let end = escape(format, &mut at, &mut out, (false, self.vm.state.utf8));
                self.out = out;
                self.end_escape(end);
            } else {
                at += 1;
                self.conversion(format, &mut at);
            }
        }
    }

    /// After an escape.
    fn end_escape(&mut self, end: Escape) {
        match end {
            Escape::Done => {}
            Escape::Stop => self.stopped = true,
            Escape::NoDigits(letter) => {
                let kind = if letter == 'x' { "hex" } else { "unicode" };
                // It is complained about before its own text.
                let text = self.out.split_off(self.out.len().saturating_sub(2));
                self.complain(format!("missing {kind} digit for \\{letter}"));
                self.out.extend(text);
            }
        }
    }

    fn conversion(&mut self, format: &[u8], at: &mut usize) {
        if format.get(*at) == Some(&b'%') {
            *at += 1;
            self.out.push(b'%');
            return;
        }
        let start = *at - 1;
        let mut spec = Spec::default();
        while let Some(flag) = format.get(*at) {
            match flag {
                b'-' => spec.left = true,
                b'+' => spec.plus = true,
                b' ' => spec.space = true,
                b'#' => spec.alternate = true,
                b'0' => spec.zero = true,
                b'\'' => {}
                _ => break,
            }
            *at += 1;
        }
        if format.get(*at) == Some(&b'*') {
            *at += 1;
            let width = self.integer_argument();
            spec.left |= width < 0;
            spec.width = width.unsigned_abs().min(1 << 24) as usize;
        } else {
            spec.width = plain_digits(format, at).unwrap_or(0);
        }
        if format.get(*at) == Some(&b'.') {
            *at += 1;
            if format.get(*at) == Some(&b'*') {
                *at += 1;
                spec.precision =
                    usize::try_from(self.integer_argument()).ok().map(|precision| precision.min(1 << 24));
            } else {
                spec.precision = Some(plain_digits(format, at).unwrap_or(0));
            }
        }
        while matches!(format.get(*at), Some(b'h' | b'l' | b'j' | b'z' | b't' | b'L' | b'q')) {
            if format[*at] == b'q' {
                break;
            }
            *at += 1;
        }
        let Some(&letter) = format.get(*at) else {
            let text = word_message(&format[start..], "missing format character");
            let message = [b"`", &text[..text.len() - 26], b"': missing format character"].concat();
            self.complain(message);
            (self.status, self.stopped) = (1, true);
            return;
        };
        *at += 1;
        if letter == b'(' {
            return self.date(format, at, spec);
        }
        self.convert(letter, spec, &format[start..*at]);
    }

    fn convert(&mut self, letter: u8, spec: Spec, whole: &[u8]) {
        match letter {
            b's' => {
                let text = self.argument().unwrap_or_default();
                self.padded(&text, spec);
            }
            b'c' => {
                let text = self.argument().unwrap_or_default();
                let byte = if text.is_empty() { b"\0" } else { &text[..1] };
                self.padded(byte, Spec { precision: None, ..spec });
            }
            b'b' => self.with_escapes(spec),
            b'q' | b'Q' => self.quoted(letter, spec, whole),
            b'd' | b'i' => {
                let value = self.integer_argument();
                let mut digits = Vec::with_capacity(20);
                push_int(&mut digits, value);
                let (sign, digits): (&[u8], &[u8]) = match digits.strip_prefix(b"-") {
                    Some(rest) => (b"-", rest),
                    None if spec.plus => (b"+", &digits),
                    None if spec.space => (b" ", &digits),
                    None => (b"", &digits),
                };
                self.number(sign, digits, spec, value == 0);
            }
            b'u' | b'o' | b'x' | b'X' => {
                let value = self.number_argument(true) as u64;
                let (prefix, digits): (&str, String) = match letter {
                    b'u' => ("", value.to_string()),
                    b'o' if spec.alternate && value != 0 => ("", format!("0{value:o}")),
                    b'o' => ("", format!("{value:o}")),
                    b'x' => ("0x", format!("{value:x}")),
                    _ => ("0X", format!("{value:X}")),
                };
                let prefix = if spec.alternate && value != 0 { prefix } else { "" };
                let vanishes = value == 0 && !(letter == b'o' && spec.alternate);
                self.number(prefix.as_bytes(), digits.as_bytes(), spec, vanishes);
            }
            b'e' | b'E' | b'f' | b'F' | b'g' | b'G' | b'a' | b'A' => {
                let value = self.float_argument();
                let Spec { left, plus, space, alternate, zero, width, precision } = spec;
                let conversion = letter;
                let spec = FloatSpec { left, plus, space, alternate, zero, width, precision, conversion };
                // `long double`, or what POSIX asks for.
                if self.vm.state.options.has(Set::Posix) {
                    spec.format(value.to_f64(), &mut self.out);
                } else {
                    spec.format(value, &mut self.out);
                }
            }
            b'n' => self.store_count(),
            _ => {
                let message = [b"`", &whole[whole.len() - 1..], b"': invalid format character"].concat();
                self.complain(message);
                (self.status, self.stopped) = (1, true);
            }
        }
    }

    /// `%b`.
    fn with_escapes(&mut self, spec: Spec) {
        let text = self.argument().unwrap_or_default();
        let mut out = Vec::new();
        let mut at = 0;
        while at < text.len() && !self.stopped {
            if text[at] == b'\\' {
                at += 1;
                let end = escape(&text, &mut at, &mut out, (true, self.vm.state.utf8));
                self.end_escape(end);
                // What ends here has gone well, whatever was wrong before.
                self.status = if self.stopped { 0 } else { self.status };
            } else {
                out.push(text[at]);
                at += 1;
            }
        }
        self.padded(&out, spec);
    }

    /// `%q` and `%Q`, whose precision is that of the text, not of what quoting makes of it.
    fn quoted(&mut self, letter: u8, mut spec: Spec, whole: &[u8]) {
        let mut text = self.argument().unwrap_or_default();
        let is_modifier = |byte: &&u8| matches!(byte, b'h' | b'l' | b'j' | b'z' | b't' | b'L');
        let nothing = whole.iter().rev().skip(1).find(|byte| !is_modifier(byte)) == Some(&b'.');
        if letter == b'Q'
            && let Some(precision) = spec.precision.take()
        {
            text = Text::from(&text[..precision.min(text.len())]);
        }
        // No characters at all are no empty word either.
        let quoted = if letter == b'Q' && nothing {
            Vec::new()
        } else {
            quote::backslash(&text, self.vm.state.charset())
        };
        self.padded(&quoted, spec);
    }

    /// `%n`: sets a variable to how much there is so far.
    fn store_count(&mut self) {
        let Some(name) = self.argument().filter(|name| !name.is_empty()) else { return };
        if !is_name(&name) {
            self.complain(quoted_word(&name, "not a valid identifier"));
            (self.status, self.stopped) = (1, true);
            return;
        }
        let count = (self.written + self.out.len()) as i64;
        let symbol = self.vm.state.symbols.intern(&name);
        // A variable that cannot be set keeps its value.
        let _ = self.vm.assign(symbol, Scalar::Int(count), false);
    }

    fn fill(&mut self, byte: u8, count: usize) {
        self.out.resize(self.out.len() + count, byte);
    }

    /// A text in its width; precision cuts it.
    fn padded(&mut self, text: &[u8], spec: Spec) {
        let text = match spec.precision {
            Some(precision) => &text[..precision.min(text.len())],
            None => text,
        };
        let fill = spec.width.saturating_sub(text.len());
        if !spec.left {
            self.fill(b' ', fill);
        }
        self.out.extend_from_slice(text);
        if spec.left {
            self.fill(b' ', fill);
        }
    }

    /// A number: sign or prefix, zeros, digits, in its width.
    fn number(&mut self, sign: &[u8], digits: &[u8], spec: Spec, is_zero: bool) {
        let digits = if spec.precision == Some(0) && is_zero { b"" } else { digits };
        let zeros = spec.precision.unwrap_or(0).saturating_sub(digits.len());
        let used = sign.len() + zeros + digits.len();
        let fill = spec.width.saturating_sub(used);
        let zero_fill = spec.zero && !spec.left && spec.precision.is_none();
        if !spec.left && !zero_fill {
            self.fill(b' ', fill);
        }
        self.out.extend_from_slice(sign);
        self.fill(b'0', zeros + if zero_fill { fill } else { 0 });
        self.out.extend_from_slice(digits);
        if spec.left {
            self.fill(b' ', fill);
        }
    }

    /// The next argument as an integer, by the rules of strtol.
    fn integer_argument(&mut self) -> i64 {
        self.number_argument(false)
    }

    /// The next argument as a number; `unsigned` has the range of `%u`, as bits.
    fn number_argument(&mut self, unsigned: bool) -> i64 {
        let Some(text) = self.argument() else { return 0 };
        if text.is_empty() {
            return 0;
        }
        if let Some(number) = crate::arith::plain_number(&text).filter(|_| !text.is_empty()) {
            return number;
        }
        if let Some(value) = character(&text, self.vm.state.utf8) {
            return value;
        }
        let (value, complete) = integer(&text, unsigned);
        match value {
            Some((value, false)) if complete => value,
            Some((value, true)) => {
                self.out_of_range(&text);
                value
            }
            value => {
                self.invalid(&text);
                value.map_or(0, |(value, _)| value)
            }
        }
    }

    fn invalid(&mut self, text: &[u8]) {
        let message = match text {
            [b'0', b'x' | b'X', ..] => "invalid hex number",
            [b'0', b'0'..=b'9', ..] => "invalid octal number",
            _ => "invalid number",
        };
        self.complain(word_message(text, message));
        self.status = 1;
    }

    fn float_argument(&mut self) -> Extended {
        let Some(text) = self.argument() else { return 0.into() };
        if let Some(value) = character(&text, self.vm.state.utf8) {
            return value.into();
        }
        let (value, parsed) = Extended::parse(&text);
        if parsed.length < text.len() {
            self.invalid(&text);
        } else if parsed.out_of_range {
            self.out_of_range(&text);
        }
        value
    }

    fn out_of_range(&mut self, text: &[u8]) {
        let text = [b"warning: ", text].concat();
        self.complain(word_message(&text, "Numerical result out of range"));
    }
}

/// `'c` and `"c`: the number of the character.
fn character(text: &[u8], utf8: bool) -> Option<i64> {
    let rest = match text.first() {
        Some(b'\'' | b'"') => &text[1..],
        _ => return None,
    };
    let length = if utf8 { char_len(rest).unwrap_or(0) } else { 0 };
    Some(match bstr::decode_utf8(&rest[..length]).0 {
        Some(ch) => i64::from(u32::from(ch)),
        None => rest.first().map_or(0, |byte| i64::from(*byte)),
    })
}

/// An integer at the start of a text: its value and whether it overflowed; whether that was
/// the whole text. `None` where there is none.
fn integer(text: &[u8], unsigned: bool) -> (Option<(i64, bool)>, bool) {
    let text = text.trim_ascii_start();
    let (negative, rest) = match text.first() {
        Some(b'-') => (true, &text[1..]),
        Some(b'+') => (false, &text[1..]),
        _ => (false, text),
    };
    let (base, rest) = match rest {
        [b'0', b'x' | b'X', hex @ ..] if hex.first().is_some_and(u8::is_ascii_hexdigit) => (16, hex),
        [b'0', ..] => (8, rest),
        _ => (10, rest),
    };
    let count = rest.iter().take_while(|byte| (**byte as char).is_digit(base)).count();
    if count == 0 {
        return (None, text.is_empty());
    }
    let mut value: u128 = 0;
    for byte in &rest[..count] {
        let digit = (*byte as char).to_digit(base).unwrap_or(0);
        value = value.saturating_mul(u128::from(base)).saturating_add(u128::from(digit));
    }
    let complete = rest[count..].is_empty();
    let (limit, extreme) = match (unsigned, negative) {
        (true, _) => (u128::from(u64::MAX), -1),
        (false, true) => (1 << 63, i64::MIN),
        (false, false) => (i64::MAX as u128, i64::MAX),
    };
    if value > limit {
        return (Some((extreme, true)), complete);
    }
    // A number above the signed range is the same bits, as `%u` shows them.
    let bits = value as u64 as i64;
    (Some((if negative { bits.wrapping_neg() } else { bits }, false)), complete)
}

fn plain_digits(format: &[u8], at: &mut usize) -> Option<usize> {
    let start = *at;
    while format.get(*at).is_some_and(u8::is_ascii_digit) {
        *at += 1;
    }
    let text = std::str::from_utf8(&format[start..*at]).ok()?;
    text.parse::<usize>().ok().map(|number| number.min(1 << 24))
}

/// How an escape ended.
enum Escape {
    Done,
    /// `\c`: nothing more is written.
    Stop,
    /// `\x` or `\u` without digits, which is kept.
    NoDigits(char),
}

/// Carries out the escape behind a backslash: in `%b` or the format, in UTF-8 or not.
fn escape(text: &[u8], at: &mut usize, out: &mut Vec<u8>, (in_b, utf8): (bool, bool)) -> Escape {
    let Some(&letter) = text.get(*at) else {
        out.push(b'\\');
        return Escape::Done;
    };
    *at += 1;
    if let Some(byte) = letter_escape(letter) {
        out.push(byte);
        return Escape::Done;
    }
    match letter {
        b'"' | b'\'' | b'?' if !in_b => out.push(letter),
        b'c' if in_b => return Escape::Stop,
        b'0'..=b'7' => {
            // `%b` allows a leading zero before three digits.
            if !(in_b && letter == b'0') {
                *at -= 1;
            }
            out.push(digits(text, at, 3, 8).unwrap_or(0) as u8);
        }
        b'x' => match digits(text, at, 2, 16) {
            Some(value) => out.push(value as u8),
            None => {
                out.extend_from_slice(b"\\x");
                return Escape::NoDigits('x');
            }
        },
        b'u' | b'U' => match digits(text, at, if letter == b'u' { 4 } else { 8 }, 16) {
            Some(value) => push_code_point(out, value, utf8),
            None => {
                out.extend_from_slice(&[b'\\', letter]);
                return Escape::NoDigits(letter as char);
            }
        },
        b'%' if !in_b => {
            // The backslash stands for itself, and a conversion follows.
            out.push(b'\\');
            *at -= 1;
        }
        other => out.extend_from_slice(&[b'\\', other]),
    }
    Escape::Done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        assert_eq!(integer(b"0x1F", false), (Some((31, false)), true));
        assert_eq!(integer(b"010", false), (Some((8, false)), true));
        assert_eq!(integer(b"12ab", false), (Some((12, false)), false));
        assert_eq!(integer(b"abc", false), (None, false));
        assert_eq!(integer(b"-9223372036854775808", false), (Some((i64::MIN, false)), true));
        assert_eq!(character("'é".as_bytes(), true), Some(233));
        assert_eq!(character("'é".as_bytes(), false), Some(0xc3));
    }
}
