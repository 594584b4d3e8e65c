//! The `bashwit` command.
fn main() {}
