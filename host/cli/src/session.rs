//! From the command line to a shell, and its run from the first command to the last.

use crate::bash_options::Invocation;
use crate::options::{Mount, Options};
use crate::signals::Signals;
use crate::{exit, streams};
use bashwit::{Engine, Error, Limits, Output, Script, Shell, Stdin};
use bashwit_vfs::{FileSystem, OverlayFs, RealDirFs, path};
use std::path::Path;
use std::sync::Arc;

/// A shell as the command line describes it.
pub fn build(invocation: &Invocation, options: &Options, interactive: bool) -> Result<Shell, Error> {
    let engine = if options.no_cache { Engine::builder().cache(None).build()? } else { Engine::shared()? };
    let mut builder = engine
        .shell()
        .args(invocation.args.clone())
        .user(&options.user)
        .hostname(&options.hostname)
        .limits(limits(options))
        .interactive(interactive);
    for name in &invocation.set {
        builder = builder.set_option(name);
    }
    for (name, value) in &options.env {
        builder = builder.env(name, value);
    }
    if let Some(cwd) = &options.cwd {
        builder = builder.cwd(cwd);
    }
    if let Some(seed) = options.seed {
        builder = builder.seed(seed);
    }
    if interactive && let Ok(terminal) = std::env::var("TERM") {
        // What `clear` and colours need; it says nothing about the machine.
        builder = builder.env("TERM", terminal);
    }
    for mount in &options.mount {
        builder = builder.mount(&mount.guest, directory(mount)?);
    }
    for mount in &options.overlay {
        builder = builder.mount(&mount.guest, Arc::new(OverlayFs::new(directory(mount)?)));
    }
    builder.build()
}

/// Puts the script's file where `$0` names it, so that the script can read itself. It stays away where
/// something is there already, and from mounted directories: they are not the shell's own.
pub fn show_script(
    shell: &Shell,
    name: &str,
    script: &Path,
    text: &[u8],
    options: &Options,
) -> Result<(), Error> {
    let files = shell.fs();
    let place = path::normalize(&shell.cwd()?, name);
    let mut mounts = options.mount.iter().chain(&options.overlay);
    if mounts.any(|mount| Path::new(&place).starts_with(&mount.guest)) || files.exists(&place) {
        return Ok(());
    }
    if let Some((directory, _)) = path::split(&place) {
        files.create_dir_all(directory)?;
    }
    files.write_file(&place, text)?;
    files.chmod(&place, mode(script))?;
    Ok(())
}

/// The permissions of a file of the machine.
fn mode(path: &Path) -> u32 {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::metadata(path).map_or(0o644, |metadata| metadata.permissions().mode() & 0o777)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        0o644
    }
}

fn directory(mount: &Mount) -> Result<Arc<dyn FileSystem>, Error> {
    // The user names this path on his own command line, so that the message may show it.
    let fail = |code: bashwit_vfs::ErrorCode| code.at("mount", &mount.host.to_string_lossy());
    Ok(if mount.read_only {
        Arc::new(RealDirFs::open_read_only(&mount.host).map_err(fail)?)
    } else {
        Arc::new(RealDirFs::open(&mount.host).map_err(fail)?)
    })
}

fn limits(options: &Options) -> Limits {
    let mut files = bashwit_vfs::Limits::default();
    (files.files, files.bytes) = (options.max_files, options.max_file_bytes);
    Limits::default()
        .deadline(options.timeout)
        .max_memory(usize::try_from(options.max_memory).unwrap_or(usize::MAX))
        .max_commands(options.max_commands)
        .max_loop_iterations(options.max_loops)
        .max_depth(options.max_depth)
        .max_output_bytes(options.max_output)
        .max_source_bytes(options.max_source)
        .max_processes(options.max_processes)
        .files(files)
}

/// Runs a script; the exit status.
pub fn run(shell: &Shell, script: Script) -> u8 {
    let signals = Signals::watch(shell.interrupter());
    signals.begin();
    let script = script.stdout(streams::stdout()).stderr(streams::stderr());
    // A script on standard input has its stream already.
    let script = if script.reads_commands() { script } else { script.stdin(streams::stdin()) };
    end(shell, shell.run(script))
}

/// Ends the session as bash does: the EXIT trap runs, and what goes on in the background
/// keeps its streams until it is done.
pub fn end(shell: &Shell, last: Result<Output, Error>) -> u8 {
    let finished = last.and_then(|_| shell.finish_to(Stdin::empty(), streams::stdout(), streams::stderr()));
    match finished {
        Ok(output) => match shell.settle_to(None, Stdin::empty(), streams::stdout(), streams::stderr()) {
            Ok(_) => output.status,
            Err(error) => exit::failed(&error),
        },
        Err(error) => exit::failed(&error),
    }
}
