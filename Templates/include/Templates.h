#ifndef TALLYSHEET_TEMPLATES_H
#define TALLYSHEET_TEMPLATES_H

#include <stddef.h>

/* A file that the program carries in itself: its name, and its bytes without a closing zero. */
typedef struct {
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t length;
} CarriedFile;

/* The built-in page frames and the stylesheet. */
size_t tallysheet_template_count(void);
CarriedFile tallysheet_template(size_t index);

/* The translations of what pages say, a file for each language but English. */
size_t tallysheet_language_count(void);
CarriedFile tallysheet_language(size_t index);

/* The files of the demo workspace, named as they lie in it. */
size_t tallysheet_workspace_file_count(void);
CarriedFile tallysheet_workspace_file(size_t index);

/* The files that `init` writes, in this order. */
size_t tallysheet_starter_file_count(void);
CarriedFile tallysheet_starter_file(size_t index);

#endif
