//! `md5sum`, `sha1sum`, `sha224sum`, `sha256sum`, `sha384sum`, `sha512sum`
//! `[OPTION]... [FILE]...`: prints or checks checksums.
//!
//! Exit status: 1 where a file cannot be read or a checksum is wrong.

use crate::filter::{self, Broken, Filter, Input};
use crate::frame;
use bashwit_args::{Stop, Synopsis, flag};
use bashwit_kernel::{Context, ExitStatus};
use sha2::Digest as _;

mod check;

const SUM: Synopsis = Synopsis::gnu(
    "md5sum",
    &["[OPTION]... [FILE]..."],
    "Print or check checksums. With no FILE, or when FILE is -, read standard input.",
    &[
        flag("-b, --binary", "read in binary mode"),
        flag("-c, --check", "read checksums from the FILEs and check them"),
        flag("--tag", "create a BSD-style checksum"),
        flag("-t, --text", "read in text mode (default)"),
        flag("-z, --zero", "end each output line with NUL, not newline,\nand disable file name escaping"),
        flag("--ignore-missing", "don't fail or report status for missing files"),
        flag("--quiet", "don't print OK for each successfully verified file"),
        flag("--status", "don't output anything, status code shows success"),
        flag("--strict", "exit non-zero for improperly formatted checksum lines"),
        flag("-w, --warn", "warn about improperly formatted checksum lines"),
    ],
)
.footer(
    "The options from --ignore-missing on are useful only when verifying checksums.\n\
     The input should then be a former output of this program.",
);

/// Declares the algorithms: their tools, their names in BSD's format, their types.
macro_rules! algorithms {
    ($($name:ident, $tool:ident, $tag:literal, $hasher:ty;)*) => {
        /// A checksum algorithm.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum Algorithm { $($name,)* }

        /// A checksum on its way.
        enum Hasher { $($name($hasher),)* }

        impl Algorithm {
            fn tag(self) -> &'static str {
                match self { $(Algorithm::$name => $tag,)* }
            }

            fn synopsis(self) -> Synopsis {
                match self { $(Algorithm::$name => SUM.named(stringify!($tool)),)* }
            }

            fn hasher(self) -> Hasher {
                match self { $(Algorithm::$name => Hasher::$name(<$hasher>::new()),)* }
            }

            /// Bytes of a checksum.
            fn size(self) -> usize {
                match self { $(Algorithm::$name => <$hasher as sha2::Digest>::output_size(),)* }
            }
        }

        impl Hasher {
            fn update(&mut self, bytes: &[u8]) {
                match self { $(Hasher::$name(hasher) => hasher.update(bytes),)* }
            }

            fn finish(self) -> Vec<u8> {
                match self { $(Hasher::$name(hasher) => hasher.finalize().to_vec(),)* }
            }
        }

        $(
            pub(crate) mod $tool {
                //! The tool of this name.
                use bashwit_kernel::{Context, ExitStatus};

                pub(crate) async fn main(context: Context) -> ExitStatus {
                    super::main(context, super::Algorithm::$name).await
                }
            }
        )*
    };
}

algorithms! {
    Md5, md5sum, "MD5", md5::Md5;
    Sha1, sha1sum, "SHA1", sha1::Sha1;
    Sha224, sha224sum, "SHA224", sha2::Sha224;
    Sha256, sha256sum, "SHA256", sha2::Sha256;
    Sha384, sha384sum, "SHA384", sha2::Sha384;
    Sha512, sha512sum, "SHA512", sha2::Sha512;
}

struct Sum {
    algorithm: Algorithm,
    files: Vec<Vec<u8>>,
    binary: bool,
    tag: bool,
    zero: bool,
    check: Option<check::Options>,
}

async fn main(context: Context, algorithm: Algorithm) -> ExitStatus {
    frame::run(context, |args| parse(args, algorithm), run).await
}

fn parse(args: &[Vec<u8>], algorithm: Algorithm) -> Result<Sum, Stop> {
    let synopsis = algorithm.synopsis();
    let (mut check, mut binary) = (false, None);
    let mut options = check::Options::default();
    let mut sum = Sum { algorithm, files: Vec::new(), binary: false, tag: false, zero: false, check: None };
    let mut args = synopsis.parse(args);
    while let Some(option) = args.next_option()? {
        match option.id {
            "binary" => binary = Some(true),
            "text" => binary = Some(false),
            "check" => check = true,
            "tag" => sum.tag = true,
            "zero" => sum.zero = true,
            "ignore-missing" => options.ignore_missing = true,
            "quiet" => options.quiet = true,
            "status" => options.status = true,
            "strict" => options.strict = true,
            _ => options.warn = true,
        }
    }
    sum.files = filter::files(args.into_operands());
    if sum.tag && binary == Some(false) {
        return Err(synopsis.usage_error("--tag does not support --text mode"));
    }
    if check {
        let wrong = [
            (sum.tag, "the --tag option is meaningless when verifying checksums"),
            (sum.zero, "the --zero option is not supported when verifying checksums"),
            (binary.is_some(), "the --binary and --text options are meaningless when verifying checksums"),
        ];
        if let Some((_, message)) = wrong.iter().find(|(given, _)| *given) {
            return Err(synopsis.usage_error(message));
        }
        sum.check = Some(options);
        return Ok(sum);
    }
    let given = [
        (options.ignore_missing, "ignore-missing"),
        (options.status, "status"),
        (options.warn, "warn"),
        (options.quiet, "quiet"),
        (options.strict, "strict"),
    ];
    if let Some((_, name)) = given.iter().find(|(given, _)| *given) {
        let message = format!("the --{name} option is meaningful only when verifying checksums");
        return Err(synopsis.usage_error(message));
    }
    sum.binary = binary == Some(true);
    Ok(sum)
}

async fn run(context: &Context, sum: Sum) -> ExitStatus {
    let mut filter = Filter::new(context);
    let result = match &sum.check {
        Some(options) => check::check_all(&mut filter, &sum, options).await,
        None => print_all(&mut filter, &sum).await,
    };
    filter.finish(result).await
}

async fn print_all(filter: &mut Filter<'_>, sum: &Sum) -> Result<(), Broken> {
    for name in &sum.files {
        let Some(mut input) = filter.open(name).await else { continue };
        let Some(digest) = digest(filter, &mut input, sum.algorithm).await else { continue };
        sum.print(name, &digest, filter.output.buffer());
        filter.flush_if_full().await?;
    }
    Ok(())
}

/// The checksum of a file; `None` where it cannot be read.
async fn digest(filter: &mut Filter<'_>, input: &mut Input, algorithm: Algorithm) -> Option<Vec<u8>> {
    let failed = std::mem::take(&mut filter.failed);
    let mut hasher = algorithm.hasher();
    loop {
        let chunk = filter.chunk(input).await;
        if chunk.is_empty() {
            break;
        }
        hasher.update(chunk);
        let length = chunk.len();
        input.reader.consume(length);
    }
    let readable = !filter.failed;
    filter.failed |= failed;
    readable.then(|| hasher.finish())
}

impl Sum {
    fn print(&self, name: &[u8], digest: &[u8], out: &mut Vec<u8>) {
        let special = name.iter().any(|byte| matches!(byte, b'\n' | b'\r' | b'\\')) && !self.zero;
        let shown = if special { escape(name) } else { name.to_vec() };
        if special {
            out.push(b'\\');
        }
        if self.tag {
            out.extend_from_slice(self.algorithm.tag().as_bytes());
            out.extend_from_slice(b" (");
            out.extend_from_slice(&shown);
            out.extend_from_slice(b") = ");
            hexadecimal(digest, out);
        } else {
            hexadecimal(digest, out);
            out.extend_from_slice(if self.binary { b" *" } else { b"  " });
            out.extend_from_slice(&shown);
        }
        out.push(if self.zero { 0 } else { b'\n' });
    }
}

fn hexadecimal(digest: &[u8], out: &mut Vec<u8>) {
    for byte in digest {
        for digit in [byte >> 4, byte & 15] {
            out.push(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 });
        }
    }
}

/// A name on one line.
fn escape(name: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for &byte in name {
        match byte {
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\\' => out.extend_from_slice(b"\\\\"),
            byte => out.push(byte),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::testing::{check, check_on, fixture, run};

    const ABC: &str = "900150983cd24fb0d6963f7d28e17f72";

    #[test]
    fn sums() {
        let rows = [
            ("md5sum", ABC),
            ("sha1sum", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            ("sha224sum", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"),
            ("sha256sum", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ];
        for (tool, sum) in rows {
            check(&[(tool, "abc", &format!("{sum}  -\n"))]);
        }
        check(&[("md5sum -b", "abc", &format!("{ABC} *-\n")), ("md5sum -z", "abc", &format!("{ABC}  -\0"))]);
        check(&[("md5sum --tag", "abc", &format!("MD5 (-) = {ABC}\n"))]);
        let long = run(&fixture(), "sha512sum", "abc").out();
        assert!(long.starts_with("ddaf35a193617abacc417349ae204131") && long.len() == 132, "{long}");
        assert_eq!(run(&fixture(), "sha384sum", "abc").out().len(), 100);
    }

    #[test]
    fn checks() {
        let lines = format!("{ABC}  f\nMD5 (f) = {ABC}\n");
        let wrong = format!("{}  f\njunk\n{ABC}  no\n", ABC.replace('9', "8"));
        let fixture = fixture().file("f", b"abc").file("s", lines.as_bytes()).file("w", wrong.as_bytes());
        check_on(&fixture, &[("md5sum -c s", "", "f: OK\nf: OK\n"), ("md5sum -c --quiet s", "", "")]);
        let output = run(&fixture, "md5sum -c w", "");
        let err = "md5sum: no: No such file or directory\n\
                   md5sum: WARNING: 1 line is improperly formatted\n\
                   md5sum: WARNING: 1 listed file could not be read\n\
                   md5sum: WARNING: 1 computed checksum did NOT match\n";
        assert_eq!(output.err(), err);
        assert_eq!((output.status, output.out().as_str()), (1, "f: FAILED\nno: FAILED open or read\n"));
    }
}
