#ifndef READER_H
#define READER_H

#include "CSimdjson.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

/// What the readers of all answers have in common: the document, its first fault and the ways to
/// take a value that must be what it should be.
///
/// It owns the texts that point into the document.
struct Reader {
  simdjson::dom::parser parser;
  std::string detail;
  int64_t limit = 0;
  CSFault fault = CS_OK;

  bool fail(CSFault kind, std::string_view about) {
    fault = kind;
    detail = about;
    return false;
  }

  /// Parses the bytes into an object.
  bool document(const uint8_t *bytes, size_t length, simdjson::dom::object &members) {
    simdjson::dom::element whole;
    if (auto error = parser.parse(bytes, length).get(whole))
      return fail(CS_NOT_JSON, simdjson::error_message(error));
    if (whole.get_object().get(members) != simdjson::SUCCESS)
      return fail(CS_NOT_AN_ANSWER, "it is no JSON object");
    return true;
  }

  /// Refuses an object, at any depth, that names a member twice: readers disagree on which counts.
  bool check(simdjson::dom::element element) {
    if (element.is_array()) {
      for (simdjson::dom::element item : simdjson::dom::array(element)) {
        if (!check(item)) return false;
      }
    } else if (element.is_object()) {
      return check(simdjson::dom::object(element));
    }
    return true;
  }

  bool check(simdjson::dom::object members) {
    if (!check_names(members)) return false;
    for (simdjson::dom::key_value_pair member : members) {
      if (!check(member.value)) return false;
    }
    return true;
  }

  /// Refuses an object that names a member twice, whatever lies in its members.
  bool check_names(simdjson::dom::object members) {
    std::string_view few[8];
    std::vector<std::string_view> keys;
    size_t count = 0;
    for (simdjson::dom::key_value_pair member : members) {
      if (count < 8) {
        for (size_t i = 0; i < count; i++) {
          if (few[i] == member.key) return fail(CS_DUPLICATE, member.key);
        }
        few[count] = member.key;
      } else {
        if (count == 8) keys.assign(few, few + 8);
        keys.push_back(member.key);
      }
      count++;
    }
    std::sort(keys.begin(), keys.end());
    auto twin = std::adjacent_find(keys.begin(), keys.end());
    return twin == keys.end() ? true : fail(CS_DUPLICATE, *twin);
  }

  bool object(simdjson::dom::element element, std::string_view name, simdjson::dom::object &into) {
    return element.get_object().get(into) == simdjson::SUCCESS ? true : fail(CS_SHAPE, name);
  }

  bool array(simdjson::dom::element element, std::string_view name, simdjson::dom::array &into) {
    return element.get_array().get(into) == simdjson::SUCCESS ? true : fail(CS_SHAPE, name);
  }

  bool text(simdjson::dom::element element, std::string_view name, std::string_view &into) {
    return element.get_string().get(into) == simdjson::SUCCESS ? true : fail(CS_SHAPE, name);
  }

  /// Takes `52000`, `52000.0` and `5.2e4`: below 2^53 a binary number holds a whole one exactly.
  bool number(simdjson::dom::element element, std::string_view name, int64_t limit,
              int64_t &into) {
    if (element.type() != simdjson::dom::element_type::DOUBLE)
      return integer(element, name, limit, into);
    double real = double(element);
    if (real < 0) return fail(CS_NEGATIVE, name);
    if (real > static_cast<double>(limit)) return fail(CS_TOO_LARGE, name);
    into = static_cast<int64_t>(real);
    return static_cast<double>(into) == real ? true : fail(CS_FRACTION, name);
  }

  /// Takes seconds with a decimal fraction as a whole number of milliseconds.
  ///
  /// A decimal of up to 15 digits and the binary number next to it stand for each other, so that
  /// no other such text can pass for a whole number of thousandths.
  bool thousandths(simdjson::dom::element element, std::string_view name, int64_t &into) {
    int64_t most = limit / 1000;
    if (element.type() != simdjson::dom::element_type::DOUBLE) {
      if (!integer(element, name, most, into)) return false;
      into *= 1000;
      return true;
    }
    double real = double(element);
    if (real < 0) return fail(CS_NEGATIVE, name);
    if (real > static_cast<double>(most)) return fail(CS_TOO_LARGE, name);
    into = std::llround(real * 1000);
    return static_cast<double>(into) / 1000 == real ? true : fail(CS_FRACTION, name);
  }

  static CSText c_text(std::string_view text) { return {text.data(), text.size()}; }

 private:
  bool integer(simdjson::dom::element element, std::string_view name, int64_t limit,
               int64_t &into) {
    switch (element.type()) {
      case simdjson::dom::element_type::INT64:
        into = int64_t(element);
        break;
      case simdjson::dom::element_type::UINT64:
        return fail(CS_TOO_LARGE, name);
      case simdjson::dom::element_type::STRING:
        return fail(CS_TEXT_NUMBER, name);
      default:
        return fail(CS_SHAPE, name);
    }
    if (into < 0) return fail(CS_NEGATIVE, name);
    return into > limit ? fail(CS_TOO_LARGE, name) : true;
  }
};

#endif
