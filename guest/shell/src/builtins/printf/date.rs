//! `%(format)T`: times as strftime(3) writes them.

use super::{Printf, Spec, character, integer};
use crate::state::value::Attrs;
use crate::vm::Vm;
use bashwit_datetime::{Moment, Zone};

/// Bash's buffer for a time: what does not fit (with a NUL behind it) is not shown at all.
const LONGEST: usize = 127;

impl Printf<'_> {
    pub(super) fn date(&mut self, format: &[u8], at: &mut usize, spec: Spec) {
        let start = *at;
        let mut depth = 1;
        let length = format[start..].iter().position(|byte| {
            depth += i32::from(*byte == b'(') - i32::from(*byte == b')');
            depth == 0
        });
        let end = length.map_or(format.len(), |length| start + length);
        if format.get(end + 1) != Some(&b'T') {
            // At the end bash shows the NUL that stands there.
            let letter = format.get(end + 1).map_or(&b"\0"[..], std::slice::from_ref);
            let message = [b"warning: `", letter, b"': invalid time format specification"].concat();
            self.complain(message);
            // It is no conversion then: what follows the percent sign is read as any text.
            self.out.push(b'%');
            let percent = format[..start].iter().rposition(|byte| *byte == b'%').unwrap_or(start);
            *at = percent + 1;
            return;
        }
        *at = end + 2;
        let now = self.vm.kernel.system().wall_clock().seconds;
        let seconds = match self.argument() {
            None => now,
            Some(text) if &*text == b"-1" => now,
            Some(text) if &*text == b"-2" => now - self.vm.uptime_seconds(),
            Some(text) if text.is_empty() => 0,
            Some(text) if matches!(text[0], b'\'' | b'"') => {
                character(&text, self.vm.state.utf8).unwrap_or(0)
            }
            Some(text) => match integer(&text, false) {
                (Some((value, _)), true) => value,
                (value, _) => {
                    self.invalid(&text);
                    value.map_or(0, |(value, _)| value)
                }
            },
        };
        let pattern = &format[start..end];
        let mut text = strftime(self.vm, if pattern.is_empty() { b"%X" } else { pattern }, seconds);
        if text.len() > LONGEST {
            text.clear();
        }
        self.padded(&text, spec);
    }
}

/// A time (seconds since 1970) by a format of strftime(3), in the zone of `TZ`.
pub(crate) fn strftime(vm: &mut Vm, pattern: &[u8], seconds: i64) -> Vec<u8> {
    // The C library reads the environment: a variable that is not exported says nothing.
    let name = vm.state.symbols.intern(b"TZ");
    let exported = vm.state.vars.get(name).is_some_and(|variable| variable.attrs.has(Attrs::EXPORT));
    let zone = if exported { vm.variable(name) } else { None };
    let mut out = Vec::new();
    let moment = Moment::new(seconds, 0, &Zone::new(zone.as_deref()));
    bashwit_datetime::strftime(pattern, &moment, &mut out);
    out
}
