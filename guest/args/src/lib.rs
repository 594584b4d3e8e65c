//! The option parser shared by every command of bashwit
