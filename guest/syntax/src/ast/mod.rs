//! The syntax tree: plain data, made by the parser, read by the compiler and the printer.
//!
//! Nodes that the compiler keeps alive beyond one parse (bodies of functions and of
//! substitutions) are behind `Rc`, so that nothing is copied.

mod arith;
mod command;
mod word;

pub use arith::{ArithAssign, ArithBinary, ArithExpr, ArithName, ArithUnary};
pub use command::{
    AndOr, AndOrOp, Assignment, AssignmentValue, Case, CaseEnd, CaseItem, Command, CommandKind, Compound,
    Cond, CondBinary, CondUnary, Coproc, ElementValue, For, ForArith, FunctionDef, FunctionStyle, HereDoc,
    If, List, ListItem, Pipeline, Redirect, RedirectFd, RedirectOp, RedirectTarget, Select, Separator,
    Simple, While,
};
pub use word::{
    Arith, Brace, CaseChange, CommandSubst, Param, ParamName, ParamOp, ProcessDirection, ReplaceScope,
    Subscript, SubstStyle, Transform, Word, WordPart,
};
