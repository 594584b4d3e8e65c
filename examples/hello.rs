//! A shell, a script, its output.
//!
//! `cargo run --release -p bashwit --example hello`

use bashwit::{Error, Script, Shell};

fn main() -> Result<(), Error> {
    let shell = Shell::builder().file("names.txt", "Grace\nAda\n").env("GREETING", "Hello").build()?;

    let output = shell.run("sort names.txt | while read -r name; do echo \"$GREETING, $name\"; done")?;
    print!("{}", output.stdout_text());
    assert_eq!(output.stdout, b"Hello, Ada\nHello, Grace\n");

    // What a run leaves is there for the next: variables, functions, files.
    shell.run("count=$(wc -l < names.txt)")?;
    let output = shell.run("echo \"$count names\"; exit 3")?;
    print!("{}", output.stdout_text());
    assert_eq!((output.stdout.as_slice(), output.status), (&b"2 names\n"[..], 3));

    // Bytes in, bytes out.
    let output = shell.run(Script::new("tr a-z A-Z").stdin("shout\n"))?;
    print!("{}", output.stdout_text());
    assert_eq!(output.stdout, b"SHOUT\n");
    Ok(())
}
