//! The history list.

use super::text::Text;

/// A line of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The command.
    pub line: Text,
    /// When it was entered, in seconds since 1970, if that is known.
    pub time: Option<i64>,
}

impl Entry {
    /// A line that was entered at a time.
    pub fn new(line: Text, time: i64) -> Self {
        Entry { line, time: Some(time) }
    }
}

/// What the command that runs has in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Own {
    /// Nothing, or it was taken away.
    None,
    /// Its only line.
    Line,
    /// Lines that were joined.
    Lines,
}

/// The characters of `histchars`; 0 for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// `!`.
    pub event: u8,
    /// `^`.
    pub quick: u8,
    /// `#`.
    pub comment: u8,
    /// They were set, or history expansion was turned on.
    pub is_set: bool,
}

impl Default for Marks {
    fn default() -> Self {
        Marks { event: b'!', quick: b'^', comment: b'#', is_set: true }
    }
}

/// What one expansion of events leaves for the next.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    /// The text of the last `!?text?`.
    pub search: Option<Vec<u8>>,
    /// The word that it found (`!%`).
    pub matched: Option<Vec<u8>>,
    /// What the last substitution replaced.
    pub old: Vec<u8>,
    /// By what.
    pub new: Vec<u8>,
}

/// The history of a shell. Numbers of entries begin at `base`.
#[derive(Debug, Clone)]
pub struct History {
    /// The entries, the oldest first.
    pub entries: Vec<Entry>,
    /// The number of the first entry.
    pub base: usize,
    /// How many of the newest are not yet in the history file (`history -a`).
    pub new: usize,
    /// How many lines of the history file have been read or written (`history -n`).
    pub in_file: usize,
    /// How many entries there may be.
    pub limit: Option<usize>,
    /// Whether the newest entry is of the command that runs.
    pub own: Own,
    /// `histchars`.
    pub marks: Marks,
    /// What expansions leave.
    pub memory: Memory,
}

impl Default for History {
    fn default() -> Self {
        // There is no mark of comments, and so none of times, until something asks for it.
        let marks = Marks { comment: 0, is_set: false, ..Marks::default() };
        History {
            entries: Vec::new(),
            base: 1,
            new: 0,
            in_file: 0,
            limit: None,
            own: Own::None,
            marks,
            memory: Memory::default(),
        }
    }
}

impl History {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Takes a new limit: the oldest entries go, and the numbers of the others begin anew.
    pub fn set_limit(&mut self, limit: Option<usize>) {
        if self.limit != limit {
            self.limit = limit;
            let over = limit.map_or(0, |limit| self.entries.len().saturating_sub(limit));
            self.entries.drain(..over);
            if over > 0 {
                self.base = over;
            }
            self.new = self.new.min(self.entries.len());
        }
    }

    /// Adds an entry; the oldest go where there are more than `limit`.
    pub fn add(&mut self, entry: Entry, limit: Option<usize>) {
        self.set_limit(limit);
        if limit == Some(0) {
            return;
        }
        self.entries.push(entry);
        self.new += 1;
        if let Some(limit) = limit {
            let over = self.entries.len().saturating_sub(limit);
            self.entries.drain(..over);
            self.base += over;
        }
        self.new = self.new.min(self.entries.len());
    }

    /// The place of the entry that a position names: a number, or counted from the end.
    pub fn place(&self, position: i64) -> Option<usize> {
        let at = if position < 0 {
            i64::try_from(self.entries.len()).ok()?.checked_add(position)?
        } else {
            position.checked_sub(i64::try_from(self.base).ok()?)?
        };
        usize::try_from(at).ok().filter(|at| *at < self.entries.len())
    }

    /// Removes entries.
    pub fn remove(&mut self, places: std::ops::RangeInclusive<usize>) {
        let before = self.entries.len();
        if *places.start() <= *places.end() && *places.end() < before {
            self.entries.drain(places);
            self.new = self.new.min(self.entries.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_limits() {
        let mut history = History::default();
        for line in ["a", "b", "c", "d"] {
            history.add(Entry::new(Text::from(line), 0), Some(3));
        }
        assert_eq!((history.base, history.len()), (2, 3));
        assert_eq!(history.place(2), Some(0));
        assert_eq!(history.place(-1), Some(2));
        assert_eq!(history.place(1), None);
        assert_eq!(history.place(-4), None);
        history.remove(0..=1);
        assert_eq!(history.entries.first().map(|entry| entry.line.clone()), Some(Text::from(b"d")));
    }
}
