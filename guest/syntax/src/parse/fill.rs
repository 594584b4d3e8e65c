//! Hands the bodies of here-documents out to the redirections, in source order.

use crate::ast::{Command, CommandKind, Compound, HereDoc, List};
use crate::lex::fill as redirect;
use std::collections::VecDeque;
use std::rc::Rc;

type Bodies = VecDeque<HereDoc>;

/// Fills a list.
pub(crate) fn list(list: &mut List, bodies: &mut Bodies) {
    for item in &mut list.items {
        if bodies.is_empty() {
            return;
        }
        let and_or = &mut item.and_or;
        let rest = and_or.rest.iter_mut().map(|(_, pipeline)| pipeline);
        for pipeline in std::iter::once(&mut and_or.first).chain(rest) {
            for one in &mut pipeline.commands {
                command(one, bodies);
            }
        }
    }
}

fn command(command_: &mut Command, bodies: &mut Bodies) {
    // Nothing is shared yet: the tree has just been made.
    match &mut command_.kind {
        CommandKind::Simple(_) => {}
        CommandKind::Compound(inner) => {
            if let Some(inner) = Rc::get_mut(inner) {
                compound(inner, bodies);
            }
        }
        CommandKind::Function(def) => {
            if let Some(body) = Rc::get_mut(def).and_then(|def| Rc::get_mut(&mut def.body)) {
                command(body, bodies);
            }
        }
        CommandKind::Coproc(coproc) => {
            if let Some(coproc) = Rc::get_mut(coproc) {
                command(&mut coproc.body, bodies);
            }
        }
    }
    for one in &mut command_.redirects {
        redirect(one, bodies);
    }
}

fn compound(compound: &mut Compound, bodies: &mut Bodies) {
    match compound {
        Compound::Group(body) | Compound::Subshell(body, _) => list(body, bodies),
        Compound::If(command) => {
            for (condition, body) in &mut command.branches {
                list(condition, bodies);
                list(body, bodies);
            }
            if let Some(body) = &mut command.otherwise {
                list(body, bodies);
            }
        }
        Compound::While(command) => {
            list(&mut command.condition, bodies);
            list(&mut command.body, bodies);
        }
        Compound::For(command) | Compound::Select(command) => list(&mut command.body, bodies),
        Compound::ForArith(command) => list(&mut command.body, bodies),
        Compound::Case(command) => {
            for item in &mut command.items {
                list(&mut item.body, bodies);
            }
        }
        Compound::Arith(_) | Compound::Cond(_) => {}
    }
}
