/// Reads the answer of an aggregate query in one pass, into flat arrays.
///
/// Only what every reader of the answer must know is judged here: that it is JSON without
/// duplicate members, of the published shape, with whole numbers. What was asked for, and so may
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
  int64_t count;
  int64_t sum;
  int64_t max;
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
} CSReading;

/// Reads `length` bytes. Names are null-terminated; a number above `limit` is a fault.
///
/// The answer must be closed by the caller, whatever the fault. A null pointer means that memory
/// is out.
CSAnswer *csimdjson_read(const uint8_t *bytes, size_t length, const char *const *names,
                         size_t name_count, int64_t limit);
CSReading csimdjson_reading(const CSAnswer *answer);
void csimdjson_close(CSAnswer *answer);

#ifdef __cplusplus
}
#endif
#endif
