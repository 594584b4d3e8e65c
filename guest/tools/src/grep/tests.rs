//! Rows checked against grep 3.8.
