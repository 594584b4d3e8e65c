//! A small single-threaded Unix: green processes, descriptors, pipes, signals
