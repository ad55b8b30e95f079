/// One HTTP exchange at a time over libcurl, whose variadic interface Swift cannot call.
///
/// A connection belongs to one thread at a time. Nothing is followed: a redirect is an answer.
#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct CCurlConnection CCurlConnection;

typedef struct {
  const char *method;
  const char *url;
  /// Lines of the form "Name: value", ended by a null pointer.
  const char *const *headers;
  const uint8_t *body;
  size_t body_length;
  /// The largest answer in bytes, after decompression.
  size_t body_limit;
  /// Ignores proxy variables, for hosts on this machine.
  bool no_proxy;
  /// Asked about once a second and whenever bytes arrive; true aborts the exchange.
  bool (*is_cancelled)(void *context);
  void *context;
} CCurlRequest;

typedef enum {
  CCURL_DONE,
  CCURL_UNREACHABLE,  ///< no such host, no connection, no trusted TLS
  CCURL_CUT,          ///< the answer ended before its announced length
  CCURL_RESET,        ///< the connection broke
  CCURL_TIMED_OUT,
  CCURL_TOO_LARGE,    ///< the answer went over body_limit
  CCURL_UNREADABLE,   ///< not HTTP, or not the announced compression
  CCURL_CANCELLED,
} CCurlOutcome;

/// The bytes stay valid until the next exchange or the end of the connection.
typedef struct {
  CCurlOutcome outcome;
  long status;
  /// Header lines of the last answer, each with its line end.
  const char *headers;
  size_t headers_length;
  const uint8_t *body;
  size_t body_length;
  /// libcurl's own words for a failure, never a null pointer.
  const char *reason;
} CCurlAnswer;

/// A connection that is kept open between exchanges, or a null pointer when memory is out.
CCurlConnection *ccurl_open(void);
void ccurl_close(CCurlConnection *connection);
CCurlAnswer ccurl_exchange(CCurlConnection *connection, const CCurlRequest *request);

#endif
