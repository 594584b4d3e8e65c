//! The devices of `/dev`.

use crate::{Errno, Kernel};

/// A character device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// `/dev/null`.
    Null,
    /// `/dev/zero`.
    Zero,
    /// `/dev/full`.
    Full,
    /// `/dev/random`, `/dev/urandom`.
    Random,
}

/// What a path below `/dev` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DevicePath {
    /// A device.
    Device(Device),
    /// A descriptor of the opening process: `/dev/stdin`, `/dev/fd/N`.
    Descriptor(u32),
    /// `/dev/tty`: there is none here.
    Terminal,
}

impl DevicePath {
    /// Reads an absolute, normalised path.
    pub fn parse(path: &str) -> Option<DevicePath> {
        let name = match path.strip_prefix("/dev/") {
            Some(name) => name,
            None => return path.strip_prefix("/proc/self/fd/")?.parse().ok().map(DevicePath::Descriptor),
        };
        Some(match name {
            "null" => DevicePath::Device(Device::Null),
            "zero" => DevicePath::Device(Device::Zero),
            "full" => DevicePath::Device(Device::Full),
            "random" | "urandom" => DevicePath::Device(Device::Random),
            "stdin" => DevicePath::Descriptor(0),
            "stdout" => DevicePath::Descriptor(1),
            "stderr" => DevicePath::Descriptor(2),
            "tty" => DevicePath::Terminal,
            _ => DevicePath::Descriptor(name.strip_prefix("fd/")?.parse().ok()?),
        })
    }
}

impl Device {
    pub(crate) fn read(self, kernel: &Kernel, count: usize) -> Vec<u8> {
        match self {
            Device::Null => Vec::new(),
            Device::Zero | Device::Full => vec![0; count],
            Device::Random => {
                let mut bytes = Vec::with_capacity(count + 8);
                while bytes.len() < count {
                    bytes.extend_from_slice(&kernel.random().to_le_bytes());
                }
                bytes.truncate(count);
                bytes
            }
        }
    }

    pub(crate) fn write(self, bytes: &[u8]) -> Result<usize, Errno> {
        match self {
            Device::Full if !bytes.is_empty() => Err(Errno::ENOSPC),
            _ => Ok(bytes.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for (path, want) in [
            ("/dev/null", Some(DevicePath::Device(Device::Null))),
            ("/dev/fd/7", Some(DevicePath::Descriptor(7))),
            ("/dev/stderr", Some(DevicePath::Descriptor(2))),
            ("/dev/fd", None),
            ("/dev", None),
            ("/tmp/null", None),
        ] {
            assert_eq!(DevicePath::parse(path), want, "{path}");
        }
    }
}
