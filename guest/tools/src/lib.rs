//! The Unix text and file tools of bashwit: programs for the kernel's table.
//!
//! A tool is one file: synopsis, `const` declaration of its options, a struct of what the
//! arguments mean, and `main` that parses, runs and reports (see `yes.rs` for the smallest
//! one). It reads and writes the descriptors and files of its own process, nothing else.
//!
//! ```
//! assert!(bashwit_tools::PROGRAMS.iter().any(|program| program.name == "yes"));
//! ```

use bashwit_kernel::Program;

mod cat;
mod filter;
mod frame;
#[cfg(test)]
mod testing;
mod yes;

/// One row of the table.
macro_rules! program {
    ($name:literal, $module:ident, $summary:literal) => {
        Program { name: $name, summary: $summary, main: |context| Box::pin($module::main(context)) }
    };
}

/// All tools, sorted by name.
pub const PROGRAMS: &[Program] = &[
    program!("cat", cat, "Copy files to standard output"),
    program!("yes", yes, "Write a line until killed"),
];
