//! `stat [OPTION]... FILE...`: shows what is known of files, or of their file system.
//!
//! All files are on device 0,1 and belong to user and group 1000. Blocks and free space are
//! what a file system of 4096-byte blocks would say. The time of birth is not known.

mod format;

use crate::frame;
use bashwit_args::{Stop, Synopsis, choose, flag, quoteaf};
use bashwit_kernel::{Context, Errno, ExitStatus, Metadata};
use format::Subject;

const STAT: Synopsis = Synopsis::gnu(
    "stat",
    &["[OPTION]... FILE..."],
    "Display file or file system status.",
    &[
        flag("-L, --dereference", "follow links"),
        flag("-f, --file-system", "display file system status instead of file status"),
        flag("--cached=MODE", "(ignored)"),
        flag(
            "-c, --format=FORMAT",
            "use the specified FORMAT instead of the default;\n\
             output a newline after each use of FORMAT",
        ),
        flag(
            "--printf=FORMAT",
            "like --format, but interpret backslash escapes,\n\
             and do not output a mandatory trailing newline",
        ),
        flag("-t, --terse", "print the information in terse form"),
    ],
)
.footer(
    "The valid format sequences for files (without --file-system):\n\n  \
     %a   permission bits in octal (note '#' and '0' printf flags)\n  \
     %A   permission bits and file type in human readable form\n  \
     %b   number of blocks allocated (see %B)\n  \
     %B   the size in bytes of each block reported by %b\n  \
     %d   device number in decimal\n  \
     %f   raw mode in hex\n  \
     %F   file type\n  \
     %g   group ID of owner\n  \
     %G   group name of owner\n  \
     %h   number of hard links\n  \
     %i   inode number\n  \
     %m   mount point\n  \
     %n   file name\n  \
     %N   quoted file name with dereference if symbolic link\n  \
     %o   optimal I/O transfer size hint\n  \
     %s   total size, in bytes\n  \
     %u   user ID of owner\n  \
     %U   user name of owner\n  \
     %w   time of file birth, human-readable; - if unknown\n  \
     %x   time of last access, human-readable\n  \
     %X   time of last access, seconds since Epoch\n  \
     %y   time of last data modification, human-readable\n  \
     %Y   time of last data modification, seconds since Epoch\n  \
     %z   time of last status change, human-readable\n  \
     %Z   time of last status change, seconds since Epoch",
);

const FILE: &[u8] = b"  File: %\x01
  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F
Device: %Hd,%Ld\tInode: %-10i  Links: %h
Access: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)
Access: %x
Modify: %y
Change: %z
 Birth: %w
";
const DEVICE: &[u8] = b"  File: %\x01
  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F
Device: %Hd,%Ld\tInode: %-10i  Links: %-5h Device type: %Hr,%Lr
Access: (%04a/%10.10A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)
Access: %x
Modify: %y
Change: %z
 Birth: %w
";
const FILE_TERSE: &[u8] = b"%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o\n";
const SYSTEM: &[u8] = b"  File: \"%n\"
    ID: %-8i Namelen: %-7l Type: %T
Block size: %-10s Fundamental block size: %S
Blocks: Total: %-10b Free: %-10f Available: %a
Inodes: Total: %-10c Free: %d
";
const SYSTEM_TERSE: &[u8] = b"%n %i %l %t %s %S %b %f %a %c %d\n";

#[derive(Default)]
struct Stat {
    follow: bool,
    file_system: bool,
    terse: bool,
    /// The format, and whether escapes in it count.
    format: Option<(Vec<u8>, bool)>,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Stat, Stop> {
    let mut stat = Stat::default();
    let mut parsed = STAT.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "dereference" => stat.follow = true,
            "file-system" => stat.file_system = true,
            "format" => stat.format = Some((option.value.to_vec(), false)),
            "printf" => stat.format = Some((option.value.to_vec(), true)),
            "terse" => stat.terse = true,
            "cached" => {
                choose(&STAT, "--cached", option.value, &[&["default"], &["never"], &["always"]])?;
            }
            _ => {}
        }
    }
    stat.files = parsed.into_operands().into_iter().map(<[u8]>::to_vec).collect();
    if stat.files.is_empty() {
        return Err(STAT.missing_operand(None));
    }
    Ok(stat)
}

async fn run(context: &Context, stat: Stat) -> ExitStatus {
    let mut output = context.stdout();
    let mut status = ExitStatus::SUCCESS;
    for name in &stat.files {
        match metadata(context, &stat, name) {
            Ok(metadata) => {
                let format = stat.format(&metadata);
                let subject = Subject::new(context, name, metadata, stat.file_system);
                let complaints = subject.write(format.text, format.escapes, output.buffer());
                if format.newline {
                    output.push(b"\n");
                }
                for complaint in complaints {
                    context.error(complaint).await;
                }
            }
            Err(message) => {
                // What was shown before stands before the message.
                let _ = output.flush().await;
                context.error(message).await;
                status = ExitStatus::FAILURE;
            }
        }
        if let Err(error) = output.flush_if_full().await {
            return frame::write_error(context, error).await;
        }
    }
    frame::finish(context, &mut output, status).await
}

/// What is written for each operand.
struct Format<'s> {
    text: &'s [u8],
    escapes: bool,
    newline: bool,
}

impl Stat {
    fn format(&self, metadata: &Metadata) -> Format<'_> {
        let format = match (&self.format, self.file_system, self.terse) {
            (Some((format, escapes)), ..) => {
                return Format { text: format, escapes: *escapes, newline: !escapes };
            }
            (None, true, true) => SYSTEM_TERSE,
            (None, true, false) => SYSTEM,
            (None, false, true) => FILE_TERSE,
            (None, false, false) if metadata.kind == bashwit_kernel::FileKind::CharacterDevice => DEVICE,
            (None, false, false) => FILE,
        };
        Format { text: format, escapes: false, newline: false }
    }
}

/// What is known of an operand; an error is for standard error.
fn metadata(context: &Context, stat: &Stat, name: &[u8]) -> Result<Metadata, Vec<u8>> {
    if name == b"-" {
        if stat.file_system {
            return Err(b"using '-' to denote standard input does not work in file system mode".to_vec());
        }
        let found = context.file(0).and_then(|file| file.metadata());
        return found.map_err(|error| format!("cannot stat standard input: {error}").into_bytes());
    }
    let files = context.files();
    let found = if stat.follow || stat.file_system { files.stat(name) } else { files.stat_link(name) };
    let problem: &[u8] =
        if stat.file_system { b"cannot read file system information for " } else { b"cannot statx " };
    found.map_err(|error: Errno| [problem, &*quoteaf(name), b": ", error.message().as_bytes()].concat())
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn formats() {
        let fixture = testing::fixture().file("f", b"hello").env("TZ", "UTC0");
        for line in ["touch -d 2024-02-29T12:30:00.5 f", "chmod 644 f", "mkdir d", "ln -s f l"] {
            assert_eq!(testing::run(&fixture, line, "").err(), "", "{line}");
        }
        testing::check_on(
            &fixture,
            &[
                ("stat -c '%n %s %a %A %F' f", "", "f 5 644 -rw-r--r-- regular file\n"),
                (
                    "stat -c '%y|%Y|%.3Y|%.Y' f",
                    "",
                    "2024-02-29 12:30:00.500000000 +0000|1709209800|1709209800.500|1709209800.500000000\n",
                ),
                ("stat -c '%N %F' l", "", "'l' -> 'f' symbolic link\n"),
                ("stat -L -c '%N %F' l", "", "'l' regular file\n"),
                ("stat -c '%F' d /dev/null", "", "directory\ncharacter special file\n"),
                ("stat --printf '%n\\t%s\\n\\x41\\101\\n' f", "", "f\t5\nAA\n"),
                (
                    "stat -c '%10s|%-10s|%010s|%+s|%#a|%.2F|%5n|%q|%%|%' f",
                    "",
                    "         5|5         |0000000005|+5|0644|re|    f|?|%|%\n",
                ),
                ("stat -c '%u %g %h %B %b %o %f %w %W %m' f", "", "1000 1000 1 512 8 4096 81a4 - 0 /\n"),
            ],
        );
    }

    #[test]
    fn refuses() {
        testing::check_errors(&[
            ("stat none", 1, "stat: cannot statx 'none': No such file or directory\n"),
            ("stat", 1, "stat: missing operand\nTry 'stat --help' for more information.\n"),
            ("stat --printf '\\q' /", 0, "stat: warning: unrecognized escape '\\q'\n"),
        ]);
    }
}
