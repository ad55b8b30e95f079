#ifndef CCMARK_SHIM_H
#define CCMARK_SHIM_H

#include <cmark.h>
#include <stdlib.h>

/* Frees a text that libcmark made. */
static inline void ccmark_free(char *text) { free(text); }

#endif
