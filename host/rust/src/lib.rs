//! Bash as a sandboxed WebAssembly component, embedded in Rust
