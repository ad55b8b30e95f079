#include "Templates.h"

/* One array for each language, then the table that names them. */

static const unsigned char es_strings[] = {
#embed "languages/es.strings"
};
static const unsigned char pt_strings[] = {
#embed "languages/pt.strings"
};
static const unsigned char fr_strings[] = {
#embed "languages/fr.strings"
};
static const unsigned char de_strings[] = {
#embed "languages/de.strings"
};
static const unsigned char fil_strings[] = {
#embed "languages/fil.strings"
};

static const CarriedFile files[] = {
    {"languages/es.strings", es_strings, sizeof es_strings},
    {"languages/pt.strings", pt_strings, sizeof pt_strings},
    {"languages/fr.strings", fr_strings, sizeof fr_strings},
    {"languages/de.strings", de_strings, sizeof de_strings},
    {"languages/fil.strings", fil_strings, sizeof fil_strings},
};

size_t tallysheet_language_count(void) { return sizeof files / sizeof files[0]; }

CarriedFile tallysheet_language(size_t index) { return files[index]; }
