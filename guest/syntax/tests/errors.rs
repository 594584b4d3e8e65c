//! Syntax errors, worded and numbered as bash 5.2 does (`bash -n`).

use bashwit_syntax::{ParseOptions, Parser, SyntaxError};

fn error(text: &str) -> SyntaxError {
    let mut parser = Parser::new(text.as_bytes(), 1);
    loop {
        match parser.next_command(&ParseOptions::default(), &()) {
            Ok(Some(_)) => {}
            Ok(None) => panic!("no error in {text:?}"),
            Err(error) => return error,
        }
    }
}

#[test]
fn names_the_unexpected_token() {
    // Text, line, token, the line that is shown.
    let rows = [
        ("a\nfi\n", 2, "fi", "fi"),
        ("a | | b", 1, "|", "a | | b"),
        ("a && || b", 1, "||", "a && || b"),
        ("a ;; b", 1, ";;", "a ;; b"),
        ("a;;& b", 1, ";;&", "a;;& b"),
        ("; a", 1, ";", "; a"),
        ("& a", 1, "&", "& a"),
        ("a > ; b", 1, ";", "a > ; b"),
        ("a >\nb", 1, "newline", "a >"),
        ("a <<\n", 1, "newline", "a <<"),
        ("a > <b", 1, "<", "a > <b"),
        ("a <<< <<b", 1, "<<", "a <<< <<b"),
        ("if a; then fi", 1, "fi", "if a; then fi"),
        ("if a; then b; else; fi", 1, ";", "if a; then b; else; fi"),
        ("{ }", 1, "}", "{ }"),
        ("( )", 1, ")", "( )"),
        ("()", 1, ")", "()"),
        ("a (b)", 1, "b", "a (b)"),
        ("a b (c)", 1, "(", "a b (c)"),
        ("a b() { c; }", 1, "(", "a b() { c; }"),
        ("x=1 (a)", 1, "(", "x=1 (a)"),
        ("a() b", 1, "b", "a() b"),
        ("for\n", 1, "newline", "for"),
        ("for x y", 1, "y", "for x y"),
        ("for x { a; }", 1, "{", "for x { a; }"),
        ("for a in b | c; do d; done", 1, "|", "for a in b | c; do d; done"),
        ("while done", 1, "done", "while done"),
        ("case x a", 1, "a", "case x a"),
        ("case x in a) b;; c", 1, "newline", "case x in a) b;; c"),
        ("case x in a b) c;; esac", 1, "b", "case x in a b) c;; esac"),
        ("function\n", 1, "newline", "function"),
        ("time | a", 1, "|", "time | a"),
        ("a | ! b", 1, "!", "a | ! b"),
        ("a\nb ) c\nd", 2, ")", "b ) c"),
        ("in", 1, "in", "in"),
        ("echo $(fi) x", 1, "fi", "echo $(fi) x"),
        ("echo \"$(a\n;;)\"", 2, ";;", ";;)\""),
        ("x=(a;b)", 1, ";", "x=(a;b)"),
        ("command declare x=(a)", 1, "(", "command declare x=(a)"),
        ("echo @(a)", 1, "(", "echo @(a)"),
        ("\"a\nb\" )", 2, ")", "b\" )"),
        ("[[ a ]] b", 1, "b", "[[ a ]] b"),
        ("{ a; } b", 1, "b", "{ a; } b"),
        ("coproc", 1, "newline", "coproc"),
    ];
    for (text, line, token, shown) in rows {
        let error = error(text);
        let expected =
            format!("line {line}: syntax error near unexpected token `{token}'\nline {line}: `{shown}'");
        assert_eq!(error.to_string(), expected, "{text}");
        assert!(!error.ends_input);
    }
}

#[test]
fn says_what_is_missing_at_the_end() {
    let rows = [
        ("if x\n", 2, "syntax error: unexpected end of file"),
        ("if x\nthen", 3, "syntax error: unexpected end of file"),
        ("{ a\nb\n", 3, "syntax error: unexpected end of file"),
        ("a &&", 2, "syntax error: unexpected end of file"),
        ("a() ", 2, "syntax error: unexpected end of file"),
        ("case x in", 2, "syntax error: unexpected end of file"),
        ("a \"b\nc\n", 1, "unexpected EOF while looking for matching `\"'"),
        ("a\nb 'c\n", 2, "unexpected EOF while looking for matching `''"),
        ("a `b\n", 1, "unexpected EOF while looking for matching ``'"),
        ("a ${b\n", 1, "unexpected EOF while looking for matching `}'"),
        ("a \"${b:-'c}\"", 1, "unexpected EOF while looking for matching `''"),
        ("a $((1 +\n", 1, "unexpected EOF while looking for matching `)'"),
        ("((1\n2\n", 1, "unexpected EOF while looking for matching `)'"),
        ("x=(a\nb\n", 1, "unexpected EOF while looking for matching `)'"),
        ("declare -a x=(\n", 1, "unexpected EOF while looking for matching `)'"),
        ("export x=\"a\n", 1, "unexpected EOF while looking for matching `\"'"),
        ("a $(b\nc\n", 3, "unexpected EOF while looking for matching `)'"),
        ("a $(b", 2, "unexpected EOF while looking for matching `)'"),
        ("[[ a == b", 1, "unexpected EOF while looking for `]]'"),
        ("[[\n", 2, "unexpected token `EOF' in conditional command"),
    ];
    for (text, line, message) in rows {
        let error = error(text);
        assert_eq!(error.to_string(), format!("line {line}: {message}"), "{text}");
        assert!(error.incomplete, "{text}");
    }
}

/// After most errors in `[[` bash goes on as if the input had ended.
#[test]
fn reports_conditionals() {
    let rows = [
        ("[[ a b c ]]\n:", "conditional binary operator expected"),
        ("[[ a -o b ]]\n:", "conditional binary operator expected"),
        ("[[ a \"==\" b ]]\n:", "conditional binary operator expected"),
        ("[[ a == b c ]]\n:", "syntax error in conditional expression"),
        ("[[ a == b ; c ]]\n:", "syntax error in conditional expression: unexpected token `;'"),
        ("[[ a ; b ]]\n:", "unexpected token `;', conditional binary operator expected"),
        ("[[ a\n== b ]]\n:", "unexpected token `newline', conditional binary operator expected"),
        ("[[ ( a ]]\n:", "unexpected token `]]', expected `)'"),
        ("[[ -f ]]\n:", "unexpected argument `]]' to conditional unary operator"),
        ("[[ -f < ]]\n:", "unexpected argument `<' to conditional unary operator"),
        ("[[ a == (b) ]]\n:", "unexpected argument `(' to conditional binary operator"),
        ("[[ a == ]]\n:", "unexpected argument `]]' to conditional binary operator"),
        ("[[ a -eq\nb ]]\n:", "unexpected argument `newline' to conditional binary operator"),
    ];
    for (text, message) in rows {
        let error = error(text);
        assert_eq!(error.to_string(), format!("line 1: {message}"), "{text}");
        assert!(error.ends_input && !error.incomplete, "{text}");
    }
    for text in ["[[ ]]\n:", "[[ a && ]]\n:", "[[ ! ]]\n:"] {
        let error = error(text);
        assert!(error.messages.is_empty() && error.ends_input, "{text}");
    }
    let error = error("[[ -z\n");
    assert!(error.in_token && error.incomplete);
}

#[test]
fn reports_bad_loops() {
    let rows = [
        (
            "for ((i=0;i<1)); do a; done",
            "line 1: syntax error: arithmetic expression required\nline 1: syntax error: `((i=0;i<1))'",
        ),
        (
            "for ((a;b;c;)); do a; done",
            "line 1: syntax error: `;' unexpected\nline 1: syntax error: `((a;b;c;))'",
        ),
    ];
    for (text, message) in rows {
        assert_eq!(error(text).to_string(), message);
    }
}

/// However deep the nesting: an error, not the end of the stack.
#[test]
fn nesting_has_an_end() {
    let kinds = [
        ("{ ", "; }"),
        ("( ", " )"),
        ("$( ", " )"),
        ("\"$(", ")\""),
        ("if a; then ", "; fi"),
        ("if ", "; then a; fi"),
        ("while a; do ", "; done"),
        ("for i in a; do ", "; done"),
        ("case a in b) ", ";; esac"),
        ("f() { ", "; }"),
        ("${a:-", "}"),
        ("\"${a:-", "}\""),
        ("${a[", "]}"),
        ("${a#@(", ")}"),
        ("$((", "))"),
        ("$(( (", ") ))"),
        ("x=( $(", ") )"),
        ("<(", ")"),
        ("coproc ", ""),
        ("`", "`"),
        ("a[", "]"),
        ("{a,", "}"),
        ("[[ ( ", " ) ]]"),
        ("[[ ! ", " ]]"),
        ("[[ a && ", " ]]"),
        ("! ", ""),
        ("a && ", ""),
        ("a | ", ""),
        ("cat <<E\n$(", ")\nE\n"),
    ];
    for (open, close) in kinds {
        for depth in [30, 300, 3000] {
            // `[[` stands once, what is inside it repeats.
            let (open, close, before, behind) = match open.strip_prefix("[[ ") {
                Some(open) => (open, close.strip_suffix(" ]]").unwrap_or_default(), "[[ ", " ]]"),
                None => (open, close, "", ""),
            };
            let text = format!("{before}{}x{}{behind}", open.repeat(depth), close.repeat(depth));
            let run = move || {
                let mut parser = Parser::new(text.as_bytes(), 1);
                while let Ok(Some(list)) = parser.next_command(&ParseOptions::default(), &()) {
                    let copy = list.clone();
                    assert!(copy == list);
                    bashwit_syntax::print::list(&list);
                    bashwit_syntax::dump(&list);
                }
            };
            let thread = std::thread::Builder::new().stack_size(4 << 20).spawn(run).unwrap();
            assert!(thread.join().is_ok(), "{open}");
        }
    }
}
