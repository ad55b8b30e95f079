#ifndef CMALLOC_SHIM_H
#define CMALLOC_SHIM_H

#include <malloc.h>

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
