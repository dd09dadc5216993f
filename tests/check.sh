#!/usr/bin/env bash
# Format, lint, types, imports and house rules. Under a minute.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
$bin/ruff format --check --quiet . || { echo "not formatted: run '.venv/bin/ruff format .'"; exit 1; }
$bin/ruff check --quiet .
$bin/mypy
$bin/lint-imports --no-cache
$bin/python -m pytest -q tests/house
