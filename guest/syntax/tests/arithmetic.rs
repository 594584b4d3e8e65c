//! Arithmetic: trees, as bash 5.2 reads them, and what is left to be read when it runs.

use bashwit_syntax::{ParseOptions, arith_integer, dump, parse_program};

/// The dump of `$((text))`: a tree, or else the text.
fn tree(text: &str) -> String {
    let list = parse_program(format!("$(({text}))").as_bytes(), &ParseOptions::default()).unwrap();
    dump(&list)
}

#[test]
fn parses() {
    let rows = [
        ("1+2*3-4", "(Subtract (Add 1 (Multiply 2 3)) 4)"),
        ("2**3**2", "(Power 2 (Power 3 2))"),
        ("-2**2", "(Power (Minus 2) 2)"),
        ("a = b += 2, c", "(, (= a (= b Add 2)) c)"),
        ("a ? b : c ? d : e", "(? a b (? c d e))"),
        ("a ? b , c : d", "(? a (, b c) d)"),
        ("x++ + ++y", "(Add (post 1 x) (pre 1 y))"),
        ("x+++y", "(Add (post 1 x) y)"),
        ("x - -1", "(Subtract x (Minus 1))"),
        ("++7", "(Plus (Plus 7))"),
        ("a[i+1] *= a[b[0]]", "(= a[i+1] Multiply a[b[0]])"),
        ("a && b || !c", "(|| (&& a b) (Not c))"),
        ("a|b^c&d==e<f<<g", "(BitOr a (BitXor b (BitAnd c (Equal d (Less e (ShiftLeft f g))))))"),
        ("16#ff + 010 + 0x1F + 64#@_ + 36#Z", "(Add (Add (Add (Add 255 8) 31) 4031) 35)"),
        ("9223372036854775808", "-9223372036854775808"),
        ("~ 1 , ( 2 )", "(, (BitNot 1) 2)"),
    ];
    for (text, want) in rows {
        assert_eq!(tree(text), format!("((({want})));"), "{text}");
    }
}

/// What is in error is evaluated as it is read, and so is what bash refuses where it counts for nothing.
#[test]
fn leaves_what_only_a_reader_can_tell() {
    for text in [
        "1+",
        "x=",
        "@",
        "1.5",
        "a [1]",
        "1 2",
        "x++ y",
        "1 :",
        "1 = 2",
        "1+x=2",
        "(x) = 2",
        "1 ? x=1 : y=2",
        "1 ? 2",
        "1 ?",
        "a[1",
        "a[]",
        "x**=2",
        "08",
        "--x++",
        "1 ? 2 : 2 ** -1",
        "0 && 2 ** ~x",
    ] {
        assert!(tree(text).contains("text "), "{text}: {}", tree(text));
    }
}

#[test]
fn integers() {
    let rows: [(&str, Result<i64, &str>); 10] = [
        ("0x1F", Ok(31)),
        ("010", Ok(8)),
        ("64#@_", Ok(4031)),
        ("9223372036854775808", Ok(i64::MIN)),
        ("08", Err("value too great for base")),
        ("16#fg", Err("value too great for base")),
        ("2#", Err("invalid integer constant")),
        ("1#1", Err("invalid arithmetic base")),
        ("65#1", Err("invalid arithmetic base")),
        ("0#1", Err("invalid number")),
    ];
    for (text, want) in rows {
        assert_eq!(arith_integer(text.as_bytes()), want, "{text}");
    }
}

#[test]
fn long_chains_stay_low() {
    for op in ["+", "-", "*", "|", "&&", ","] {
        let text = vec!["1"; 20_000].join(op);
        assert!(!tree(&text).contains("text "), "{op}");
    }
    assert!(tree(&vec!["1"; 20_000].join("/")).contains("text "));
    for text in ["-".repeat(100_000), "x=".repeat(100_000), "a[".repeat(100_000)] {
        assert!(tree(&text).contains("text "));
    }
}

/// Whether the text of an expansion is parsed with the script or when it runs.
#[test]
fn knows_what_is_static() {
    let rows = [
        ("$(( $x + ${y} * $1 ))", "(Add $x (Multiply $y $1))"),
        ("$(( a[$i] + $# ))", "(Add a[(${i})] $#)"),
        ("$(( \"1\" + 1 ))", "(Add 1 1)"),
        ("$[ 1 ]", "1"),
        ("$(( -$x ))", "(Minus $x)"),
        ("$(( $x$y ))", "text ' '(${x})(${y})' '"),
        ("$(( 1$x ))", "text ' 1'(${x})' '"),
        ("$(( $x[1] ))", "text ' '(${x})'[1] '"),
        ("$(( $x = 1 ))", "text ' '(${x})' = 1 '"),
        ("$(( ${#x} ))", "text ' '(${x} length)' '"),
        ("$(( $(a) ))", "text ' '($ (a);)' '"),
        ("$(( 1 + ))", "text ' 1 + '"),
        ("$(( '1' ))", "text ' '1' '"),
    ];
    for (text, tree) in rows {
        let list = parse_program(text.as_bytes(), &ParseOptions::default()).unwrap();
        assert_eq!(dump(&list), format!("((({tree})));"), "{text}");
    }
}
