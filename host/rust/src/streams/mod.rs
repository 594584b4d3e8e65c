//! Standard input, output and error of a run.

mod sink;
mod stdin;

pub use sink::{Sink, Written};
pub use stdin::Stdin;
