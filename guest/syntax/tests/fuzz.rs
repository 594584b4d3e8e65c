//! Whatever the text: no panic and no endless loop.

#[allow(dead_code, reason = "fuzzing checks more, which has known exceptions")]
mod checks;

use checks::everything;
use proptest::prelude::*;

/// Pieces that mean something to the shell.
const PIECES: [&str; 92] = [
    " ",
    "\n",
    ";",
    "&",
    "|",
    "(",
    ")",
    "<",
    ">",
    "'",
    "\"",
    "`",
    "$",
    "\\",
    "{",
    "}",
    "[",
    "]",
    "#",
    "=",
    "!",
    "~",
    "a",
    "b",
    "x",
    "1",
    "0",
    "e",
    "$(",
    "$((",
    "))",
    "${",
    "((",
    "[[ ",
    " ]]",
    "$'",
    "$\"",
    "<<",
    "<<-",
    "<<<",
    ">&",
    "&>",
    "<(",
    ">(",
    "&&",
    "||",
    ";;",
    ";&",
    ";;&",
    "|&",
    "if ",
    "then ",
    "else ",
    "elif ",
    "fi",
    "for ",
    "in ",
    "do ",
    "done",
    "while ",
    "until ",
    "case ",
    "esac",
    "select ",
    "function ",
    "time ",
    "coproc ",
    "{ ",
    "; }",
    "a=(",
    "a[",
    "]=",
    "+=",
    ":-",
    "##",
    "%%",
    "//",
    "^^",
    ",,",
    "@Q",
    "@(",
    "?(",
    "*",
    "?",
    "+",
    ",",
    "..",
    "\t",
    "EOF",
    "\nEOF\n",
    "declare ",
    "\\\n",
];

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn bytes_never_panic(text in prop::collection::vec(any::<u8>(), 0..60)) {
        everything(&text);
    }

    #[test]
    fn pieces_never_panic(text in soup()) {
        everything(text.as_bytes());
    }
}

#[test]
fn aliases_in_readings_that_are_given_up() {
    everything(b"m=([)\n$((e<)})");
    everything(b"m=([b]=${m[a]} [c=1)\nm=([b]=${m+1$(([x)\ndec -p me -0f&& e & g\n a)q}> <${x//*q}>");
}
