#include "Templates.h"

/* The demo workspace: one array for each file of Site/, then the table that names them. */

#define COMMENTARY(partner, month)                                                    \
  {"commentary/" #partner "/1999-" #month ".md", partner##_1999_##month,              \
   sizeof partner##_1999_##month}

static const unsigned char tallysheet_yml[] = {
#embed "../Site/tallysheet.yml"
};
static const unsigned char northline_yml[] = {
#embed "../Site/contracts/northline.yml"
};
static const unsigned char southquay_yml[] = {
#embed "../Site/contracts/southquay.yml"
};
static const unsigned char northline_1999_01[] = {
#embed "../Site/commentary/northline/1999-01.md"
};
static const unsigned char northline_1999_02[] = {
#embed "../Site/commentary/northline/1999-02.md"
};
static const unsigned char northline_1999_03[] = {
#embed "../Site/commentary/northline/1999-03.md"
};
static const unsigned char northline_1999_05[] = {
#embed "../Site/commentary/northline/1999-05.md"
};
static const unsigned char northline_1999_10[] = {
#embed "../Site/commentary/northline/1999-10.md"
};
static const unsigned char southquay_1999_02[] = {
#embed "../Site/commentary/southquay/1999-02.md"
};
static const unsigned char southquay_1999_03[] = {
#embed "../Site/commentary/southquay/1999-03.md"
};
static const unsigned char southquay_1999_10[] = {
#embed "../Site/commentary/southquay/1999-10.md"
};
static const unsigned char northline_1999_02_csv[] = {
#embed "../Site/theirs/northline/1999-02.csv"
};

static const CarriedFile files[] = {
    {"tallysheet.yml", tallysheet_yml, sizeof tallysheet_yml},
    {"contracts/northline.yml", northline_yml, sizeof northline_yml},
    {"contracts/southquay.yml", southquay_yml, sizeof southquay_yml},
    COMMENTARY(northline, 01), COMMENTARY(northline, 02), COMMENTARY(northline, 03),
    COMMENTARY(northline, 05), COMMENTARY(northline, 10), COMMENTARY(southquay, 02),
    COMMENTARY(southquay, 03), COMMENTARY(southquay, 10),
    {"theirs/northline/1999-02.csv", northline_1999_02_csv, sizeof northline_1999_02_csv},
};

size_t tallysheet_workspace_file_count(void) { return sizeof files / sizeof files[0]; }

CarriedFile tallysheet_workspace_file(size_t index) { return files[index]; }
