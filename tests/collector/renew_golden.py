"""Writes the golden bundle anew: python tests/collector/renew_golden.py. Read the difference before you commit it."""

import json
import tempfile
from pathlib import Path

from collector_tools import collector

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        document = collector("rack", Path(folder)).whole_document(3.0)
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    Path(__file__).with_name("rack.bundle.json").write_text(text, encoding="utf-8")
