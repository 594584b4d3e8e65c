//! Runs the interpreter natively, and the test suites that cross crates
