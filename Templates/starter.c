#include "Templates.h"

/* What `init` writes: one array for each file of starter/, then the table that names them. */

static const unsigned char tallysheet_yml[] = {
#embed "starter/tallysheet.yml"
};
static const unsigned char contract_yml[] = {
#embed "starter/contracts/northline.yml"
};
static const unsigned char commentary_md[] = {
#embed "starter/commentary/northline/2026-10.md"
};
static const unsigned char gitignore[] = {
#embed "starter/gitignore"
};
static const unsigned char examples_md[] = {
#embed "starter/examples/readme.md"
};
static const unsigned char service[] = {
#embed "starter/examples/systemd/tallysheet.service"
};
static const unsigned char timer[] = {
#embed "starter/examples/systemd/tallysheet.timer"
};
static const unsigned char cron[] = {
#embed "starter/examples/cron.d-tallysheet"
};
static const unsigned char github_yml[] = {
#embed "starter/examples/ci/github-actions.yml"
};
static const unsigned char gitlab_yml[] = {
#embed "starter/examples/ci/gitlab-ci.yml"
};

static const CarriedFile files[] = {
    {"contracts/northline.yml", contract_yml, sizeof contract_yml},
    {"commentary/northline/2026-10.md", commentary_md, sizeof commentary_md},
    {".gitignore", gitignore, sizeof gitignore},
    {"examples/readme.md", examples_md, sizeof examples_md},
    {"examples/systemd/tallysheet.service", service, sizeof service},
    {"examples/systemd/tallysheet.timer", timer, sizeof timer},
    {"examples/cron.d-tallysheet", cron, sizeof cron},
    {"examples/ci/github-actions.yml", github_yml, sizeof github_yml},
    {"examples/ci/gitlab-ci.yml", gitlab_yml, sizeof gitlab_yml},
    /* Last: a folder with this file is a workspace. */
    {"tallysheet.yml", tallysheet_yml, sizeof tallysheet_yml},
};

size_t tallysheet_starter_file_count(void) { return sizeof files / sizeof files[0]; }

CarriedFile tallysheet_starter_file(size_t index) { return files[index]; }
