//! Arithmetic: trees and errors, as bash 5.2 reads them.

use bashwit_syntax::dump::dump_arith;
use bashwit_syntax::{ParseOptions, arith_failure, dump, parse_arith, parse_program};

#[test]
fn parses() {
    let rows = [
        ("", "empty"),
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
    for (text, tree) in rows {
        assert_eq!(parse_arith(text.as_bytes()).map(|expr| dump_arith(&expr)).as_deref(), Ok(tree), "{text}");
    }
}

#[test]
fn reports_errors() {
    const OPERAND: &str = "syntax error: operand expected";
    const OPERATOR: &str = "syntax error: invalid arithmetic operator";
    const REST: &str = "syntax error in expression";
    const TARGET: &str = "attempted assignment to non-variable";
    let rows = [
        ("1+", OPERAND, "+"),
        (" 1 + ", OPERAND, "+ "),
        ("7++", OPERAND, "+"),
        ("x=", OPERAND, "="),
        ("@", OPERAND, "@"),
        ("1 @ 2", OPERATOR, "@ 2"),
        ("(1) @", OPERAND, "@"),
        ("1.5", OPERATOR, ".5"),
        ("a [1]", OPERATOR, "[1]"),
        ("'a'", OPERAND, "'a'"),
        ("1 2", REST, "2"),
        ("x++ y", REST, "y"),
        ("1 :", REST, ":"),
        ("1 = 2", TARGET, "= 2"),
        ("1+x=2", TARGET, "=2"),
        ("(x) = 2", TARGET, "= 2"),
        ("1 ? x=1 : y=2", TARGET, "=2"),
        ("(1", "missing `)'", "1"),
        ("1 ? 2", "`:' expected for conditional expression", "2"),
        ("1 ?", "expression expected", "?"),
        ("1 ? : 2", "expression expected", ": 2"),
        ("a[1", "bad array subscript", "a[1"),
        ("x**=2", OPERAND, "=2"),
    ];
    for (text, message, token) in rows {
        let error = parse_arith(text.as_bytes()).unwrap_err();
        assert_eq!((error.message, &*error.token), (message, token.as_bytes()), "{text}");
        assert_eq!(error.expression, text.trim_start().as_bytes());
    }
}

#[test]
fn cuts_the_expression_behind_a_bad_number() {
    let rows = [
        ("1 + 08 + 2", "1 + 08: value too great for base (error token is \"08\")"),
        ("16#fg", "16#fg: value too great for base (error token is \"16#fg\")"),
        ("2#", "2#: invalid integer constant (error token is \"2#\")"),
        ("1#1", "1#1: invalid arithmetic base (error token is \"1#1\")"),
        ("65#1", "65#1: invalid arithmetic base (error token is \"65#1\")"),
        ("0#1", "0#1: invalid number (error token is \"0#1\")"),
    ];
    for (text, message) in rows {
        assert_eq!(parse_arith(text.as_bytes()).unwrap_err().to_string(), message);
    }
}

#[test]
fn names_the_token_of_a_failed_operator() {
    let rows = [
        ("1/0", 0, "0"),
        ("1/0 +", 0, "0 +"),
        ("1 % ( 0 ) + 1", 0, "( 0 ) + 1"),
        ("2**-1", 0, "1"),
        ("2**-1*3", 0, "*3"),
        ("4/2 + 1/0", 1, "0"),
        ("x /= 0", 0, "0"),
    ];
    for (text, number, token) in rows {
        let error = arith_failure(text.as_bytes(), number, "division by 0");
        assert_eq!(String::from_utf8_lossy(&error.token), token, "{text}");
    }
}

#[test]
fn long_chains_stay_low() {
    for op in ["+", "-", "*", "|", "&&", ","] {
        let text = vec!["1"; 20_000].join(op);
        assert!(parse_arith(text.as_bytes()).is_ok(), "{op}");
    }
    let error = parse_arith(vec!["1"; 20_000].join("/").as_bytes()).unwrap_err();
    assert_eq!(error.message, "expression recursion level exceeded");
    for text in ["(".repeat(100_000), "-".repeat(100_000), "x=".repeat(100_000), "a[".repeat(100_000)] {
        assert!(parse_arith(text.as_bytes()).is_err());
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
