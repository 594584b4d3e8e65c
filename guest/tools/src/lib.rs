//! The Unix text and file tools of bashwit
