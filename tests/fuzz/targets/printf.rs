//! `printf`: a format and its arguments, with a zero byte between them.
#![no_main]

use libfuzzer_sys::fuzz_target;

const SCRIPT: &[u8] =
    b"printf -v v -- \"$format\" \"$one\" \"$two\"; echo -e \"$format\"; printf %q%b \"$format\" \"$one\"
/usr/bin/printf -- \"$format\" \"$one\" \"$two\"\n";

fuzz_target!(|text: &[u8]| {
    let mut parts = text.splitn(3, |&byte| byte == 0);
    let mut part =
        || parts.next().unwrap_or_default().iter().copied().filter(|&byte| byte != 0).collect::<Vec<_>>();
    let (format, one, two) = (part(), part(), part());
    bashwit_fuzz::shell(SCRIPT, &[("format", &format), ("one", &one), ("two", &two)]);
});
