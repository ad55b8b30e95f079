#ifndef PLAIN_SCAN_H
#define PLAIN_SCAN_H

#include "CSimdjson.h"

#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "IntervalText.h"

/// Reads an answer that is written as the service writes them: without white space, members in one
/// order, plain texts and whole numbers.
///
/// It says no to everything else, right or wrong, and never why: then the answer is read by its
/// grammar. What it says yes to is what that reading would have found.
class PlainScan {
 public:
  std::vector<CSDimension> &dimensions;
  std::vector<CSBucket> &buckets;
  std::vector<CSValue> &values;
  uint32_t group_count = 0;

  PlainScan(const uint8_t *bytes, size_t length, const std::vector<std::string> &names,
            int64_t limit, std::vector<CSDimension> &dimensions, std::vector<CSBucket> &buckets,
            std::vector<CSValue> &values, std::vector<char> &texts)
      : dimensions(dimensions), buckets(buckets), values(values),
        at(reinterpret_cast<const char *>(bytes)), end(at + length), names(names), limit(limit),
        texts(texts) {}

  bool read() {
    if (!skip("{\"results\":[")) return false;
    if (!skip("]")) {
      do {
        if (!result()) return false;
      } while (skip(","));
      if (!skip("]")) return false;
    }
    if (!skip("}")) return false;
    while (at < end && (*at == '\n' || *at == '\r' || *at == ' ')) at++;
    if (at != end) return false;
    // The texts stay where they are from here on.
    for (CSDimension &dimension : dimensions) {
      place(dimension.dimension);
      place(dimension.value);
    }
    for (CSBucket &bucket : buckets) place(bucket.text);
    return true;
  }

 private:
  const char *at;
  const char *const end;
  const std::vector<std::string> &names;
  const int64_t limit;
  /// Copies of the texts that are handed on: the answer itself may end before them.
  std::vector<char> &texts;
  /// Where the next name is looked for first.
  size_t likely = 0;
  /// The date of the last interval, as text and as milliseconds since 1970.
  char date[11] = {};
  int64_t midnight = 0;

  template <size_t size>
  bool skip(const char (&text)[size]) {
    constexpr size_t length = size - 1;
    if (static_cast<size_t>(end - at) < length || std::memcmp(at, text, length) != 0) return false;
    at += length;
    return true;
  }

  /// A text up to its quotation mark, which is passed over.
  bool text(std::string_view &into) {
    const char *start = at;
    for (; at < end; at++) {
      if (*at == '"') {
        into = std::string_view(start, at - start);
        at++;
        return true;
      }
      if (*at == '\\' || *at < 0x20 || *at > 0x7E) return false;
    }
    return false;
  }

  /// Until all texts are there, their places are counted from the first.
  CSText keep(std::string_view text) {
    size_t offset = texts.size();
    texts.insert(texts.end(), text.begin(), text.end());
    return {reinterpret_cast<const char *>(offset), text.size()};
  }

  void place(CSText &text) const {
    text.bytes = texts.data() + reinterpret_cast<size_t>(text.bytes);
  }

  bool result() {
    if (!skip("{\"group\":{")) return false;
    group_count++;
    size_t first = dimensions.size();
    std::string_view keys[8];
    do {
      std::string_view value;
      size_t count = dimensions.size() - first;
      if (count == 8 || !skip("\"") || !text(keys[count]) || !skip(":\"") || !text(value))
        return false;
      for (size_t i = 0; i < count; i++) {
        if (keys[i] == keys[count]) return false;
      }
      dimensions.push_back({group_count - 1, keep(keys[count]), keep(value)});
    } while (skip(","));
    if (!skip("},\"data\":[")) return false;
    if (skip("]}")) return true;
    do {
      if (!bucket()) return false;
    } while (skip(","));
    return skip("]}");
  }

  bool bucket() {
    std::string_view interval;
    if (!skip("{\"interval\":\"") || !text(interval)) return false;
    CSBucket bucket = {group_count - 1, static_cast<uint32_t>(values.size()), 0, 0, 0,
                       keep(interval)};
    if (!times(interval, bucket.start, bucket.end)) return false;
    if (skip(",\"metrics\":[") && !skip("]")) {
      do {
        if (!skip("{\"metric\":\"") || !value()) return false;
      } while (skip(","));
      if (!skip("]")) return false;
    }
    if (skip(",\"views\":[") && !skip("]")) {
      do {
        if (!skip("{\"name\":\"") || !value()) return false;
      } while (skip(","));
      if (!skip("]")) return false;
    }
    bucket.value_count = static_cast<uint32_t>(values.size()) - bucket.first_value;
    buckets.push_back(bucket);
    return skip("}");
  }

  bool value() {
    std::string_view name;
    if (!text(name) || !skip(",\"stats\":{")) return false;
    CSValue value = {-1, {nullptr, 0}, {nullptr, 0}, -1, -1, -1, -1};
    for (size_t tried = 0; tried < names.size(); tried++) {
      if (likely >= names.size()) likely = 0;
      const std::string &found = names[likely];
      if (found.size() == name.size() && std::memcmp(found.data(), name.data(), name.size()) == 0) {
        value.metric = static_cast<int32_t>(likely++);
        value.name = {found.data(), found.size()};
        break;
      }
      likely++;
    }
    if (value.metric < 0) return false;
    if (!skip("}")) {
      unsigned seen = 0;
      do {
        if (!member(value, seen)) return false;
      } while (skip(","));
      if (!skip("}")) return false;
    }
    values.push_back(value);
    return skip("}");
  }

  /// A number of a metric, each at most once.
  bool member(CSValue &value, unsigned &seen) {
    if (end - at < 3) return false;
    unsigned bit = 0;
    int64_t *into = nullptr;
    switch (at[1]) {
      case 'm':
        if (skip("\"max\":")) bit = 1, into = &value.max;
        else if (skip("\"min\":")) bit = 2;
        break;
      case 'c':
        if (skip("\"count\":")) bit = 4, into = &value.count;
        break;
      case 's':
        if (skip("\"sum\":")) bit = 8, into = &value.sum;
        break;
      case 'n':
        if (skip("\"numerator\":")) bit = 16, into = &value.numerator;
        break;
      case 'd':
        if (skip("\"denominator\":")) bit = 32;
        break;
      case 'r':
        if (skip("\"ratio\":")) bit = 64;
        break;
      case 't':
        if (skip("\"target\":")) bit = 128;
        break;
    }
    if (bit == 0 || (seen & bit) != 0) return false;
    seen |= bit;
    return into != nullptr ? whole(*into) : number();
  }

  /// A whole number that is not negative; a fraction, an exponent or a sign are somebody else's.
  bool whole(int64_t &into) {
    const char *start = at;
    int64_t number = 0;
    for (; at < end; at++) {
      unsigned digit = static_cast<unsigned char>(*at) - unsigned('0');
      if (digit > 9) break;
      number = number * 10 + digit;
      if (at - start == 15) return false;
    }
    if (at == start || (*start == '0' && at - start > 1) || number > limit) return false;
    into = number;
    // What follows a number is never part of one.
    return at < end && (*at == ',' || *at == '}');
  }

  /// Any number without an exponent: it is looked at and let go.
  bool number() {
    int64_t ignored;
    const char *start = at;
    if (whole(ignored)) return true;
    at = start;
    size_t digits = count();
    if (digits == 0 || digits > 15 || (*start == '0' && digits > 1)) return false;
    if (at == end || *at != '.') return false;
    at++;
    digits = count();
    return digits > 0 && digits < 40 && at < end && (*at == ',' || *at == '}');
  }

  size_t count() {
    const char *start = at;
    while (at < end && static_cast<unsigned char>(*at - '0') < 10) at++;
    return at - start;
  }

  /// Reads `start/end`; both are mostly on the date of the interval before.
  bool times(std::string_view text, int64_t &start, int64_t &finish) {
    if (text.size() == 49 && text[24] == '/' && time(text.data(), start) &&
        time(text.data() + 25, finish))
      return true;
    if (!IntervalText(text).read(start, finish)) return false;
    if (text.size() == 49 && text[10] == 'T' && text[23] == 'Z' && start >= 0) {
      std::memcpy(date, text.data(), sizeof date);
      midnight = start - start % 86'400'000;
    }
    return true;
  }

  /// Reads a text such as `2026-10-13T23:05:00.000Z`, on the date that is known.
  bool time(const char *text, int64_t &into) const {
    if (std::memcmp(text, date, sizeof date) != 0 || text[13] != ':' || text[16] != ':' ||
        text[19] != '.' || text[23] != 'Z')
      return false;
    unsigned hour = two(text + 11), minute = two(text + 14), second = two(text + 17);
    unsigned tenth = static_cast<unsigned char>(text[20]) - unsigned('0'), rest = two(text + 21);
    if (hour > 23 || minute > 59 || second > 59 || tenth > 9 || rest > 99) return false;
    into = midnight + ((hour * 60 + minute) * 60 + second) * 1000 + tenth * 100 + rest;
    return true;
  }

  /// The number of two digits, or more than any.
  static unsigned two(const char *text) {
    unsigned tens = static_cast<unsigned char>(text[0]) - unsigned('0');
    unsigned ones = static_cast<unsigned char>(text[1]) - unsigned('0');
    return tens > 9 || ones > 9 ? 1000 : tens * 10 + ones;
  }
};

#endif
