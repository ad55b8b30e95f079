/// Packs the text of an answer into a frame of Zstandard, faster and smaller than its own search for
/// repetitions does.
///
/// An answer is a text between numbers that comes again and again. Where those texts begin is plain
/// to see, so that nothing but them is looked up.
#ifndef CPACK_H
#define CPACK_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Packs `length` bytes into at most `capacity`, and says how many they are.
///
/// Any reader of Zstandard unpacks them. 0 means that they must be packed in another way: memory is
/// out, or the library refused.
size_t cpack_pack(const uint8_t *bytes, size_t length, uint8_t *into, size_t capacity);

#ifdef __cplusplus
}
#endif
#endif
