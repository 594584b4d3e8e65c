//! Commands: source text to tree, and reading a program command by command.

use bashwit_syntax::ast::CommandKind;
use bashwit_syntax::{Aliases, ParseOptions, Parser, dump, parse_program};
use std::rc::Rc;

#[test]
fn parses() {
    let rows = [
        ("", ""),
        ("# only\n\n", ""),
        ("a;b&c", "(a); (b) & (c);"),
        ("a && b || c |\n d & e", "(a) && (b) || (c) | (d) & (e);"),
        ("! a | b; ! ! c; !; time; time -p ! d", "! (a) | (b); (c); ! ; time ; time -p ! (d);"),
        ("a |& b >c |& d", "(a (DupOutput 2 1)) | (b (Output c) (DupOutput 2 1)) | (d);"),
        ("{ a; b & }", "((group (a); (b) &));"),
        ("(a;b)>c", "((subshell (a); (b);) (Output c));"),
        ("((a); (b))", "((subshell ((subshell (a);)); ((subshell (b);));));"),
        ("((a)); ((1 + (2)))", "(((a))); ((((Add 1 2))));"),
        ("$((a); (b)) $((1))", "(($ ((subshell (a);)); ((subshell (b);));) ((1)));"),
        (
            "if a\nthen b; elif c; then d; else e; fi",
            "((if (a);)( then (b);)( elif (c);)( then (d);)( else (e);));",
        ),
        ("while a; do b; done; until a\ndo b\ndone", "((while (a);)( do (b);)); ((until (a);)( do (b);));"),
        ("for x in a $b; do c; done", "(for x in a (${b})( do (c);));"),
        (
            "for x; do c; done; for x\ndo c; done; for x in; do c; done",
            "(for x( do (c);)); (for x( do (c);)); (for x in( do (c);));",
        ),
        (
            "for x in a; { b; }; select y in c; do d; done",
            "(for x in a( do (b);)); (select y in c( do (d);));",
        ),
        ("for ((i=0; i<3; i++)) { a; }", "(for (((= i 0))) (((Less i 3))) (((post 1 i)))( do (a);));"),
        ("for ((;;)); do a; done", "(for - - -( do (a);));"),
        (
            "case $x in a|b) c;; (d) ;& *) e;;& f) g\nesac",
            "(case (${x})( in a b( do (c);))( in d( do ) ;&)( in *( do (e);) ;;&)( in f( do (g);)));",
        ),
        ("case esac in (esac) a;; esac; case x in esac", "(case esac( in esac( do (a);))); (case x);"),
        (
            "f() { a; } >b; g() (c); function h { d; }",
            "(function f ((group (a);) (Output b))); (function g ((subshell (c);))); (function h ((group (d);)));",
        ),
        (
            "function a-b.c() if d; then e; fi; :x() { f; }",
            "(function a-b.c ((if (d);)( then (e);))); (function :x ((group (f);)));",
        ),
        (
            "coproc a b; coproc c { d; }; coproc (e)",
            "(coproc COPROC (a b)); (coproc c ((group (d);))); (coproc COPROC ((subshell (e);)));",
        ),
        (
            "[[ a ]]; [[ -f b && ( c < d || ! e ) ]]",
            "((-n a)); ((&& (-f b) ((|| (Before c d) (! (-n e))))));",
        ),
        ("[[ a =~ ^(b|c d)+$ && e -nt f ]]", "((&& (Regex a ^(b|c d)+$) (NewerThan e f)));"),
        ("[[ a =~ \\. ]]; [[ -z\tx ||\n y != z* ]]", "((Regex a '.')); ((|| (-z x) (NotMatch y z*)));"),
        ("a=1 b c=2", "((= a 1) b c=2);"),
        ("echo if then; then=1; if=", "(echo if then); ((= then 1)); ((= if ∅));"),
        (
            "a >b <c >>d >|e <>f 2>&1 3<&- &>g &>>h <<<i",
            "(a (Output b) (Input c) (Append d) (Clobber e) (InputOutput f) (DupOutput 2 1) (DupInput 3 -) (OutputBoth g) (AppendBoth h) (HereString i));",
        ),
        ("wh\\\nile a; do\\\n b; d\\\none", "((while (a);)( do (b);));"),
        ("a\\\n&\\\n& b", "(a) && (b);"),
        ("a\r\n", "(a\\r);"),
    ];
    for (text, tree) in rows {
        assert_eq!(
            parse_program(text.as_bytes(), &ParseOptions::default()).map(|list| dump(&list)).as_deref(),
            Ok(tree),
            "{text}"
        );
    }
}

#[test]
fn reads_here_documents() {
    let rows = [
        ("a <<E\nb $c\nE\nd", "(a (HereDoc 'b '(${c})'\\n')); (d);"),
        ("a <<'E' <<\"F\" <<\\G\n$b\nE\nc\nF\nG\n", "(a (HereDoc '$b\\n') (HereDoc 'c\\n') (HereDoc ∅));"),
        ("a <<-E\n\tb\n\t\tc\n\tE\nd", "(a (HereDoc 'b\\nc\\n')); (d);"),
        ("a <<E | b\nc\nE\n", "(a (HereDoc 'c\\n')) | (b);"),
        ("a <<E && b <<F; c\n1\nE\n2\nF\nd", "(a (HereDoc '1\\n')) && (b (HereDoc '2\\n')); (c); (d);"),
        (
            "if a <<E; then\nb\nE\nc; fi <<F\nd\nF\n",
            "((if (a (HereDoc 'b\\n'));)( then (c);) (HereDoc 'd\\n'));",
        ),
        ("f() {\na <<E\nb\nE\n}\n", "(function f ((group (a (HereDoc 'b\\n'));)));"),
        ("a $(b <<E\nc\nE\n) d", "(a ($ (b (HereDoc 'c\\n'));) d);"),
        ("a <<E $(b <<F\n1\nF\n)\n2\nE\n", "(a ($ (b (HereDoc '1\\n'));) (HereDoc '2\\n'));"),
        ("a $(b <<E)\nc\nE\nd", "(a ($ (b (HereDoc 'c\\n'));)); (d);"),
        (
            "a <<E\nb\\\nc \\$d \\e \"f\" ${g:-\"h\"}\nE\n",
            "(a (HereDoc 'bc $d \\\\e \"f\" '(${g} :- 'h')'\\n'));",
        ),
        ("a <<E\nE \n E\nE", "(a (HereDoc 'E \\n E\\n'));"),
        ("a <<''\nb\n\nc", "(a (HereDoc 'b\\n')); (c);"),
        ("{ a <<E; }\nb\nE\n", "((group (a (HereDoc 'b\\n'));));"),
        ("a <<E \\\n b\nc\nE\n", "(a b (HereDoc 'c\\n'));"),
        ("a <<E \"b\nc\"\nd\nE\n", "(a \"'b\\nc'\" (HereDoc 'd\\n'));"),
    ];
    for (text, tree) in rows {
        assert_eq!(
            parse_program(text.as_bytes(), &ParseOptions::default()).map(|list| dump(&list)).as_deref(),
            Ok(tree),
            "{text}"
        );
    }
}

#[test]
fn warns_of_here_documents() {
    let rows = [
        ("cat <<E\na\n", 2, "here-document at line 1 delimited by end-of-file (wanted `E')"),
        ("\ncat <<E\na", 3, "here-document at line 2 delimited by end-of-file (wanted `E')"),
        ("a $(b <<E)\nc\nE\n", 1, "command substitution: 1 unterminated here-document"),
    ];
    for (text, line, message) in rows {
        let mut parser = Parser::new(text.as_bytes(), 1);
        while let Ok(Some(_)) = parser.next_command(&ParseOptions::default(), &()) {}
        let warnings = parser.take_warnings();
        let first = warnings.first().map(|warning| (warning.line, String::from_utf8_lossy(&warning.message)));
        assert_eq!(first, Some((line, message.into())), "{text}");
    }
}

/// A body that cannot be expanded is an error when it runs, as in bash.
#[test]
fn bad_here_documents_fail_late() {
    let list = parse_program(b"a <<E\nb ${c\nE\nd", &ParseOptions::default()).unwrap();
    assert_eq!(dump(&list), "(a (HereDoc 'b '(${#} bad))); (d);");
}

/// Backquotes are parsed when they run: so errors in them come then.
#[test]
fn bad_backquotes_fail_late() {
    let list = parse_program(b"a `fi` b", &ParseOptions::default()).unwrap();
    assert_eq!(dump(&list), "(a ($ error) b);");
}

#[test]
fn reads_command_by_command() {
    let text = b"a\nb; c \\\n d\n\nif e; then\n f\nfi; g\nh <<E\ni\nE\nj";
    let mut parser = Parser::new(text, 10);
    let mut seen = Vec::new();
    while let Some(list) = parser.next_command(&ParseOptions::default(), &()).unwrap() {
        seen.push((list.items.len(), parser.position(), parser.line()));
    }
    assert_eq!(seen, [(1, 2, 11), (2, 12, 13), (2, 33, 17), (1, 43, 20), (1, 44, 20)]);
}

#[test]
fn options_change_between_commands() {
    let mut parser = Parser::new(b"a\n@(b|c)\n", 1);
    let mut options = ParseOptions::default();
    assert!(parser.next_command(&options, &()).is_ok());
    options.extglob = true;
    let list = parser.next_command(&options, &()).unwrap().unwrap();
    assert_eq!(dump(&list), "((@ b|c));");
}

#[test]
fn comments_may_be_off() {
    let options = ParseOptions { comments: false, ..ParseOptions::default() };
    assert_eq!(parse_program(b"a # b", &options).map(|list| dump(&list)).as_deref(), Ok("(a # b);"));
}

/// `$LINENO` of each command, as bash 5.2 has it.
#[test]
fn counts_lines() {
    let rows: [(&str, &[u32]); 9] = [
        ("a\nb", &[1, 2]),
        ("a \\\n b", &[2]),
        ("a \"x\ny\"", &[2]),
        ("a b \"x\ny\"", &[1]),
        ("x=1 a \\\n b", &[1]),
        ("x=\"\n\" a", &[2]),
        ("a >b \\\n c", &[1]),
        ("a <<E\nb\nE\nc", &[1, 4]),
        ("a \\\n >b", &[2]),
    ];
    for (text, lines) in rows {
        let list = parse_program(text.as_bytes(), &ParseOptions::default()).unwrap();
        let found: Vec<u32> =
            list.items.iter().flat_map(|item| &item.and_or.first.commands).map(|c| c.line).collect();
        assert_eq!(found, lines, "{text}");
    }
}

struct Table;

impl Aliases for Table {
    fn alias(&self, name: &[u8]) -> Option<Rc<[u8]>> {
        let value: &[u8] = match name {
            b"ls" => b"ls -F",
            b"ll" => b"ls -l ",
            b"e" => b"echo ",
            b"hi" => b"hello there",
            b"if2" => b"if true; then",
            b"fi2" => b"fi",
            b"two" => b"a\nb",
            b"q" => b"echo \"x",
            b"p" => b"p2",
            b"p2" => b"p z",
            b"c" => b"d # e",
            b"n" => b"",
            _ => return None,
        };
        Some(Rc::from(value))
    }
}

#[test]
fn expands_aliases() {
    let rows = [
        ("ls a", "(ls -F a);"),
        ("ll hi", "(ls -F -l hello there);"),
        ("e e hi hi", "(echo echo hello there hi);"),
        ("\\hi; 'hi'; h\"i\"; hi\\\n", "('h'i); ('hi'); (h\"'i'\"); (hello there);"),
        ("x=1 hi; >y hi", "((= x 1) hello there); (hello there (Output y));"),
        ("e >y hi", "(echo hi (Output y));"),
        ("if2 a; fi2", "((if (true);)( then (a);));"),
        ("p", "(p z);"),
        ("q y\"", "(echo \"'x y'\");"),
        ("c f\ng", "(d); (g);"),
        ("two c", "(a); (b c);"),
        (
            "hi | hi && ! hi; (hi); { hi; }",
            "(hello there) | (hello there) && ! (hello there); ((subshell (hello there);)); ((group (hello there);));",
        ),
        ("n a; n; b", "(a); "),
        ("for hi in hi; do hi; done", "(for hi in hi( do (hello there);));"),
        ("hi>x;ls|hi", "(hello there (Output x)); (ls -F) | (hello there);"),
        ("a $(hi) `hi`", "(a ($ (hello there);) ($ (hello there);));"),
    ];
    let options = ParseOptions { aliases: true, ..ParseOptions::default() };
    for (text, tree) in rows {
        let mut parser = Parser::new(text.as_bytes(), 1);
        let mut shown = Vec::new();
        loop {
            match parser.next_command(&options, &Table) {
                Ok(Some(list)) => shown.push(dump(&list)),
                Ok(None) => break,
                // `n; b` is a `;` without a command, in bash too.
                Err(_) => {
                    shown = vec!["(a); ".to_string()];
                    break;
                }
            }
        }
        assert_eq!(shown.join(" "), tree, "{text}");
    }
}

/// An alias that ends in a newline leaves text for the next command.
#[test]
fn aliases_keep_the_position() {
    let options = ParseOptions { aliases: true, ..ParseOptions::default() };
    let mut parser = Parser::new(b"two c\nd\n", 1);
    let mut seen = Vec::new();
    while let Some(list) = parser.next_command(&options, &Table).unwrap() {
        seen.push((dump(&list), parser.position(), parser.line()));
    }
    let expected = [("(a);", 3, 1), ("(b c);", 6, 2), ("(d);", 8, 3)];
    assert_eq!(seen, expected.map(|(tree, position, line)| (tree.to_string(), position, line)));
}

#[test]
fn marks_array_arguments() {
    let list = parse_program(b"declare a=(1) b c=d", &ParseOptions::default()).unwrap();
    let Some(CommandKind::Simple(simple)) =
        list.items.first().and_then(|item| item.and_or.first.commands.first()).map(|command| &command.kind)
    else {
        panic!("no simple command")
    };
    assert_eq!(simple.words.len(), 4);
    assert_eq!(simple.declares.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(simple.words.get(1).map(|word| &*word.raw), Some(&b"a=(1)"[..]));
}
