//! `Text`: the byte string of shell values. Short ones live inline, long ones are shared and
//! copied on write, so that cloning is cheap and `x+=y` is amortised.

use std::borrow::Borrow;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::rc::Rc;

/// The longest string that needs no allocation.
const INLINE: usize = 14;

/// A byte string.
#[derive(Clone)]
pub struct Text(Repr);

#[derive(Clone)]
enum Repr {
    Inline(u8, [u8; INLINE]),
    Heap(Rc<Vec<u8>>),
}

impl Text {
    /// The empty string.
    pub const EMPTY: Text = Text(Repr::Inline(0, [0; INLINE]));

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self
    }

    /// Adds bytes at the end.
    pub fn push(&mut self, more: &[u8]) {
        match &mut self.0 {
            Repr::Inline(length, bytes) => {
                let old = usize::from(*length);
                let new = old + more.len();
                if new <= INLINE {
                    bytes[old..new].copy_from_slice(more);
                    *length = new as u8;
                } else {
                    let mut all = Vec::with_capacity(new * 2);
                    all.extend_from_slice(&bytes[..old]);
                    all.extend_from_slice(more);
                    self.0 = Repr::Heap(Rc::new(all));
                }
            }
            Repr::Heap(bytes) => Rc::make_mut(bytes).extend_from_slice(more),
        }
    }

    /// The bytes as an owned vector.
    pub fn into_vec(self) -> Vec<u8> {
        match self.0 {
            Repr::Inline(length, bytes) => bytes[..usize::from(length)].to_vec(),
            Repr::Heap(bytes) => Rc::try_unwrap(bytes).unwrap_or_else(|shared| (*shared).clone()),
        }
    }
}

impl Default for Text {
    fn default() -> Self {
        Text::EMPTY
    }
}

impl Deref for Text {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        match &self.0 {
            Repr::Inline(length, bytes) => &bytes[..usize::from(*length)],
            Repr::Heap(bytes) => bytes,
        }
    }
}

impl From<&[u8]> for Text {
    fn from(bytes: &[u8]) -> Self {
        if bytes.len() <= INLINE {
            let mut inline = [0; INLINE];
            inline[..bytes.len()].copy_from_slice(bytes);
            Text(Repr::Inline(bytes.len() as u8, inline))
        } else {
            Text(Repr::Heap(Rc::new(bytes.to_vec())))
        }
    }
}

impl From<Vec<u8>> for Text {
    fn from(bytes: Vec<u8>) -> Self {
        if bytes.len() <= INLINE { Text::from(bytes.as_slice()) } else { Text(Repr::Heap(Rc::new(bytes))) }
    }
}

impl<const N: usize> From<&[u8; N]> for Text {
    fn from(bytes: &[u8; N]) -> Self {
        Text::from(bytes.as_slice())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text::from(text.as_bytes())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text::from(text.into_bytes())
    }
}

impl AsRef<[u8]> for Text {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl Borrow<[u8]> for Text {
    fn borrow(&self) -> &[u8] {
        self
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl PartialEq<[u8]> for Text {
    fn eq(&self, other: &[u8]) -> bool {
        **self == *other
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (**self).cmp(&**other)
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", String::from_utf8_lossy(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_and_shares() {
        let mut text = Text::EMPTY;
        for _ in 0..10 {
            text.push(b"abc");
        }
        let copy = text.clone();
        text.push(b"!");
        assert_eq!(copy.len(), 30);
        assert_eq!(text.len(), 31);
        assert_eq!(Text::from(b"short").into_vec(), b"short");
    }
}
