#ifndef INTERVAL_TEXT_H
#define INTERVAL_TEXT_H

#include <cstdint>
#include <string_view>

/// Reads instants of ISO 8601 with any offset. An answer repeats its interval texts thousands of
/// times, which is why they are read here and not one by one in Swift.
class IntervalText {
 public:
  explicit IntervalText(std::string_view text) : rest(text) {}

  /// Reads `start/end` into milliseconds since 1970; false when the text is anything else.
  bool read(int64_t &start, int64_t &end) {
    return instant(start) && skip('/') && instant(end) && rest.empty();
  }

 private:
  std::string_view rest;

  bool skip(char character) {
    if (rest.empty() || rest.front() != character) return false;
    rest.remove_prefix(1);
    return true;
  }

  bool number(int width, int64_t &value) {
    if (rest.size() < static_cast<size_t>(width)) return false;
    value = 0;
    for (int i = 0; i < width; i++) {
      char digit = rest[i];
      if (digit < '0' || digit > '9') return false;
      value = value * 10 + (digit - '0');
    }
    rest.remove_prefix(width);
    return true;
  }

  bool instant(int64_t &milliseconds) {
    int64_t year, month, day, hour, minute, second = 0, thousandths = 0, offset = 0;
    if (!(number(4, year) && skip('-') && number(2, month) && skip('-') && number(2, day) &&
          skip('T') && number(2, hour) && skip(':') && number(2, minute)))
      return false;
    if (skip(':')) {
      if (!number(2, second)) return false;
      if (skip('.') && !fraction(thousandths)) return false;
    }
    if (month < 1 || month > 12 || day < 1 || day > length(year, month) || hour > 23 ||
        minute > 59 || second > 59 || !zone(offset))
      return false;
    milliseconds =
        ((days(year, month, day) * 24 + hour) * 60 + minute - offset) * 60'000 + second * 1000 +
        thousandths;
    return true;
  }

  /// What lies below a millisecond must be zero, or the interval would not be the one shown.
  bool fraction(int64_t &thousandths) {
    int digits = 0;
    for (; !rest.empty() && rest.front() >= '0' && rest.front() <= '9'; digits++) {
      int digit = rest.front() - '0';
      if (digits < 3) thousandths = thousandths * 10 + digit;
      else if (digit != 0) return false;
      rest.remove_prefix(1);
    }
    for (int i = digits; i < 3; i++) thousandths *= 10;
    return digits > 0 && digits <= 9;
  }

  /// Minutes east of Greenwich; a text without a zone names no moment.
  bool zone(int64_t &offset) {
    if (skip('Z')) return true;
    int64_t sign = 1, hours, minutes;
    if (skip('-')) sign = -1;
    else if (!skip('+')) return false;
    if (!number(2, hours)) return false;
    skip(':');
    if (!number(2, minutes) || hours > 23 || minutes > 59) return false;
    offset = sign * (hours * 60 + minutes);
    return true;
  }

  static int64_t length(int64_t year, int64_t month) {
    if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /// Days since 1 January 1970, for years 0 to 9999; years begin in March here.
  static int64_t days(int64_t year, int64_t month, int64_t day) {
    if (month <= 2) year--;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t year_of_era = year - era * 400;
    int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719'468;
  }
};

#endif
