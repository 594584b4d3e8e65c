//! Makes a script smaller for as long as the shells differ on it.

use crate::generate::shortest;
use crate::grammar::Grammar;
use crate::tree::{Kind, Node};

/// The smallest script found on which `differs` holds.
pub fn minimise(grammar: &Grammar, script: Node, mut differs: impl FnMut(&Node) -> bool) -> Node {
    let mut best = script;
    loop {
        let before = best.size();
        let mut path = Vec::new();
        pass(grammar, &mut best, &mut path, &mut differs);
        if best.size() == before {
            return best;
        }
    }
}

fn at<'n>(root: &'n mut Node, path: &[usize]) -> Option<&'n mut Node> {
    path.iter().try_fold(root, |node, &index| node.parts_mut().get_mut(index))
}

/// Tries what can be done with the part at `path`, then goes into its parts.
fn pass(grammar: &Grammar, best: &mut Node, path: &mut Vec<usize>, differs: &mut dyn FnMut(&Node) -> bool) {
    loop {
        let Some(node) = at(best, path) else { return };
        let node = node.clone();
        let smaller = candidates(grammar, &node).into_iter().find_map(|candidate| {
            if candidate.size() >= node.size() {
                return None;
            }
            let mut whole = best.clone();
            *at(&mut whole, path)? = candidate;
            differs(&whole).then_some(whole)
        });
        match smaller {
            Some(whole) => *best = whole,
            None => break,
        }
    }
    let count = at(best, path).map_or(0, |node| node.parts().len());
    for index in (0..count).rev() {
        path.push(index);
        pass(grammar, best, path, differs);
        path.pop();
    }
}

fn candidates(grammar: &Grammar, node: &Node) -> Vec<Node> {
    let mut found = Vec::new();
    match node {
        Node::Tree(Kind::Optional, _) => found.push(Node::Text(String::new())),
        Node::Tree(Kind::Several, parts) => {
            found.push(Node::Text(String::new()));
            for part in parts {
                found.push(part.clone());
            }
        }
        Node::Tree(Kind::Named(rule), parts) => {
            found.push(shortest(grammar, *rule));
            for part in parts {
                inside(part, *rule, &mut found);
            }
            found.sort_by_key(Node::size);
        }
        _ => {}
    }
    found
}

/// The outermost parts that a rule made.
fn inside(node: &Node, rule: usize, found: &mut Vec<Node>) {
    if matches!(node, Node::Tree(Kind::Named(other), _) if *other == rule) {
        found.push(node.clone());
    }
    for part in node.parts() {
        inside(part, rule, found);
    }
}
