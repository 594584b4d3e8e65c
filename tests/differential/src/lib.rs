//! Random scripts that bash and bashwit must end alike.
//!
//! A script comes from a seed by way of a grammar (`grammar.txt`), is run in both shells, and,
//! where they differ, is made smaller along the tree that the grammar gave it. `README.md` tells
//! how to use the program.

pub mod compare;
pub mod explained;
pub mod generate;
pub mod grammar;
pub mod minimise;
pub mod random;
pub mod shells;
pub mod tree;
