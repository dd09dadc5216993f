#!/usr/bin/env bash
# Every benchmark that can be run on its own, one after another; arguments (such as --quick) go to all of them.
set -euo pipefail
cd "$(dirname "$0")/.."
failed=0
for file in benchmarks/*.py; do
  # Training writes into the tree: it is a command of its own (make train).
  [[ $file == *_train.py ]] && continue
  grep -q '__name__ == "__main__"' "$file" || continue
  printf '\n# %s\n' "$file"
  PYTHONPATH=. .venv/bin/python "$file" "$@" || { echo "$file failed"; failed=1; }
done
exit $failed
