//! The bashwit component: the interpreter behind its WIT interface
