//! Where input comes from and output goes.

use bashwit::{Script, Shell, Sink, Stdin, Written};
use std::io::{Read, Write};
use std::sync::{Arc, Mutex, mpsc};

fn shell() -> Shell {
    Shell::new().unwrap()
}

#[test]
fn output_goes_to_functions_as_it_comes() {
    let chunks: Arc<Mutex<Vec<Vec<u8>>>> = Arc::default();
    let keep = Arc::clone(&chunks);
    let sink = Sink::call(move |bytes| {
        keep.lock().unwrap().push(bytes.to_vec());
        Written::Taken
    });
    let output = shell().run(Script::new("echo a; echo b >&2; echo c").stdout(sink)).unwrap();
    assert_eq!((output.stdout.len(), &*output.stderr_text()), (0, "b\n"));
    assert_eq!(chunks.lock().unwrap().concat(), b"a\nc\n");
}

#[test]
fn a_reader_that_has_gone_ends_the_writer() {
    let mut left = 3;
    let sink = Sink::call(move |_| {
        left -= 1;
        if left > 0 { Written::Taken } else { Written::Closed }
    });
    let output = shell().run(Script::new("while echo y; do :; done; echo $? >&2").stdout(sink)).unwrap();
    assert_ne!(output.status, 0);
}

#[test]
fn streams_can_be_merged_and_discarded() {
    let output = shell().run(Script::new("echo a; echo b >&2; echo c").merge_stderr()).unwrap();
    assert_eq!(output.stdout_text(), "a\nb\nc\n");
    let output = shell().run(Script::new("echo a; echo b >&2").stdout(Sink::discard())).unwrap();
    assert_eq!((&*output.stdout_text(), &*output.stderr_text()), ("", "b\n"));
}

#[test]
fn writers_get_bytes() {
    struct Shared(Arc<Mutex<Vec<u8>>>);
    impl Write for Shared {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let bytes = Arc::<Mutex<Vec<u8>>>::default();
    let sink = Sink::writer(Shared(Arc::clone(&bytes)));
    shell().run(Script::new("printf 'a\\0\\377'").stdout(sink)).unwrap();
    assert_eq!(*bytes.lock().unwrap(), b"a\0\xff");
}

#[test]
fn input_comes_from_bytes_and_readers() {
    let text = b"one\ntwo\n\xff";
    for stdin in [
        Stdin::bytes(text.as_slice()),
        Stdin::ready(&text[..]),
        Stdin::reader(&text[..]),
        Stdin::async_reader(&text[..]),
    ] {
        let name = format!("{stdin:?}");
        let output = shell().run(Script::new("cat").stdin(stdin)).unwrap();
        assert_eq!(output.stdout, text, "{name}");
    }
    assert_eq!(shell().run("cat; echo $?").unwrap().stdout_text(), "0\n");
}

#[test]
fn a_script_may_come_from_its_input() {
    let text = "echo a\nread x\nthe line\necho \"[$x]\"\n";
    let output = shell().run(Script::from_stdin(Stdin::bytes(text))).unwrap();
    assert_eq!(output.stdout_text(), "a\n[the line]\n");
}

#[test]
fn what_one_run_leaves_of_the_input_the_next_one_gets() {
    let (send, receive) = mpsc::channel::<&'static str>();
    struct Lines(mpsc::Receiver<&'static str>);
    impl Read for Lines {
        fn read(&mut self, bytes: &mut [u8]) -> std::io::Result<usize> {
            let line = self.0.recv().unwrap_or_default().as_bytes();
            bytes.get_mut(..line.len()).unwrap().copy_from_slice(line);
            Ok(line.len())
        }
    }
    let stdin = Stdin::reader(Lines(receive));
    let shell = shell();
    send.send("first\n").unwrap();
    send.send("second\n").unwrap();
    for expected in ["[first]\n", "[second]\n"] {
        let script = Script::new("line() { head -n 1; }; echo \"[$(line)]\"").stdin(stdin.clone());
        assert_eq!(shell.run(script).unwrap().stdout_text(), expected);
    }
}

#[tokio::test]
async fn asynchronous_streams_have_back_pressure() {
    let (mut near, far) = tokio::io::duplex(64);
    let (read, write) = tokio::io::split(far);
    let script = Script::new("tr a-z A-Z").stdin(Stdin::async_reader(read)).stdout(Sink::async_writer(write));
    let run = tokio::spawn(shell().run_async(script));
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    // More than fits, so that both sides have to wait for one another.
    let text = "hello ".repeat(1000);
    let (mut from, mut to) = tokio::io::split(&mut near);
    let send = async {
        to.write_all(text.as_bytes()).await.unwrap();
        to.shutdown().await.unwrap();
    };
    let mut received = vec![0; text.len()];
    tokio::join!(send, async { from.read_exact(&mut received).await.unwrap() });
    assert_eq!(received, text.to_uppercase().into_bytes());
    drop(near);
    assert_eq!(run.await.unwrap().unwrap().status, 0);
}
