//! The tree that a new shell finds: home, `/tmp`, `/usr/bin` with the commands, `/dev`, `/etc`.

use crate::{Error, ErrorCode, FileSystem, MemoryFs, MemoryFsBuilder};

/// The standard tree. Build it once and [`fork`](MemoryFs::fork) it for each new shell.
///
/// ```
/// use bashwit_vfs::{FileSystem, Layout};
///
/// let template = Layout::new().commands(["cat", "ls"]).build().unwrap();
/// let shell = template.fork();
/// shell.write_file("/home/user/note", b"hi").unwrap();
/// assert_eq!(shell.stat("/bin/ls").unwrap().mode, 0o755);
/// assert!(template.stat("/home/user/note").is_err());
/// ```
#[derive(Debug, Clone)]
pub struct Layout {
    user: String,
    uid: u32,
    host_name: String,
    commands: Vec<String>,
}

impl Default for Layout {
    fn default() -> Layout {
        Layout::new()
    }
}

impl Layout {
    /// For the user `user` (1000) on the host `bashwit`, without commands.
    pub fn new() -> Layout {
        Layout { user: "user".into(), uid: 1000, host_name: "bashwit".into(), commands: Vec::new() }
    }

    /// Sets the user, whose home is `/home/NAME`.
    pub fn user(mut self, name: impl Into<String>, uid: u32) -> Layout {
        (self.user, self.uid) = (name.into(), uid);
        self
    }

    /// Sets the name of the machine.
    pub fn host_name(mut self, name: impl Into<String>) -> Layout {
        self.host_name = name.into();
        self
    }

    /// Adds names that shall stand in `/usr/bin` (which is also `/bin`).
    pub fn commands<N: Into<String>>(mut self, names: impl IntoIterator<Item = N>) -> Layout {
        self.commands.extend(names.into_iter().map(Into::into));
        self
    }

    /// Builds the tree with the default settings. Fails only on names that no file can have.
    pub fn build(&self) -> Result<MemoryFs, Error> {
        self.build_with(MemoryFs::builder())
    }

    /// Builds the tree with other limits or another clock.
    pub fn build_with(&self, builder: MemoryFsBuilder) -> Result<MemoryFs, Error> {
        let tree = builder.build();
        let home = format!("/home/{}", self.user);
        let directories = [
            ("/dev", 0o755),
            ("/dev/fd", 0o555),
            ("/etc", 0o755),
            ("/home", 0o755),
            (&home, 0o755),
            ("/root", 0o700),
            ("/tmp", 0o1777),
            ("/usr", 0o755),
            ("/usr/bin", 0o755),
            ("/usr/lib", 0o755),
            ("/usr/local", 0o755),
            ("/usr/local/bin", 0o755),
            ("/usr/sbin", 0o755),
            ("/usr/share", 0o755),
            ("/var", 0o755),
            ("/var/log", 0o755),
            ("/var/tmp", 0o1777),
        ];
        for (path, mode) in directories {
            tree.create_dir(path, mode).map_err(|code| code.at("layout", path))?;
        }
        for (path, target) in [("/bin", "usr/bin"), ("/lib", "usr/lib"), ("/sbin", "usr/sbin")] {
            tree.symbolic_link(target, path).map_err(|code| code.at("layout", path))?;
        }
        for name in ["full", "null", "random", "stderr", "stdin", "stdout", "tty", "urandom", "zero"] {
            let path = format!("/dev/{name}");
            tree.create_device(&path, 0o666).map_err(|code| code.at("layout", &path))?;
        }
        for (path, text) in self.etc(&home) {
            tree.write_file_owned(path, text.into_bytes()).map_err(|code| code.at("layout", path))?;
        }
        for name in &self.commands {
            let path = format!("/usr/bin/{name}");
            add_command(&tree, &path).map_err(|code| code.at("layout", &path))?;
        }
        Ok(tree)
    }

    fn etc(&self, home: &str) -> [(&'static str, String); 6] {
        let Layout { user, uid, host_name, .. } = self;
        [
            (
                "/etc/passwd",
                format!("root:x:0:0:root:/root:/bin/bash\n{user}:x:{uid}:{uid}:{user}:{home}:/bin/bash\n"),
            ),
            ("/etc/group", format!("root:x:0:\n{user}:x:{uid}:\n")),
            ("/etc/hosts", format!("127.0.0.1\tlocalhost\n::1\tlocalhost\n127.0.1.1\t{host_name}\n")),
            ("/etc/hostname", format!("{host_name}\n")),
            ("/etc/shells", "/bin/sh\n/bin/bash\n".into()),
            ("/etc/os-release", "NAME=\"bashwit\"\nID=bashwit\nPRETTY_NAME=\"bashwit\"\n".into()),
        ]
    }
}

/// The shell knows its commands by path and never reads these files; a copy of one under
/// another path still works as a script.
fn add_command(tree: &MemoryFs, path: &str) -> Result<(), ErrorCode> {
    tree.write_file_owned(path, format!("#!/bin/bash\nexec {path} \"$@\"\n").into_bytes())?;
    tree.set_mode(path, 0o755)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FileKind;

    #[test]
    fn the_tree() {
        let tree =
            Layout::new().user("ada", 1815).host_name("engine").commands(["ls"]).build().expect("builds");
        for (path, kind, mode) in [
            ("/home/ada", FileKind::Directory, 0o755),
            ("/tmp", FileKind::Directory, 0o1777),
            ("/var/tmp", FileKind::Directory, 0o1777),
            ("/usr/local/bin", FileKind::Directory, 0o755),
            ("/bin/ls", FileKind::Regular, 0o755),
            ("/usr/bin/ls", FileKind::Regular, 0o755),
            ("/dev/null", FileKind::CharacterDevice, 0o666),
            ("/dev/fd", FileKind::Directory, 0o555),
            ("/etc/passwd", FileKind::Regular, 0o644),
        ] {
            let metadata = tree.stat(path).expect(path);
            assert_eq!((metadata.kind, metadata.mode), (kind, mode), "{path}");
        }
        let passwd = tree.read_file("/etc/passwd").expect("there");
        assert!(passwd.ends_with(b"\nada:x:1815:1815:ada:/home/ada:/bin/bash\n"));
        assert_eq!(tree.stat("/proc"), Err(ErrorCode::NoEntry));
    }

    #[test]
    fn names_that_no_file_can_have() {
        let error = Layout::new().commands(["no/such"]).build().expect_err("a slash");
        assert_eq!((error.code, error.path.as_str()), (ErrorCode::NoEntry, "/usr/bin/no/such"));
    }
}
