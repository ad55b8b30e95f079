/// Reads the answers of queries in one pass, into flat arrays: those of the published dialect, and
/// flat rows with named members.
///
/// Only what every reader of an answer must know is judged here: that it is JSON without
/// duplicate members, of the right shape, with whole numbers. What was asked for, and so may
/// be believed, is the caller's to judge.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct CSAnswer CSAnswer;

/// Bytes inside the answer; they end with it.
typedef struct {
  const char *bytes;
  size_t length;
} CSText;

/// One member of a group: the name of a dimension and its value.
typedef struct {
  uint32_t group;
  CSText dimension;
  CSText value;
} CSDimension;

/// One interval of a group, in milliseconds since 1970, with a range of values.
typedef struct {
  uint32_t group;
  uint32_t first_value;
  uint32_t value_count;
  int64_t start;
  int64_t end;
  CSText text;
} CSBucket;

/// One metric of a bucket; a part that the answer leaves out is -1.
typedef struct {
  /// The place in the list of asked names, or -1 for a name that was not asked for.
  int32_t metric;
  CSText name;
  /// What tells several values of one metric apart; the bytes are null when there is none.
  CSText qualifier;
  int64_t count;
  int64_t sum;
  int64_t max;
  /// The upper part of a ratio.
  int64_t numerator;
} CSValue;

typedef enum {
  CS_OK,
  CS_NOT_JSON,        ///< `detail` says why
  CS_NOT_AN_ANSWER,   ///< the document is no answer to a query, `detail` says why
  CS_DUPLICATE,       ///< member `detail` comes twice in one object
  CS_SHAPE,           ///< member `detail` is missing or of the wrong kind
  CS_BAD_INTERVAL,    ///< the text of an interval is none
  CS_TEXT_NUMBER,     ///< member `detail` is a text instead of a number
  CS_NEGATIVE,
  CS_FRACTION,
  CS_TOO_LARGE,
  CS_UNASKED,         ///< a row has a member `detail` that was not asked for
} CSFault;

typedef struct {
  CSFault fault;
  CSText detail;
  /// Where the fault lies: the last group begun, the bucket and metric read, empty before those.
  CSText interval;
  CSText metric;

  uint32_t group_count;
  const CSDimension *dimensions;
  size_t dimension_count;
  const CSBucket *buckets;
  size_t bucket_count;
  const CSValue *values;
  size_t value_count;
  /// Whether the answer has members beyond those of its form, or of another kind.
  bool has_more;
} CSReading;

/// Reads `length` bytes. Names are null-terminated; a number above `limit` is a fault.
///
/// The answer must be closed by the caller, whatever the fault. A null pointer means that memory
/// is out.
CSAnswer *csimdjson_read(const uint8_t *bytes, size_t length, const char *const *names,
                         size_t name_count, int64_t limit);
CSReading csimdjson_reading(const CSAnswer *answer);
void csimdjson_close(CSAnswer *answer);

// Flat rows

typedef struct CSRows CSRows;

typedef enum {
  CS_KEY,          ///< a text; all texts of a row together are its group
  CS_INSTANT,      ///< whole milliseconds since 1970
  CS_WHOLE,        ///< a whole number
  CS_THOUSANDTHS,  ///< a decimal number, read as a whole number of thousandths
  CS_QUOTIENT,     ///< any number, read as 1, or null, read as 0
} CSKind;

typedef struct {
  const char *name;
  CSKind kind;
} CSMember;

typedef struct {
  CSFault fault;
  CSText detail;
  /// The number of the row at fault, from 1; 0 before the first.
  size_t row;

  size_t row_count;
  /// For each row the number of its group.
  const uint32_t *groups;
  /// For each row one number for each member, in the order of the members; 0 for a text.
  const int64_t *numbers;
  size_t group_count;
  /// For each group its texts, in the order of the members.
  const CSText *texts;
  size_t text_count;

  /// What the answer says of the number of rows on all pages; -1 when it says nothing.
  int64_t total;
  /// The link to the next page; the bytes are null when there is none.
  CSText next;
} CSRowReading;

/// Reads `{"rows": [{…}], "total": …, "next": …}`; every row has exactly these members.
///
/// The rows must be closed by the caller, whatever the fault. A null pointer means that memory is
/// out.
CSRows *csimdjson_read_rows(const uint8_t *bytes, size_t length, const CSMember *members,
                            size_t member_count, int64_t limit);
CSRowReading csimdjson_row_reading(const CSRows *rows);
void csimdjson_close_rows(CSRows *rows);

/// Whether the bytes are one JSON object without duplicate members, at any depth.
///
/// When memory is out, they are not.
bool csimdjson_is_plain(const uint8_t *bytes, size_t length);

#ifdef __cplusplus
}
#endif
#endif
