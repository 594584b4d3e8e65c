//! The lines of a dump.

use super::options::Od;
use super::types::Type;

/// The dump as it goes on.
pub(super) struct Dump<'o> {
    od: &'o Od,
    offset: u64,
    /// The line before, to find equal ones.
    before: Vec<u8>,
    /// A `*` stands for the lines since.
    starred: bool,
    /// What all types need for a full line.
    line_width: usize,
}

impl<'o> Dump<'o> {
    pub fn new(od: &'o Od) -> Self {
        let widths = od.types.iter().map(|kind| (kind.width() + 1) * (od.width / kind.size));
        Dump {
            od,
            offset: od.skip,
            before: Vec::new(),
            starred: false,
            line_width: widths.max().unwrap_or(0),
        }
    }

    /// The next bytes: a full line, but for the last one.
    pub fn block(&mut self, block: &[u8], out: &mut Vec<u8>) {
        let repeated = !self.od.all && block.len() == self.od.width && block == self.before;
        if repeated {
            if !std::mem::replace(&mut self.starred, true) {
                out.extend_from_slice(b"*\n");
            }
        } else {
            self.starred = false;
            self.lines(block, out);
        }
        self.before.clear();
        self.before.extend_from_slice(block);
        self.offset += block.len() as u64;
    }

    /// The address behind the last byte.
    pub fn end(&self, out: &mut Vec<u8>) {
        if self.od.radix.address(self.offset, out) > 0 {
            out.push(b'\n');
        }
    }

    /// One line for each type.
    fn lines(&self, block: &[u8], out: &mut Vec<u8>) {
        for (index, kind) in self.od.types.iter().enumerate() {
            if index == 0 {
                self.od.radix.address(self.offset, out);
            } else {
                out.extend(std::iter::repeat_n(b' ', self.od.radix.width()));
            }
            self.line(*kind, block, out);
            out.push(b'\n');
        }
    }

    fn line(&self, kind: Type, block: &[u8], out: &mut Vec<u8>) {
        let fields = self.od.width / kind.size;
        let width = kind.width();
        // The blanks of a line, spread over its fields.
        let padding = self.line_width.saturating_sub(width * fields);
        let mut left = padding;
        let mut written = 0;
        let mut padded = [0; 8];
        for datum in block.chunks(kind.size) {
            let next = padding * (fields - written - 1) / fields;
            let bytes = match padded.get_mut(..kind.size) {
                // The last datum of a file may lack bytes.
                Some(whole) if datum.len() < kind.size => {
                    whole.fill(0);
                    whole.iter_mut().zip(datum).for_each(|(place, byte)| *place = *byte);
                    &*whole
                }
                _ => datum,
            };
            let text = kind.text(bytes, self.od.big_endian);
            let column = left - next + width;
            out.extend(std::iter::repeat_n(b' ', column.saturating_sub(text.len())));
            out.extend_from_slice(text.as_bytes());
            left = next;
            written += 1;
        }
        if kind.trailer {
            let blank = (fields - written) * width + padding * (fields - written) / fields;
            out.extend(std::iter::repeat_n(b' ', blank));
            out.extend_from_slice(b"  >");
            out.extend(block.iter().map(|byte| if matches!(byte, b' '..=b'~') { *byte } else { b'.' }));
            out.push(b'<');
        }
    }
}
