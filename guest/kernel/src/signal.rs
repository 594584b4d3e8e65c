//! Signals: numbers, names and default actions as on Linux (signal(7)).

/// A signal by its number, 1 to 64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Signal(pub u8);

/// What a signal does where it is neither caught nor ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultAction {
    /// The process ends.
    Terminate,
    /// Nothing happens.
    Ignore,
    /// The process stops.
    Stop,
    /// The process goes on.
    Continue,
}

const NAMES: [&str; 32] = [
    "EXIT", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ",
    "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS",
];

#[expect(missing_docs, reason = "the names are those of signal(7)")]
impl Signal {
    pub const HUP: Signal = Signal(1);
    pub const INT: Signal = Signal(2);
    pub const QUIT: Signal = Signal(3);
    pub const ABRT: Signal = Signal(6);
    pub const KILL: Signal = Signal(9);
    pub const USR1: Signal = Signal(10);
    pub const USR2: Signal = Signal(12);
    pub const PIPE: Signal = Signal(13);
    pub const ALRM: Signal = Signal(14);
    pub const TERM: Signal = Signal(15);
    pub const CHLD: Signal = Signal(17);
    pub const CONT: Signal = Signal(18);
    pub const STOP: Signal = Signal(19);
    pub const TSTP: Signal = Signal(20);
    pub const TTIN: Signal = Signal(21);
    pub const TTOU: Signal = Signal(22);
    /// The highest number.
    pub const MAX: u8 = 64;

    /// The bit of this signal in a mask.
    pub const fn bit(self) -> u64 {
        1u64 << ((self.0.wrapping_sub(1)) & 63)
    }

    /// Reads a number, or a name with or without `SIG`, in any case.
    pub fn parse(text: &[u8]) -> Option<Signal> {
        if let Some(number) = std::str::from_utf8(text).ok().and_then(|text| text.parse::<u8>().ok()) {
            return (1..=Self::MAX).contains(&number).then_some(Signal(number));
        }
        let upper = text.to_ascii_uppercase();
        let name = upper.strip_prefix(b"SIG").unwrap_or(&upper);
        (1..=Self::MAX).map(Signal).find(|signal| signal.name().as_bytes() == name)
    }

    /// The name without `SIG`, e.g. `INT`, `RTMIN+3`.
    pub fn name(self) -> String {
        match self.0 {
            0..=31 => NAMES[self.0 as usize].to_owned(),
            32 | 33 => self.0.to_string(),
            34 => "RTMIN".to_owned(),
            35..=49 => format!("RTMIN+{}", self.0 - 34),
            50..=63 => format!("RTMAX-{}", 64 - self.0),
            _ => "RTMAX".to_owned(),
        }
    }

    /// What strsignal(3) says, as a shell reports a killed job.
    pub fn description(self) -> &'static str {
        match self.0 {
            1 => "Hangup",
            2 => "Interrupt",
            3 => "Quit",
            4 => "Illegal instruction",
            5 => "Trace/breakpoint trap",
            6 => "Aborted",
            7 => "Bus error",
            8 => "Floating point exception",
            9 => "Killed",
            10 => "User defined signal 1",
            11 => "Segmentation fault",
            12 => "User defined signal 2",
            13 => "Broken pipe",
            14 => "Alarm clock",
            15 => "Terminated",
            16 => "Stack fault",
            17 => "Child exited",
            18 => "Continued",
            19 => "Stopped (signal)",
            20 => "Stopped",
            21 => "Stopped (tty input)",
            22 => "Stopped (tty output)",
            23 => "Urgent I/O condition",
            24 => "CPU time limit exceeded",
            25 => "File size limit exceeded",
            26 => "Virtual timer expired",
            27 => "Profiling timer expired",
            28 => "Window changed",
            29 => "I/O possible",
            30 => "Power failure",
            31 => "Bad system call",
            _ => "Real-time signal",
        }
    }

    /// What happens where it is neither caught nor ignored.
    pub fn default_action(self) -> DefaultAction {
        match self {
            Signal::CHLD | Signal(23) | Signal(28) => DefaultAction::Ignore,
            Signal::CONT => DefaultAction::Continue,
            Signal::STOP | Signal::TSTP | Signal::TTIN | Signal::TTOU => DefaultAction::Stop,
            _ => DefaultAction::Terminate,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers() {
        for (text, number) in [
            ("INT", 2),
            ("sigterm", 15),
            ("9", 9),
            ("RTMIN+1", 35),
            ("RTMAX", 64),
            ("RTMAX-14", 50),
            ("CHLD", 17),
        ] {
            assert_eq!(Signal::parse(text.as_bytes()), Some(Signal(number)), "{text}");
        }
        for text in ["", "0", "65", "NOPE", "EXIT"] {
            assert_eq!(Signal::parse(text.as_bytes()), None, "{text}");
        }
    }
}
