//! Printing, checked against `declare -f` of bash 5.2.

use bashwit_syntax::ast::{CommandKind, List};
use bashwit_syntax::{ParseOptions, parse_program, print};

fn parse(text: &str) -> List {
    parse_program(text.as_bytes(), &ParseOptions::default()).unwrap()
}

/// Prints the function that a text defines.
fn function(text: &str) -> String {
    let list = parse(text);
    let command = list.items.first().and_then(|item| item.and_or.first.commands.first());
    match command.map(|command| &command.kind) {
        Some(CommandKind::Function(def)) => String::from_utf8_lossy(&print::function(def)).into_owned(),
        _ => panic!("no function"),
    }
}

#[test]
fn prints_functions() {
    let rows = [
        ("f() { a; }", "f () \n{ \n    a\n}"),
        ("function f { a; }", "f () \n{ \n    a\n}"),
        ("function if { a; }", "function if () \n{ \n    a\n}"),
        ("f() (a; b) >c", "f () \n{ \n    ( a;\n    b ) > c\n}"),
        ("f() { a; } >b 2>&1", "f () \n{ \n    a\n} > b 2>&1"),
        ("f() { a; b & c & }", "f () \n{ \n    a;\n    b & c &\n}"),
        ("f() { a && b || ! c | d; }", "f () \n{ \n    a && b || ! c | d\n}"),
        (
            "f() { if a; then b; elif c; then d; else e; fi; }",
            "f () \n{ \n    if a; then\n        b;\n    else\n        if c; then\n            d;\n        else\n            e;\n        fi;\n    fi\n}",
        ),
        (
            "f() { while a; b; do c; d; done; until e\ndo g & done; }",
            "f () \n{ \n    while a;\n    b; do\n        c;\n        d;\n    done;\n    until e; do\n        g &\n    done\n}",
        ),
        (
            "f() { for i in a \"b c\"; do d; done; for j; do e; done; for ((i=0 ; i<3;)) { k; }; }",
            "f () \n{ \n    for i in a \"b c\";\n    do\n        d;\n    done;\n    for j in \"$@\";\n    do\n        e;\n    done;\n    for ((i=0 ; i<3; 1))\n    do\n        k;\n    done\n}",
        ),
        (
            "f() { case $x in a|b) c; d;; (e) ;& g) h;;& esac; }",
            "f () \n{ \n    case $x in \n        a | b)\n            c;\n            d\n        ;;\n        e)\n\n        ;&\n        g)\n            h\n        ;;&\n    esac\n}",
        ),
        (
            "f() { g() { a; }; { b; }; ( c ); }",
            "f () \n{ \n    function g () \n    { \n        a\n    };\n    { \n        b\n    };\n    ( c )\n}",
        ),
        (
            "f() { [[ a && ! ( b == c || -f d ) ]]; (( x  + 1 )); time -p a; ! ; coproc b { c; }; }",
            "f () \n{ \n    [[ -n a && ! ( b == c || -f d ) ]];\n    (( x  + 1 ));\n    time -p a;\n    ! ;\n    coproc b { \n        c\n    }\n}",
        ),
        (
            "f() { a >b 2>c >>d <e <>g >|h 3>&1 4<&5 >&- 6<&- <&$x >&$y &>i &>>j <<<k {v}>l {v}<&-; x=1 >z a b; }",
            "f () \n{ \n    a > b 2> c >> d < e 0<> g >| h 3>&1 4<&5 1>&- 6>&- <&$x >&$y &> i &>> j <<< k {v}> l {v}>&-;\n    x=1 a b > z\n}",
        ),
        (
            "f() { echo $'a\\nb' $\"c\" d\\\ne $( f|g ;h ) `i|j` <(k;l) \"${m:-$( n|o )}\" $((  1+1 )); x=(1  2 # c\n [3]=4); }",
            "f () \n{ \n    echo 'a\nb' \"c\" de $(f | g; h) `i|j` <(k; l) \"${m:-$(n | o)}\" $((  1+1 ));\n    x=(1 2 [3]=4)\n}",
        ),
        (
            "f() { a $( (b) ) $((c); d) $(e\nf) $(<g) $(if h; then i; fi) $({ j; k; }); }",
            "f () \n{ \n    a $( ( b )) $((c); d) $(e\nf) $(< g) $(if h; then\n    i;\nfi) $({ j; k; })\n}",
        ),
    ];
    for (text, printed) in rows {
        assert_eq!(function(text), printed, "{text}");
    }
}

#[test]
fn prints_here_documents() {
    let rows = [
        ("f() { a <<E\n1 $x\nE\n}", "f () \n{ \n    a <<E\n1 $x\nE\n\n}"),
        ("f() { a <<-'E F' | b; c\n\t1\n\tE F\n}", "f () \n{ \n    a <<-'E F' |\n1\nE F\n  b\n    c\n}"),
        ("f() { a <<E && b; c\n1\nE\n}", "f () \n{ \n    a <<E && \n1\nE\n b\n    c\n}"),
        ("f() { a; b <<E; c; d\n1\nE\n}", "f () \n{ \n    a;\n    b <<E\n1\nE\n\n    c;\n    d\n}"),
        (
            "f() { if a <<E; then b; fi\n1\nE\n}",
            "f () \n{ \n    if a <<E\n1\nE\n then\n        b;\n    fi\n}",
        ),
        (
            "f() { x; if a <<E; then b; fi\n1\nE\n}",
            "f () \n{ \n    x;\n    if a <<E; then\n        b\n1\nE\n\n    fi\n}",
        ),
        ("f() { a $(b <<E\n1\nE\n); }", "f () \n{ \n    a $(b <<E\n1\nE\n)\n}"),
    ];
    for (text, printed) in rows {
        assert_eq!(function(text), printed, "{text}");
    }
}

#[test]
fn prints_jobs() {
    let rows = [
        ("a; b & c", "a; b & c"),
        ("{ a; b; } | (c; d)", "{ a; b; } | ( c; d )"),
        ("for i in a; do b; c; done", "for i in a;\ndo\n    b; c;\ndone"),
        ("if a; then b; fi >c", "if a; then\n    b;\nfi > c"),
        ("x=1 a 'b c' >d", "x=1 a 'b c' > d"),
    ];
    for (text, printed) in rows {
        assert_eq!(String::from_utf8_lossy(&print::list(&parse(text))), printed);
    }
}
