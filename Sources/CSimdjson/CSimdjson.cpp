#include "CSimdjson.h"

#include <simdjson.h>

#include <algorithm>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "IntervalText.h"

namespace dom = simdjson::dom;

struct CSAnswer {
  // The parser owns the texts that everything below points into.
  dom::parser parser;
  std::string detail;
  std::vector<std::string> names;
  int64_t limit = 0;

  CSFault fault = CS_OK;
  std::string_view interval;
  std::string_view metric;
  uint32_t group_count = 0;
  std::vector<CSDimension> dimensions;
  std::vector<CSBucket> buckets;
  std::vector<CSValue> values;

  bool fail(CSFault kind, std::string_view about) {
    fault = kind;
    detail = about;
    return false;
  }

  void read(const uint8_t *bytes, size_t length);

 private:
  bool check(dom::element element);
  bool result(dom::element element);
  bool group(dom::element element);
  bool bucket(dom::element element);
  bool value(dom::element element, std::string_view list, std::string_view name);
  bool number(dom::element element, std::string_view name, int64_t &into);
  bool object(dom::element element, std::string_view name, dom::object &into);
  bool array(dom::element element, std::string_view name, dom::array &into);
  bool text(dom::element element, std::string_view name, std::string_view &into);
};

static CSText c_text(std::string_view text) { return {text.data(), text.size()}; }

/// Refuses an object, at any depth, that names a member twice: readers disagree on which counts.
bool CSAnswer::check(dom::element element) {
  if (element.is_array()) {
    for (dom::element item : dom::array(element)) {
      if (!check(item)) return false;
    }
  } else if (element.is_object()) {
    std::string_view few[8];
    std::vector<std::string_view> keys;
    size_t count = 0;
    for (dom::key_value_pair member : dom::object(element)) {
      if (!check(member.value)) return false;
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
    if (twin != keys.end()) return fail(CS_DUPLICATE, *twin);
  }
  return true;
}

bool CSAnswer::object(dom::element element, std::string_view name, dom::object &into) {
  return element.get_object().get(into) == simdjson::SUCCESS ? true : fail(CS_SHAPE, name);
}

bool CSAnswer::array(dom::element element, std::string_view name, dom::array &into) {
  return element.get_array().get(into) == simdjson::SUCCESS ? true : fail(CS_SHAPE, name);
}

bool CSAnswer::text(dom::element element, std::string_view name, std::string_view &into) {
  return element.get_string().get(into) == simdjson::SUCCESS ? true : fail(CS_SHAPE, name);
}

/// Takes `52000`, `52000.0` and `5.2e4`: below 2^53 a binary number holds a whole one exactly.
bool CSAnswer::number(dom::element element, std::string_view name, int64_t &into) {
  switch (element.type()) {
    case dom::element_type::INT64:
      into = int64_t(element);
      break;
    case dom::element_type::UINT64:
      return fail(CS_TOO_LARGE, name);
    case dom::element_type::DOUBLE: {
      double real = double(element);
      if (real < 0) return fail(CS_NEGATIVE, name);
      if (real > static_cast<double>(limit)) return fail(CS_TOO_LARGE, name);
      into = static_cast<int64_t>(real);
      if (static_cast<double>(into) != real) return fail(CS_FRACTION, name);
      break;
    }
    case dom::element_type::STRING:
      return fail(CS_TEXT_NUMBER, name);
    default:
      return fail(CS_SHAPE, name);
  }
  if (into < 0) return fail(CS_NEGATIVE, name);
  if (into > limit) return fail(CS_TOO_LARGE, name);
  return true;
}

/// A metric is named by `metric`, a view by `name`.
bool CSAnswer::value(dom::element element, std::string_view list, std::string_view name) {
  dom::object members, stats;
  if (!object(element, list, members)) return false;
  bool is_named = false, has_stats = false;
  CSValue value = {-1, {nullptr, 0}, -1, -1, -1};
  for (dom::key_value_pair member : members) {
    if (member.key == name) {
      if (!text(member.value, name, metric)) return false;
      is_named = true;
    } else if (member.key == "stats") {
      if (!object(member.value, "stats", stats)) return false;
      has_stats = true;
    }
  }
  if (!is_named) return fail(CS_SHAPE, name);
  value.name = c_text(metric);
  for (size_t i = 0; i < names.size(); i++) {
    if (names[i] == metric) value.metric = static_cast<int32_t>(i);
  }
  // A metric that nobody asked for is refused by its name alone; its numbers are not looked at.
  if (value.metric >= 0) {
    if (!has_stats) return fail(CS_SHAPE, "stats");
    for (dom::key_value_pair member : stats) {
      if (member.key == "count" && !number(member.value, "count", value.count)) return false;
      if (member.key == "sum" && !number(member.value, "sum", value.sum)) return false;
      if (member.key == "max" && !number(member.value, "max", value.max)) return false;
    }
  }
  values.push_back(value);
  metric = {};
  return true;
}

bool CSAnswer::bucket(dom::element element) {
  dom::object members;
  dom::array metrics, views;
  if (!object(element, "data", members)) return false;
  bool has_interval = false, has_metrics = false, has_views = false;
  for (dom::key_value_pair member : members) {
    if (member.key == "interval") {
      if (!text(member.value, "interval", interval)) return false;
      has_interval = true;
    } else if (member.key == "metrics") {
      if (!array(member.value, "metrics", metrics)) return false;
      has_metrics = true;
    } else if (member.key == "views") {
      if (!array(member.value, "views", views)) return false;
      has_views = true;
    }
  }
  if (!has_interval) return fail(CS_SHAPE, "interval");
  CSBucket bucket = {group_count - 1, static_cast<uint32_t>(values.size()), 0, 0, 0,
                     c_text(interval)};
  if (!IntervalText(interval).read(bucket.start, bucket.end)) return fail(CS_BAD_INTERVAL, "");
  if (has_metrics) {
    for (dom::element item : metrics) {
      if (!value(item, "metrics", "metric")) return false;
    }
  }
  if (has_views) {
    for (dom::element item : views) {
      if (!value(item, "views", "name")) return false;
    }
  }
  bucket.value_count = static_cast<uint32_t>(values.size()) - bucket.first_value;
  buckets.push_back(bucket);
  interval = {};
  return true;
}

bool CSAnswer::group(dom::element element) {
  dom::object members;
  if (!object(element, "group", members)) return false;
  for (dom::key_value_pair member : members) {
    std::string_view value;
    if (!text(member.value, member.key, value)) return false;
    dimensions.push_back({group_count - 1, c_text(member.key), c_text(value)});
  }
  return true;
}

bool CSAnswer::result(dom::element element) {
  dom::object members;
  dom::array data;
  if (!object(element, "results", members)) return false;
  bool has_group = false, has_data = false;
  group_count++;
  for (dom::key_value_pair member : members) {
    if (member.key == "group") {
      if (!group(member.value)) return false;
      has_group = true;
    } else if (member.key == "data") {
      if (!array(member.value, "data", data)) return false;
      has_data = true;
    }
  }
  if (!has_group) return fail(CS_SHAPE, "group");
  if (has_data) {
    for (dom::element item : data) {
      if (!bucket(item)) return false;
    }
  }
  return true;
}

void CSAnswer::read(const uint8_t *bytes, size_t length) {
  dom::element document;
  if (auto error = parser.parse(bytes, length).get(document)) {
    fail(CS_NOT_JSON, simdjson::error_message(error));
    return;
  }
  dom::object members;
  if (document.get_object().get(members) != simdjson::SUCCESS) {
    fail(CS_NOT_AN_ANSWER, "it is no JSON object");
    return;
  }
  if (!check(document)) return;
  bool has_results = false, is_error = false;
  dom::array results;
  for (dom::key_value_pair member : members) {
    if (member.key == "results") {
      if (!array(member.value, "results", results)) return;
      has_results = true;
    } else if (member.key == "code" || member.key == "message" || member.key == "error" ||
               member.key == "errors") {
      is_error = true;
    }
  }
  if (!has_results) {
    // An error sent as a success would pass for a month without calls.
    if (is_error) fail(CS_NOT_AN_ANSWER, "it is an error message");
    return;
  }
  for (dom::element item : results) {
    if (!result(item)) return;
  }
}

CSAnswer *csimdjson_read(const uint8_t *bytes, size_t length, const char *const *names,
                         size_t name_count, int64_t limit) {
  CSAnswer *answer = nullptr;
  try {
    answer = new CSAnswer;
    answer->limit = limit;
    answer->names.assign(names, names + name_count);
    answer->read(bytes, length);
    return answer;
  } catch (const std::bad_alloc &) {
    delete answer;
    return nullptr;
  } catch (const simdjson::simdjson_error &error) {
    answer->fail(CS_NOT_JSON, error.what());
    return answer;
  }
}

CSReading csimdjson_reading(const CSAnswer *answer) {
  CSReading reading = {};
  reading.fault = answer->fault;
  reading.detail = c_text(answer->detail);
  reading.interval = c_text(answer->interval);
  reading.metric = c_text(answer->metric);
  reading.group_count = answer->group_count;
  reading.dimensions = answer->dimensions.data();
  reading.dimension_count = answer->dimensions.size();
  reading.buckets = answer->buckets.data();
  reading.bucket_count = answer->buckets.size();
  reading.values = answer->values.data();
  reading.value_count = answer->values.size();
  return reading;
}

void csimdjson_close(CSAnswer *answer) { delete answer; }
