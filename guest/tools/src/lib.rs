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
mod comm;
mod cut;
mod filevercmp;
mod filter;
mod fold;
mod frame;
mod grep;
mod head;
mod paste;
mod rev;
mod sort;
mod tac;
mod tail;
#[cfg(test)]
mod testing;
mod tr;
mod uniq;
mod wc;
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
    program!("comm", comm, "Compare two sorted files line by line"),
    program!("cut", cut, "Print chosen bytes or fields of each line"),
    program!("egrep", grep, "Select lines that match extended expressions"),
    program!("fgrep", grep, "Select lines that contain texts"),
    program!("fold", fold, "Break wide lines"),
    program!("grep", grep, "Select lines that match patterns"),
    program!("head", head, "Print the first lines of files"),
    program!("paste", paste, "Join lines of files side by side"),
    program!("rev", rev, "Reverse the characters of lines"),
    program!("sort", sort, "Sort, merge or check lines"),
    program!("tac", tac, "Write records in reverse order"),
    program!("tail", tail, "Print the last lines of files"),
    program!("tr", tr, "Translate, squeeze or delete characters"),
    program!("uniq", uniq, "Keep one of equal lines that follow each other"),
    program!("wc", wc, "Count lines, words and bytes"),
    program!("yes", yes, "Write a line until killed"),
];
