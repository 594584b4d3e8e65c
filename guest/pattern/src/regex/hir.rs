//! The same expression for regex-automata's lazy DFA, which scans long texts much faster. It
//! finds where the leftmost match begins; its end is the longest only where that is known.

use regex_automata::meta;
use regex_syntax::hir::{self, Class, ClassBytes, ClassBytesRange, ClassUnicode, ClassUnicodeRange, Hir};

use super::Flags;
use super::analyze;
use super::ast::{Ast, INFINITE, Look, Node};
use crate::chars::BYTE_BASE;

/// Bytes that one automaton may take, and its cache.
const SIZE_LIMIT: usize = 4 << 20;
const CACHE: usize = 1 << 20;
/// How many single characters an expression may ask for, its repetitions written out: each byte of a text
/// may cost as many steps.
const MAX_WEIGHT: u32 = 2048;

/// Whether texts beyond ASCII need an automaton of their own.
pub(super) fn depends_on_width(ast: &Ast, flags: Flags) -> bool {
    flags.utf8 && (ast.sets.iter().any(super::set::Set::is_wide) || any_node(&ast.root, is_wide))
}

/// Whether a test holds for a node or one inside of it.
fn any_node(node: &Node, test: fn(&Node) -> bool) -> bool {
    test(node)
        || match node {
            Node::Group(inner, _) | Node::Repeat { node: inner, .. } => any_node(inner, test),
            Node::Concat(nodes) | Node::Alternation(nodes) => nodes.iter().any(|node| any_node(node, test)),
            _ => false,
        }
}

fn is_wide(node: &Node) -> bool {
    matches!(node, Node::Any) || matches!(node, Node::Look(look) if look.is_word())
}

/// How many single characters a node asks for at most, its repetitions written out.
fn weight(node: &Node) -> u32 {
    let sum = |nodes: &[Node]| nodes.iter().map(weight).fold(0, u32::saturating_add);
    match node {
        Node::Group(inner, _) => weight(inner),
        Node::Repeat { node, min, max } => {
            let times = if *max == INFINITE { *min } else { *max };
            weight(node).saturating_mul(times.max(1))
        }
        Node::Concat(nodes) | Node::Alternation(nodes) => sum(nodes),
        _ => 1,
    }
}

/// Whether what matches depends on where characters begin and which of them are in words: the automaton
/// sees bytes, and words with marks in them.
fn asks_for_characters(node: &Node) -> bool {
    match node {
        Node::Look(look) => look.is_word(),
        Node::Char(code) => *code >= BYTE_BASE,
        _ => false,
    }
}

/// Builds the automaton, for ASCII texts alone if `ascii`. `None` if it would be too large, or not match
/// the same.
pub(super) fn build(ast: &Ast, flags: Flags, ascii: bool) -> Option<meta::Regex> {
    if flags.utf8 && !ascii && any_node(&ast.root, asks_for_characters) {
        return None;
    }
    if weight(&ast.root) > MAX_WEIGHT {
        return None;
    }
    let hir = Translator { ast, flags, ascii: ascii && flags.utf8 }.node(&ast.root);
    let config = meta::Config::new()
        .utf8_empty(false)
        .nfa_size_limit(Some(SIZE_LIMIT))
        .hybrid_cache_capacity(CACHE)
        .onepass(false)
        .backtrack(false)
        .which_captures(regex_automata::nfa::thompson::WhichCaptures::Implicit);
    meta::Builder::new().configure(config).build_from_hir(&hir).ok()
}

struct Translator<'a> {
    ast: &'a Ast,
    flags: Flags,
    ascii: bool,
}

impl Translator<'_> {
    fn node(&self, node: &Node) -> Hir {
        match node {
            Node::Empty | Node::Backref(_) => Hir::empty(),
            Node::Char(code) => {
                let mut bytes = Vec::with_capacity(4);
                analyze::encode(*code, &mut bytes);
                Hir::literal(bytes)
            }
            Node::Any => self.any(),
            Node::Set(index) => match self.ast.sets.get(*index) {
                Some(set) => self.class(set.all_ranges(self.ascii)),
                None => Hir::fail(),
            },
            Node::Look(look) => Hir::look(self.look(*look)),
            Node::Group(inner, _) => self.node(inner),
            Node::Concat(nodes) => Hir::concat(nodes.iter().map(|node| self.node(node)).collect()),
            Node::Alternation(nodes) => Hir::alternation(nodes.iter().map(|node| self.node(node)).collect()),
            Node::Repeat { node, min, max } => Hir::repetition(hir::Repetition {
                min: *min,
                max: (*max != INFINITE).then_some(*max),
                greedy: true,
                sub: Box::new(self.node(node)),
            }),
        }
    }

    fn any(&self) -> Hir {
        let last = match (self.flags.utf8, self.ascii) {
            (true, true) => 0x7F,
            (true, false) => 0x10_FFFF,
            (false, _) => BYTE_BASE + 0xFF,
        };
        if self.flags.newline { self.class(vec![(0, 9), (11, last)]) } else { self.class(vec![(0, last)]) }
    }

    fn class(&self, ranges: Vec<(u32, u32)>) -> Hir {
        if self.flags.utf8 {
            let ranges = ranges.into_iter().flat_map(|(low, high)| {
                // Surrogates are no characters.
                [(low, high.min(0xD7FF)), (low.max(0xE000), high)]
            });
            let ranges = ranges.filter_map(|(low, high)| {
                let (low, high) = (char::from_u32(low)?, char::from_u32(high)?);
                (low <= high).then(|| ClassUnicodeRange::new(low, high))
            });
            return Hir::class(Class::Unicode(ClassUnicode::new(ranges)));
        }
        let byte = |code: u32| if code < 128 { code } else { code.saturating_sub(BYTE_BASE).max(128) };
        let ranges = ranges.into_iter().filter_map(|(low, high)| {
            let (low, high) = (u8::try_from(byte(low)).ok()?, u8::try_from(byte(high)).ok()?);
            Some(ClassBytesRange::new(low, high))
        });
        Hir::class(Class::Bytes(ClassBytes::new(ranges)))
    }

    fn look(&self, look: Look) -> hir::Look {
        match look {
            Look::LineStart if self.flags.newline => hir::Look::StartLF,
            Look::LineEnd if self.flags.newline => hir::Look::EndLF,
            Look::LineStart | Look::TextStart => hir::Look::Start,
            Look::LineEnd | Look::TextEnd => hir::Look::End,
            Look::Boundary => hir::Look::WordAscii,
            Look::NotBoundary => hir::Look::WordAsciiNegate,
            Look::WordStart => hir::Look::WordStartAscii,
            Look::WordEnd => hir::Look::WordEndAscii,
            Look::NotAfterWord => hir::Look::WordStartHalfAscii,
            Look::NotBeforeWord => hir::Look::WordEndHalfAscii,
        }
    }
}
