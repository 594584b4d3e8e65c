//! `umask [-p] [-S] [mode]`: the permissions that new files do not get.

use super::{quoted_word, word_message};
use crate::state::text::Text;
use crate::vm::{Done, Fault, Vm};
use bashwit_args::{Synopsis, flag};

const UMASK: Synopsis = Synopsis::builtin(
    "umask",
    &["umask [-p] [-S] [mode]"],
    "Display or set file mode mask.",
    &[flag("-p", "print it as a command that sets it"), flag("-S", "print it with letters, not in octal")],
);

pub(super) fn run(vm: &mut Vm, args: &[Text]) -> Result<Done, Fault> {
    let (mut print, mut symbolic) = (false, false);
    let mut parsed = UMASK.parse(&args[1..]);
    loop {
        match parsed.next_option() {
            Ok(Some(option)) => match option.id {
                "p" => print = true,
                _ => symbolic = true,
            },
            Ok(None) => break,
            Err(stop) => return Ok(Done::Status(vm.report_stop(&stop))),
        }
    }
    let mask = vm.process.umask.get();
    let operand = parsed.into_operands().first().map(|mode| mode.to_vec());
    let Some(mode) = operand else {
        let mut out = String::new();
        if print {
            out.push_str(if symbolic { "umask -S " } else { "umask " });
        }
        out.push_str(&if symbolic { letters(mask) } else { format!("{mask:04o}") });
        out.push('\n');
        return Ok(Done::Status(super::write_out(vm, b"umask", out.as_bytes())));
    };
    let new = if mode.first().is_some_and(u8::is_ascii_digit) {
        let number = std::str::from_utf8(&mode).ok().and_then(|text| u32::from_str_radix(text, 8).ok());
        number
            .filter(|mask| *mask <= 0o7777)
            .map(|mask| mask & 0o777)
            .ok_or_else(|| word_message(&mode, "octal number out of range"))
    } else {
        apply(&mode, !mask & 0o777).map(|bits| !bits & 0o777)
    };
    let new = match new {
        Ok(new) => new,
        Err(message) => {
            vm.report_builtin(b"umask", message);
            return Ok(Done::Status(1));
        }
    };
    vm.process.umask.set(new);
    if symbolic {
        let line = letters(new) + "\n";
        return Ok(Done::Status(super::write_out(vm, b"umask", line.as_bytes())));
    }
    Ok(Done::Status(0))
}

/// What a mask leaves, as `u=rwx,g=rx,o=rx`.
fn letters(mask: u32) -> String {
    let row = |who: char, shift: u32| {
        let bits = !mask >> shift & 7;
        let given = [(4, 'r'), (2, 'w'), (1, 'x')].into_iter().filter(|(bit, _)| bits & bit != 0);
        std::iter::once(who).chain(['=']).chain(given.map(|(_, letter)| letter)).collect::<String>()
    };
    [row('u', 6), row('g', 3), row('o', 0)].join(",")
}

/// Applies a symbolic mode to permissions.
fn apply(mode: &[u8], mut bits: u32) -> Result<u32, Vec<u8>> {
    let mut rest = mode;
    let group = |byte: u8| match byte {
        b'u' => Some(0o700),
        b'g' => Some(0o070),
        b'o' => Some(0o007),
        b'a' => Some(0o777),
        _ => None,
    };
    let permission = |byte: u8| match byte {
        b'r' => Some(0o444),
        b'w' => Some(0o222),
        b'x' => Some(0o111),
        _ => None,
    };
    loop {
        let who = take(&mut rest, group);
        let operator = match rest.split_first() {
            Some((operator @ (b'+' | b'-' | b'='), more)) => {
                rest = more;
                *operator
            }
            other => {
                // bash shows the end of the mode as what it is in C.
                let letter = other.map_or(0, |(letter, _)| *letter);
                return Err(quoted_word(&[letter], "invalid symbolic mode operator"));
            }
        };
        let mut change = take(&mut rest, permission);
        let end = rest.split_first();
        if let Some((letter, _)) = end.filter(|(letter, _)| **letter != b',') {
            return Err(quoted_word(&[*letter], "invalid symbolic mode character"));
        }
        let all = if who == 0 { 0o777 } else { who };
        change &= all;
        match operator {
            b'+' => bits |= change,
            b'-' => bits &= !change,
            _ => bits = bits & !all | change,
        }
        match end {
            Some((_, more)) => rest = more,
            None => return Ok(bits),
        }
    }
}

/// Takes letters that mean bits.
fn take(rest: &mut &[u8], bit: impl Fn(u8) -> Option<u32>) -> u32 {
    let mut bits = 0;
    while let Some((more, after)) = rest.split_first().and_then(|(&byte, after)| Some((bit(byte)?, after))) {
        bits |= more;
        *rest = after;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbolic_modes() {
        for (mode, before, after) in [
            ("u=rwx,g=rx,o=", 0o777, 0o750),
            ("g+w", 0o750, 0o770),
            ("a-x", 0o777, 0o666),
            ("=r", 0o777, 0o444),
            ("-w", 0o777, 0o555),
            ("ug=,o+x", 0o770, 0o001),
        ] {
            assert_eq!(apply(mode.as_bytes(), before), Ok(after), "{mode}");
        }
        assert_eq!(apply(b"zz", 0), Err(b"`z': invalid symbolic mode operator".to_vec()));
        assert_eq!(apply(b"u=q", 0), Err(b"`q': invalid symbolic mode character".to_vec()));
        assert_eq!(letters(0o027), "u=rwx,g=rx,o=");
    }
}
