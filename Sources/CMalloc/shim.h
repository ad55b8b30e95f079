#ifndef CMALLOC_SHIM_H
#define CMALLOC_SHIM_H

#include <malloc.h>

/// Lets all threads take from one heap: what one has freed serves the others, and memory does not grow
/// with the threads that a task has run on.
static inline void cmalloc_share(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 1);
#endif
}

/// Gives back to the system what is free.
static inline void cmalloc_release(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

/// Gives each piece of so many bytes and more back to the system as soon as it is freed, and keeps
/// smaller ones.
static inline void cmalloc_return(int bytes) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, bytes);
#endif
}

/// Keeps freed memory for the next answer or page of the same size, up to so many bytes.
///
/// Left alone, the C library gives each of them back to the system and takes it again, page by page.
static inline void cmalloc_keep(int bytes) {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, bytes);
  mallopt(M_TRIM_THRESHOLD, bytes);
#endif
}

#endif
