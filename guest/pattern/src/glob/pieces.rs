//! Patterns without groups: the pieces between stars, each found as far left (or right) as it goes.

use std::ops::Range;

use super::{Op, Pattern};
use crate::{chars, find_bytes};

impl Pattern {
    /// Whether a period at the start of the text must be matched and is not, as only a literal can.
    fn period_refuses(&self, text: &[u8]) -> bool {
        self.options.period
            && text.first() == Some(&b'.')
            && !matches!(self.ops.first(), Some(Op::Literal(..)))
    }

    /// Matches one piece at `at`; gives its end.
    #[inline]
    fn piece_at(&self, piece: &[Op], text: &[u8], mut at: usize) -> Option<usize> {
        for op in piece {
            at = self.single(op, text, at)?;
        }
        Some(at)
    }

    /// Matches an operation that takes a fixed number of characters.
    #[inline]
    pub(super) fn single(&self, op: &Op, text: &[u8], at: usize) -> Option<usize> {
        let utf8 = self.options.utf8;
        match *op {
            Op::Literal(start, end) => {
                let literal = self.bytes.get(start..end)?;
                text.get(at..)?.starts_with(literal).then(|| at + literal.len())
            }
            Op::Any => chars::decode(text, at, utf8).map(|(_, len)| at + len),
            Op::Folded(want) => {
                let (code, len) = chars::decode(text, at, utf8)?;
                (chars::fold(code) == want).then_some(at + len)
            }
            Op::Class(index) => {
                let (code, len) = chars::decode(text, at, utf8)?;
                self.classes.get(index)?.matches(code).then_some(at + len)
            }
            _ => None,
        }
    }

    /// Matches one piece that ends at `end`; gives its start.
    fn piece_before(&self, piece: &[Op], text: &[u8], mut end: usize) -> Option<usize> {
        let utf8 = self.options.utf8;
        for op in piece.iter().rev() {
            let start = match *op {
                Op::Literal(start, stop) => {
                    let literal = self.bytes.get(start..stop)?;
                    text.get(..end)?.ends_with(literal).then(|| end - literal.len())?
                }
                _ => end - chars::decode_last(text, end, utf8)?.1,
            };
            if self.single(op, text, start)? != end {
                return None;
            }
            end = start;
        }
        Some(end)
    }

    /// The leftmost place of a piece at or after `from`.
    fn find_piece(&self, piece: &[Op], text: &[u8], mut from: usize) -> Option<Range<usize>> {
        let utf8 = self.options.utf8;
        let Some((first, rest)) = piece.split_first() else { return Some(from..from) };
        if let Op::Literal(start, end) = *first {
            let literal = self.bytes.get(start..end)?;
            loop {
                let at = from + find_bytes(text.get(from..)?, literal)?;
                if let Some(end) = self.piece_at(rest, text, at + literal.len()) {
                    return Some(at..end);
                }
                from = at + 1;
            }
        }
        while from < text.len() {
            if let Some(end) = self.piece_at(piece, text, from) {
                return Some(from..end);
            }
            from += chars::step(text, from, utf8);
        }
        None
    }

    /// The rightmost place of a piece that begins at or after `floor` and ends by `end`.
    fn rfind_piece(&self, piece: &[Op], text: &[u8], floor: usize, mut end: usize) -> Option<Range<usize>> {
        let last_byte = match piece.last() {
            None => return (floor <= end).then_some(end..end),
            Some(&Op::Literal(_, stop)) => self.bytes.get(stop.wrapping_sub(1)).copied(),
            Some(_) => None,
        };
        loop {
            if let Some(byte) = last_byte {
                end = memchr::memrchr(byte, text.get(..end)?)? + 1;
            }
            match self.piece_before(piece, text, end) {
                Some(start) if start >= floor => return Some(start..end),
                _ if end <= floor => return None,
                _ => end -= chars::decode_last(text, end, self.options.utf8)?.1,
            }
        }
    }

    fn pieces(&self) -> impl DoubleEndedIterator<Item = &[Op]> {
        self.ops.split(|op| matches!(op, Op::Star(_)))
    }

    pub(super) fn pieces_match(&self, text: &[u8]) -> bool {
        if self.period_refuses(text) {
            return false;
        }
        let mut pieces = self.pieces();
        let (Some(first), last) = (pieces.next(), pieces.next_back()) else { return false };
        let Some(mut at) = self.piece_at(first, text, 0) else { return false };
        let Some(last) = last else { return at == text.len() };
        // The end first: it refuses most texts at once.
        let Some(end) = self.piece_before(last, text, text.len()).filter(|&end| end >= at) else {
            return false;
        };
        for piece in pieces {
            match self.find_piece(piece, text, at) {
                Some(range) => at = range.end,
                None => return false,
            }
        }
        at <= end
    }

    /// The end of the shortest or longest match that begins at `from`.
    pub(super) fn pieces_prefix(&self, text: &[u8], from: usize, longest: bool) -> Option<usize> {
        if from == 0 && self.period_refuses(text) {
            return None;
        }
        let mut pieces = self.pieces();
        let at = self.piece_at(pieces.next()?, text, from)?;
        self.rest_of_prefix(pieces, text, at, longest)
    }

    fn rest_of_prefix<'a>(
        &self,
        mut pieces: impl DoubleEndedIterator<Item = &'a [Op]>,
        text: &[u8],
        mut at: usize,
        longest: bool,
    ) -> Option<usize> {
        let Some(last) = pieces.next_back() else { return Some(at) };
        for piece in pieces {
            at = self.find_piece(piece, text, at)?.end;
        }
        if longest {
            self.rfind_piece(last, text, at, text.len()).map(|range| range.end)
        } else {
            self.find_piece(last, text, at).map(|range| range.end)
        }
    }

    pub(super) fn pieces_suffix(&self, text: &[u8], longest: bool) -> Option<usize> {
        let mut pieces = self.pieces();
        let first = pieces.next()?;
        let Some(last) = pieces.next_back() else {
            return self
                .piece_before(first, text, text.len())
                .filter(|&at| at > 0 || !self.period_refuses(text));
        };
        let mut end = self.piece_before(last, text, text.len())?;
        for piece in pieces.rev() {
            end = self.rfind_piece(piece, text, 0, end)?.start;
        }
        let found = if longest {
            self.find_piece(first, text, 0).filter(|range| range.end <= end)?
        } else {
            self.rfind_piece(first, text, 0, end)?
        };
        Some(found.start).filter(|&at| at > 0 || !self.period_refuses(text))
    }

    pub(super) fn pieces_find(&self, text: &[u8], from: usize) -> Option<Range<usize>> {
        let mut pieces = self.pieces();
        // What follows the first piece has most room behind its leftmost place.
        let first = self.find_piece(pieces.next()?, text, from)?;
        let end = self.rest_of_prefix(pieces, text, first.end, true)?;
        Some(first.start..end)
    }
}
