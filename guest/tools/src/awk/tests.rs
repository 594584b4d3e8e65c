//! Programs, their input and their output.

use crate::testing::{check, check_errors};

#[test]
fn first() {
    check(&[("awk '{print $2}'", "a b\n", "b\n")]);
    check_errors(&[("awk 'BEGIN{exit 3}'", 3, "")]);
}
