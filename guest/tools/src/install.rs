//! `install [OPTION]... SOURCE... DEST`: copies files and sets their modes; `-d` makes
//! directories. Owner and group cannot be other than they are, and nothing is stripped.

use crate::frame;
use crate::mode::Mode;
use crate::paths::{Pair, Targets, trim};
use bashwit_args::{Stop, Synopsis, flag, quote, quoteaf};
use bashwit_kernel::io::Writer;
use bashwit_kernel::path::base_name;
use bashwit_kernel::{Context, ExitStatus};

const INSTALL: Synopsis = Synopsis::gnu(
    "install",
    &[
        "[OPTION]... [-T] SOURCE DEST",
        "[OPTION]... SOURCE... DIRECTORY",
        "[OPTION]... -t DIRECTORY SOURCE...",
        "[OPTION]... -d DIRECTORY...",
    ],
    "This install program copies files into destination locations you choose.",
    &[
        flag("-b", "make a backup of each existing destination file"),
        flag("-c", "(ignored)"),
        flag("-C, --compare", "do not modify the destination where it is the same"),
        flag("-d, --directory", "treat all arguments as directory names; create all components"),
        flag("-D", "create all leading components of DEST except the last, then copy SOURCE to DEST"),
        flag("-g, --group=GROUP", "set group ownership (ignored)"),
        flag("-m, --mode=MODE", "set permission mode (as in chmod), instead of rwxr-xr-x"),
        flag("-o, --owner=OWNER", "set ownership (ignored)"),
        flag("-p, --preserve-timestamps", "apply access/modification times of SOURCE files to the copies"),
        flag("-s, --strip", "(ignored)"),
        flag("-t, --target-directory=DIRECTORY", "copy all SOURCE arguments into DIRECTORY"),
        flag("-T, --no-target-directory", "treat DEST as a normal file"),
        flag("-v, --verbose", "print the name of each created file or directory"),
    ],
);

struct Install {
    backup: bool,
    compare: bool,
    directories: bool,
    parents: bool,
    mode: u32,
    times: bool,
    verbose: bool,
    targets: Targets,
    operands: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Install, Stop> {
    let mut install = Install {
        backup: false,
        compare: false,
        directories: false,
        parents: false,
        mode: 0o755,
        times: false,
        verbose: false,
        targets: Targets::default(),
        operands: Vec::new(),
    };
    let mut parsed = INSTALL.parse(args);
    while let Some(option) = parsed.next_option()? {
        match option.id {
            "b" => install.backup = true,
            "compare" => install.compare = true,
            "directory" => install.directories = true,
            "D" => install.parents = true,
            "mode" => {
                let invalid = || INSTALL.failure([b"invalid mode ", &*quote(option.value)].concat());
                install.mode = Mode::parse(option.value).ok_or_else(invalid)?.apply(0, false, 0);
            }
            "preserve-timestamps" => install.times = true,
            "target-directory" => install.targets.directory = Some(option.value.to_vec()),
            "no-target-directory" => install.targets.plain = true,
            "verbose" => install.verbose = true,
            _ => {}
        }
    }
    install.operands = parsed.into_operands().into_iter().map(<[u8]>::to_vec).collect();
    if install.directories {
        if install.targets.directory.is_some() {
            return Err(INSTALL.failure("target directory not allowed when installing a directory"));
        }
        if install.operands.is_empty() {
            return Err(INSTALL.usage_error("missing file operand"));
        }
        return Ok(install);
    }
    install.targets.check(&INSTALL, &install.operands)?;
    Ok(install)
}

async fn run(context: &Context, install: Install) -> ExitStatus {
    let mut output = context.stdout();
    let mut status = ExitStatus::SUCCESS;
    let mut results = Vec::new();
    if install.directories {
        results
            .extend(install.operands.iter().map(|name| install.directory(context, name, true, &mut output)));
    } else {
        let made = install.leading(context, &mut output);
        match made.and_then(|()| install.targets.pairs(context, &install.operands)) {
            Ok(pairs) => {
                results.extend(pairs.iter().map(|pair| install.file(context, pair, &mut output)));
            }
            Err(message) => results.push(Err(message)),
        }
    }
    for message in results.into_iter().filter_map(Result::err) {
        // A broken standard output shows again at the end.
        let _ = output.flush().await;
        context.error(message).await;
        status = ExitStatus::FAILURE;
    }
    frame::finish(context, &mut output, status).await
}

impl Install {
    /// Makes a directory and those above it; the last one gets the mode where `set` says so.
    fn directory(
        &self,
        context: &Context,
        name: &[u8],
        set: bool,
        output: &mut Writer,
    ) -> Result<(), Vec<u8>> {
        let files = context.files();
        let ends = memchr::memchr_iter(b'/', name).filter(|&at| at > 0).chain([name.len()]);
        for end in ends {
            let path = name.get(..end).unwrap_or(name);
            if files.stat(path).is_ok_and(|metadata| metadata.is_dir()) {
                continue;
            }
            files.create_dir(path, 0o777).map_err(|error| {
                [b"cannot create directory ", &*quoteaf(path), b": ", error.message().as_bytes()].concat()
            })?;
            if self.verbose {
                output.push(&[b"install: creating directory ", &*quoteaf(path), b"\n"].concat());
            }
        }
        if set { self.set_mode(context, name) } else { Ok(()) }
    }

    fn set_mode(&self, context: &Context, name: &[u8]) -> Result<(), Vec<u8>> {
        context.files().set_mode(name, self.mode).map_err(|error| {
            [b"cannot change permissions of ", &*quoteaf(name), b": ", error.message().as_bytes()].concat()
        })
    }

    /// `-D`: makes the directories that the targets are to stand in.
    fn leading(&self, context: &Context, output: &mut Writer) -> Result<(), Vec<u8>> {
        if !self.parents {
            return Ok(());
        }
        if let Some(directory) = &self.targets.directory {
            return self.directory(context, directory, false, output);
        }
        let Some(last) = self.operands.last() else { return Ok(()) };
        let target = trim(last);
        let parent = trim(target.get(..target.len() - base_name(target).len()).unwrap_or_default());
        if parent.is_empty() { Ok(()) } else { self.directory(context, parent, false, output) }
    }

    fn file(&self, context: &Context, (source, target): &Pair, output: &mut Writer) -> Result<(), Vec<u8>> {
        let files = context.files();
        let named = |what: &[u8], name: &[u8], error: bashwit_kernel::Errno| {
            [what, &*quoteaf(name), b": ", error.message().as_bytes()].concat()
        };
        let metadata = files.stat(source).map_err(|error| named(b"cannot stat ", source, error))?;
        if metadata.is_dir() {
            return Err([b"omitting directory ", &*quoteaf(source)].concat());
        }
        let old = files.stat_link(target).ok();
        if let Some(old) = &old {
            if old.is_dir() {
                let name = quoteaf(target);
                return Err([b"cannot overwrite directory ", &*name, b" with non-directory"].concat());
            }
            if old.inode == metadata.inode {
                return Err([&*quoteaf(source), b" and ", &*quoteaf(target), b" are the same file"].concat());
            }
            if self.compare && old.is_file() && old.mode == self.mode && old.size == metadata.size {
                let same = files.read_file(source) == files.read_file(target);
                if same {
                    return Ok(());
                }
            }
            if self.backup {
                let backup = [&target[..], b"~"].concat();
                files.rename(target, &backup).map_err(|error| named(b"cannot backup ", target, error))?;
            } else {
                files.remove_file(target).map_err(|error| named(b"cannot remove ", target, error))?;
                if self.verbose {
                    output.push(&[b"removed ", &*quoteaf(target), b"\n"].concat());
                }
            }
        }
        files
            .copy_file(source, target)
            .map_err(|error| named(b"cannot create regular file ", target, error))?;
        if self.verbose {
            let mut text = [&*quoteaf(source), b" -> ", &*quoteaf(target)].concat();
            if self.backup && old.is_some() {
                let backup = [&target[..], b"~"].concat();
                text.extend([b" (backup: ", &*quoteaf(&backup), b")"].concat());
            }
            text.push(b'\n');
            output.push(&text);
        }
        let now = context.kernel.system().wall_clock();
        let times = if self.times { (metadata.accessed, metadata.modified) } else { (now, now) };
        files
            .set_times(target, Some(times.0), Some(times.1))
            .map_err(|error| named(b"cannot set timestamps for ", target, error))?;
        self.set_mode(context, target)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn installs() {
        let fixture = testing::fixture().file("a", b"A").file("b", b"B");
        testing::check_on(
            &fixture,
            &[
                (
                    "install -dv q/r",
                    "",
                    "install: creating directory 'q'\ninstall: creating directory 'q/r'\n",
                ),
                ("install a q", "", ""),
                ("stat -c '%a %n' q/a", "", "755 q/a\n"),
                ("install -m 600 -v a q/x", "", "'a' -> 'q/x'\n"),
                ("install -m u=rw,go=r -v b q/x", "", "removed 'q/x'\n'b' -> 'q/x'\n"),
                ("stat -c '%a %n' q/x", "", "644 q/x\n"),
                ("install -D a new/deep/f", "", ""),
                ("install -t q a b", "", ""),
                ("cat new/deep/f q/b", "", "AB"),
            ],
        );
    }

    #[test]
    fn refuses() {
        let hint = "Try 'install --help' for more information.\n";
        testing::check_errors(&[
            ("install", 1, &format!("install: missing file operand\n{hint}")),
            ("install -m zz a b", 1, "install: invalid mode ‘zz’\n"),
            ("install none x", 1, "install: cannot stat 'none': No such file or directory\n"),
        ]);
    }
}
