//! A command of the host's own in the middle of a pipeline: it reads standard input as it
//! comes, waits without holding up the script, and shares the script's files.
//!
//! `cargo run --release -p bashwit --example builtin`

use bashwit::{BuiltinResult, Context, Error, Shell};
use std::time::Duration;

/// `price ITEM...` on standard input, `ITEM PRICE` on standard output. Prices that are known
/// already stand in `prices.txt`; new ones are looked up and written there.
async fn price(ctx: Context) -> BuiltinResult {
    let known = match ctx.fs().read_to_string("prices.txt") {
        Ok(text) => text,
        Err(error) if error.code.errno() == "ENOENT" => String::new(),
        Err(error) => return Err(error.into()),
    };
    let mut stdin = ctx.stdin();
    while let Some(line) = stdin.next_line().await {
        let item = String::from_utf8(line)?;
        let found = known.lines().find(|line| line.split(' ').next() == Some(item.as_str()));
        let line = match found {
            Some(line) => line.to_owned(),
            None => {
                let line = format!("{item} {}", look_up(&item).await);
                ctx.fs().append_file("prices.txt", format!("{line}\n"))?;
                line
            }
        };
        ctx.write(format!("{line}\n"));
        // What comes next in the pipeline gets it now.
        ctx.flush().await;
    }
    Ok(0)
}

/// Stands for a request over the network.
async fn look_up(item: &str) -> usize {
    tokio::time::sleep(Duration::from_millis(20)).await;
    item.len()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let shell = Shell::builder().file("prices.txt", "pear 2\n").builtin("price", price).build()?;

    let script = "printf '%s\\n' apple pear plum | price | sort -k2n; echo; cat prices.txt";
    let output = shell.run_async(script).await?;
    print!("{}{}", output.stdout_text(), output.stderr_text());
    assert_eq!(output.stdout_text(), "pear 2\nplum 4\napple 5\n\npear 2\napple 5\nplum 4\n");

    // The host sees the same files.
    assert!(shell.fs().read_to_string("/home/user/prices.txt")?.contains("plum 4"));
    Ok(())
}
