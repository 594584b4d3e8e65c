//! `seq [OPTION]... [FIRST [INCREMENT]] LAST`: writes numbers in equal steps.
//!
//! Decimal arguments are counted exactly, others (`inf`, hexadecimal, very long ones) as
//! `f64`. Exit status: 1 where an argument is wrong.

use crate::filter::{Broken, Filter};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag, quote};
use bashwit_float::Spec;
use bashwit_kernel::{Context, ExitStatus};

const SEQ: Synopsis = Synopsis::gnu(
    "seq",
    &["[OPTION]... LAST", "[OPTION]... FIRST LAST", "[OPTION]... FIRST INCREMENT LAST"],
    "Print numbers from FIRST to LAST, in steps of INCREMENT.",
    &[
        flag("-f, --format=FORMAT", "use printf style floating-point FORMAT"),
        flag("-s, --separator=STRING", "use STRING to separate numbers (default: \\n)"),
        flag("-w, --equal-width", "equalize width by padding with leading zeroes"),
    ],
)
.ordered()
.negative_numbers();

struct Seq {
    first: Number,
    step: Number,
    last: Number,
    separator: Vec<u8>,
    style: Style,
}

/// How a number is written.
enum Style {
    Format(Format),
    /// So many places, padded with zeros to a width.
    Fixed {
        places: u32,
        width: usize,
    },
}

/// An argument.
#[derive(Debug, Clone)]
struct Number {
    value: f64,
    /// Mantissa and places, where it is a short decimal.
    exact: Option<(i128, u32)>,
    /// Places behind the point as it was written; `None` where that says nothing.
    places: Option<u32>,
    /// How wide it is without exponent.
    width: usize,
}

/// A text with one conversion.
struct Format {
    before: Vec<u8>,
    spec: Spec,
    after: Vec<u8>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Seq, Stop> {
    let (mut format, mut separator, mut equal_width) = (None, b"\n".to_vec(), false);
    let mut args = SEQ.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "format" => format = Some(option.value),
            "separator" => separator = option.value.to_vec(),
            _ => equal_width = true,
        }
    }
    let operands = args.into_operands();
    let one = Number { value: 1.0, exact: Some((1, 0)), places: Some(0), width: 1 };
    let (first, step, last) = match *operands {
        [] => return Err(SEQ.missing_operand(None)),
        [last] => (one.clone(), one, number(last)?),
        [first, last] => (number(first)?, one, number(last)?),
        [first, step, last] => (number(first)?, number(step)?, number(last)?),
        [_, _, _, extra, ..] => return Err(SEQ.extra_operand(extra)),
    };
    let format = format.map(Format::parse).transpose()?;
    if let (true, Some(zero)) = (step.value == 0.0, operands.get(1)) {
        return Err(SEQ.usage_error([b"invalid Zero increment value: ", &quote(zero)[..]].concat()));
    }
    if format.is_some() && equal_width {
        let message = "format string may not be specified when printing equal width strings";
        return Err(SEQ.usage_error(message));
    }
    let style = match format {
        Some(format) => Style::Format(format),
        None => default_style(&first, &step, &last, equal_width),
    };
    Ok(Seq { first, step, last, separator, style })
}

fn default_style(first: &Number, step: &Number, last: &Number, equal_width: bool) -> Style {
    let (Some(first_places), Some(step_places)) = (first.places, step.places) else {
        return Style::Format(Format::general());
    };
    let places = first_places.max(step_places);
    let Some(last_places) = last.places.filter(|_| equal_width) else {
        return Style::Fixed { places, width: 0 };
    };
    // The width that a number has once it is written with all places, point included.
    let width = |number: &Number, own: u32| {
        let points = i64::from(places > 0) - i64::from(own > 0);
        let width = number.width as i64 + i64::from(places) - i64::from(own) + points;
        usize::try_from(width).unwrap_or(0)
    };
    Style::Fixed { places, width: width(first, first_places).max(width(last, last_places)) }
}

/// Reads an argument.
fn number(text: &[u8]) -> Result<Number, Stop> {
    let invalid = || SEQ.usage_error([b"invalid floating point argument: ", &quote(text)[..]].concat());
    let plain = std::str::from_utf8(text).map_err(|_| invalid())?.trim_start();
    let plain = plain.strip_prefix('+').filter(|rest| !rest.starts_with(['+', '-'])).unwrap_or(plain);
    let (negative, digits) = plain.strip_prefix('-').map_or((false, plain), |digits| (true, digits));
    if let Some(hex) = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        let value = i64::from_str_radix(hex, 16).map_err(|_| invalid())?;
        let value = if negative { -value } else { value };
        let exact = Some((i128::from(value), 0));
        return Ok(Number { value: value as f64, exact, places: Some(0), width: text.len() });
    }
    let value: f64 = plain.parse().map_err(|_| invalid())?;
    if value.is_nan() {
        let quoted = quote(text);
        let message = [&b"invalid "[..], &quote(b"not-a-number"), b" argument: ", &quoted];
        return Err(SEQ.usage_error(message.concat()));
    }
    if !value.is_finite() {
        return Ok(Number { value, exact: None, places: None, width: 0 });
    }
    let (mantissa, exponent) = match plain.find(['e', 'E']) {
        Some(at) => (plain.get(..at).unwrap_or_default(), plain.get(at + 1..).unwrap_or_default()),
        None => (plain, "0"),
    };
    let exponent: i64 = exponent.parse().unwrap_or(0);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let places = (fraction.len() as i64 - exponent).max(0);
    let exact = exact(whole, fraction, exponent);
    let width = width(plain, whole, fraction, places, exponent);
    Ok(Number { value, exact, places: u32::try_from(places).ok(), width })
}

fn exact(whole: &str, fraction: &str, exponent: i64) -> Option<(i128, u32)> {
    let mantissa: i128 = format!("{whole}{fraction}").parse().ok()?;
    let places = fraction.len() as i64 - exponent;
    match u32::try_from(places) {
        Ok(places) if places <= 18 => Some((mantissa, places)),
        Ok(_) => None,
        Err(_) => Some((mantissa.checked_mul(10i128.checked_pow(u32::try_from(-places).ok()?)?)?, 0)),
    }
    .filter(|(mantissa, _)| mantissa.unsigned_abs() < 1 << 100)
}

/// How wide a number is as `seq` counts it: without its exponent and a point at its end, with
/// a zero before the point and those the exponent brings.
fn width(plain: &str, whole: &str, fraction: &str, places: i64, exponent: i64) -> usize {
    let has_point = plain.contains('.');
    let bare = whole.is_empty() || whole == "-";
    let mut width = whole.len() as i64 + i64::from(has_point && bare);
    if !fraction.is_empty() {
        width += 1 + fraction.len() as i64;
    }
    if exponent < 0 {
        width += i64::from(fraction.is_empty()) - exponent;
    } else if exponent > 0 {
        width -= i64::from(places == 0 && !fraction.is_empty());
        width += exponent - exponent.min(fraction.len() as i64);
    }
    usize::try_from(width).unwrap_or(0)
}

impl Format {
    /// `%g`.
    fn general() -> Format {
        Format { before: Vec::new(), spec: Spec::new(b'g', None), after: Vec::new() }
    }

    fn parse(text: &[u8]) -> Result<Format, Stop> {
        let wrong = |what: &[u8]| SEQ.failure([b"format ", &quote(text)[..], what].concat());
        let (before, rest) = literal(text);
        let Some(directive) = rest else { return Err(wrong(b" has no % directive")) };
        let mut spec = Spec::new(b'g', None);
        let mut rest = directive;
        while let Some((letter, after)) = rest.split_first() {
            match letter {
                b'-' => spec.left = true,
                b'+' => spec.plus = true,
                b'#' => spec.alternate = true,
                b'0' => spec.zero = true,
                b' ' => spec.space = true,
                b'\'' => {}
                _ => break,
            }
            rest = after;
        }
        spec.width = digits(&mut rest);
        if let Some(after) = rest.strip_prefix(b".") {
            rest = after;
            spec.precision = Some(digits(&mut rest));
        }
        let rest = rest.strip_prefix(b"L").unwrap_or(rest);
        match rest.split_first() {
            None => return Err(wrong(b" ends in %")),
            Some((letter, _)) if b"efgaEFGA".contains(letter) => spec.conversion = *letter,
            Some((letter, _)) => {
                return Err(wrong(&[b" has unknown %", &[*letter][..], b" directive"].concat()));
            }
        }
        let (after, more) = literal(rest.get(1..).unwrap_or_default());
        if more.is_some() {
            return Err(wrong(b" has too many % directives"));
        }
        Ok(Format { before, spec, after })
    }
}

/// The text up to a conversion, `%%` read as `%`, and what follows the percent sign.
fn literal(text: &[u8]) -> (Vec<u8>, Option<&[u8]>) {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'%', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        match rest.strip_prefix(b"%") {
            Some(after) => {
                out.push(b'%');
                rest = after;
            }
            None => return (out, Some(rest)),
        }
    }
    out.extend_from_slice(rest);
    (out, None)
}

/// Takes digits; no more than can be meant.
fn digits(rest: &mut &[u8]) -> usize {
    let mut number = 0usize;
    while let Some((digit @ b'0'..=b'9', after)) = rest.split_first() {
        number = (number * 10 + usize::from(digit - b'0')).min(100_000);
        *rest = after;
    }
    number
}

async fn run(context: &Context, seq: Seq) -> ExitStatus {
    let mut filter = Filter::new(context);
    let result = match (seq.first.exact, seq.step.exact) {
        (Some(first), Some(step)) if seq.last.exact.is_some() || seq.last.value.is_infinite() => {
            count(&mut filter, &seq, first, step).await
        }
        _ => count_inexactly(&mut filter, &seq).await,
    };
    filter.finish(result).await
}

/// How many times output is handed over before the others may run.
const YIELD: u32 = 16;

async fn count(
    filter: &mut Filter<'_>,
    seq: &Seq,
    first: (i128, u32),
    step: (i128, u32),
) -> Result<(), Broken> {
    let last = seq.last.exact;
    let places = first.1.max(step.1).max(last.map_or(0, |last| last.1));
    let scaled = |(mantissa, own): (i128, u32)| mantissa.saturating_mul(10i128.pow(places - own));
    let (mut number, step) = (scaled(first), scaled(step));
    let last = match last {
        Some(last) => scaled(last),
        None if seq.last.value > 0.0 => i128::MAX,
        None => i128::MIN,
    };
    let mut handed_over = 0;
    let mut any = false;
    while if step > 0 { number <= last } else { number >= last } {
        let out = filter.output.buffer();
        if any {
            out.extend_from_slice(&seq.separator);
        }
        any = true;
        seq.style.write(number, places, out);
        if filter.output.is_full() {
            filter.flush().await?;
            handed_over += 1;
            if handed_over % YIELD == 0 {
                filter.context.kernel.yield_now().await;
            }
        }
        let Some(next) = number.checked_add(step) else { break };
        number = next;
    }
    if any {
        filter.output.push(b"\n");
    }
    Ok(())
}

async fn count_inexactly(filter: &mut Filter<'_>, seq: &Seq) -> Result<(), Broken> {
    let (first, step, last) = (seq.first.value, seq.step.value, seq.last.value);
    let mut index = 0.0;
    loop {
        let number = first + index * step;
        if if step > 0.0 { number > last } else { number < last } {
            break;
        }
        let out = filter.output.buffer();
        if index > 0.0 {
            out.extend_from_slice(&seq.separator);
        }
        seq.style.write_float(number, out);
        if filter.output.is_full() {
            filter.flush().await?;
            filter.context.kernel.yield_now().await;
        }
        index += 1.0;
    }
    if index > 0.0 {
        filter.output.push(b"\n");
    }
    Ok(())
}

impl Style {
    /// Writes `number` / 10^`scale`.
    fn write(&self, number: i128, scale: u32, out: &mut Vec<u8>) {
        let Style::Fixed { places, width } = *self else {
            return self.write_float(number as f64 / 10f64.powi(scale as i32), out);
        };
        // Nothing but zeros stands behind the places that are shown.
        let number = number / 10i128.pow(scale.saturating_sub(places));
        let missing = places.saturating_sub(scale) as usize;
        let shown = (places as usize).saturating_sub(missing);
        let mut digits = [b'0'; 48];
        let mut at = digits.len();
        let mut rest = number.unsigned_abs();
        let mut count = 0;
        while rest > 0 || count <= shown {
            let (digit, next) = match u64::try_from(rest) {
                Ok(small) => (small % 10, u128::from(small / 10)),
                Err(_) => ((rest % 10) as u64, rest / 10),
            };
            rest = next;
            at -= 1;
            digits[at] = b'0' + digit as u8;
            count += 1;
            if count == shown && shown > 0 {
                at -= 1;
                digits[at] = b'.';
            }
        }
        let digits = digits.get(at..).unwrap_or_default();
        if number < 0 {
            out.push(b'-');
        }
        let length = digits.len() + missing + usize::from(number < 0);
        out.extend(std::iter::repeat_n(b'0', width.saturating_sub(length)));
        out.extend_from_slice(digits);
        out.extend(std::iter::repeat_n(b'0', missing));
    }

    fn write_float(&self, number: f64, out: &mut Vec<u8>) {
        match self {
            Style::Format(format) => {
                out.extend_from_slice(&format.before);
                format.spec.format(number, out);
                out.extend_from_slice(&format.after);
            }
            Style::Fixed { places, width } => {
                let spec = Spec::new(b'f', Some(*places as usize));
                Spec { zero: true, width: *width, ..spec }.format(number, out);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_errors};

    #[test]
    fn rows() {
        check(&[
            ("seq 3", "", "1\n2\n3\n"),
            ("seq 2 -1 0", "", "2\n1\n0\n"),
            ("seq 3 1", "", ""),
            ("seq 0 0.1 0.3", "", "0.0\n0.1\n0.2\n0.3\n"),
            ("seq -w 8 10", "", "08\n09\n10\n"),
            ("seq -w 0 -5 -10", "", "000\n-05\n-10\n"),
            ("seq -w 1 0.5 2", "", "1.0\n1.5\n2.0\n"),
            ("seq -s, 3", "", "1,2,3\n"),
            ("seq -f %03g 9 10", "", "009\n010\n"),
            ("seq -f '%%%.1f!' 2", "", "%1.0!\n%2.0!\n"),
            ("seq 1e3 1001", "", "1000\n1001\n"),
            (
                "seq 99999999999999999999 100000000000000000000",
                "",
                "99999999999999999999\n100000000000000000000\n",
            ),
        ]);
    }

    #[test]
    fn failures() {
        let hint = "Try 'seq --help' for more information.\n";
        check_errors(&[
            ("seq", 1, &format!("seq: missing operand\n{hint}")),
            ("seq x", 1, &format!("seq: invalid floating point argument: ‘x’\n{hint}")),
            ("seq 1 0 2", 1, &format!("seq: invalid Zero increment value: ‘0’\n{hint}")),
            ("seq -f %d 2", 1, "seq: format ‘%d’ has unknown %d directive\n"),
        ]);
    }
}
