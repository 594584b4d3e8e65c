//! The grammar of bash 5.2: text to syntax tree and back
