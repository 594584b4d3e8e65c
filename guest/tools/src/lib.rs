//! The Unix text and file tools of bashwit: programs for the kernel's table.
//!
//! A tool is one file: synopsis, `const` declaration of its options, a struct of what the
//! arguments mean, and `main` that parses, runs and reports (see `yes.rs` for the smallest
//! one). It reads and writes the descriptors and files of its own process, nothing else.
//!
//! ```
//! assert!(bashwit_tools::PROGRAMS.iter().any(|program| program.name == "yes"));
//! ```

use base64::base32;
use bashwit_kernel::Program;
use chown::chgrp;
use digest::{md5sum, sha1sum, sha224sum, sha256sum, sha384sum, sha512sum};
use id::groups;

mod arch;
mod awk;
mod base64;
mod basename;
mod cat;
mod chmod;
mod chown;
mod cmp;
mod column;
mod comm;
mod cp;
mod cut;
mod date;
mod df;
mod diff;
mod digest;
mod dirname;
mod du;
mod env;
mod expand;
mod expr;
mod factor;
mod filevercmp;
mod filter;
mod find;
mod fmt;
mod fold;
mod frame;
mod grep;
mod head;
mod hexdump;
mod hostname;
mod id;
mod install;
mod join;
mod joined;
mod link;
mod ln;
mod logname;
mod ls;
mod mkdir;
mod mkfifo;
mod mktemp;
mod mode;
mod mv;
mod nl;
mod nproc;
mod od;
mod paste;
mod paths;
mod printenv;
mod readlink;
mod rev;
mod rm;
mod rmdir;
mod sed;
mod seq;
mod shuf;
mod sizes;
mod sleep;
mod sort;
mod split;
mod stat;
mod sync;
mod tab_stops;
mod tac;
mod tail;
mod tee;
#[cfg(test)]
mod testing;
mod timeout;
mod touch;
mod tr;
mod tree;
mod truncate;
mod tsort;
mod tty;
mod uname;
mod unexpand;
mod uniq;
mod unlink;
mod wc;
mod which;
mod whoami;
mod xargs;
mod yes;

/// One row of the table.
macro_rules! program {
    ($name:literal, $module:ident, $summary:literal) => {
        Program { name: $name, summary: $summary, main: |context| Box::pin($module::main(context)) }
    };
}

/// All tools, sorted by name.
pub const PROGRAMS: &[Program] = &[
    program!("arch", arch, "Print the kind of machine"),
    program!("awk", awk, "Scan records and act on them"),
    program!("base32", base32, "Encode or decode base32"),
    program!("base64", base64, "Encode or decode base64"),
    program!("basename", basename, "Print the last component of names"),
    program!("cat", cat, "Copy files to standard output"),
    program!("chgrp", chgrp, "Change the group of files"),
    program!("chmod", chmod, "Change file modes"),
    program!("chown", chown, "Change the owner of files"),
    program!("cmp", cmp, "Compare two files byte by byte"),
    program!("column", column, "Put lines into columns"),
    program!("comm", comm, "Compare two sorted files line by line"),
    program!("cp", cp, "Copy files"),
    program!("cut", cut, "Print chosen bytes or fields of each line"),
    program!("date", date, "Print the date and time"),
    program!("df", df, "Show the space of file systems"),
    program!("diff", diff, "Compare files line by line"),
    program!("dirname", dirname, "Print names without their last component"),
    program!("du", du, "Sum up the space of files"),
    program!("egrep", grep, "Select lines that match extended expressions"),
    program!("env", env, "Run a command in a changed environment"),
    program!("expand", expand, "Turn tabs into blanks"),
    program!("expr", expr, "Evaluate an expression"),
    program!("factor", factor, "Print prime factors"),
    program!("fgrep", grep, "Select lines that contain texts"),
    program!("find", find, "Search for files in trees"),
    program!("fmt", fmt, "Fill paragraphs"),
    program!("fold", fold, "Break wide lines"),
    program!("grep", grep, "Select lines that match patterns"),
    program!("groups", groups, "Print the groups of a user"),
    program!("hd", hexdump, "Show bytes in hexadecimal and as text"),
    program!("head", head, "Print the first lines of files"),
    program!("hexdump", hexdump, "Show bytes in hexadecimal and other forms"),
    program!("hostname", hostname, "Print the name of the machine"),
    program!("id", id, "Print who the user is"),
    program!("install", install, "Copy files and set their modes"),
    program!("join", join, "Join lines of two files on a common field"),
    program!("link", link, "Make a hard link"),
    program!("ln", ln, "Make links"),
    program!("logname", logname, "Print the login name"),
    program!("ls", ls, "List directories"),
    program!("md5sum", md5sum, "Print or check MD5 checksums"),
    program!("mkdir", mkdir, "Make directories"),
    program!("mkfifo", mkfifo, "Make named pipes"),
    program!("mktemp", mktemp, "Make temporary files"),
    program!("mv", mv, "Move or rename files"),
    program!("nl", nl, "Number lines"),
    program!("nproc", nproc, "Print the number of processors"),
    program!("od", od, "Show bytes as numbers and characters"),
    program!("paste", paste, "Join lines of files side by side"),
    program!("printenv", printenv, "Print exported variables"),
    program!("readlink", readlink, "Print what symbolic links hold"),
    program!("realpath", readlink, "Print real paths"),
    program!("rev", rev, "Reverse the characters of lines"),
    program!("rm", rm, "Remove files"),
    program!("rmdir", rmdir, "Remove empty directories"),
    program!("sed", sed, "Edit streams line by line"),
    program!("seq", seq, "Write numbers in equal steps"),
    program!("sha1sum", sha1sum, "Print or check SHA1 checksums"),
    program!("sha224sum", sha224sum, "Print or check SHA224 checksums"),
    program!("sha256sum", sha256sum, "Print or check SHA256 checksums"),
    program!("sha384sum", sha384sum, "Print or check SHA384 checksums"),
    program!("sha512sum", sha512sum, "Print or check SHA512 checksums"),
    program!("shuf", shuf, "Write lines in random order"),
    program!("sleep", sleep, "Wait for some time"),
    program!("sort", sort, "Sort, merge or check lines"),
    program!("split", split, "Write a file in pieces"),
    program!("stat", stat, "Show the status of files"),
    program!("sync", sync, "Write cached data out"),
    program!("tac", tac, "Write records in reverse order"),
    program!("tail", tail, "Print the last lines of files"),
    program!("tee", tee, "Copy standard input to output and files"),
    program!("timeout", timeout, "Run a command with a time limit"),
    program!("touch", touch, "Set the times of files"),
    program!("tr", tr, "Translate, squeeze or delete characters"),
    program!("tree", tree, "Show directories as trees"),
    program!("truncate", truncate, "Cut or extend files"),
    program!("tsort", tsort, "Sort topologically"),
    program!("tty", tty, "Print the name of the terminal"),
    program!("uname", uname, "Print what system this is"),
    program!("unexpand", unexpand, "Turn blanks into tabs"),
    program!("uniq", uniq, "Keep one of equal lines that follow each other"),
    program!("unlink", unlink, "Remove one name"),
    program!("wc", wc, "Count lines, words and bytes"),
    program!("which", which, "Find commands along PATH"),
    program!("whoami", whoami, "Print the name of the user"),
    program!("xargs", xargs, "Run a command with arguments from standard input"),
    program!("yes", yes, "Write a line until killed"),
];
