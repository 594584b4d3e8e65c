//! Expansion, in bash's order:
//!
//! 1. braces: by the compiler, since it looks at the text alone (`compile/brace.rs`);
//! 2. tilde, parameters, arithmetic, substitutions: left to right, each adding to the word
//!    builder (`tilde.rs`, `param.rs`, `value.rs`, `operator.rs`, `transform.rs`);
//! 3. word splitting, while unquoted results are added (`split.rs`);
//! 4. pathname expansion, when a field ends (`pathname.rs`);
//! 5. quote removal: quotes never get into the builder.

pub mod builder;
mod hooks;
pub mod nested;
pub mod operator;
pub mod param;
pub mod pathname;
pub mod pattern;
pub mod prompt;
pub mod special;
pub mod split;
pub mod tilde;
pub mod transform;
pub mod value;
