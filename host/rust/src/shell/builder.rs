//! Settings of a new shell.

use super::Shell;
use crate::bindings::interpreter::Options;
use crate::builtin::{Builtin, BuiltinResult, Builtins, Context, SyncContext};
use crate::{Engine, Error, Limits};
use bashwit_vfs::{ErrorCode, FileSystem, FileSystemExt, MemoryFs, MountFs, path};
use std::sync::Arc;

/// The user of a new shell.
const USER: &str = "user";
/// The machine of a new shell.
const HOST_NAME: &str = "bashwit";

/// Settings of a new [`Shell`]. Nothing of the host gets in that is not given here.
#[derive(Default)]
pub struct ShellBuilder {
    engine: Option<Engine>,
    fs: Option<Arc<dyn FileSystem>>,
    mounts: Vec<(String, Arc<dyn FileSystem>)>,
    files: Vec<(String, Vec<u8>)>,
    env: Vec<(String, String)>,
    clean_env: bool,
    cwd: Option<String>,
    args: Vec<String>,
    user: Option<String>,
    hostname: Option<String>,
    limits: Limits,
    options: Vec<String>,
    interactive: bool,
    seed: Option<u64>,
    snapshot: Option<Vec<u8>>,
    builtins: Builtins,
    failure: Option<Error>,
}

impl ShellBuilder {
    pub(crate) fn new(engine: Option<Engine>) -> ShellBuilder {
        ShellBuilder { engine, ..ShellBuilder::default() }
    }

    /// Another file system than a new one in memory with the standard layout. Shells may
    /// share one.
    pub fn fs(mut self, fs: Arc<dyn FileSystem>) -> ShellBuilder {
        self.fs = Some(fs);
        self
    }

    /// A file system that is seen at `path`; the directory is made if it is missing.
    pub fn mount(mut self, path: impl Into<String>, fs: Arc<dyn FileSystem>) -> ShellBuilder {
        self.mounts.push((path.into(), fs));
        self
    }

    /// A file to begin with. Directories above it are made; a relative path starts in the
    /// working directory.
    pub fn file(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> ShellBuilder {
        self.files.push((path.into(), bytes.into()));
        self
    }

    /// Sets an exported variable. `HOME`, `USER`, `LOGNAME`, `PATH`, `SHELL`, `LANG` and `TERM`
    /// have a value without.
    pub fn env(mut self, name: impl Into<String>, value: impl Into<String>) -> ShellBuilder {
        self.env.push((name.into(), value.into()));
        self
    }

    /// No variables but those of [`env`](ShellBuilder::env), as `env -i` does.
    pub fn clean_env(mut self) -> ShellBuilder {
        self.clean_env = true;
        self
    }

    /// The working directory; by default the user's home, or `/` where that is missing.
    pub fn cwd(mut self, path: impl Into<String>) -> ShellBuilder {
        self.cwd = Some(path.into());
        self
    }

    /// `$0` and the positional parameters; by default `bash` alone.
    pub fn args<A: Into<String>>(mut self, args: impl IntoIterator<Item = A>) -> ShellBuilder {
        self.args = args.into_iter().map(Into::into).collect();
        self
    }

    /// The name of the user; by default `user`. His home is `/home/NAME`.
    pub fn user(mut self, name: impl Into<String>) -> ShellBuilder {
        self.user = Some(name.into());
        self
    }

    /// The name of the machine; by default `bashwit`.
    pub fn hostname(mut self, name: impl Into<String>) -> ShellBuilder {
        self.hostname = Some(name.into());
        self
    }

    /// What each run may use.
    pub fn limits(mut self, limits: Limits) -> ShellBuilder {
        self.limits = limits;
        self
    }

    /// Sets an option of `set -o` or `shopt -s`, such as `pipefail`; with `-` before the name
    /// it is unset.
    pub fn set_option(mut self, name: impl Into<String>) -> ShellBuilder {
        self.options.push(name.into());
        self
    }

    /// As `bash -i`: aliases expand, history and job notices are on, and errors do not end
    /// the session.
    pub fn interactive(mut self, interactive: bool) -> ShellBuilder {
        self.interactive = interactive;
        self
    }

    /// Makes `$RANDOM` and all that is random in the guest the same each time.
    pub fn seed(mut self, seed: u64) -> ShellBuilder {
        self.seed = Some(seed);
        self
    }

    /// Begins with the state of [`Shell::snapshot`].
    pub fn snapshot(mut self, snapshot: impl Into<Vec<u8>>) -> ShellBuilder {
        self.snapshot = Some(snapshot.into());
        self
    }

    /// An asynchronous command; see [`Builtin::new`].
    pub fn builtin<F, R>(self, name: impl Into<String>, function: F) -> ShellBuilder
    where
        F: Fn(Context) -> R + Send + Sync + 'static,
        R: Future<Output = BuiltinResult> + Send + 'static,
    {
        self.add_builtin(Builtin::new(name, function))
    }

    /// A command that is a plain function; see [`Builtin::sync`].
    pub fn builtin_sync<F>(self, name: impl Into<String>, function: F) -> ShellBuilder
    where
        F: Fn(SyncContext) -> BuiltinResult + Send + Sync + 'static,
    {
        self.add_builtin(Builtin::sync(name, function))
    }

    /// A plain function that gets all of its standard input; see [`Builtin::filter`].
    pub fn builtin_filter<F>(self, name: impl Into<String>, function: F) -> ShellBuilder
    where
        F: Fn(SyncContext, Vec<u8>) -> BuiltinResult + Send + Sync + 'static,
    {
        self.add_builtin(Builtin::filter(name, function))
    }

    /// A command with settings of its own. A name that no command can have shows in
    /// [`build`](ShellBuilder::build).
    pub fn add_builtin(mut self, builtin: Builtin) -> ShellBuilder {
        if let Err(error) = self.builtins.add(builtin) {
            self.failure.get_or_insert(error);
        }
        self
    }

    /// Shares the commands of another shell, or of many. Call it before those that add more.
    pub fn builtins(mut self, builtins: &Builtins) -> ShellBuilder {
        self.builtins = builtins.clone();
        self
    }

    /// Makes the shell.
    pub fn build(mut self) -> Result<Shell, Error> {
        if let Some(error) = self.failure.take() {
            return Err(error);
        }
        let engine = match self.engine.take() {
            Some(engine) => engine,
            None => Engine::shared()?,
        };
        let user = self.user.clone().unwrap_or_else(|| USER.into());
        let hostname = self.hostname.clone().unwrap_or_else(|| HOST_NAME.into());
        check_name("user", &user)?;
        check_name("host name", &hostname)?;
        let fs = match self.fs.take() {
            Some(fs) => fs,
            None => Arc::new(self.tree(&engine, &user, &hostname)?),
        };
        let fs = mounted(fs, std::mem::take(&mut self.mounts))?;
        let home = if user == "root" { "/root".into() } else { format!("/home/{user}") };
        let cwd = self.working_directory(&*fs, &home)?;
        for (name, bytes) in &self.files {
            let path = path::normalize(&cwd, name);
            if let Some((directory, _)) = path::split(&path).filter(|(directory, _)| *directory != "/") {
                fs.create_dir_all(directory)?;
            }
            fs.write_file(&path, bytes).map_err(|code| code.at("write_file", &path))?;
        }
        if self.cwd.is_some() {
            check_directory(&*fs, &cwd)?;
        }
        let options = Options {
            env: self.environment(&user, &home)?,
            cwd,
            args: if self.args.is_empty() { vec!["bash".into()] } else { self.args },
            user,
            hostname,
            limits: self.limits.to_guest(),
            set_options: self.options,
            interactive: self.interactive,
        };
        Shell::start(engine, fs, options, self.builtins, self.limits, self.seed, self.snapshot)
    }

    /// A new tree in memory. That of the standard user is a fork, which costs next to nothing.
    fn tree(&self, engine: &Engine, user: &str, hostname: &str) -> Result<MemoryFs, Error> {
        if user == USER && hostname == HOST_NAME {
            let tree = engine.template()?.fork();
            if self.limits.files != bashwit_vfs::Limits::default() {
                tree.set_limits(self.limits.files);
            }
            return Ok(tree);
        }
        let uid = if user == "root" { 0 } else { 1000 };
        let layout = engine.layout()?.user(user, uid).host_name(hostname);
        let tree = layout.build()?;
        tree.set_limits(self.limits.files);
        Ok(tree)
    }

    fn working_directory(&self, fs: &dyn FileSystem, home: &str) -> Result<String, Error> {
        match &self.cwd {
            Some(cwd) if !cwd.starts_with('/') => Err(directory_error(cwd, "it must be absolute")),
            Some(cwd) => Ok(path::normalize("/", cwd)),
            None if fs.stat(home).is_ok_and(|metadata| metadata.is_dir()) => Ok(home.into()),
            None => Ok("/".into()),
        }
    }

    fn environment(&self, user: &str, home: &str) -> Result<Vec<(String, String)>, Error> {
        let mut env: Vec<(String, String)> = Vec::with_capacity(self.env.len() + 8);
        if !self.clean_env {
            let standard = [
                ("HOME", home),
                ("LANG", "C.UTF-8"),
                ("LOGNAME", user),
                ("PATH", "/usr/local/bin:/bin:/usr/bin"),
                ("SHELL", "/bin/bash"),
                ("TERM", "dumb"),
                ("USER", user),
            ];
            env.extend(standard.map(|(name, value)| (name.into(), value.into())));
        }
        for (name, value) in &self.env {
            let wrong = if name.is_empty() || name.contains(['=', '\0']) {
                "a name is not empty and has no `=` or NUL"
            } else if value.contains('\0') {
                "a value has no NUL"
            } else {
                ""
            };
            if !wrong.is_empty() {
                let value = name.clone();
                return Err(Error::Setting { setting: "environment variable", value, reason: wrong.into() });
            }
            match env.iter_mut().find(|(known, _)| known == name) {
                Some((_, old)) => old.clone_from(value),
                None => env.push((name.clone(), value.clone())),
            }
        }
        Ok(env)
    }
}

/// The tree with others mounted in it.
fn mounted(
    root: Arc<dyn FileSystem>,
    mounts: Vec<(String, Arc<dyn FileSystem>)>,
) -> Result<Arc<dyn FileSystem>, Error> {
    if mounts.is_empty() {
        return Ok(root);
    }
    let tree = MountFs::new(root);
    for (path, fs) in mounts {
        let path = path::normalize("/", &path);
        tree.create_dir_all(&path)?;
        tree.mount(&path, fs).map_err(|code| code.at("mount", &path))?;
    }
    Ok(Arc::new(tree))
}

/// A name that can stand in a path and in `/etc/passwd`.
fn check_name(setting: &'static str, name: &str) -> Result<(), Error> {
    let wrong =
        |letter: char| letter == '/' || letter == ':' || letter.is_whitespace() || letter.is_control();
    if !name.is_empty() && name.len() <= 64 && !name.contains(wrong) && !name.starts_with('.') {
        return Ok(());
    }
    let reason = "it has 1 to 64 bytes, without spaces, `/` or `:`, and no `.` in front".into();
    Err(Error::Setting { setting, value: name.into(), reason })
}

fn directory_error(cwd: &str, reason: impl ToString) -> Error {
    Error::Setting { setting: "working directory", value: cwd.into(), reason: reason.to_string() }
}

fn check_directory(fs: &dyn FileSystem, cwd: &str) -> Result<(), Error> {
    match fs.stat(cwd) {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Ok(_) => Err(directory_error(cwd, ErrorCode::NotDirectory)),
        Err(code) => Err(directory_error(cwd, code)),
    }
}

impl std::fmt::Debug for ShellBuilder {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ShellBuilder { cwd, args, user, limits, builtins, .. } = self;
        out.debug_struct("ShellBuilder")
            .field("cwd", cwd)
            .field("args", args)
            .field("user", user)
            .field("limits", limits)
            .field("builtins", builtins)
            .finish_non_exhaustive()
    }
}
