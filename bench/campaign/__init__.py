"""Attacks a running service, again and again, and reports what broke.

`python -m bench.campaign --minutes 10` runs for ten minutes. The stand-ins for broken servers are
those of the tests.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
