#ifndef RECORDINGS_H
#define RECORDINGS_H

#include <stddef.h>

/// A file of a recording, carried inside the program.
///
/// `recording` is the recording's name, `name` the file's; both live as long as the program, and so
/// do the bytes.
typedef struct {
  const char *_Nonnull recording;
  const char *_Nonnull name;
  const unsigned char *_Nonnull bytes;
  size_t length;
} recording_file;

/// The number of files of all recordings.
size_t recording_file_count(void);

/// The file at an index below `recording_file_count()`, in the order of recording and month.
recording_file recording_file_at(size_t index);

#endif
