// Loopback server: collects each request, asks the handler once, and sends the answer whole or
// damaged on purpose.

#include "CMicrohttpd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { maximum_headers = 16, drip_pieces = 16, drip_pause_microseconds = 20000 };

struct cmhd_server {
  struct MHD_Daemon *daemon;
  cmhd_handler handler;
  void *context;
  size_t body_limit;
};

struct cmhd_request {
  struct MHD_Connection *connection;
  const char *method;
  char *target;
  uint8_t *body;
  size_t length;
  size_t capacity;
  bool has_begun;
  bool is_too_long;
};

struct cmhd_answer {
  unsigned int status;
  cmhd_delivery delivery;
  uint8_t *body;
  size_t length;
  struct {
    char *name;
    char *value;
  } headers[maximum_headers];
  size_t header_count;
};

// MARK: What the handler reads and writes

const char *cmhd_method(const cmhd_request *request) { return request->method; }

const char *cmhd_target(const cmhd_request *request) { return request->target; }

const char *cmhd_header(const cmhd_request *request, const char *name) {
  return MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
}

const uint8_t *cmhd_body(const cmhd_request *request, size_t *length) {
  *length = request->length;
  return request->body;
}

bool cmhd_body_is_too_long(const cmhd_request *request) { return request->is_too_long; }

void cmhd_set_status(cmhd_answer *answer, unsigned int status) { answer->status = status; }

void cmhd_add_header(cmhd_answer *answer, const char *name, const char *value) {
  if (answer->header_count == maximum_headers) abort();
  answer->headers[answer->header_count].name = strdup(name);
  answer->headers[answer->header_count].value = strdup(value);
  answer->header_count += 1;
}

void cmhd_set_body(cmhd_answer *answer, const uint8_t *bytes, size_t length) {
  free(answer->body);
  answer->body = length > 0 ? malloc(length) : NULL;
  answer->length = answer->body ? length : 0;
  if (answer->body) memcpy(answer->body, bytes, length);
}

void cmhd_set_delivery(cmhd_answer *answer, cmhd_delivery delivery) {
  answer->delivery = delivery;
}

// MARK: Sending

struct damaged_body {
  struct MHD_Connection *connection;
  uint8_t *bytes;
  size_t length;
  cmhd_delivery delivery;
};

/// Resets the connection at once.
///
/// Dissolving it sends a reset, where closing would send an orderly end.
static void reset_connection(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  struct sockaddr nobody = {.sa_family = AF_UNSPEC};
  if (info) connect(info->connect_fd, &nobody, sizeof(nobody));
}

static ssize_t read_damaged(void *context, uint64_t position, char *buffer, size_t size) {
  const struct damaged_body *body = context;
  size_t end = body->delivery == cmhd_drip ? body->length : body->length / 2;
  if (position >= end) {
    if (body->delivery == cmhd_reset_midway) reset_connection(body->connection);
    return MHD_CONTENT_READER_END_WITH_ERROR;
  }
  size_t count = end - (size_t)position;
  if (body->delivery == cmhd_drip) {
    usleep(drip_pause_microseconds);
    size_t piece = body->length / drip_pieces + 1;
    if (count > piece) count = piece;
  }
  if (count > size) count = size;
  memcpy(buffer, body->bytes + position, count);
  return (ssize_t)count;
}

static void free_damaged(void *context) {
  struct damaged_body *body = context;
  free(body->bytes);
  free(body);
}

static struct MHD_Response *make_response(
    struct MHD_Connection *connection, cmhd_answer *answer) {
  uint8_t *bytes = answer->body;
  answer->body = NULL;
  if (answer->delivery == cmhd_whole || answer->length == 0) {
    return MHD_create_response_from_buffer(answer->length, bytes, MHD_RESPMEM_MUST_FREE);
  }
  struct damaged_body *body = malloc(sizeof(*body));
  if (!body) {
    free(bytes);
    return NULL;
  }
  *body = (struct damaged_body){connection, bytes, answer->length, answer->delivery};
  return MHD_create_response_from_callback(
      answer->length, 32 * 1024, read_damaged, body, free_damaged);
}

static enum MHD_Result respond(cmhd_server *server, cmhd_request *request) {
  cmhd_answer answer = {.status = MHD_HTTP_OK, .delivery = cmhd_whole};
  server->handler(server->context, request, &answer);
  enum MHD_Result result = MHD_NO;
  if (answer.delivery == cmhd_reset) {
    reset_connection(request->connection);
  } else {
    struct MHD_Response *response = make_response(request->connection, &answer);
    if (response) {
      for (size_t index = 0; index < answer.header_count; index += 1) {
        MHD_add_response_header(
            response, answer.headers[index].name, answer.headers[index].value);
      }
      result = MHD_queue_response(request->connection, answer.status, response);
      MHD_destroy_response(response);
    }
  }
  for (size_t index = 0; index < answer.header_count; index += 1) {
    free(answer.headers[index].name);
    free(answer.headers[index].value);
  }
  free(answer.body);
  return result;
}

// MARK: Receiving

static void *begin_request(void *context, const char *target, struct MHD_Connection *connection) {
  (void)context;
  cmhd_request *request = calloc(1, sizeof(*request));
  if (!request) return NULL;
  request->connection = connection;
  request->target = strdup(target);
  return request;
}

static void end_request(
    void *context, struct MHD_Connection *connection, void **state,
    enum MHD_RequestTerminationCode code) {
  (void)context, (void)connection, (void)code;
  cmhd_request *request = *state;
  if (!request) return;
  free(request->target);
  free(request->body);
  free(request);
  *state = NULL;
}

static bool keep(cmhd_request *request, const char *bytes, size_t count, size_t limit) {
  if (request->is_too_long || request->length + count > limit) {
    request->is_too_long = true;
    request->length = 0;
    return true;
  }
  if (request->length + count > request->capacity) {
    size_t capacity = (request->length + count) * 2;
    uint8_t *grown = realloc(request->body, capacity);
    if (!grown) return false;
    request->body = grown;
    request->capacity = capacity;
  }
  memcpy(request->body + request->length, bytes, count);
  request->length += count;
  return true;
}

static enum MHD_Result receive(
    void *context, struct MHD_Connection *connection, const char *url, const char *method,
    const char *version, const char *data, size_t *size, void **state) {
  (void)connection, (void)url, (void)version;
  cmhd_server *server = context;
  cmhd_request *request = *state;
  if (!request || !request->target) return MHD_NO;
  request->method = method;
  if (!request->has_begun) {
    request->has_begun = true;
    return MHD_YES;
  }
  if (*size > 0) {
    bool is_kept = keep(request, data, *size, server->body_limit);
    *size = 0;
    return is_kept ? MHD_YES : MHD_NO;
  }
  return respond(server, request);
}

// MARK: Starting and stopping

cmhd_server *cmhd_start(
    uint16_t port, size_t body_limit, cmhd_handler handler, void *context, int *error) {
  cmhd_server *server = calloc(1, sizeof(*server));
  if (!server) {
    *error = ENOMEM;
    return NULL;
  }
  server->handler = handler;
  server->context = context;
  server->body_limit = body_limit;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  errno = 0;
  server->daemon = MHD_start_daemon(
      MHD_USE_POLL | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION, port, NULL,
      NULL, receive, server,
      MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address,
      MHD_OPTION_URI_LOG_CALLBACK, begin_request, NULL,
      MHD_OPTION_NOTIFY_COMPLETED, end_request, NULL,
      MHD_OPTION_END);
  if (!server->daemon) {
    *error = errno;
    free(server);
    return NULL;
  }
  return server;
}

uint16_t cmhd_port(const cmhd_server *server) {
  const union MHD_DaemonInfo *info =
      MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
  return info ? info->port : 0;
}

void cmhd_stop(cmhd_server *server) {
  MHD_stop_daemon(server->daemon);
  free(server);
}
