#include <new>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "Reader.h"

namespace dom = simdjson::dom;

/// No instant lies later than this many milliseconds after 1970; any real one is far below.
static const int64_t latest_instant = 100'000'000'000'000;

struct CSRows : Reader {
  std::vector<std::string> names;
  std::vector<CSKind> kinds;

  size_t row_number = 0;
  std::vector<uint32_t> groups;
  std::vector<int64_t> numbers;
  std::vector<CSText> texts;
  size_t text_count = 0;
  int64_t total = -1;
  std::string_view next;

  /// The texts of the row being read, at the numbers of their members.
  std::vector<std::string_view> keys;

  void read(const uint8_t *bytes, size_t length);

 private:
  std::vector<bool> found;
  /// The members in the order of the row before, which the next row mostly keeps.
  std::vector<size_t> order;
  std::string joined;
  std::string last_joined;
  std::unordered_map<std::string, uint32_t> group_numbers;

  bool row(dom::element element);
  bool value(dom::element element, size_t member, int64_t &into);
  size_t find(std::string_view name, size_t position);
  void close_group();
};

/// The number of a member, or the count of members when it is none.
size_t CSRows::find(std::string_view name, size_t position) {
  if (position < order.size() && names[order[position]] == name) return order[position];
  for (size_t i = 0; i < names.size(); i++) {
    if (names[i] != name) continue;
    if (position < order.size()) order[position] = i;
    else order.push_back(i);
    return i;
  }
  return names.size();
}

bool CSRows::value(dom::element element, size_t member, int64_t &into) {
  std::string_view name = names[member];
  switch (kinds[member]) {
    case CS_KEY: return text(element, name, keys[member]);
    case CS_INSTANT: return number(element, name, latest_instant, into);
    case CS_WHOLE: return number(element, name, limit, into);
    case CS_THOUSANDTHS: return thousandths(element, name, into);
    case CS_QUOTIENT: break;
  }
  into = element.is_null() ? 0 : 1;
  if (into == 0 || element.is_double()) {
    return into == 0 || double(element) >= 0 ? true : fail(CS_NEGATIVE, name);
  }
  int64_t ignored;
  return number(element, name, limit, ignored);
}

bool CSRows::row(dom::element element) {
  dom::object members;
  row_number++;
  if (!object(element, "rows", members)) return false;
  size_t first = numbers.size(), position = 0;
  numbers.resize(first + names.size(), 0);
  found.assign(names.size(), false);
  for (dom::key_value_pair member : members) {
    size_t place = find(member.key, position++);
    if (place == names.size()) return fail(CS_UNASKED, member.key);
    if (found[place]) return fail(CS_DUPLICATE, member.key);
    found[place] = true;
    if (!value(member.value, place, numbers[first + place])) return false;
  }
  for (size_t i = 0; i < names.size(); i++) {
    if (!found[i]) return fail(CS_SHAPE, names[i]);
  }
  close_group();
  return true;
}

/// Finds the group of the texts just read, or begins one.
void CSRows::close_group() {
  joined.clear();
  for (size_t i = 0; i < names.size(); i++) {
    if (kinds[i] != CS_KEY) continue;
    // The length keeps two texts from passing for two others.
    joined += std::to_string(keys[i].size());
    joined += ':';
    joined += keys[i];
  }
  if (!groups.empty() && joined == last_joined) {
    groups.push_back(groups.back());
    return;
  }
  auto entry = group_numbers.try_emplace(joined, static_cast<uint32_t>(group_numbers.size()));
  if (entry.second) {
    for (size_t i = 0; i < names.size(); i++) {
      if (kinds[i] == CS_KEY) texts.push_back(c_text(keys[i]));
    }
  }
  groups.push_back(entry.first->second);
  last_joined = joined;
}

void CSRows::read(const uint8_t *bytes, size_t length) {
  dom::object members;
  if (!document(bytes, length, members) || !check_names(members)) return;
  bool has_rows = false, is_error = false;
  dom::array rows;
  for (dom::key_value_pair member : members) {
    if (member.key == "rows") {
      if (!array(member.value, "rows", rows)) return;
      has_rows = true;
    } else if (member.key == "total") {
      if (!member.value.is_null() && !number(member.value, "total", limit, total)) return;
    } else if (member.key == "next") {
      if (!member.value.is_null() && !text(member.value, "next", next)) return;
    } else {
      if (!check(member.value)) return;
      is_error = is_error || member.key == "code" || member.key == "message" ||
                 member.key == "error" || member.key == "errors";
    }
  }
  if (!has_rows) {
    fail(CS_NOT_AN_ANSWER, is_error ? "it is an error message" : "it has no 'rows'");
    return;
  }
  for (dom::element item : rows) {
    if (!row(item)) return;
  }
}

CSRows *csimdjson_read_rows(const uint8_t *bytes, size_t length, const CSMember *members,
                            size_t member_count, int64_t limit) {
  CSRows *rows = nullptr;
  try {
    rows = new CSRows;
    rows->limit = limit;
    for (size_t i = 0; i < member_count; i++) {
      rows->names.emplace_back(members[i].name);
      rows->kinds.push_back(members[i].kind);
      if (members[i].kind == CS_KEY) rows->text_count++;
    }
    rows->keys.resize(member_count);
    rows->read(bytes, length);
    return rows;
  } catch (const std::bad_alloc &) {
    delete rows;
    return nullptr;
  } catch (const simdjson::simdjson_error &error) {
    rows->fail(CS_NOT_JSON, error.what());
    return rows;
  }
}

CSRowReading csimdjson_row_reading(const CSRows *rows) {
  CSRowReading reading = {};
  reading.fault = rows->fault;
  reading.detail = Reader::c_text(rows->detail);
  reading.row = rows->row_number;
  reading.row_count = rows->groups.size();
  reading.groups = rows->groups.data();
  reading.numbers = rows->numbers.data();
  reading.group_count = rows->text_count > 0 ? rows->texts.size() / rows->text_count : 0;
  reading.texts = rows->texts.data();
  reading.text_count = rows->text_count;
  reading.total = rows->total;
  reading.next = Reader::c_text(rows->next);
  return reading;
}

void csimdjson_close_rows(CSRows *rows) { delete rows; }

bool csimdjson_is_plain(const uint8_t *bytes, size_t length) {
  try {
    Reader reader;
    dom::object members;
    return reader.document(bytes, length, members) && reader.check(members);
  } catch (const std::bad_alloc &) {
    return false;
  } catch (const simdjson::simdjson_error &) {
    return false;
  }
}
