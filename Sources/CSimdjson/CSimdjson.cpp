#include "CSimdjson.h"

#include <memory>
#include <mutex>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "IntervalText.h"
#include "PlainScan.h"
#include "Reader.h"

namespace dom = simdjson::dom;

struct CSAnswer : Reader {
  std::vector<std::string> names;

  std::string_view interval;
  std::string_view metric;
  uint32_t group_count = 0;
  bool has_more = false;
  /// Where the next name is looked for first: buckets name their metrics in one order.
  size_t likely = 0;
  std::vector<CSDimension> dimensions;
  std::vector<CSBucket> buckets;
  std::vector<CSValue> values;
  /// The texts of a plain answer; of any other, they lie in the parser.
  std::vector<char> texts;

  bool read_plain(const uint8_t *bytes, size_t length);
  void read(const uint8_t *bytes, size_t length);

  /// Forgets the last answer and keeps the memory that it took.
  void clear() {
    detail.clear();
    fault = CS_OK;
    interval = metric = {};
    group_count = 0;
    has_more = false;
    likely = 0;
    dimensions.clear();
    buckets.clear();
    values.clear();
    texts.clear();
  }

 private:
  bool result(dom::element element);
  bool group(dom::element element);
  bool bucket(dom::element element);
  bool value(dom::element element, std::string_view list, std::string_view name);
  /// Where a member of `stats` goes; a null pointer for one that nobody adds up.
  static int64_t *part(std::string_view key, CSValue &value) {
    switch (key.size()) {
      case 3:
        return key == "sum" ? &value.sum : key == "max" ? &value.max : nullptr;
      case 5:
        return key == "count" ? &value.count : nullptr;
      case 9:
        return key == "numerator" ? &value.numerator : nullptr;
      default:
        return nullptr;
    }
  }
  bool number(dom::element element, std::string_view name, int64_t &into) {
    return Reader::number(element, name, limit, into);
  }
};

/// A metric is named by `metric`, a view by `name`.
bool CSAnswer::value(dom::element element, std::string_view list, std::string_view name) {
  dom::object members, stats;
  if (!object(element, list, members)) return false;
  bool is_named = false, has_stats = false;
  CSValue value = {-1, {nullptr, 0}, {nullptr, 0}, -1, -1, -1, -1};
  for (dom::key_value_pair member : members) {
    if (member.key == name) {
      if (!text(member.value, name, metric)) return false;
      is_named = true;
    } else if (member.key == "stats") {
      if (!object(member.value, "stats", stats)) return false;
      has_stats = true;
    } else {
      has_more = true;
      if (member.key == "qualifier" && member.value.is_string())
        value.qualifier = c_text(member.value.get_string().value());
    }
  }
  if (!is_named) return fail(CS_SHAPE, name);
  value.name = c_text(metric);
  for (size_t tried = 0; tried < names.size(); tried++) {
    if (likely >= names.size()) likely = 0;
    if (names[likely] == metric) {
      value.metric = static_cast<int32_t>(likely++);
      break;
    }
    likely++;
  }
  // A metric that nobody asked for is refused by its name alone; its numbers are not looked at.
  if (value.metric >= 0) {
    if (!has_stats) return fail(CS_SHAPE, "stats");
    for (dom::key_value_pair member : stats) {
      if (!member.value.is_number() && !member.value.is_null()) has_more = true;
      int64_t *into = part(member.key, value);
      if (into != nullptr && !number(member.value, member.key, *into)) return false;
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
    } else {
      has_more = true;
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
    } else {
      has_more = true;
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

bool CSAnswer::read_plain(const uint8_t *bytes, size_t length) {
  PlainScan scan(bytes, length, names, limit, dimensions, buckets, values, texts);
  if (scan.read()) {
    group_count = scan.group_count;
    return true;
  }
  clear();
  return false;
}

void CSAnswer::read(const uint8_t *bytes, size_t length) {
  dom::object members;
  if (!document(bytes, length, members) || !check(members)) return;
  bool has_results = false, is_error = false;
  dom::array results;
  for (dom::key_value_pair member : members) {
    if (member.key == "results") {
      if (!array(member.value, "results", results)) return;
      has_results = true;
      continue;
    }
    has_more = true;
    if (member.key == "code" || member.key == "message" || member.key == "error" ||
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

/// Readers that are at rest. A month has hundreds of answers of one size, and fresh memory for each
/// would cost as much as the reading.
struct ReadersAtRest {
  static constexpr size_t most = 4;
  static constexpr size_t largest = 16 << 20;

  std::mutex mutex;
  std::vector<std::unique_ptr<CSAnswer>> answers;

  std::unique_ptr<CSAnswer> take() {
    std::lock_guard<std::mutex> lock(mutex);
    if (answers.empty()) return std::make_unique<CSAnswer>();
    std::unique_ptr<CSAnswer> answer = std::move(answers.back());
    answers.pop_back();
    return answer;
  }

  void put(std::unique_ptr<CSAnswer> answer) {
    if (answer->parser.capacity() > largest) return;
    answer->clear();
    std::lock_guard<std::mutex> lock(mutex);
    if (answers.size() < most) answers.push_back(std::move(answer));
  }

  static ReadersAtRest &shared() {
    static ReadersAtRest rest;
    return rest;
  }
};

CSAnswer *csimdjson_read(const uint8_t *bytes, size_t length, const char *const *names,
                         size_t name_count, int64_t limit) {
  CSAnswer *answer = nullptr;
  try {
    answer = ReadersAtRest::shared().take().release();
    answer->limit = limit;
    answer->names.assign(names, names + name_count);
    if (!answer->read_plain(bytes, length)) answer->read(bytes, length);
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
  reading.detail = Reader::c_text(answer->detail);
  reading.interval = Reader::c_text(answer->interval);
  reading.metric = Reader::c_text(answer->metric);
  reading.group_count = answer->group_count;
  reading.dimensions = answer->dimensions.data();
  reading.dimension_count = answer->dimensions.size();
  reading.buckets = answer->buckets.data();
  reading.bucket_count = answer->buckets.size();
  reading.values = answer->values.data();
  reading.value_count = answer->values.size();
  reading.has_more = answer->has_more;
  return reading;
}

void csimdjson_close(CSAnswer *answer) {
  std::unique_ptr<CSAnswer> owned(answer);
  try {
    ReadersAtRest::shared().put(std::move(owned));
  } catch (const std::bad_alloc &) {
    // Then it does not rest.
  }
}
