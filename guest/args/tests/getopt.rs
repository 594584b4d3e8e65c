//! Arguments as coreutils 9.1 and bash 5.2 read them: a row is arguments and what comes of them,
//! options as `id=value`, then operands; or the error text.

use bashwit_args::{OptionSpec, Synopsis, Trailer, flag, hidden};

const HEAD_OPTIONS: &[OptionSpec] = &[
    flag("-c, --bytes=[-]NUM", ""),
    flag("-n, --lines=[-]NUM", ""),
    flag("-q, --quiet, --silent", ""),
    flag("-v, --verbose", ""),
    hidden("-NUM"),
];
const HEAD: Synopsis = Synopsis::gnu("head", &["[OPTION]... [FILE]..."], "", HEAD_OPTIONS);
const SORT: Synopsis = Synopsis::gnu(
    "sort",
    &["[FILE]..."],
    "",
    &[
        flag("-c, --check[=WHEN]", ""),
        flag("--compress-program=PROG", ""),
        flag("-u, --unique", ""),
        hidden("+NUM"),
    ],
)
.status(2);
const SED: Synopsis = Synopsis::gnu(
    "sed",
    &["[FILE]..."],
    "",
    &[flag("-i[SUFFIX], --in-place[=SUFFIX]", ""), flag("-n, --quiet", "")],
);
const ENV: Synopsis = Synopsis::gnu(
    "env",
    &["[COMMAND]"],
    "",
    &[flag("-i, --ignore-environment", ""), flag("-u, --unset=NAME", "")],
)
.ordered()
.status(125);
const SEQ: Synopsis =
    Synopsis::gnu("seq", &["LAST"], "", &[flag("-w, --equal-width", "")]).ordered().negative_numbers();
const GREP: Synopsis = Synopsis::gnu(
    "grep",
    &["[OPTION]... PATTERNS [FILE]..."],
    "",
    &[flag("-A, --after=NUM", ""), flag("-v", ""), hidden("-NUM")],
)
.status(2)
.trailer(Trailer::UsageTry);
const CMP: Synopsis = Synopsis::gnu("cmp", &["A B"], "", &[]).status(2).trailer(Trailer::NamedTry);
const READ: Synopsis = Synopsis::builtin(
    "read",
    &["read [-r] [-a array] [-n nchars] [name ...]"],
    "",
    &[flag("-r", ""), flag("-a array", ""), flag("-n nchars", "")],
);
const DECLARE: Synopsis = Synopsis::builtin(
    "declare",
    &["declare [-aAx] [name ...]"],
    "",
    &[flag("-a", ""), flag("-A", ""), flag("-x", "")],
)
.plus_options();

fn show(synopsis: &Synopsis, line: &str) -> String {
    let argv: Vec<&str> = line.split_whitespace().map(|word| if word == "''" { "" } else { word }).collect();
    let mut args = synopsis.parse(&argv);
    let mut words = Vec::new();
    loop {
        match args.next_option() {
            Ok(Some(option)) => {
                let value = String::from_utf8_lossy(option.value);
                let sign = if option.plus { "+" } else { "" };
                words.push(if option.given {
                    format!("{sign}{}={value}", option.id)
                } else {
                    format!("{sign}{}", option.id)
                });
            }
            Ok(None) => break,
            Err(stop) => return format!("{}#{}", String::from_utf8(stop.text()).unwrap(), stop.status),
        }
    }
    words.push("|".to_owned());
    words.extend(args.into_operands().into_iter().map(|word| String::from_utf8_lossy(word).into_owned()));
    words.join(" ")
}

fn check(synopsis: &Synopsis, rows: &[(&str, &str)]) {
    for (line, want) in rows {
        assert_eq!(show(synopsis, line), *want, "{} {line}", synopsis.name);
    }
}

#[test]
fn gnu_options() {
    check(
        &HEAD,
        &[
            ("", "|"),
            ("-n 2", "lines=2 |"),
            ("-n2 a", "lines=2 | a"),
            ("-qn2 a", "quiet lines=2 | a"),
            ("-qvn -2 a", "quiet verbose lines=-2 | a"),
            ("--lines=2", "lines=2 |"),
            ("--lines 2", "lines=2 |"),
            ("--lines -- -q", "lines=-- quiet |"),
            ("--li=2 --sil", "lines=2 quiet |"),
            ("--lines=", "lines= |"),
            ("a -q b", "quiet | a b"),
            ("a -- -q b", "| a -q b"),
            ("- -q -", "quiet | - -"),
            ("-5 a", "NUM=5 | a"),
            ("-15q a", "NUM=15 quiet | a"),
            ("+5 ''", "| +5 "),
        ],
    );
    check(
        &SORT,
        &[("+1 -cu", "+NUM=1 check unique |"), ("+x", "| +x"), ("--check --ch=q", "check check=q |")],
    );
    check(
        &SED,
        &[
            ("-n -i -i.bak --in-place=x a", "quiet in-place in-place=.bak in-place=x | a"),
            ("-ni", "quiet in-place |"),
        ],
    );
    check(&ENV, &[("-i a -u b", "ignore-environment | a -u b"), ("-ux -- a=1 -i", "unset=x | a=1 -i")]);
    check(
        &SEQ,
        &[("-5 -3", "| -5 -3"), ("-w -.5 -w", "equal-width | -.5 -w"), ("-w -- -1 0", "equal-width | -1 0")],
    );
    check(&GREP, &[("-v12A3 x", "v NUM=12 after=3 | x"), ("-A3 -5", "after=3 NUM=5 |")]);
}

#[test]
fn gnu_errors() {
    let hint = "\nTry 'head --help' for more information.\n#1";
    for (line, message) in [
        ("-z", "head: invalid option -- 'z'"),
        ("-qz", "head: invalid option -- 'z'"),
        ("-n", "head: option requires an argument -- 'n'"),
        ("--foo", "head: unrecognized option '--foo'"),
        ("--foo=1", "head: unrecognized option '--foo=1'"),
        ("--lines", "head: option '--lines' requires an argument"),
        ("--l", "head: option '--lines' requires an argument"),
        ("--quiet=3", "head: option '--quiet' doesn't allow an argument"),
        ("--q=3", "head: option '--quiet' doesn't allow an argument"),
        ("--help=x", "head: option '--help' doesn't allow an argument"),
        ("--ver=3", "head: option '--ver=3' is ambiguous; possibilities: '--verbose' '--version'"),
    ] {
        assert_eq!(show(&HEAD, line), format!("{message}{hint}"), "{line}");
    }
    check(
        &SORT,
        &[
            (
                "--c",
                "sort: option '--c' is ambiguous; possibilities: '--check' '--compress-program'\nTry 'sort --help' for more information.\n#2",
            ),
            ("-c=x", "sort: invalid option -- '='\nTry 'sort --help' for more information.\n#2"),
        ],
    );
    check(&SEQ, &[("-Q", "seq: invalid option -- 'Q'\nTry 'seq --help' for more information.\n#1")]);
    check(
        &GREP,
        &[(
            "-Q",
            "grep: invalid option -- 'Q'\nUsage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n#2",
        )],
    );
    check(&CMP, &[("-Q", "cmp: invalid option -- 'Q'\ncmp: Try 'cmp --help' for more information.\n#2")]);
}

#[test]
fn builtins() {
    let usage = "\nread: usage: read [-r] [-a array] [-n nchars] [name ...]\n#2";
    check(
        &READ,
        &[
            ("-ra x y -r", "r a=x | y -r"),
            ("-n5x", "n=5x |"),
            ("- -r", "| - -r"),
            ("-r -- -a", "r | -a"),
            ("+5", "| +5"),
        ],
    );
    for (line, message) in [
        ("-n", "read: -n: option requires an argument"),
        ("-rQ", "read: -Q: invalid option"),
        ("--foo", "read: --: invalid option"),
    ] {
        assert_eq!(show(&READ, line), format!("{message}{usage}"), "{line}");
    }
    check(
        &DECLARE,
        &[
            ("+x -a b", "+x a | b"),
            ("+ax", "+a +x |"),
            ("+ -a", "| + -a"),
            ("+Z", "declare: +Z: invalid option\ndeclare: usage: declare [-aAx] [name ...]\n#2"),
            ("-aZ", "declare: -Z: invalid option\ndeclare: usage: declare [-aAx] [name ...]\n#2"),
        ],
    );
    assert_eq!(
        DECLARE.named("typeset").parse(&["-Q"]).next_option().unwrap_err().message,
        b"typeset: -Q: invalid option"
    );
}

#[test]
fn position_and_extra_values() {
    let argv = ["-q", "x", "-n", "1", "y"];
    let mut args = HEAD.parse(&argv);
    assert_eq!(args.next_option().unwrap().unwrap().index, 0);
    let lines = args.next_option().unwrap().unwrap();
    assert_eq!((lines.index, lines.value), (2, b"1".as_slice()));
    assert_eq!(args.take_value(), Some(b"y".as_slice()));
    assert_eq!(args.take_value(), None);
    assert_eq!(args.into_operands(), [b"x"]);
}

#[test]
fn operand_errors() {
    let rows = [
        (HEAD.missing_operand(None), "head: missing operand\nTry 'head --help' for more information.\n"),
        (HEAD.extra_operand(b"c"), "head: extra operand ‘c’\nTry 'head --help' for more information.\n"),
        (
            HEAD.invalid_number("number of lines", b"16E", bashwit_args::NumberError::Overflow),
            "head: invalid number of lines: ‘16E’: Value too large for defined data type\n",
        ),
    ];
    for (stop, want) in rows {
        assert_eq!(String::from_utf8(stop.text()).unwrap(), want);
    }
}
