//! Virtual file systems for bashwit
