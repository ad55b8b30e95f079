#include "Templates.h"

/* One array for each file, then the table that names them. A new file needs a line in both. */

static const unsigned char page_html[] = {
#embed "page.html"
};
static const unsigned char masthead_html[] = {
#embed "masthead.html"
};
static const unsigned char foot_html[] = {
#embed "foot.html"
};
static const unsigned char report_html[] = {
#embed "report.html"
};
static const unsigned char scorecard_html[] = {
#embed "scorecard.html"
};
static const unsigned char measure_html[] = {
#embed "measure.html"
};
static const unsigned char invoice_html[] = {
#embed "invoice.html"
};
static const unsigned char reconciliation_html[] = {
#embed "reconciliation.html"
};
static const unsigned char queue_html[] = {
#embed "queue.html"
};
static const unsigned char queues_html[] = {
#embed "queues.html"
};
static const unsigned char day_html[] = {
#embed "day.html"
};
static const unsigned char method_html[] = {
#embed "method.html"
};
static const unsigned char working_html[] = {
#embed "working.html"
};
static const unsigned char evidence_html[] = {
#embed "evidence.html"
};
static const unsigned char rows_html[] = {
#embed "rows.html"
};
static const unsigned char definitions_html[] = {
#embed "definitions.html"
};
static const unsigned char data_html[] = {
#embed "data.html"
};
static const unsigned char changes_html[] = {
#embed "changes.html"
};
static const unsigned char signpost_html[] = {
#embed "signpost.html"
};
static const unsigned char home_html[] = {
#embed "home.html"
};
static const unsigned char missing_html[] = {
#embed "missing.html"
};
static const unsigned char overview_html[] = {
#embed "overview.html"
};
static const unsigned char live_html[] = {
#embed "live.html"
};
static const unsigned char live_js[] = {
#embed "live.js"
};
static const unsigned char site_js[] = {
#embed "site.js"
};
static const unsigned char site_css[] = {
#embed "site.css"
};

static const CarriedFile files[] = {
    {"page.html", page_html, sizeof page_html},
    {"masthead.html", masthead_html, sizeof masthead_html},
    {"foot.html", foot_html, sizeof foot_html},
    {"report.html", report_html, sizeof report_html},
    {"scorecard.html", scorecard_html, sizeof scorecard_html},
    {"measure.html", measure_html, sizeof measure_html},
    {"invoice.html", invoice_html, sizeof invoice_html},
    {"reconciliation.html", reconciliation_html, sizeof reconciliation_html},
    {"queue.html", queue_html, sizeof queue_html},
    {"queues.html", queues_html, sizeof queues_html},
    {"day.html", day_html, sizeof day_html},
    {"method.html", method_html, sizeof method_html},
    {"working.html", working_html, sizeof working_html},
    {"evidence.html", evidence_html, sizeof evidence_html},
    {"rows.html", rows_html, sizeof rows_html},
    {"definitions.html", definitions_html, sizeof definitions_html},
    {"data.html", data_html, sizeof data_html},
    {"changes.html", changes_html, sizeof changes_html},
    {"signpost.html", signpost_html, sizeof signpost_html},
    {"home.html", home_html, sizeof home_html},
    {"missing.html", missing_html, sizeof missing_html},
    {"overview.html", overview_html, sizeof overview_html},
    {"live.html", live_html, sizeof live_html},
    {"live.js", live_js, sizeof live_js},
    {"site.js", site_js, sizeof site_js},
    {"site.css", site_css, sizeof site_css},
};

size_t tallysheet_template_count(void) { return sizeof files / sizeof files[0]; }

CarriedFile tallysheet_template(size_t index) { return files[index]; }
