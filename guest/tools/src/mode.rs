//! File modes as chmod(1) writes them: octal, or symbolic clauses.

/// A mode to set or a change to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mode {
    /// `755`.
    Octal(u32),
    /// `u+x,go=r`.
    Symbolic(Vec<Clause>),
}

/// `[ugoa]*([-+=][perms])+`, one operator of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clause {
    /// Bits of those it is about; 0 where none was named (then the umask counts).
    who: u32,
    operator: u8,
    bits: u32,
    /// `X`: execute only where it is a directory or somebody may execute already.
    conditional: bool,
    /// `u`, `g`, `o` on the right: those bits are copied.
    copy: Option<u8>,
}

impl Mode {
    /// Reads a mode.
    pub fn parse(text: &[u8]) -> Option<Mode> {
        if text.first()?.is_ascii_digit() {
            let text = std::str::from_utf8(text).ok()?;
            return u32::from_str_radix(text, 8).ok().filter(|mode| *mode <= 0o7777).map(Mode::Octal);
        }
        let mut clauses = Vec::new();
        for part in text.split(|&byte| byte == b',') {
            clause(part, &mut clauses)?;
        }
        Some(Mode::Symbolic(clauses))
    }

    /// The mode of a file that has `old` now.
    pub fn apply(&self, old: u32, is_dir: bool, umask: u32) -> u32 {
        match self {
            Mode::Octal(mode) => *mode | if is_dir { old & 0o6000 } else { 0 },
            Mode::Symbolic(clauses) => {
                clauses.iter().fold(old, |mode, clause| clause.apply(mode, is_dir, umask))
            }
        }
    }
}

fn clause(text: &[u8], clauses: &mut Vec<Clause>) -> Option<()> {
    let mut at = 0;
    let mut who = 0;
    while let Some(letter) = text.get(at) {
        who |= match letter {
            b'u' => 0o4700,
            b'g' => 0o2070,
            b'o' => 0o1007,
            b'a' => 0o7777,
            _ => break,
        };
        at += 1;
    }
    text.get(at)?;
    while let Some(&operator @ (b'+' | b'-' | b'=')) = text.get(at) {
        at += 1;
        let mut clause = Clause { who, operator, bits: 0, conditional: false, copy: None };
        while let Some(letter) = text.get(at) {
            match letter {
                b'r' => clause.bits |= 0o444,
                b'w' => clause.bits |= 0o222,
                b'x' => clause.bits |= 0o111,
                b'X' => clause.conditional = true,
                b's' => clause.bits |= 0o6000,
                b't' => clause.bits |= 0o1000,
                b'u' | b'g' | b'o' => clause.copy = Some(*letter),
                _ => break,
            }
            at += 1;
        }
        clauses.push(clause);
    }
    (at == text.len()).then_some(())
}

impl Clause {
    fn apply(&self, mode: u32, is_dir: bool, umask: u32) -> u32 {
        let mut bits = self.bits;
        if self.conditional && (is_dir || mode & 0o111 != 0) {
            bits |= 0o111;
        }
        if let Some(source) = self.copy {
            let three = match source {
                b'u' => mode >> 6,
                b'g' => mode >> 3,
                _ => mode,
            } & 7;
            bits |= three * 0o111;
        }
        let mask = if self.who == 0 { 0o7777 & !umask } else { self.who };
        let bits = bits & mask;
        match self.operator {
            b'+' => mode | bits,
            b'-' => mode & !bits,
            _ => {
                let cleared = if self.who == 0 { 0o777 } else { self.who & !if is_dir { 0o6000 } else { 0 } };
                mode & !cleared | bits
            }
        }
    }
}

/// `drwxr-xr-x` without the type: nine letters.
pub(crate) fn letters(mode: u32) -> String {
    let mut text = String::with_capacity(9);
    for (shift, special, on, off) in [(6, 0o4000, 's', 'S'), (3, 0o2000, 's', 'S'), (0, 0o1000, 't', 'T')] {
        let three = mode >> shift & 7;
        text.push(if three & 4 != 0 { 'r' } else { '-' });
        text.push(if three & 2 != 0 { 'w' } else { '-' });
        text.push(match (three & 1 != 0, mode & special != 0) {
            (true, true) => on,
            (false, true) => off,
            (true, false) => 'x',
            (false, false) => '-',
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes() {
        for (text, old, want) in [
            ("755", 0o644, 0o755),
            ("u+x", 0o644, 0o744),
            ("+x", 0o644, 0o755),
            ("go-rwx", 0o777, 0o700),
            ("a=r", 0o755, 0o444),
            ("u=rwX,g=u", 0o600, 0o660),
            ("+w", 0o444, 0o644),
        ] {
            let mode = Mode::parse(text.as_bytes()).map(|mode| mode.apply(old, false, 0o022));
            assert_eq!(mode, Some(want), "{text}");
        }
        assert_eq!(Mode::parse(b"u~x"), None);
        assert_eq!(letters(0o1755), "rwxr-xr-t");
    }
}
