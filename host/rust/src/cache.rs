//! Compiled code on disk, so that the second start of a program takes milliseconds.

use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, io};
use wasmtime::Engine;
use wasmtime::component::Component;

/// Where compiled code is kept.
#[derive(Debug, Clone, Default)]
pub(crate) enum Cache {
    /// In the user's cache folder.
    #[default]
    User,
    Folder(PathBuf),
    Off,
}

/// The component, from the cache if it is there. Whatever is wrong with the cache, the
/// component is compiled anew.
pub(crate) fn load(cache: &Cache, engine: &Engine, hash: &str, bytes: &[u8]) -> wasmtime::Result<Component> {
    let Some(folder) = cache.folder().filter(|folder| prepare(folder).is_ok()) else {
        return Component::new(engine, bytes);
    };
    let path = folder.join(file_name(engine, hash));
    if is_own_file(&path)
        && let Some(component) = deserialize(engine, &path)
    {
        return Ok(component);
    }
    let component = Component::new(engine, bytes)?;
    if let Ok(code) = component.serialize()
        && store(&folder, &path, &code).is_ok()
    {
        remove_old(&folder, &path);
        // From the file, memory of instances is mapped instead of copied.
        return Ok(deserialize(engine, &path).unwrap_or(component));
    }
    Ok(component)
}

#[expect(unsafe_code, reason = "compiled code is trusted code; see the proof inside")]
fn deserialize(engine: &Engine, path: &Path) -> Option<Component> {
    // SAFETY: `deserialize_file` runs the file as machine code, and maps it. So it must be
    // the unchanged output of `Component::serialize`, and nobody may write to it afterwards.
    // The only writer is `store`: it writes that output to a new file and renames it, so that
    // the file under this name is complete and never written again; the name holds the
    // version of wasmtime, the settings of the engine and the content of the component, and
    // wasmtime checks the first two once more. Nobody else can write: `prepare` and
    // `is_own_file` have checked that folder and file belong to this user and that no other
    // user may write to them. Who acts as this user could change the program itself.
    unsafe { Component::deserialize_file(engine, path) }.ok()
}

fn file_name(engine: &Engine, hash: &str) -> String {
    let mut settings = std::hash::DefaultHasher::new();
    engine.precompile_compatibility_hash().hash(&mut settings);
    format!("{hash}-{:016x}.cwasm", settings.finish())
}

impl Cache {
    fn folder(&self) -> Option<PathBuf> {
        match self {
            Cache::User => user_folder().map(|folder| folder.join("bashwit")),
            Cache::Folder(folder) => Some(folder.clone()),
            Cache::Off => None,
        }
    }
}

/// The folder for what a user's programs can make again.
fn user_folder() -> Option<PathBuf> {
    let folder = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        return folder("LOCALAPPDATA");
    }
    folder("XDG_CACHE_HOME").or_else(|| {
        let home = folder("HOME")?;
        Some(home.join(if cfg!(target_os = "macos") { "Library/Caches" } else { ".cache" }))
    })
}

/// Makes the folder, for this user alone, and checks that it is so.
fn prepare(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    if is_own(&fs::symlink_metadata(folder)?) { Ok(()) } else { Err(io::ErrorKind::PermissionDenied.into()) }
}

fn is_own_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file() && is_own(&metadata))
}

/// Whether nobody but this user may write there.
#[cfg(unix)]
fn is_own(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.uid() == rustix::process::geteuid().as_raw() && metadata.mode() & 0o022 == 0
}

/// Windows gives the folders of a user to that user alone.
#[cfg(not(unix))]
fn is_own(_: &fs::Metadata) -> bool {
    true
}

/// Writes a file in one step: others see all of it or nothing.
fn store(folder: &Path, path: &Path, code: &[u8]) -> io::Result<()> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let new = folder.join(format!("new-{}-{number}", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&new).and_then(|mut file| io::Write::write_all(&mut file, code));
    let moved = written.and_then(|()| fs::rename(&new, path));
    if moved.is_err() {
        drop(fs::remove_file(&new));
    }
    moved
}

/// Removes code that nothing has used for a month. A program that has it mapped keeps it.
fn remove_old(folder: &Path, keep: &Path) {
    let month = std::time::Duration::from_secs(30 * 24 * 60 * 60);
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let old = fs::metadata(&path)
            .and_then(|metadata| metadata.accessed().or_else(|_| metadata.modified()))
            .is_ok_and(|time| time.elapsed().is_ok_and(|age| age > month));
        let ours = path.extension().is_some_and(|extension| extension == "cwasm")
            || path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("new-"));
        if old && ours && path != keep {
            drop(fs::remove_file(path));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The smallest component.
    const EMPTY: &[u8] = b"\0asm\x0d\0\x01\0";

    fn files(folder: &Path) -> Vec<String> {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.into_string().unwrap()).collect()
    }

    #[test]
    fn code_is_kept_found_and_mended() {
        let base = tempfile::tempdir().unwrap();
        let folder = base.path().join("a/b");
        let cache = Cache::Folder(folder.clone());
        let engine = Engine::default();
        load(&cache, &engine, "one", EMPTY).unwrap();
        let name = files(&folder).pop().unwrap();
        assert!(name.starts_with("one-") && name.ends_with(".cwasm"), "{name}");
        // A hit needs no component.
        load(&cache, &engine, "one", b"").unwrap();
        fs::write(folder.join(&name), b"broken").unwrap();
        load(&cache, &engine, "one", EMPTY).unwrap();
        load(&cache, &engine, "one", b"").unwrap();
        assert_eq!(files(&folder).len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_others_can_write_to_is_not_used() {
        use std::os::unix::fs::PermissionsExt;
        let base = tempfile::tempdir().unwrap();
        fs::set_permissions(base.path(), fs::Permissions::from_mode(0o777)).unwrap();
        let cache = Cache::Folder(base.path().to_path_buf());
        load(&cache, &Engine::default(), "one", EMPTY).unwrap();
        assert!(files(base.path()).is_empty());
    }
}
