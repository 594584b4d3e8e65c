//! What is printed reads back as the same tree. Left out is what bash itself prints otherwise than
//! written: `elif`, default descriptors, `for` without words, here-documents.

use bashwit_syntax::{ParseOptions, dump, parse_program, print};
use proptest::prelude::*;
use proptest::sample::select;

fn word() -> impl Strategy<Value = String> {
    let pieces = [
        "a",
        "b1",
        "x=y",
        "--c",
        "12",
        "'q q'",
        "\"d $x d\"",
        "\\e",
        "$'f\\tg'",
        "$\"h\"",
        "$x",
        "${y}",
        "$1",
        "$#",
        "${z:-w 'w'}",
        "${a[1]}",
        "${a[@]}",
        "${!r}",
        "${#s}",
        "${t#*.}",
        "${u//p/r}",
        "${v:1:2}",
        "${w@Q}",
        "$((1 + x))",
        "$(c d | e)",
        "`f g`",
        "<(h)",
        "~",
        "~u/v",
        "{a,b}",
        "{1..3}",
        "*.c",
        "?[a-z]",
        "@(a|b)",
        "\"$(i \"j\")\"",
        "\"${k:-\"l\"}\"",
        "$( (m) )",
        "n#o",
        "=",
        "!",
        "\\\n",
    ];
    prop::collection::vec(select(pieces.to_vec()), 1..4).prop_map(|pieces| format!("w{}", pieces.concat()))
}

fn redirect() -> impl Strategy<Value = String> {
    let operators = ["<", ">", ">>", ">|", "0<>", "2>", "3<", "&>", "&>>", "<<<", "{fd}>", "10>>"];
    prop_oneof![
        (select(operators.to_vec()), word()).prop_map(|(operator, word)| format!("{operator} {word}")),
        select(vec!["2>&1", "1>&2", "0<&3", "3>&-", "4>&5-", "{fd}>&-"]).prop_map(str::to_string),
    ]
}

fn simple() -> impl Strategy<Value = String> {
    let assignments = ["x=1", "y+=2", "z=", "a[1]=b", "c=(d 'e' [3]=f $g)", "h=~:~/i", "j=$(k)"];
    (
        prop::collection::vec(select(assignments.to_vec()), 0..2),
        prop::collection::vec(word(), 1..4),
        prop::collection::vec(redirect(), 0..2),
    )
        .prop_map(|(assignments, words, redirects)| {
            let mut all: Vec<String> = assignments.into_iter().map(str::to_string).collect();
            all.extend(words);
            all.extend(redirects);
            all.join(" ")
        })
}

fn fixed() -> impl Strategy<Value = String> {
    let commands = [
        "declare -a a=(1 2) b=c",
        "export x=y z",
        "x=1",
        "[[ -f a && ( b == c* || ! d =~ e(f|g)+ ) ]]",
        "[[ a -lt b || -n $c ]]",
        "((x + 1, y++))",
        "! a",
        "time -p b",
        ">c",
        "coproc f { g; }",
    ];
    select(commands.to_vec()).prop_map(str::to_string)
}

/// Lists of commands, some of them compound.
fn list() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![3 => simple(), 1 => fixed()];
    let command = leaf.prop_recursive(4, 24, 3, |inner| {
        let some = prop::collection::vec((inner.clone(), select(vec!["; ", "\n", " & ", "; # c\n"])), 1..3)
            .prop_map(|items| items.into_iter().map(|(command, end)| command + end).collect::<String>())
            .boxed();
        prop_oneof![
            some.clone().prop_map(|a| format!("{{ {a}}}")),
            some.clone().prop_map(|a| format!("({a})")),
            (some.clone(), some.clone()).prop_map(|(a, b)| format!("if {a}then {b}fi")),
            (some.clone(), some.clone()).prop_map(|(a, b)| format!("if x; then {a}else {b}fi")),
            (some.clone(), some.clone()).prop_map(|(a, b)| format!("while {a}do {b}done")),
            (word(), some.clone()).prop_map(|(w, a)| format!("for i in {w} j; do {a}done")),
            some.clone().prop_map(|a| format!("for ((i = 0; i < 3; i++)); do {a}done")),
            (word(), word(), some.clone())
                .prop_map(|(w, p, a)| format!("case {w} in {p} | q) {a};; (r) s;& t) esac")),
            some.clone().prop_map(|a| format!("f() {{ {a}}}")),
            (some.clone(), redirect()).prop_map(|(a, r)| format!("function g {{ {a}}} {r}")),
            (some.clone(), redirect()).prop_map(|(a, r)| format!("{{ {a}}} {r}")),
            some.clone().prop_map(|a| format!("h \"$({a})\" <({a})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} | {{ {b}\n}}")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("{a} && {b}")),
        ]
    });
    prop::collection::vec(command, 1..3).prop_map(|commands| commands.join("\n"))
}

fn check(text: &[u8]) -> Result<(), TestCaseError> {
    let list = parse_program(text, &ParseOptions::EXTGLOB);
    prop_assert!(list.is_ok(), "{}: {list:?}", String::from_utf8_lossy(text));
    let list = list.unwrap_or_default();
    let printed = print::list(&list);
    let again = parse_program(&printed, &ParseOptions::EXTGLOB);
    prop_assert!(again.is_ok(), "printed {}: {again:?}", String::from_utf8_lossy(&printed));
    prop_assert_eq!(dump(&again.unwrap_or_default()), dump(&list));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn printed_commands_read_back(text in list()) {
        check(text.as_bytes())?;
    }
}

/// The scripts of the specification, where it is at hand: what is printed prints the same again.
/// What bash itself prints so that it does not read back is left out.
#[test]
fn specification_scripts_read_back() {
    let Ok(files) = std::fs::read_dir("/work/shared/spec/open") else { return };
    for file in files.flatten() {
        let text = std::fs::read_to_string(file.path()).unwrap_or_default();
        for script in text.lines().filter_map(script) {
            let Ok(list) = parse_program(script.as_bytes(), &ParseOptions::EXTGLOB) else { continue };
            if ["<<", "coproc", "! !"].iter().any(|odd| script.contains(odd)) || list.items.is_empty() {
                continue;
            }
            let printed = print::list(&list);
            let again = parse_program(&printed, &ParseOptions::EXTGLOB);
            assert!(again.is_ok(), "{script}\nprinted {}: {again:?}", String::from_utf8_lossy(&printed));
            let twice = print::list(&again.unwrap_or_default());
            assert_eq!(String::from_utf8_lossy(&twice), String::from_utf8_lossy(&printed), "{script}");
        }
    }
}

/// The `script` member of a line of JSON.
fn script(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("\"script\": \"")?;
    let mut script = String::new();
    let mut chars = rest.chars();
    loop {
        match chars.next()? {
            '"' => return Some(script),
            '\\' => match chars.next()? {
                'n' => script.push('\n'),
                't' => script.push('\t'),
                'r' => script.push('\r'),
                'u' => {
                    let digits: String = chars.by_ref().take(4).collect();
                    script
                        .push(u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).unwrap_or('?'));
                }
                other => script.push(other),
            },
            other => script.push(other),
        }
    }
}
