//! Word splitting (bash manual, "Word Splitting"): bytes of unquoted results end fields as
//! they are added.

use crate::ir::Quoting;
use crate::state::ifs::Kind;
use crate::state::text::Text;
use crate::vm::{Fault, Vm};

/// Where the first character of `IFS` joins what an operator made of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joins {
    /// In double quotes and outside of them.
    Always,
    /// In double quotes.
    Quoted,
    /// In double quotes, but not in a here-document.
    Part,
}

impl Vm {
    /// Adds the result of an expansion to the word.
    #[inline]
    pub(crate) fn add(&mut self, bytes: &[u8], quoting: Quoting) -> Result<(), Fault> {
        match quoting {
            Quoting::Quoted => self.word.quote(bytes),
            Quoting::Active => self.word.active(bytes),
            Quoting::Split => return self.add_split(bytes),
        }
        Ok(())
    }

    /// Adds unquoted text that is split.
    pub(crate) fn add_split(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        // The target of a redirection is not split in POSIX mode.
        if !self.state.ifs.splits(bytes) || self.plain_target {
            self.word.active(bytes);
            return Ok(());
        }
        let ifs = self.state.ifs.clone();
        let mut from = 0;
        for (at, &byte) in bytes.iter().enumerate() {
            let (kind, length) = match ifs.kind(byte) {
                Kind::Field => continue,
                Kind::Lead => match ifs.wide(&bytes[at..]) {
                    Some(length) => (Kind::Separator, length),
                    None => continue,
                },
                kind => (kind, 1),
            };
            if from < at {
                self.word.after_blank = false;
                self.word.active(&bytes[from..at]);
            }
            from = at + length;
            self.separate(kind)?;
        }
        if from < bytes.len() {
            self.word.after_blank = false;
            self.word.active(&bytes[from..]);
        }
        Ok(())
    }

    fn separate(&mut self, kind: Kind) -> Result<(), Fault> {
        if self.word.started {
            self.end_field()?;
            self.word.after_blank = kind == Kind::Blank;
        } else if kind == Kind::Separator {
            if self.word.after_blank {
                self.word.after_blank = false;
            } else {
                self.end_field()?;
            }
        }
        Ok(())
    }

    /// Ends the field in the making, empty or not: pathname expansion and quote removal.
    pub(crate) fn end_field(&mut self) -> Result<(), Fault> {
        if self.word.joins {
            self.word.text.push(b' ');
            self.word.started = false;
            return Ok(());
        }
        if self.word.glob {
            if self.defers_pathnames {
                self.defer_pathname();
            } else if self.expand_pathname()? {
                self.word.clear();
                return Ok(());
            }
        }
        let text = self.word.take();
        self.fields.push(text);
        Ok(())
    }

    /// Adds a list (`$@`, `${a[*]}` …) to the word.
    pub(crate) fn add_list(&mut self, items: &[Text], star: bool, quoting: Quoting) -> Result<(), Fault> {
        match quoting {
            Quoting::Quoted | Quoting::Split if self.plain_target => {
                let joined = self.join(items, star && quoting == Quoting::Quoted);
                self.add(&joined, quoting)?;
            }
            Quoting::Quoted if star || self.makes_text() => {
                let joined = self.join(items, star);
                self.word.started |= star && !items.is_empty();
                self.word.quote(&joined);
            }
            Quoting::Active => {
                let joined = self.join(items, star);
                self.word.active(&joined);
            }
            Quoting::Quoted => {
                self.word.has_list = true;
                for (at, item) in items.iter().enumerate() {
                    if at > 0 {
                        self.end_field()?;
                    }
                    self.word.started = true;
                    self.word.quote(item);
                }
            }
            Quoting::Split => {
                // The items are split as if the first character of `IFS` stood between them.
                let joiner = self.state.ifs.joiner.first().map(|&byte| self.state.ifs.kind(byte));
                for (at, item) in items.iter().enumerate() {
                    match joiner.filter(|_| at > 0) {
                        Some(Kind::Blank) => self.separate(Kind::Blank)?,
                        Some(_) => self.separate(Kind::Separator)?,
                        None if at > 0 && self.word.started => self.end_field()?,
                        None => {}
                    }
                    if self.state.ifs.is_empty {
                        self.word.active(item);
                    } else {
                        // Blanks that begin the word belong to a separator behind them.
                        let begins = at == 0 && !self.word.started;
                        self.word.after_blank |= begins && self.state.ifs.begins_blank(item);
                        self.add_split(item)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Adds a list that an operator made. In the value of an assignment it is joined by the first
    /// character of `IFS`, though it be made of `$@`.
    pub(crate) fn add_made_list(
        &mut self,
        items: &[Text],
        kind: u8,
        quoting: Quoting,
        joins: Joins,
    ) -> Result<(), Fault> {
        let joins_here = self.word.joins_by_ifs
            && !self.state.ifs.joiner.is_empty()
            && match quoting {
                Quoting::Quoted => true,
                Quoting::Active => joins == Joins::Always,
                Quoting::Split => false,
            };
        let star = kind == b'*' && (!self.word.joins_by_space || joins == Joins::Quoted);
        self.add_list(items, star || joins_here, quoting)
    }

    /// Items joined as `"$*"` or (with a space) as `$@` in a text.
    pub(crate) fn join(&self, items: &[Text], star: bool) -> Vec<u8> {
        let joiner: &[u8] = if star { &self.state.ifs.joiner } else { b" " };
        let mut out = Vec::with_capacity(items.iter().map(|item| item.len() + joiner.len()).sum());
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.extend_from_slice(joiner);
            }
            out.extend_from_slice(item);
        }
        out
    }
}
