#!/usr/bin/env bash
# Everything: checks, then all tests on SQLite (two processes), then the tests that touch the database again on PostgreSQL.
# Chromium and PostgreSQL are installed through apt where that is allowed; where not, their tests are skipped aloud.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin

have() { command -v "$1" >/dev/null 2>&1; }
apt_install() {
  have apt-get || return 1
  local run=()
  if [ "$(id -u)" -ne 0 ]; then sudo -n true 2>/dev/null && run=(sudo -n) || return 1; fi
  "${run[@]}" apt-get update -qq >/dev/null && DEBIAN_FRONTEND=noninteractive "${run[@]}" apt-get install -y -qq "$@" >/dev/null
}

have chromium || have google-chrome || apt_install chromium || echo "SKIPPED ALOUD: no Chromium and no right to install it: browser tests are skipped"
ls /usr/lib/postgresql/*/bin/pg_ctl >/dev/null 2>&1 || have pg_ctl || apt_install postgresql || echo "SKIPPED ALOUD: no PostgreSQL and no right to install it: only SQLite is tested"
have pdftoppm || apt_install poppler-utils || echo "SKIPPED ALOUD: no pdftoppm: PDF pages are not rendered"

bash tests/check.sh

folders=$(find tests -mindepth 1 -maxdepth 1 -type d ! -name house ! -name __pycache__ | sort)
# shellcheck disable=SC2086
$bin/python -m pytest -q -n 2 --dist loadfile $folders

database_folders=""
for folder in tenancy entitlement advisories store intake importers edition delivery contacts rights operations portal; do
  [ -d "tests/$folder" ] && database_folders="$database_folders tests/$folder"
done
status=0
# shellcheck disable=SC2086
$bin/python tests/with_postgres.py -- $bin/python -m pytest -q -n 2 --dist loadfile -m "not browser" $database_folders || status=$?
[ "$status" -eq 77 ] && { echo "SKIPPED ALOUD: PostgreSQL is absent"; status=0; }
exit "$status"
