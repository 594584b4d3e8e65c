//! Makes a script from a seed.

use crate::grammar::{Grammar, Piece, Times};
use crate::random::Random;
use crate::tree::{Kind, Node};

/// How deep the tree of a script may be where the grammar leaves a choice.
const DEPTH: usize = 12;
/// After so many parts a script is brought to an end.
const PARTS: usize = 400;

/// The script of a seed.
pub fn script(grammar: &Grammar, seed: u64) -> Node {
    let mut maker = Maker { grammar, random: Random::new(seed), parts: 0 };
    let start = grammar.rule("script").unwrap_or(0);
    maker.rule(start, 0)
}

/// The shortest text of a rule.
pub fn shortest(grammar: &Grammar, rule: usize) -> Node {
    let mut maker = Maker { grammar, random: Random::new(0), parts: PARTS };
    maker.rule(rule, DEPTH)
}

struct Maker<'g> {
    grammar: &'g Grammar,
    random: Random,
    parts: usize,
}

impl Maker<'_> {
    fn rule(&mut self, index: usize, depth: usize) -> Node {
        self.parts += 1;
        let rule = &self.grammar.rules[index];
        let left = if self.parts > PARTS { 0 } else { DEPTH.saturating_sub(depth) };
        let bound = rule.height.max(left);
        let fitting = || rule.alternatives.iter().filter(|alternative| alternative.height <= bound);
        let mut number = self.random.below(fitting().map(|alternative| alternative.weight).sum());
        let chosen = fitting().find(|alternative| match number.checked_sub(alternative.weight) {
            Some(rest) => {
                number = rest;
                false
            }
            None => true,
        });
        let pieces = chosen.map(|alternative| alternative.pieces.as_slice()).unwrap_or_default();
        let mut parts = Vec::new();
        for piece in pieces {
            self.piece(piece, depth, &mut parts);
        }
        Node::Tree(Kind::Named(index), parts)
    }

    fn piece(&mut self, piece: &Piece, depth: usize, parts: &mut Vec<Node>) {
        match *piece {
            Piece::Text(ref text) => parts.push(Node::Text(text.clone())),
            Piece::NewLine => parts.push(Node::NewLine),
            Piece::End => parts.push(Node::End),
            Piece::Rule(index, Times::One) => parts.push(self.rule(index, depth + 1)),
            Piece::Rule(index, Times::Body) => parts.push(Node::Body(vec![self.rule(index, depth + 1)])),
            Piece::Rule(index, Times::Enclosed) => {
                parts.push(Node::Tree(Kind::Enclosed, vec![self.rule(index, depth + 1)]));
            }
            Piece::Rule(index, Times::Maybe) => {
                if self.random.below(2) == 0 {
                    parts.push(Node::Tree(Kind::Optional, vec![self.rule(index, depth + 1)]));
                }
            }
            Piece::Rule(index, times) => {
                let count = self.random.below(3) + usize::from(times == Times::Some);
                let several = (0..count).map(|number| {
                    let mut part = vec![self.rule(index, depth + 1)];
                    if number > 0 {
                        part.insert(0, Node::Text(" ".to_owned()));
                    }
                    Node::Tree(Kind::Optional, part)
                });
                let several = several.collect();
                parts.push(Node::Tree(Kind::Several, several));
            }
        }
    }
}
