//! Words: source text to parts, shown as [`bashwit_syntax::dump`] shows them.

use bashwit_syntax::dump::dump_word;
use bashwit_syntax::{
    ParseOptions, dump, parse_array_literal, parse_name_subscript, parse_program, parse_word_dquoted,
};

/// Each row: words behind `c`, and their tree.
fn check(options: ParseOptions, rows: &[(&str, &str)]) {
    for (words, tree) in rows {
        let list = parse_program(format!("c {words}").as_bytes(), &options).unwrap();
        assert_eq!(dump(&list), format!("(c {tree});"), "{words}");
    }
}

#[test]
fn quotes() {
    check(
        ParseOptions::default(),
        &[
            ("a'b c'd\\ e", "a'b c'd' 'e"),
            ("'' \"\" a''", "'' \"\" a''"),
            ("\"a\\$b\\c\\\"d\\\\\"", "\"'a$b\\\\c\"d\\\\'\""),
            ("\"a\\\nb\" a\\\nb", "\"'ab'\" ab"),
            ("'a\\\nb'", "'a\\\\\\nb'"),
            ("$'a\\tb\\'c' \"$'x'\"", "'a\\tb'c' \"'$'x''\""),
            ("$\"a $b\"", "\"'a '(${b})\""),
            ("$ a$ \"$\" $% \"$%\"", "$ a$ \"'$'\" $% \"'$%'\""),
            ("a#b # c", "a#b"),
            ("\"$(echo \")\" ')')\"", "\"($ (echo \"')'\" ')');)\""),
            ("`a \\`b\\` \\$c`", "($ (a ($ (b);) (${c}));)"),
            ("\"`a \\\"b\\\"`\" `a \\\"b`", "\"($ (a \"'b'\");)\" ($ (a '\"'b);)"),
        ],
    );
}

#[test]
fn parameters() {
    check(
        ParseOptions::default(),
        &[
            ("$x1 $12 $_ $_x ${12}", "(${x1}) (${1})2 (${_}) (${_x}) (${12})"),
            ("$@ $* $# $? $- $$ $! $0", "(${@}) (${*}) (${#}) (${?}) (${-}) (${$}) (${!}) (${0})"),
            ("${#} ${##} ${##x} ${#-} ${#-x}", "(${#}) (${#} length) (${#} # x) (${-} length) (${#} - x)"),
            ("${#:-x} ${#?} ${#a[@]} ${#@}", "(${#} :- x) (${?} length) (${a[@]} length) (${@} length)"),
            (
                "${!x} ${!x*} ${!x@} ${!a[*]} ${!}",
                "(${!x}) (${x} names*) (${x} names@) (${a[*]} keys) (${!})",
            ),
            ("${!#} ${!x-y} ${!a[1]} ${!-x}", "(${!#}) (${!x} - y) (${!a[1]}) (${!} - x)"),
            ("${x-a} ${x:=b c} ${x?} ${x:+'d'}", "(${x} - a) (${x} := b c) (${x} ? -) (${x} :+ 'd')"),
            ("\"${x:-a 'b' \"c\" \\} \\d}\"", "\"(${x} :- 'a 'b' c } \\\\d')\""),
            ("\"${x:-$'a\\tb'}\" \"${x#'a'}\"", "\"(${x} :- 'a\\tb')\" \"(${x} # 'a')\""),
            ("${x#a} ${x##*/} ${x%.c} ${x%%\\*}", "(${x} # a) (${x} ## */) (${x} % .c) (${x} %% '*')"),
            (
                "${x/a/b} ${x//a} ${x/#a/} ${x/%a/b}",
                "(${x} First a b) (${x} All a) (${x} Prefix a ∅) (${x} Suffix a b)",
            ),
            (
                "${x////} ${x/\\//b/c} ${x//\"/\"/}",
                "(${x} All / ∅) (${x} First '/' b/c) (${x} All \"'/'\" ∅)",
            ),
            (
                "${x:1} ${x: -1:y+1} ${x:a?b:c:d}",
                "(${x} : ((1))) (${x} : (((Minus 1))) (((Add y 1)))) (${x} : (((? a b c))) ((d)))",
            ),
            (
                "${x^} ${x^^[a-f]} ${x,} ${x,,} ${x~~}",
                "(${x} Upper -) (${x} Upper all [a-f]) (${x} Lower -) (${x} Lower all -) (${x} Toggle all -)",
            ),
            ("${x@Q} ${a[@]@A} ${x@z}", "(${x} Quote) (${a[@]} Assignment) (${x} bad)"),
            (
                "${a[i+1]} ${a['x y']} ${a[\"$k\"]} ${a[b[1]]}",
                "(${a[i+1]}) (${a['x y']}) (${a[\"(${k})\"]}) (${a[b[1]]})",
            ),
            ("${} ${a b} ${a[} ${1a} ${x!}", "(${#} bad) (${a} bad) (${a} bad) (${1} bad) (${x} bad)"),
            ("${x:-~/y} \"${x:-~}\" ${x:-{a,b}}", "(${x} :- (~)/y) \"(${x} :- '~')\" (${x} :- {a,b)}"),
            ("${x%%+([0-9])} ${x#+(}", "(${x} %% (+ [0-9])) (${x} # +()"),
        ],
    );
}

#[test]
fn tildes() {
    check(
        ParseOptions::default(),
        &[
            ("~ ~/a ~b/c ~+ '~' \\~ a~", "(~) (~)/a (~b)/c (~+) '~' '~' a~"),
            ("~\\a ~\"a\" ~$x ~:~", "~'a' ~\"'a'\" ~(${x}) (~):~"),
            ("x=~ x=a:~:~/b x+=~ a[1]=~ --x=~ x=y=~", "x=(~) x=a:(~):(~)/b x+=(~) a[1]=(~) --x=~ x=y=~"),
            ("{~,~a,b~}/x", "(brace (~)|(~a)|b~)/x"),
        ],
    );
    let posix = ParseOptions { posix: true, ..ParseOptions::default() };
    // What that means in POSIX mode is known where the word is expanded.
    check(posix, &[("x=~", "x=(~)")]);
}

#[test]
fn braces() {
    check(
        ParseOptions::default(),
        &[
            ("{a,b} x{a,}y {a,{b,c}}", "(brace a|b) x(brace a|)y (brace a|(brace b|c))"),
            (
                "{1..3} {-01..2} {a..e..2} {3..1}",
                "(brace 1..3..1 width 0) (brace -1..2..1 width 3) (brace a..e..2) (brace 3..1..1 width 0)",
            ),
            ("{a} {} {a,b {,} }{a,b}", "{a} {} {a,b (brace |) }(brace a|b)"),
            ("{x{a,b}} {}{a,b} {a,{b} {a},b}", "{x(brace a|b)} {}(brace a|b) {a,{b} (brace a}|b)"),
            ("{a..b{c,d}} {1..$x} {'a'..c} {1..a}", "(brace a..b(brace c|d)) {1..(${x})} {'a'..c} {1..a}"),
            ("\\{a,b} {a\\,b,c} {\"a,b\",c} '{a,b}'", "'{'a,b} (brace a','b|c) (brace \"'a,b'\"|c) '{a,b}'"),
            (
                "$x{a,b} ${x,y}{a,$y} {`a,b`,c}",
                "(${x})(brace a|b) (${x} Lower y)(brace a|(${y})) (brace ($ (a,b);)|c)",
            ),
        ],
    );
}

#[test]
fn extended_patterns() {
    check(
        ParseOptions::EXTGLOB,
        &[
            ("@(a|b c)d !(*.o) +(x)", "(@ a|b c)d (! *.o) (+ x)"),
            ("?(a|@(b|'|'))", "(? a|(@ b|'|'))"),
            ("*($x|\"y\"|(z))", "(* (${x})|\"'y'\"|(z))"),
        ],
    );
    let list = parse_program(b"x=@(a|b) [[ a == @(b|c) ]]", &ParseOptions::default());
    assert!(list.is_err());
    let list = parse_program(b"[[ a == @(b|c) ]]; x=1", &ParseOptions::default()).unwrap();
    assert_eq!(dump(&list), "((Match a (@ b|c))); ((= x 1));");
    let list = parse_program(b"x=@(a|b)", &ParseOptions::EXTGLOB).unwrap();
    assert_eq!(dump(&list), "((= x @(a|b)));");
}

/// Where a word is no argument, some expansions do not apply.
#[test]
fn places() {
    let rows = [
        ("x={a,b} y=~:~", "((= x {a,b}) (= y (~):(~)));"),
        ("case {a,b} in {c,d}|~) ;; esac", "(case {a,b}( in {c,d} (~)( do )));"),
        ("[[ {a,b} == {c,d} ]]", "((Match {a,b} {c,d}));"),
        ("a <<< {b,c} > {d,e}", "(a (HereString {b,c}) (Output (brace d|e)));"),
        ("for x in {a,b}; do c; done", "(for x in (brace a|b)( do (c);));"),
        ("x=({a,b} x=~ [0]=~ [1]={c,d} [2]+=e)", "((= x (array (brace a|b) x=~ [0](~) [1]{c,d} [2]+e)));"),
        ("a[1 + 2]=3 b[$(c)]+=4", "((= a[1 + 2] 3) (= b[($ (c);)] + 4));"),
        ("a[1 2] c[1]d", "(a[1 2] c[1]d);"),
        (
            "declare x=~ y=(a) z; command export q=$r; local s={1,2} t={",
            "(declare (= x (~)) (= y (array a)) z); (command export q=(${r})); (local (= s {1,2}) (= t {));",
        ),
        (
            "echo 1>a 2 >b c3>d {e}>f {g} >h",
            "(echo 2 c3 {g} (Output 1 a) (Output b) (Output d) (Output {e} f) (Output h));",
        ),
        ("<(a) b<(c)d >(e)", "((< (a);) b(< (c);)d (> (e);));"),
    ];
    for (text, tree) in rows {
        let list = parse_program(text.as_bytes(), &ParseOptions::default()).unwrap();
        assert_eq!(dump(&list), tree, "{text}");
    }
}

/// `Word::raw` is what `declare -f` shows.
#[test]
fn source_text() {
    let rows = [
        ("a\\\nb'c\\\nd'", "ab'c\\\nd'"),
        ("$'a\\nb'c", "'a\nb'c"),
        ("$\"a$b\"", "\"a$b\""),
        ("{a,b}~\\x", "{a,b}~\\x"),
        ("$( a|b )`c`", "$( a|b )`c`"),
    ];
    for (text, raw) in rows {
        let word = bashwit_syntax::parse_word(text.as_bytes(), &ParseOptions::default()).unwrap();
        assert_eq!(String::from_utf8_lossy(&word.raw), raw);
    }
}

#[test]
fn pieces_at_run_time() {
    let options = ParseOptions::default();
    let word = parse_word_dquoted(b"a \"$b\" 'c' \\$d \\e `f` $'g'", &options).unwrap();
    assert_eq!(dump_word(&word), "'a \"'(${b})'\" 'c' $d \\\\e '($ (f);)' $'g''");
    let word = bashwit_syntax::parse_word(b"a b;$c", &options).unwrap();
    assert_eq!(dump_word(&word), "a b;(${c})");
    assert!(parse_name_subscript(b"a").is_some_and(|(_, subscript)| subscript.is_none()));
    assert!(
        parse_name_subscript(b"a[b[1]]")
            .is_some_and(|(name, subscript)| &*name == b"a" && subscript.is_some())
    );
    for bad in ["", "1", "a b", "a[1", "a[1]b", "a]", "$a"] {
        assert!(parse_name_subscript(bad.as_bytes()).is_none(), "{bad}");
    }
    assert_eq!(
        parse_array_literal(b"(a 'b c' [3]=d # e\n f)", &options).map(|elements| elements.len()),
        Ok(4)
    );
    assert!(parse_array_literal(b"(a", &options).is_err_and(|error| error.incomplete));
    assert!(parse_array_literal(b"(a) b", &options).is_err());
}
