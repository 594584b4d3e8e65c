//! From the tree to the program of the backtracker.

use super::ast::{Ast, INFINITE, Look, Node};
use super::error::Error;
use super::{Flags, analyze};

/// Programs larger than this are refused.
const MAX_INSTRUCTIONS: usize = 200_000;

/// What matches a single character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Atom {
    Byte(u8),
    Any,
    Set(usize),
}

/// One instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inst {
    One(Atom),
    /// A range of `Program::bytes`.
    Bytes(usize, usize),
    /// As many of the atom as there are, or fewer. `next` is the byte that must follow. `once`: the
    /// program comes here no more than once.
    Star {
        atom: Atom,
        slot: usize,
        next: Option<u8>,
        once: bool,
    },
    /// Go on at `first`; if that fails, at `second`.
    Split {
        first: usize,
        second: usize,
        slot: usize,
    },
    Jump(usize),
    /// Note the place: slot 2n begins group n, 2n+1 ends it.
    Save(usize),
    Look(Look),
    Backref(usize),
    /// A loop begins whose body can be empty; only with back-references. The number is that of
    /// the first of two slots.
    LoopBegin(usize),
    /// An iteration begins.
    LoopNext(usize),
    /// An iteration ends: fails if it was empty, unless it was the first.
    LoopEnd(usize),
    Match,
}

/// A compiled expression.
#[derive(Debug, Clone, Default)]
pub(super) struct Program {
    pub insts: Vec<Inst>,
    pub bytes: Vec<u8>,
    /// The number of places in the visited set for each position.
    pub slots: usize,
    /// The number of slots for groups and loops.
    pub saves: usize,
}

/// Compiles a tree; `anchored` expressions are tried at one place only.
pub(super) fn compile(ast: &Ast, flags: Flags, anchored: bool) -> Result<Program, Error> {
    let saves = 2 * (ast.groups + 1);
    let mut compiler = Compiler { ast, flags, program: Program { saves, ..Program::default() } };
    compiler.node(&ast.root)?;
    compiler.push(Inst::Match)?;
    let mut program = compiler.program;
    look_ahead(&mut program);
    if anchored {
        mark_once(&mut program.insts);
    }
    Ok(program)
}

/// Marks the first star if only a straight way leads to it.
fn mark_once(insts: &mut [Inst]) {
    let straight =
        |inst: &Inst| matches!(inst, Inst::One(_) | Inst::Bytes(..) | Inst::Save(_) | Inst::Look(_));
    let Some(index) = insts.iter().position(|inst| !straight(inst)) else { return };
    let looped = insts.iter().any(|inst| match *inst {
        Inst::Jump(target) => target <= index,
        Inst::Split { first, second, .. } => first.min(second) <= index,
        _ => false,
    });
    if let Some(Inst::Star { once, .. }) = insts.get_mut(index) {
        *once = !looped;
    }
}

/// Notes after each star the byte that must come next.
fn look_ahead(program: &mut Program) {
    for index in 0..program.insts.len() {
        let mut after = index + 1;
        let next = loop {
            match program.insts.get(after) {
                Some(Inst::Save(_)) => after += 1,
                Some(Inst::Jump(target)) if *target > after => after = *target,
                Some(Inst::One(Atom::Byte(byte))) => break Some(*byte),
                Some(Inst::Bytes(start, _)) => break program.bytes.get(*start).copied(),
                _ => break None,
            }
        };
        if let Some(Inst::Star { next: place, .. }) = program.insts.get_mut(index) {
            *place = next;
        }
    }
}

struct Compiler<'a> {
    ast: &'a Ast,
    flags: Flags,
    program: Program,
}

impl Compiler<'_> {
    fn push(&mut self, inst: Inst) -> Result<usize, Error> {
        if self.program.insts.len() >= MAX_INSTRUCTIONS {
            return Err(Error::TooBig);
        }
        self.program.insts.push(inst);
        Ok(self.program.insts.len() - 1)
    }

    fn slot(&mut self) -> usize {
        self.program.slots += 1;
        self.program.slots - 1
    }

    fn here(&self) -> usize {
        self.program.insts.len()
    }

    fn patch(&mut self, index: usize, inst: Inst) {
        if let Some(place) = self.program.insts.get_mut(index) {
            *place = inst;
        }
    }

    fn node(&mut self, node: &Node) -> Result<(), Error> {
        match node {
            Node::Empty => {}
            Node::Char(code) => self.characters(std::iter::once(*code))?,
            Node::Any => {
                self.push(Inst::One(Atom::Any))?;
            }
            Node::Set(index) => {
                self.push(Inst::One(Atom::Set(*index)))?;
            }
            Node::Look(look) => {
                self.push(Inst::Look(*look))?;
            }
            Node::Backref(group) => {
                self.push(Inst::Backref(*group))?;
            }
            Node::Group(inner, number) => {
                self.push(Inst::Save(2 * number))?;
                self.node(inner)?;
                self.push(Inst::Save(2 * number + 1))?;
            }
            Node::Concat(nodes) => self.concat(nodes)?,
            Node::Alternation(nodes) => self.alternation(nodes)?,
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max)?,
        }
        Ok(())
    }

    /// Emits consecutive characters as one instruction.
    fn characters(&mut self, codes: impl Iterator<Item = u32>) -> Result<(), Error> {
        let start = self.program.bytes.len();
        for code in codes {
            analyze::encode(code, &mut self.program.bytes);
        }
        let end = self.program.bytes.len();
        let inst = match self.program.bytes.get(start..end) {
            Some([]) | None => return Ok(()),
            Some([byte]) => {
                let byte = *byte;
                self.program.bytes.truncate(start);
                Inst::One(Atom::Byte(byte))
            }
            Some(_) => Inst::Bytes(start, end),
        };
        self.push(inst).map(drop)
    }

    fn concat(&mut self, nodes: &[Node]) -> Result<(), Error> {
        let code = |node: &Node| match node {
            Node::Char(code) => Some(*code),
            _ => None,
        };
        for run in nodes.chunk_by(|a, b| code(a).is_some() && code(b).is_some()) {
            match run {
                [node] => self.node(node)?,
                _ => self.characters(run.iter().filter_map(code))?,
            }
        }
        Ok(())
    }

    fn alternation(&mut self, nodes: &[Node]) -> Result<(), Error> {
        let Some((last, others)) = nodes.split_last() else { return Ok(()) };
        let mut jumps = Vec::with_capacity(others.len());
        for node in others {
            let slot = self.slot();
            let split = self.push(Inst::Jump(0))?;
            self.node(node)?;
            jumps.push(self.push(Inst::Jump(0))?);
            let second = self.here();
            self.patch(split, Inst::Split { first: split + 1, second, slot });
        }
        self.node(last)?;
        let end = self.here();
        for jump in jumps {
            self.patch(jump, Inst::Jump(end));
        }
        Ok(())
    }

    fn atom(&self, node: &Node) -> Option<Atom> {
        match node {
            Node::Any => Some(Atom::Any),
            Node::Set(index) => Some(Atom::Set(*index)),
            Node::Char(code) if *code < 128 => u8::try_from(*code).ok().map(Atom::Byte),
            Node::Char(code) if !self.flags.utf8 => {
                u8::try_from(code.wrapping_sub(crate::chars::BYTE_BASE)).ok().map(Atom::Byte)
            }
            _ => None,
        }
    }

    fn repeat(&mut self, node: &Node, min: u32, max: u32) -> Result<(), Error> {
        let star = self.atom(node).filter(|_| max == INFINITE);
        let copies = if max == INFINITE && star.is_none() { min.saturating_sub(1) } else { min };
        for _ in 0..copies {
            self.node(node)?;
        }
        if let Some(atom) = star {
            let slot = self.slot();
            self.push(Inst::Star { atom, slot, next: None, once: false })?;
            return Ok(());
        }
        if max == INFINITE {
            return self.endless(node, min == 0);
        }
        let mut splits = Vec::new();
        for _ in min..max {
            splits.push(self.push(Inst::Jump(0))?);
            self.node(node)?;
        }
        let second = self.here();
        for split in splits {
            let slot = self.slot();
            self.patch(split, Inst::Split { first: split + 1, second, slot });
        }
        Ok(())
    }

    /// One or more of a node; or none, if it is `optional`.
    fn endless(&mut self, node: &Node, optional: bool) -> Result<(), Error> {
        let enter = if optional { Some(self.push(Inst::Jump(0))?) } else { None };
        let counted = self.ast.has_backref && analyze::nullable(node);
        let register = self.program.saves;
        if counted {
            self.program.saves += 2;
            self.push(Inst::LoopBegin(register))?;
        }
        let start = self.here();
        if counted {
            self.push(Inst::LoopNext(register))?;
        }
        self.node(node)?;
        if counted {
            self.push(Inst::LoopEnd(register))?;
        }
        let slot = self.slot();
        let again = self.push(Inst::Jump(0))?;
        let end = self.here();
        self.patch(again, Inst::Split { first: start, second: end, slot });
        if let Some(enter) = enter {
            let slot = self.slot();
            self.patch(enter, Inst::Split { first: enter + 1, second: end, slot });
        }
        Ok(())
    }
}
