//! `time`.

use super::Vm;
use crate::state::options::Set;
use crate::state::symbol::known;
use crate::state::text::Text;

/// A pipeline that is being timed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Timer {
    posix: bool,
    started: u64,
    /// The idle time before.
    idle: u64,
}

impl Vm {
    pub(crate) fn begin_time(&mut self, posix: bool) {
        let started = self.kernel.system().monotonic();
        self.timers.push(Timer { posix, started, idle: self.kernel.idle_time() });
    }

    pub(crate) fn end_time(&mut self, alone: bool) {
        let Some(timer) = self.timers.pop() else { return };
        let real = self.kernel.system().monotonic().saturating_sub(timer.started);
        let idle = self.kernel.idle_time().saturating_sub(timer.idle);
        let times = Times { real, user: real.saturating_sub(idle) };
        let default: &[u8] = match alone && self.state.options.has(Set::Posix) {
            true => b"user\t%2lU\nsys\t%2lS",
            false => b"\nreal\t%3lR\nuser\t%3lU\nsys\t%3lS",
        };
        let format = if timer.posix {
            Text::from(b"real %2R\nuser %2U\nsys %2S")
        } else {
            self.variable(known::TIMEFORMAT).unwrap_or_else(|| Text::from(default))
        };
        if format.is_empty() {
            return;
        }
        match render(&format, times) {
            Ok(mut out) => {
                out.push(b'\n');
                let _ = self.write(2, &out);
            }
            Err(letter) => {
                let message = crate::builtins::quoted_word(&[letter], "invalid format character");
                self.report_builtin(b"TIMEFORMAT", message);
            }
        }
    }
}

/// How long something took, in nanoseconds.
#[derive(Clone, Copy)]
struct Times {
    real: u64,
    /// All that something ran: there is one processor and no kernel time.
    user: u64,
}

/// Fills in `TIMEFORMAT`; a wrong letter is the error.
fn render(format: &[u8], times: Times) -> Result<Vec<u8>, u8> {
    let mut out = Vec::new();
    let mut rest = format.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        if rest.next_if_eq(&b'%').is_some() {
            out.push(b'%');
            continue;
        }
        if rest.next_if_eq(&b'P').is_some() {
            let share = times.user.saturating_mul(10_000).checked_div(times.real).unwrap_or(0);
            out.extend_from_slice(format!("{}.{:02}", share / 100, share % 100).as_bytes());
            continue;
        }
        if rest.peek().is_none() {
            out.push(b'%');
            continue;
        }
        let mut places = 3usize;
        if let Some(digit) = rest.next_if(u8::is_ascii_digit) {
            places = usize::from(digit - b'0').min(3);
        }
        let long = rest.next_if_eq(&b'l').is_some();
        match rest.next() {
            Some(b'R') => out.extend(span(times.real, places, long)),
            Some(b'U') => out.extend(span(times.user, places, long)),
            Some(b'S') => out.extend(span(0, places, long)),
            Some(other) => return Err(other),
            // bash shows the end of the text as what it is in C.
            None => return Err(0),
        }
    }
    Ok(out)
}

fn span(nanoseconds: u64, places: usize, long: bool) -> Vec<u8> {
    let milliseconds = nanoseconds / 1_000_000;
    let (minutes, seconds) =
        if long { (milliseconds / 60_000, milliseconds / 1000 % 60) } else { (0, milliseconds / 1000) };
    let mut text = if long { format!("{minutes}m{seconds}") } else { seconds.to_string() };
    if places > 0 {
        let fraction = format!("{:03}", milliseconds % 1000);
        text.push('.');
        text.push_str(&fraction[..places]);
    }
    if long {
        text.push('s');
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let times = Times { real: 61_234_567_890, user: 30_617_283_945 };
        assert_eq!(render(b"%R %2R %0R %lR %%", times), Ok(b"61.234 61.23 61 1m1.234s %".to_vec()));
        assert_eq!(render(b"%U %P", times), Ok(b"30.617 50.00".to_vec()));
        assert_eq!(render(b"%Q", times), Err(b'Q'));
        assert_eq!(render(b"a%", times), Ok(b"a%".to_vec()));
        assert_eq!(render(b"a%3l", times), Err(0));
    }
}
