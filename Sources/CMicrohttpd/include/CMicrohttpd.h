#ifndef CMICROHTTPD_H
#define CMICROHTTPD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// An HTTP server on the loopback interface, over libmicrohttpd.
typedef struct cmhd_server cmhd_server;

/// A request that has arrived completely; its texts live until the handler returns.
typedef struct cmhd_request cmhd_request;

/// The answer that the handler fills in.
typedef struct cmhd_answer cmhd_answer;

/// How the answer's body reaches the client.
typedef enum : int {
  cmhd_whole,
  /// Half of the promised bytes, then the connection closes.
  cmhd_cut,
  /// Nothing at all: the connection is reset.
  cmhd_reset,
  /// Half of the promised bytes, then the connection is reset.
  cmhd_reset_midway,
  /// In sixteen pieces with a pause of 20 ms before each.
  cmhd_drip,
} cmhd_delivery;

/// Answers a request; it is called on a thread of each connection, several at once.
typedef void (*cmhd_handler)(
    void *_Nonnull context, const cmhd_request *_Nonnull request, cmhd_answer *_Nonnull answer);

/// Listens on a port of 127.0.0.1 (0 takes any free one).
///
/// Returns null, with the reason in `error`, when the port cannot be had. A body longer than
/// `body_limit` bytes is read to its end but not kept.
cmhd_server *_Nullable cmhd_start(
    uint16_t port, size_t body_limit, cmhd_handler _Nonnull handler, void *_Nonnull context,
    int *_Nonnull error);

/// The port that the server is bound to.
uint16_t cmhd_port(const cmhd_server *_Nonnull server);

/// Stops the server and frees it, after the last handler has returned.
void cmhd_stop(cmhd_server *_Nonnull server);

const char *_Nonnull cmhd_method(const cmhd_request *_Nonnull request);

/// Path and query as the client sent them, with percent escapes.
const char *_Nonnull cmhd_target(const cmhd_request *_Nonnull request);

/// A header's value; names are compared without regard to case.
const char *_Nullable cmhd_header(
    const cmhd_request *_Nonnull request, const char *_Nonnull name);

const uint8_t *_Nullable cmhd_body(const cmhd_request *_Nonnull request, size_t *_Nonnull length);

/// Whether the body was longer than the limit and is therefore not there.
bool cmhd_body_is_too_long(const cmhd_request *_Nonnull request);

void cmhd_set_status(cmhd_answer *_Nonnull answer, unsigned int status);

/// Adds a header; a `Date` of our own replaces the server's.
void cmhd_add_header(
    cmhd_answer *_Nonnull answer, const char *_Nonnull name, const char *_Nonnull value);

/// Sets the body to a copy of the bytes.
void cmhd_set_body(cmhd_answer *_Nonnull answer, const uint8_t *_Nullable bytes, size_t length);

void cmhd_set_delivery(cmhd_answer *_Nonnull answer, cmhd_delivery delivery);

#endif
