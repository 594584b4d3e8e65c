//! `df [OPTION]... [FILE]...`: shows the space of the one file system that there is.
//!
//! It is `bashwit` on `/`, as large as nobody fills, and never says how much of it is used.

use crate::frame;
use crate::sizes::Scale;
use bashwit_args::{Stop, Synopsis, flag, quotef_colon};
use bashwit_kernel::{Context, ExitStatus};

const DF: Synopsis = Synopsis::gnu(
    "df",
    &["[OPTION]... [FILE]..."],
    "Show information about the file system on which each FILE resides,\nor all file systems by default.",
    &[
        flag("-a, --all", "include pseudo, duplicate, inaccessible file systems"),
        flag("-B, --block-size=SIZE", "scale sizes by SIZE before printing them"),
        flag("-h, --human-readable", "print sizes in powers of 1024 (e.g., 1023M)"),
        flag("-H, --si", "print sizes in powers of 1000 (e.g., 1.1G)"),
        flag("-i, --inodes", "list inode information instead of block usage"),
        flag("-k", "like --block-size=1K"),
        flag("-l, --local", "limit listing to local file systems"),
        flag("--no-sync", "do not invoke sync before getting usage info (default)"),
        flag("--output[=FIELD_LIST]", "use the output format defined by FIELD_LIST"),
        flag("-P, --portability", "use the POSIX output format"),
        flag("--sync", "invoke sync before getting usage info"),
        flag("--total", "elide all entries insignificant to available space, and produce a grand total"),
        flag("-t, --type=TYPE", "limit listing to file systems of type TYPE"),
        flag("-T, --print-type", "print file system type"),
        flag("-x, --exclude-type=TYPE", "limit listing to file systems not of type TYPE"),
        flag("-v", "(ignored)"),
    ],
);

/// Bytes and files that there is room for.
const BYTES: u64 = 1 << 38;
const FILES: u64 = 1 << 26;
const KIND: &[u8] = b"tmpfs";

const FIELDS: [&str; 12] = [
    "source", "fstype", "itotal", "iused", "iavail", "ipcent", "size", "used", "avail", "pcent", "file",
    "target",
];

struct Df {
    scale: Scale,
    fields: Vec<&'static str>,
    posix: bool,
    total: bool,
    shown: bool,
    files: Vec<Vec<u8>>,
}

pub(crate) async fn main(context: Context) -> ExitStatus {
    frame::run(context, parse, run).await
}

fn parse(args: &[Vec<u8>]) -> Result<Df, Stop> {
    let mut df = Df {
        scale: Scale::blocks(1024),
        fields: Vec::new(),
        posix: false,
        total: false,
        shown: true,
        files: Vec::new(),
    };
    let (mut inodes, mut kind, mut wanted, mut unwanted) = (false, false, Vec::new(), Vec::new());
    let mut parsed = DF.parse(args);
    while let Some(option) = parsed.next_option()? {
        let value = option.value;
        match option.id {
            "block-size" => {
                let invalid = || DF.failure([b"invalid -B argument '", value, b"'"].concat());
                df.scale = Scale::parse(value).ok_or_else(invalid)?;
            }
            "human-readable" => df.scale = Scale::Human,
            "si" => df.scale = Scale::Si,
            "inodes" => inodes = true,
            "k" => df.scale = Scale::blocks(1024),
            "output" if !option.given => df.fields = FIELDS.to_vec(),
            "output" => {
                for name in value.split(|&byte| byte == b',') {
                    let known = FIELDS.iter().find(|field| field.as_bytes() == name);
                    let invalid =
                        || DF.usage_error([b"option --output: field '", name, b"' unknown"].concat());
                    df.fields.push(known.ok_or_else(invalid)?);
                }
            }
            "portability" => df.posix = true,
            "total" => df.total = true,
            "type" => wanted.push(value),
            "print-type" => kind = true,
            "exclude-type" => unwanted.push(value),
            _ => {}
        }
    }
    if df.fields.is_empty() {
        df.fields.push("source");
        df.fields.extend(kind.then_some("fstype"));
        let numbers =
            if inodes { ["itotal", "iused", "iavail", "ipcent"] } else { ["size", "used", "avail", "pcent"] };
        df.fields.extend(numbers);
        df.fields.push("target");
    }
    df.shown = (wanted.is_empty() || wanted.contains(&KIND)) && !unwanted.contains(&KIND);
    df.files = parsed.into_operands().into_iter().map(<[u8]>::to_vec).collect();
    Ok(df)
}

impl Df {
    fn header(&self, field: &str) -> String {
        let human = !matches!(self.scale, Scale::Blocks(..));
        match field {
            "source" => "Filesystem".into(),
            "fstype" => "Type".into(),
            "itotal" => "Inodes".into(),
            "iused" => "IUsed".into(),
            "iavail" => "IFree".into(),
            "ipcent" => "IUse%".into(),
            "size" => match &self.scale {
                _ if human => "Size".into(),
                Scale::Blocks(bytes, _) if self.posix => format!("{bytes}-blocks"),
                Scale::Blocks(bytes, _) if bytes.is_multiple_of(1 << 20) => {
                    format!("{}M-blocks", bytes >> 20)
                }
                Scale::Blocks(bytes, _) if bytes.is_multiple_of(1024) => format!("{}K-blocks", bytes >> 10),
                Scale::Blocks(bytes, _) => format!("{bytes}B-blocks"),
                Scale::Human | Scale::Si => "Size".into(),
            },
            "used" => "Used".into(),
            "avail" if human && !self.posix => "Avail".into(),
            "avail" => "Available".into(),
            "pcent" if self.posix => "Capacity".into(),
            "pcent" => "Use%".into(),
            "file" => "File".into(),
            _ => "Mounted on".into(),
        }
    }

    fn value(&self, field: &str, name: &[u8]) -> String {
        match field {
            "source" => "bashwit".into(),
            "fstype" => String::from_utf8_lossy(KIND).into_owned(),
            "itotal" | "iavail" => match &self.scale {
                Scale::Blocks(..) => FILES.to_string(),
                scale => scale.show(FILES),
            },
            "iused" => "0".into(),
            "size" | "avail" => self.scale.show(BYTES),
            "used" => self.scale.show(0),
            "ipcent" | "pcent" => "0%".into(),
            "file" => String::from_utf8_lossy(name).into_owned(),
            _ => "/".into(),
        }
    }
}

async fn run(context: &Context, df: Df) -> ExitStatus {
    let mut status = ExitStatus::SUCCESS;
    let mut names = Vec::new();
    for name in &df.files {
        match context.files().stat(name) {
            Ok(_) => names.push(name.clone()),
            Err(error) => {
                context.error([&*quotef_colon(name), b": ", error.message().as_bytes()].concat()).await;
                status = ExitStatus::FAILURE;
            }
        }
    }
    if df.files.is_empty() {
        names.push(b"-".to_vec());
    }
    if !df.shown && df.files.is_empty() {
        context.error("no file systems processed").await;
        return ExitStatus::FAILURE;
    }
    if names.is_empty() || !df.shown {
        return status;
    }
    let mut rows: Vec<Vec<String>> = vec![df.fields.iter().map(|field| df.header(field)).collect()];
    rows.extend(names.iter().map(|name| df.fields.iter().map(|field| df.value(field, name)).collect()));
    if df.total {
        let total = |field: &&str| match *field {
            "source" => "total".into(),
            "target" | "fstype" | "file" => "-".into(),
            field => df.value(field, b""),
        };
        rows.push(df.fields.iter().map(total).collect());
    }
    let mut output = context.stdout();
    output.push(table(&df.fields, &rows).as_bytes());
    frame::finish(context, &mut output, status).await
}

/// Columns as wide as they must be: names on the left, numbers on the right.
fn table(fields: &[&str], rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    let widths: Vec<usize> = fields
        .iter()
        .enumerate()
        .map(|(at, field)| {
            let least = match *field {
                "source" => 14,
                "fstype" => 4,
                "ipcent" | "pcent" => 4,
                "target" | "file" => 0,
                _ => 5,
            };
            rows.iter().filter_map(|row| row.get(at)).map(String::len).max().unwrap_or(0).max(least)
        })
        .collect();
    for row in rows {
        for (at, ((cell, width), field)) in row.iter().zip(&widths).zip(fields).enumerate() {
            if at > 0 {
                text.push(' ');
            }
            let left = matches!(*field, "source" | "fstype" | "target" | "file");
            text.push_str(&match (left, at + 1 == row.len()) {
                (true, true) => cell.clone(),
                (true, false) => format!("{cell:<width$}"),
                (false, _) => format!("{cell:>width$}"),
            });
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::testing;

    #[test]
    fn shows() {
        testing::check(&[
            (
                "df",
                "",
                "Filesystem     1K-blocks  Used Available Use% Mounted on\n\
                 bashwit        268435456     0 268435456   0% /\n",
            ),
            (
                "df -hT /",
                "",
                "Filesystem     Type   Size  Used Avail Use% Mounted on\n\
                 bashwit        tmpfs  256G     0  256G   0% /\n",
            ),
            ("df --output=source,target .", "", "Filesystem     Mounted on\nbashwit        /\n"),
        ]);
        testing::check_errors(&[("df none", 1, "df: none: No such file or directory\n")]);
    }
}
