// The recordings' files. ACKNOWLEDGEMENT.md beside them says where they come from and what in them
// is real.

#include "Recordings.h"

static const unsigned char anonymous_bank_1999_01[] = {
#embed "anonymous-bank-1999/facts-1999-01.csv.gz"
};
static const unsigned char anonymous_bank_1999_02[] = {
#embed "anonymous-bank-1999/facts-1999-02.csv.gz"
};
static const unsigned char anonymous_bank_1999_03[] = {
#embed "anonymous-bank-1999/facts-1999-03.csv.gz"
};
static const unsigned char anonymous_bank_1999_04[] = {
#embed "anonymous-bank-1999/facts-1999-04.csv.gz"
};
static const unsigned char anonymous_bank_1999_05[] = {
#embed "anonymous-bank-1999/facts-1999-05.csv.gz"
};
static const unsigned char anonymous_bank_1999_07[] = {
#embed "anonymous-bank-1999/facts-1999-07.csv.gz"
};
static const unsigned char anonymous_bank_1999_10[] = {
#embed "anonymous-bank-1999/facts-1999-10.csv.gz"
};

#define ANONYMOUS_BANK_1999(month) \
  {"anonymous-bank-1999", "facts-1999-" #month ".csv.gz", anonymous_bank_1999_##month, \
   sizeof(anonymous_bank_1999_##month)}

static const recording_file files[] = {
    ANONYMOUS_BANK_1999(01),
    ANONYMOUS_BANK_1999(02),
    ANONYMOUS_BANK_1999(03),
    ANONYMOUS_BANK_1999(04),
    ANONYMOUS_BANK_1999(05),
    ANONYMOUS_BANK_1999(07),
    ANONYMOUS_BANK_1999(10),
};

size_t recording_file_count(void) { return sizeof(files) / sizeof(files[0]); }

recording_file recording_file_at(size_t index) { return files[index]; }
