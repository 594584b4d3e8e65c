//! Buffers that a pattern keeps from one match to the next.

use std::cell::Cell;

/// A value lent out while a match runs. A clone starts without one.
pub(crate) struct Reuse<T>(Cell<Option<Box<T>>>);

impl<T: Default> Reuse<T> {
    /// Runs `body` with the value, made anew if it is lent out already.
    pub(crate) fn with<R>(&self, body: impl FnOnce(&mut T) -> R) -> R {
        let mut value = self.0.take().unwrap_or_default();
        let result = body(&mut value);
        self.0.set(Some(value));
        result
    }
}

impl<T> Default for Reuse<T> {
    fn default() -> Self {
        Reuse(Cell::new(None))
    }
}

impl<T> Clone for Reuse<T> {
    fn clone(&self) -> Self {
        Reuse::default()
    }
}

impl<T> std::fmt::Debug for Reuse<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reuse")
    }
}
