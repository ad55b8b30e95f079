#include "CCurl.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  char *bytes;
  size_t length;
  size_t capacity;
} Buffer;

struct CCurlConnection {
  CURL *handle;
  Buffer headers;
  Buffer body;
  size_t body_limit;
  bool is_too_large;
  const CCurlRequest *request;
  char reason[CURL_ERROR_SIZE];
};

static const size_t header_limit = 256 * 1024;

static bool append(Buffer *buffer, const char *bytes, size_t length) {
  if (buffer->length + length > buffer->capacity) {
    size_t capacity = buffer->capacity ? buffer->capacity : 16 * 1024;
    while (capacity < buffer->length + length) capacity *= 2;
    char *grown = realloc(buffer->bytes, capacity);
    if (!grown) return false;
    buffer->bytes = grown;
    buffer->capacity = capacity;
  }
  memcpy(buffer->bytes + buffer->length, bytes, length);
  buffer->length += length;
  return true;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
  CCurlConnection *connection = context;
  size_t length = size * count;
  if (connection->body.length + length > connection->body_limit) {
    connection->is_too_large = true;
    return CURL_WRITEFUNC_ERROR;
  }
  return append(&connection->body, bytes, length) ? length : CURL_WRITEFUNC_ERROR;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
  CCurlConnection *connection = context;
  size_t length = size * count;
  // A status line begins a new answer, as after "100 Continue".
  if (length >= 5 && memcmp(bytes, "HTTP/", 5) == 0) connection->headers.length = 0;
  if (connection->headers.length + length > header_limit) return CURL_WRITEFUNC_ERROR;
  return append(&connection->headers, bytes, length) ? length : CURL_WRITEFUNC_ERROR;
}

static int watch(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
  (void)a, (void)b, (void)c, (void)d;
  const CCurlRequest *request = ((CCurlConnection *)context)->request;
  return request->is_cancelled(request->context) ? 1 : 0;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void start(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

CCurlConnection *ccurl_open(void) {
  pthread_once(&once, start);
  CCurlConnection *connection = calloc(1, sizeof *connection);
  if (!connection) return NULL;
  connection->handle = curl_easy_init();
  if (!connection->handle) {
    free(connection);
    return NULL;
  }
  return connection;
}

void ccurl_close(CCurlConnection *connection) {
  if (!connection) return;
  curl_easy_cleanup(connection->handle);
  free(connection->headers.bytes);
  free(connection->body.bytes);
  free(connection);
}

static bool prepare(CCurlConnection *connection, struct curl_slist *headers) {
  CURL *handle = connection->handle;
  const CCurlRequest *request = connection->request;
  CURLcode code = CURLE_OK;
  curl_easy_reset(handle);  // keeps the open connection, the sessions and the cache of names
#define SET(option, value) \
  if (code == CURLE_OK) code = curl_easy_setopt(handle, option, value)
  SET(CURLOPT_ERRORBUFFER, connection->reason);
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_PROTOCOLS_STR, "http,https");
  SET(CURLOPT_FOLLOWLOCATION, 0L);
  SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  SET(CURLOPT_ACCEPT_ENCODING, "");
  SET(CURLOPT_CONNECTTIMEOUT, 10L);
  SET(CURLOPT_TIMEOUT, 120L);
  SET(CURLOPT_LOW_SPEED_LIMIT, 1L);
  SET(CURLOPT_LOW_SPEED_TIME, 60L);
  SET(CURLOPT_USERAGENT, "tallysheet");
  if (request->no_proxy) SET(CURLOPT_PROXY, "");
  SET(CURLOPT_URL, request->url);
  SET(CURLOPT_HTTPHEADER, headers);
  if (request->body_length > 0 || strcmp(request->method, "POST") == 0) {
    SET(CURLOPT_POST, 1L);
    SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length);
    SET(CURLOPT_POSTFIELDS, request->body ? (const char *)request->body : "");
  }
  SET(CURLOPT_CUSTOMREQUEST, request->method);
  SET(CURLOPT_WRITEFUNCTION, take_body);
  SET(CURLOPT_WRITEDATA, connection);
  SET(CURLOPT_HEADERFUNCTION, take_header);
  SET(CURLOPT_HEADERDATA, connection);
  SET(CURLOPT_NOPROGRESS, 0L);
  SET(CURLOPT_XFERINFOFUNCTION, watch);
  SET(CURLOPT_XFERINFODATA, connection);
#undef SET
  return code == CURLE_OK;
}

static CCurlOutcome outcome(CCurlConnection *connection, CURLcode code) {
  if (connection->is_too_large) return CCURL_TOO_LARGE;
  curl_off_t connected = 0;
  switch (code) {
    case CURLE_OK: return CCURL_DONE;
    case CURLE_ABORTED_BY_CALLBACK: return CCURL_CANCELLED;
    case CURLE_PARTIAL_FILE: return CCURL_CUT;
    case CURLE_OPERATION_TIMEDOUT:
      // Until the request could leave, a time-out says that nobody is there.
      curl_easy_getinfo(connection->handle, CURLINFO_PRETRANSFER_TIME_T, &connected);
      return connected > 0 ? CCURL_TIMED_OUT : CCURL_UNREACHABLE;
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return CCURL_RESET;
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_WRITE_ERROR: return CCURL_UNREADABLE;
    default: return CCURL_UNREACHABLE;
  }
}

CCurlAnswer ccurl_exchange(CCurlConnection *connection, const CCurlRequest *request) {
  connection->headers.length = 0;
  connection->body.length = 0;
  connection->body_limit = request->body_limit;
  connection->is_too_large = false;
  connection->request = request;
  connection->reason[0] = 0;

  CCurlAnswer answer = {.outcome = CCURL_UNREACHABLE, .reason = "out of memory"};
  // Without this, a body of more than a kilobyte waits a second for "100 Continue".
  struct curl_slist *headers = curl_slist_append(NULL, "Expect:");
  for (size_t i = 0; headers && request->headers[i]; i++) {
    struct curl_slist *longer = curl_slist_append(headers, request->headers[i]);
    if (!longer) {
      curl_slist_free_all(headers);
      return answer;
    }
    headers = longer;
  }
  if (!headers) return answer;
  if (prepare(connection, headers)) {
    CURLcode code = curl_easy_perform(connection->handle);
    curl_easy_getinfo(connection->handle, CURLINFO_RESPONSE_CODE, &answer.status);
    answer.outcome = outcome(connection, code);
    answer.reason = connection->reason[0] ? connection->reason : curl_easy_strerror(code);
  }
  answer.headers = connection->headers.bytes ? connection->headers.bytes : "";
  answer.headers_length = connection->headers.length;
  answer.body = (const uint8_t *)connection->body.bytes;
  answer.body_length = connection->body.length;
  curl_easy_setopt(connection->handle, CURLOPT_HTTPHEADER, NULL);
  curl_slist_free_all(headers);
  return answer;
}
