//! The lines that two files do not share: Myers' algorithm in linear space, on lines that stand
//! in both files.

/// One place where the files differ: lines of the first that are gone, lines of the second that
/// are new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change {
    /// The first line that is gone, or the one that follows.
    pub old: usize,
    pub deleted: usize,
    pub new: usize,
    pub inserted: usize,
}

/// So many steps from each end are tried before a way is taken that need not be the shortest.
const EXPENSIVE: usize = 4096;

/// The changes between two files whose lines are numbered by what they say. The last `fixed`
/// lines are the same in both, and no change moves among them.
pub(super) fn changes(old: &[u32], new: &[u32], fixed: usize) -> Vec<Change> {
    let prefix = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[prefix..], &new[prefix..]);
    let suffix = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old_rest[..old_rest.len() - suffix], &new_rest[..new_rest.len() - suffix]);
    let mut marks = [vec![false; old.len() + 1], vec![false; new.len() + 1]];
    // Lines that the other file does not have are changed in any case.
    let kinds = old.iter().chain(new).max().map_or(0, |&max| max as usize + 1);
    let shared = |other: &[u32]| {
        let mut present = vec![false; kinds];
        other.iter().for_each(|&line| present[line as usize] = true);
        present
    };
    let (in_old, in_new) = (shared(old_rest), shared(new_rest));
    let keep = |lines: &[u32], present: &[bool], mark: &mut [bool]| {
        let mut kept = (Vec::new(), Vec::new());
        for (at, &line) in lines.iter().enumerate() {
            if present[line as usize] {
                kept.0.push(line);
                kept.1.push(prefix + at);
            } else {
                mark[prefix + at] = true;
            }
        }
        kept
    };
    let [old_marks, new_marks] = &mut marks;
    let (old_kept, old_places) = keep(old_rest, &in_new, old_marks);
    let (new_kept, new_places) = keep(new_rest, &in_old, new_marks);
    let mut search = Search::new(&old_kept, &new_kept);
    search.run();
    search.deleted.iter().for_each(|&at| old_marks[old_places[at]] = true);
    search.inserted.iter().for_each(|&at| new_marks[new_places[at]] = true);
    let movable = |lines: &[u32]| lines.len().saturating_sub(fixed);
    slide(&old[..movable(old)], old_marks, new_marks);
    slide(&new[..movable(new)], new_marks, old_marks);
    collect(old_marks, new_marks)
}

/// The way from one sequence to the other.
struct Search<'l> {
    old: &'l [u32],
    new: &'l [u32],
    /// How far the ways from the front and from the end have come on each diagonal.
    forward: Vec<isize>,
    backward: Vec<isize>,
    deleted: Vec<usize>,
    inserted: Vec<usize>,
}

/// A part of both sequences.
#[derive(Clone, Copy)]
struct Part {
    old: (usize, usize),
    new: (usize, usize),
}

impl<'l> Search<'l> {
    fn new(old: &'l [u32], new: &'l [u32]) -> Self {
        let diagonals = old.len() + new.len() + 3;
        Search {
            old,
            new,
            forward: vec![0; diagonals],
            backward: vec![0; diagonals],
            deleted: Vec::new(),
            inserted: Vec::new(),
        }
    }

    fn run(&mut self) {
        let mut parts = vec![Part { old: (0, self.old.len()), new: (0, self.new.len()) }];
        while let Some(mut part) = parts.pop() {
            while part.old.0 < part.old.1
                && part.new.0 < part.new.1
                && self.old[part.old.0] == self.new[part.new.0]
            {
                part.old.0 += 1;
                part.new.0 += 1;
            }
            while part.old.0 < part.old.1
                && part.new.0 < part.new.1
                && self.old[part.old.1 - 1] == self.new[part.new.1 - 1]
            {
                part.old.1 -= 1;
                part.new.1 -= 1;
            }
            if part.old.0 == part.old.1 {
                self.inserted.extend(part.new.0..part.new.1);
            } else if part.new.0 == part.new.1 {
                self.deleted.extend(part.old.0..part.old.1);
            } else {
                let (x, y) = self.middle(part);
                parts.push(Part { old: (x, part.old.1), new: (y, part.new.1) });
                parts.push(Part { old: (part.old.0, x), new: (part.new.0, y) });
            }
        }
    }

    /// A point on a shortest way through a part whose first and last lines differ.
    fn middle(&mut self, part: Part) -> (usize, usize) {
        let (x_first, x_last) = (part.old.0 as isize, part.old.1 as isize);
        let (y_first, y_last) = (part.new.0 as isize, part.new.1 as isize);
        // Diagonals are numbered x - y; in the tables they begin at the least one there can be.
        let zero = self.new.len() as isize + 1;
        let (least, most) = (x_first - y_last, x_last - y_first);
        let (front, back) = (x_first - y_first, x_last - y_last);
        let (mut f_least, mut f_most, mut b_least, mut b_most) = (front, front, back, back);
        let odd = (front - back) & 1 != 0;
        let at = |diagonal: isize| (diagonal + zero) as usize;
        self.forward[at(front)] = x_first;
        self.backward[at(back)] = x_last;
        for cost in 1.. {
            if f_least > least {
                f_least -= 1;
                self.forward[at(f_least - 1)] = -1;
            } else {
                f_least += 1;
            }
            if f_most < most {
                f_most += 1;
                self.forward[at(f_most + 1)] = -1;
            } else {
                f_most -= 1;
            }
            let mut diagonal = f_most;
            while diagonal >= f_least {
                let (low, high) = (self.forward[at(diagonal - 1)], self.forward[at(diagonal + 1)]);
                let mut x = if low < high { high } else { low + 1 };
                while x < x_last
                    && x - diagonal < y_last
                    && self.old[x as usize] == self.new[(x - diagonal) as usize]
                {
                    x += 1;
                }
                self.forward[at(diagonal)] = x;
                if odd && (b_least..=b_most).contains(&diagonal) && self.backward[at(diagonal)] <= x {
                    return (x as usize, (x - diagonal) as usize);
                }
                diagonal -= 2;
            }
            if b_least > least {
                b_least -= 1;
                self.backward[at(b_least - 1)] = isize::MAX;
            } else {
                b_least += 1;
            }
            if b_most < most {
                b_most += 1;
                self.backward[at(b_most + 1)] = isize::MAX;
            } else {
                b_most -= 1;
            }
            let mut diagonal = b_most;
            while diagonal >= b_least {
                let (low, high) = (self.backward[at(diagonal - 1)], self.backward[at(diagonal + 1)]);
                let mut x = if low < high { low } else { high - 1 };
                while x > x_first
                    && x - diagonal > y_first
                    && self.old[(x - 1) as usize] == self.new[(x - diagonal - 1) as usize]
                {
                    x -= 1;
                }
                self.backward[at(diagonal)] = x;
                if !odd && (f_least..=f_most).contains(&diagonal) && x <= self.forward[at(diagonal)] {
                    return (x as usize, (x - diagonal) as usize);
                }
                diagonal -= 2;
            }
            if cost >= EXPENSIVE {
                return self.farthest(part, (f_least, f_most), zero);
            }
        }
        // The loop has no other end.
        (part.old.1, part.new.0)
    }

    /// Where the way from the front has come farthest.
    fn farthest(&self, part: Part, (least, most): (isize, isize), zero: isize) -> (usize, usize) {
        let (x_last, y_last) = (part.old.1 as isize, part.new.1 as isize);
        let mut best = (part.old.0 as isize, part.new.0 as isize);
        let mut diagonal = most;
        while diagonal >= least {
            let x = self.forward[(diagonal + zero) as usize].min(x_last).min(y_last + diagonal);
            if x >= part.old.0 as isize
                && x - diagonal >= part.new.0 as isize
                && x + x - diagonal > best.0 + best.1
            {
                best = (x, x - diagonal);
            }
            diagonal -= 2;
        }
        (best.0 as usize, best.1 as usize)
    }
}

/// Moves runs of changed lines down as far as they go, so that runs meet and stand next to runs
/// of the other file. Both tables of marks have one more entry, which is not set.
fn slide(lines: &[u32], marks: &mut [bool], other: &[bool]) {
    let end = lines.len();
    // `other_at` is the unchanged line of the other file that belongs to line `at`.
    let (mut at, mut other_at) = (0, 0);
    loop {
        while at < end && !marks[at] {
            while other[other_at] {
                other_at += 1;
            }
            other_at += 1;
            at += 1;
        }
        if at >= end {
            return;
        }
        let mut start = at;
        while marks[at] {
            at += 1;
        }
        while other[other_at] {
            other_at += 1;
        }
        let mut beside;
        loop {
            let length = at - start;
            while start > 0 && lines[start - 1] == lines[at - 1] {
                start -= 1;
                marks[start] = true;
                at -= 1;
                marks[at] = false;
                while start > 0 && marks[start - 1] {
                    start -= 1;
                }
                other_at = unchanged_before(other, other_at);
            }
            beside = if other_at > 0 && other[other_at - 1] { at } else { end };
            while at < end && lines[start] == lines[at] {
                marks[start] = false;
                start += 1;
                marks[at] = true;
                at += 1;
                while marks[at] {
                    at += 1;
                }
                other_at += 1;
                while other[other_at] {
                    beside = at;
                    other_at += 1;
                }
            }
            if length == at - start {
                break;
            }
        }
        while beside < at {
            start -= 1;
            marks[start] = true;
            at -= 1;
            marks[at] = false;
            other_at = unchanged_before(other, other_at);
        }
    }
}

fn unchanged_before(other: &[bool], at: usize) -> usize {
    let mut at = at.saturating_sub(1);
    while at > 0 && other[at] {
        at -= 1;
    }
    at
}

fn collect(old: &[bool], new: &[bool]) -> Vec<Change> {
    let mut changes = Vec::new();
    let (mut x, mut y) = (0, 0);
    while x + 1 < old.len() || y + 1 < new.len() {
        let (old_start, new_start) = (x, y);
        while old[x] {
            x += 1;
        }
        while new[y] {
            y += 1;
        }
        if x > old_start || y > new_start {
            changes.push(Change {
                old: old_start,
                deleted: x - old_start,
                new: new_start,
                inserted: y - new_start,
            });
        }
        if x + 1 >= old.len() && y + 1 >= new.len() {
            break;
        }
        x += 1;
        y += 1;
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of two texts, a letter a line, and the changes as `diff` numbers them.
    #[test]
    fn finds_changes() {
        let rows: &[(&str, &str, &str)] = &[
            ("", "", ""),
            ("abc", "abc", ""),
            ("abc", "axc", "2c2"),
            ("abc", "ac", "2d1"),
            ("ac", "abc", "1a2"),
            ("", "ab", "0a1,2"),
            ("abcabba", "cbabac", "1,2d0 4d1 5a3 7a6"),
            ("aab", "aaab", "2a3"),
            ("xaby", "xababy", "3a4,5"),
        ];
        for (old, new, want) in rows {
            let lines = |text: &str| text.bytes().map(u32::from).collect::<Vec<u32>>();
            let found = changes(&lines(old), &lines(new), 0);
            let range = |start: usize, count: usize| match count {
                0 => start.to_string(),
                1 => (start + 1).to_string(),
                _ => format!("{},{}", start + 1, start + count),
            };
            let text: Vec<String> = found
                .iter()
                .map(|change| {
                    let letter = match (change.deleted, change.inserted) {
                        (0, _) => 'a',
                        (_, 0) => 'd',
                        _ => 'c',
                    };
                    format!(
                        "{}{letter}{}",
                        range(change.old, change.deleted),
                        range(change.new, change.inserted)
                    )
                })
                .collect();
            assert_eq!(text.join(" "), *want, "{old} {new}");
        }
    }
}
