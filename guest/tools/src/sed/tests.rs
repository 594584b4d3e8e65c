//! `sed` against what GNU sed 4.9 writes.

use crate::testing::check;

#[test]
fn substitutions() {
    check(&[("sed s/a/b/", "aa\n", "ba\n"), ("sed -n 's/a/b/gp'", "aa\nc\n", "bb\n")]);
}
