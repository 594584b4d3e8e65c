//! `tsort [FILE]`: orders names so that each stands before those that it is paired with.
//!
//! Exit status: 1 where there is a loop, which is broken.

use crate::filter::Filter;
use crate::frame;
use bashwit_args::{Stop, Synopsis, quotef};
use bashwit_kernel::{Context, ExitStatus};
use std::collections::{BTreeMap, VecDeque};

const TSORT: Synopsis = Synopsis::gnu(
    "tsort",
    &["[OPTION] [FILE]"],
    "Write totally ordered list consistent with the partial ordering in FILE.\n\n\
     With no FILE, or when FILE is -, read standard input.",
    &[],
);

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Vec<u8>, Stop> {
    let mut parsed = TSORT.parse(args);
    while parsed.next_option()?.is_some() {}
    match *parsed.into_operands() {
        [] => Ok(b"-".to_vec()),
        [file] => Ok(file.to_vec()),
        [_, extra, ..] => Err(TSORT.extra_operand(extra)),
    }
}

/// The names and what stands behind them.
#[derive(Default)]
struct Graph<'t> {
    names: Vec<&'t [u8]>,
    /// Of each name the names that follow it, the last one first.
    after: Vec<Vec<usize>>,
    /// How many still stand before each.
    before: Vec<usize>,
    written: Vec<bool>,
}

async fn run(context: &Context, file: Vec<u8>) -> ExitStatus {
    let mut filter = Filter::new(context);
    let Some(mut input) = filter.open(&file).await else { return ExitStatus::FAILURE };
    let text = filter.rest(&mut input).await;
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n');
    let words: Vec<&[u8]> = text.split(blank).filter(|word| !word.is_empty()).collect();
    if !words.len().is_multiple_of(2) {
        filter.fail([&*quotef(&file), b": input contains an odd number of tokens"].concat()).await;
        return ExitStatus::FAILURE;
    }
    let (mut graph, order) = Graph::new(&words);
    let mut left = order.len();
    while left > 0 {
        let fresh = |at: &usize| graph.before[*at] == 0 && !graph.written[*at];
        let mut queue: VecDeque<usize> = order.iter().copied().filter(fresh).collect();
        while let Some(at) = queue.pop_front() {
            filter.output.push(graph.names[at]);
            filter.output.push(b"\n");
            graph.written[at] = true;
            left -= 1;
            for next in std::mem::take(&mut graph.after[at]).into_iter().rev() {
                graph.before[next] -= 1;
                if graph.before[next] == 0 {
                    queue.push_back(next);
                }
            }
            if let Err(broken) = filter.flush_if_full().await {
                return filter.finish(Err(broken)).await;
            }
        }
        if left > 0 {
            filter.fail([&*quotef(&file), b": input contains a loop:"].concat()).await;
            for at in graph.break_loop(&order) {
                let name = graph.names[at];
                filter.fail(name).await;
            }
        }
    }
    filter.finish(Ok(())).await
}

impl<'t> Graph<'t> {
    /// The graph, and the names in the order of their bytes.
    fn new(words: &[&'t [u8]]) -> (Self, Vec<usize>) {
        let mut graph = Graph::default();
        let mut known: BTreeMap<&[u8], usize> = BTreeMap::new();
        for pair in words.chunks_exact(2) {
            let [first, second] = [pair[0], pair[1]].map(|word| {
                *known.entry(word).or_insert_with(|| {
                    graph.names.push(word);
                    graph.names.len() - 1
                })
            });
            graph.after.resize_with(graph.names.len(), Vec::new);
            graph.before.resize(graph.names.len(), 0);
            if first != second {
                graph.after[first].push(second);
                graph.before[second] += 1;
            }
        }
        graph.written = vec![false; graph.names.len()];
        (graph, known.into_values().collect())
    }

    /// Finds a loop going backwards from the first name that waits, and takes out the pair that
    /// closes it; gives the names on the loop.
    fn break_loop(&mut self, order: &[usize]) -> Vec<usize> {
        // The name that was reached from this one, on the way back.
        let mut link: Vec<Option<usize>> = vec![None; self.names.len()];
        let Some(mut head) = order.iter().copied().find(|&at| self.before[at] > 0) else { return Vec::new() };
        loop {
            let start = head;
            for &at in order.iter().filter(|&&at| self.before[at] > 0) {
                let Some(place) = self.after[at].iter().rposition(|&next| next == head) else { continue };
                if link[at].is_none() {
                    link[at] = Some(head);
                    head = at;
                    continue;
                }
                let mut names = vec![head];
                while let Some(next) = names.last().filter(|&&last| last != at).and_then(|&last| link[last]) {
                    names.push(next);
                }
                self.after[at].remove(place);
                self.before[head] -= 1;
                return names;
            }
            // Every name that waits has one before it, so a round that goes nowhere is none.
            if head == start {
                return Vec::new();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn sorts() {
        testing::check(&[
            ("tsort", "a b b c c c a d", "a\nd\nb\nc\n"),
            ("tsort", "", ""),
            ("tsort", "x x\n", "x\n"),
            ("tsort", "b a c a d b", "c\nd\nb\na\n"),
        ]);
    }

    #[test]
    fn loops() {
        let output = testing::run(&testing::fixture(), "tsort", "a b b c c a");
        assert_eq!(output.status, 1);
        assert_eq!(output.err(), "tsort: -: input contains a loop:\ntsort: a\ntsort: b\ntsort: c\n");
        assert_eq!(output.out(), "a\nb\nc\n");
        let output = testing::run(&testing::fixture(), "tsort", "a b c");
        assert_eq!(output.err(), "tsort: -: input contains an odd number of tokens\n");
    }
}
