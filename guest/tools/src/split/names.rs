//! The names of the pieces: `xaa`, `xab`, …

/// How the pieces are named.
#[derive(Debug, Clone)]
pub(super) struct Names {
    pub prefix: Vec<u8>,
    pub additional: Vec<u8>,
    /// The letters or digits that suffixes are made of.
    pub alphabet: &'static [u8],
    /// The length of suffixes.
    pub length: usize,
    /// Whether suffixes may become longer.
    pub grows: bool,
    /// The number of the next piece.
    pub next: u64,
}

impl Names {
    /// The next name; `None` where all are used up.
    pub fn next_name(&mut self) -> Option<Vec<u8>> {
        let mut number = self.next;
        self.next = self.next.checked_add(1)?;
        let base = self.alphabet.len() as u64;
        let (mut length, mut lead) = (self.length, 0);
        // A suffix that begins with the last letter makes room for two more.
        if self.grows {
            while let Some(all) = base.checked_pow(u32::try_from(length).ok()?) {
                let here = all - all / base;
                if number < here {
                    break;
                }
                number -= here;
                length += 1;
                lead += 1;
            }
        }
        let mut suffix = vec![*self.alphabet.first()?; length];
        for place in suffix.iter_mut().rev() {
            *place = *self.alphabet.get((number % base) as usize)?;
            number /= base;
        }
        if number > 0 {
            return None;
        }
        let last = *self.alphabet.last()?;
        Some([&self.prefix, &vec![last; lead][..], &suffix, &self.additional].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let mut names = Names {
            prefix: b"x".to_vec(),
            additional: Vec::new(),
            alphabet: b"abc",
            length: 2,
            grows: true,
            next: 0,
        };
        let all: Vec<String> = std::iter::from_fn(|| names.next_name())
            .take(9)
            .map(|name| String::from_utf8_lossy(&name).into_owned())
            .collect();
        assert_eq!(all.join(" "), "xaa xab xac xba xbb xbc xcaaa xcaab xcaac");
        (names.grows, names.next) = (false, 8);
        assert_eq!(names.next_name(), Some(b"xcc".to_vec()));
        assert_eq!(names.next_name(), None);
    }
}
