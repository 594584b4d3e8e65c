//! The heap: dlmalloc, as in the standard library for this target, but it begins in the memory
//! that an instance has from the start, and grows in larger steps.
//!
//! Growing is a system call of the host; a short script does without any.

use core::arch::wasm32::{memory_grow, memory_size};
use core::ptr::null_mut;
use dlmalloc::{Allocator, Dlmalloc};
use std::alloc::{GlobalAlloc, Layout};
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, Ordering};

const PAGE: usize = 64 << 10;
/// The least that memory grows by.
const STEP: usize = 256 << 10;

unsafe extern "C" {
    /// Where the linker ends the static data and the stack.
    static __heap_base: u8;
}

/// The memory of the instance.
struct Memory {
    /// What lies between the static data and the end of the first pages has been given out.
    begun: AtomicBool,
}

// SAFETY: the regions that `alloc` gives out are valid, disjoint, and used by nobody else: the
// first begins where the linker says that the heap does and ends with the memory of that time,
// the others are what `memory.grow` has just added. They are never taken back.
unsafe impl Allocator for Memory {
    fn alloc(&self, size: usize) -> (*mut u8, usize, u32) {
        if !self.begun.swap(true, Ordering::Relaxed) {
            let start = (&raw const __heap_base as usize).next_multiple_of(16);
            let length = (memory_size(0) * PAGE).saturating_sub(start);
            if length >= size {
                return (start as *mut u8, length, 0);
            }
        }
        let pages = size.max(STEP).div_ceil(PAGE);
        let mut grown = (memory_grow(0, pages), pages);
        if grown.0 == usize::MAX {
            // The last of it may still be had.
            let least = size.div_ceil(PAGE);
            grown = (memory_grow(0, least), least);
        }
        let (before, pages) = grown;
        if before == usize::MAX {
            return (null_mut(), 0, 0);
        }
        let length = pages * PAGE;
        // No object may end where addresses wrap around.
        let length = if (before * PAGE).wrapping_add(length) == 0 { length - 16 } else { length };
        ((before * PAGE) as *mut u8, length, 0)
    }

    fn remap(&self, _: *mut u8, _: usize, _: usize, _: bool) -> *mut u8 {
        null_mut()
    }

    fn free_part(&self, _: *mut u8, _: usize, _: usize) -> bool {
        false
    }

    fn free(&self, _: *mut u8, _: usize) -> bool {
        false
    }

    fn can_release_part(&self, _: u32) -> bool {
        false
    }

    fn allocates_zeros(&self) -> bool {
        true
    }

    fn page_size(&self) -> usize {
        PAGE
    }
}

struct Heap(UnsafeCell<Dlmalloc<Memory>>);

// SAFETY: the module has no shared memory, so it has only one thread.
#[cfg(not(target_feature = "atomics"))]
unsafe impl Sync for Heap {}

#[global_allocator]
static HEAP: Heap =
    Heap(UnsafeCell::new(Dlmalloc::new_with_allocator(Memory { begun: AtomicBool::new(false) })));

// SAFETY: dlmalloc keeps the contract of `GlobalAlloc`. The exclusive references to it do not
// overlap: there is one thread, and nothing that dlmalloc calls allocates.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract; see above for the reference.
        unsafe { (*self.0.get()).malloc(layout.size(), layout.align()) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the contract; see above for the reference.
        unsafe { (*self.0.get()).calloc(layout.size(), layout.align()) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract; see above for the reference.
        unsafe { (*self.0.get()).free(pointer, layout.size(), layout.align()) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: the caller keeps the contract; see above for the reference.
        unsafe { (*self.0.get()).realloc(pointer, layout.size(), layout.align(), size) }
    }
}
