//! Colours: `GREP_COLORS` and the sequences around marked text.

use bashwit_kernel::Context;

/// What each part of the output is shown in (SGR parameters; empty for none).
#[derive(Debug, Clone)]
pub(super) struct Colors {
    pub selected_match: Vec<u8>,
    pub context_match: Vec<u8>,
    pub name: Vec<u8>,
    pub number: Vec<u8>,
    pub offset: Vec<u8>,
    pub separator: Vec<u8>,
    pub selected_line: Vec<u8>,
    pub context_line: Vec<u8>,
    /// Swap the two kinds of lines under `-v`.
    pub reverse: bool,
    /// Leave out "erase to the end of the line".
    pub no_erase: bool,
}

impl Colors {
    /// grep's defaults, changed by `GREP_COLORS`.
    pub(super) fn from_environment(context: &Context) -> Self {
        let mut colors = Colors {
            selected_match: b"01;31".to_vec(),
            context_match: b"01;31".to_vec(),
            name: b"35".to_vec(),
            number: b"32".to_vec(),
            offset: b"32".to_vec(),
            separator: b"36".to_vec(),
            selected_line: Vec::new(),
            context_line: Vec::new(),
            reverse: false,
            no_erase: false,
        };
        for item in context.var("GREP_COLORS").unwrap_or_default().split(|&byte| byte == b':') {
            let (key, value) = match memchr::memchr(b'=', item) {
                Some(at) => (item.get(..at).unwrap_or_default(), item.get(at + 1..).unwrap_or_default()),
                None => (item, &[][..]),
            };
            if !value.iter().all(|byte| byte.is_ascii_digit() || *byte == b';') {
                break;
            }
            let value = value.to_vec();
            match key {
                b"mt" => (colors.selected_match, colors.context_match) = (value.clone(), value),
                b"ms" => colors.selected_match = value,
                b"mc" => colors.context_match = value,
                b"fn" => colors.name = value,
                b"ln" => colors.number = value,
                b"bn" => colors.offset = value,
                b"se" => colors.separator = value,
                b"sl" => colors.selected_line = value,
                b"cx" => colors.context_line = value,
                b"rv" => colors.reverse = true,
                b"ne" => colors.no_erase = true,
                _ => {}
            }
        }
        colors
    }

    /// Begins a colour.
    pub(super) fn start(&self, out: &mut Vec<u8>, color: &[u8]) {
        if color.is_empty() {
            return;
        }
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(color);
        out.extend_from_slice(if self.no_erase { b"m" } else { b"m\x1b[K" });
    }

    /// Ends a colour.
    pub(super) fn stop(&self, out: &mut Vec<u8>, color: &[u8]) {
        if !color.is_empty() {
            out.extend_from_slice(if self.no_erase { b"\x1b[m" } else { b"\x1b[m\x1b[K" });
        }
    }

    /// Shows a text in a colour.
    pub(super) fn paint(&self, out: &mut Vec<u8>, color: &[u8], text: &[u8]) {
        self.start(out, color);
        out.extend_from_slice(text);
        self.stop(out, color);
    }
}
