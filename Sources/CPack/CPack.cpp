// Sequences of one's own making are beyond what the library promises to keep; where it takes them no
// more, the caller packs in another way.
#define ZSTD_STATIC_LINKING_ONLY
#include "CPack.h"

#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>
#include <vector>

namespace {

uint64_t eight(const uint8_t *bytes) {
  uint64_t value;
  std::memcpy(&value, bytes, 8);
  return value;
}

bool is_digit(uint8_t byte) { return static_cast<uint8_t>(byte - '0') < 10; }

/// Finds the repetitions of a text between numbers.
class Repetitions {
 public:
  std::vector<ZSTD_Sequence> found;

  Repetitions() : last(size_t(1) << bits) {}

  void find(const uint8_t *bytes, size_t length) {
    begin = bytes;
    end = bytes + length;
    found.clear();
    std::fill(last.begin(), last.end(), 0);
    recent[0] = recent[1] = recent[2] = 0;
    // Loads of eight bytes stay inside; what is left at the end goes as it is.
    size_t most = length > 64 ? length - 64 : 0;
    size_t literals = 0, at = 0;
    while (at < most) {
      if (is_digit(begin[at])) {
        at++;
        continue;
      }
      size_t next = digit(at + 1, most);
      size_t offset = 0, count = repetition(at, next, offset);
      if (count < 4) {
        at = next;
        continue;
      }
      found.push_back({static_cast<unsigned>(offset), static_cast<unsigned>(at - literals),
                       static_cast<unsigned>(count), 0});
      remember(offset);
      literals = at + count;
      at = literals > next ? literals : next;
      // What began in the middle of a number is no text.
      while (at < most && is_digit(begin[at])) at++;
    }
  }

  /// Farther back nothing is looked for: what unpacks a frame needs as much memory.
  static constexpr int window = 22;

 private:
  static constexpr int bits = 12;
  static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "the first byte is the lowest");

  const uint8_t *begin = nullptr;
  const uint8_t *end = nullptr;
  /// Where a text was seen last, one behind its place; 0 for never.
  std::vector<uint32_t> last;
  /// Distances of the latest repetitions: to name one of them again costs next to nothing.
  size_t recent[3];

  void remember(size_t offset) {
    if (offset == recent[0]) return;
    if (offset != recent[1]) recent[2] = recent[1];
    recent[1] = recent[0];
    recent[0] = offset;
  }

  /// Where the next digit stands, or `most`.
  size_t digit(size_t at, size_t most) const {
    for (; at < most; at += 8) {
      // Digits are the bytes that become smaller than ten; the lowest bit that is set is exact.
      uint64_t bytes = eight(begin + at) ^ 0x3030303030303030;
      uint64_t digits = (bytes - 0x0A0A0A0A0A0A0A0A) & ~bytes & 0x8080808080808080;
      if (digits != 0) return std::min(at + (__builtin_ctzll(digits) >> 3), most);
    }
    return most;
  }

  /// How many bytes from `at` on stand `offset` bytes before, too.
  size_t equal(size_t at, size_t offset) const {
    const uint8_t *here = begin + at, *there = here - offset;
    while (here + 8 <= end) {
      uint64_t differs = eight(here) ^ eight(there);
      if (differs != 0) {
        return here - begin - at + (__builtin_ctzll(differs) >> 3);
      }
      here += 8;
      there += 8;
    }
    return here - begin - at;
  }

  /// The longest repetition of the text from `at` to `next`, with what follows it.
  size_t repetition(size_t at, size_t next, size_t &offset) {
    size_t length = next - at, longest = 0;
    uint32_t &slot = last[place(at, length)];
    size_t seen = slot;
    slot = static_cast<uint32_t>(at + 1);
    for (size_t distance : recent) {
      if (distance == 0 || distance > at) continue;
      size_t count = equal(at, distance);
      if (count < length || count <= longest) continue;
      longest = count;
      offset = distance;
      if (distance == recent[0]) return longest;
    }
    if (longest >= length || seen == 0) return longest;
    size_t distance = at + 1 - seen;
    if (distance > (size_t(1) << window) - 64) return longest;
    size_t count = equal(at, distance);
    if (count > longest) {
      longest = count;
      offset = distance;
    }
    return longest;
  }

  /// Texts of one place are mostly the same: their first bytes, their last, and those in which the
  /// names of metrics differ.
  size_t place(size_t at, size_t length) const {
    const uint8_t *text = begin + at;
    uint64_t hash = eight(text);
    if (length < 8) hash <<= 64 - 8 * length;
    hash *= 0x9E3779B185EBCA87;
    if (length >= 8) hash ^= eight(text + length - 8) * 0xC2B2AE3D27D4EB4F;
    if (length >= 22) hash ^= eight(text + 14) * 0x165667B19E3779F9;
    hash += length * 0x27D4EB2F165667C5;
    hash = (hash ^ hash >> 29) * 0x9E3779B185EBCA87;
    return hash >> (64 - bits);
  }
};

struct Packer {
  Repetitions repetitions;
  std::unique_ptr<ZSTD_CCtx, size_t (*)(ZSTD_CCtx *)> context{ZSTD_createCCtx(), ZSTD_freeCCtx};

  Packer() {
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, 1);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, Repetitions::window);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_minMatch, 4);
  }

  size_t pack(const uint8_t *bytes, size_t length, uint8_t *into, size_t capacity) {
    if (context == nullptr) return 0;
    repetitions.find(bytes, length);
    size_t count = ZSTD_compressSequences(context.get(), into, capacity, repetitions.found.data(),
                                          repetitions.found.size(), bytes, length);
    return ZSTD_isError(count) ? 0 : count;
  }
};

/// Packers at rest: a fresh one for each answer would cost as much as the packing.
struct PackersAtRest {
  std::mutex mutex;
  std::vector<std::unique_ptr<Packer>> packers;

  std::unique_ptr<Packer> take() {
    std::lock_guard<std::mutex> lock(mutex);
    if (packers.empty()) return std::make_unique<Packer>();
    std::unique_ptr<Packer> packer = std::move(packers.back());
    packers.pop_back();
    return packer;
  }

  void put(std::unique_ptr<Packer> packer) {
    std::lock_guard<std::mutex> lock(mutex);
    if (packers.size() < 4) packers.push_back(std::move(packer));
  }
};

PackersAtRest rest;

}  // namespace

size_t cpack_pack(const uint8_t *bytes, size_t length, uint8_t *into, size_t capacity) {
  // Places are counted in 32 bits, and one sequence has to begin somewhere.
  if (length < 256 || length >= UINT32_MAX) return 0;
  try {
    std::unique_ptr<Packer> packer = rest.take();
    size_t count = packer->pack(bytes, length, into, capacity);
    rest.put(std::move(packer));
    return count;
  } catch (const std::bad_alloc &) {
    return 0;
  }
}
