//! The expansions of a word, unquoted and quoted.
#![no_main]

use libfuzzer_sys::fuzz_target;

const BEFORE: &[u8] = b"shopt -s extglob; a=(b 'c d' '' [7]=*); declare -A m=([k]=v [' ']='e f'); x='g  h'
declare -n r=a; declare -i i=3; : > one; : > two.c
printf '[%s]' ";

fuzz_target!(|word: &[u8]| {
    let quoted = [BEFORE, b"\"", word, b"\"\n"].concat();
    bashwit_fuzz::shell(&quoted, &[]);
    bashwit_fuzz::shell(&[BEFORE, word, b"\n"].concat(), &[]);
});
