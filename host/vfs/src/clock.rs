//! Where time stamps come from.

use crate::Datetime;
use std::sync::Arc;
use std::time::SystemTime;

/// A source of time stamps: the host's clock unless another is injected.
#[derive(Clone, Default)]
pub struct Clock(Option<Arc<dyn Fn() -> Datetime + Send + Sync>>);

impl Clock {
    /// The host's clock.
    pub fn system() -> Clock {
        Clock(None)
    }

    /// A clock of the embedder's own.
    pub fn custom(now: impl Fn() -> Datetime + Send + Sync + 'static) -> Clock {
        Clock(Some(Arc::new(now)))
    }

    /// A clock that stands still.
    pub fn fixed(time: Datetime) -> Clock {
        Clock::custom(move || time)
    }

    /// The time now.
    pub fn now(&self) -> Datetime {
        match &self.0 {
            Some(now) => now(),
            None => SystemTime::now().into(),
        }
    }
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(if self.0.is_some() { "Clock::custom" } else { "Clock::system" })
    }
}
