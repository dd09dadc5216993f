"""Loaded before anything else: each test process gets a home of its own, so that no test touches this checkout's data."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="kado-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["KADO_HOME"] = _home
os.environ.setdefault("KADO_SECRET_KEY", "only-for-tests")
