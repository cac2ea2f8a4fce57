"""How many examples each test of a property tries: few in every run, many with `THOROUGH=1`."""

import os

from hypothesis import settings
from hypothesis.internal.conjecture import providers

_FEW = 5
"""One of so many, in every run."""

# Servers and other tests share the machine, so the time of a single example means nothing.
settings.register_profile("thorough", deadline=None, print_blob=True)
# The same examples in each run: whether a change breaks a test must not depend on luck.
settings.register_profile(
    "quick", deadline=None, derandomize=True, database=None, max_examples=100 // _FEW
)


def load_profile() -> None:
    """Choose the profile that the variable `THOROUGH` asks for."""
    if os.environ.get("THOROUGH"):
        settings.load_profile("thorough")
        return
    settings.load_profile("quick")
    # Otherwise it tries strings and numbers of the modules that the tests before have loaded.
    providers._get_local_constants = lambda: providers._local_constants  # noqa: SLF001 -- no option


def examples(thorough: int) -> int:
    """Return how many a test tries that tries so many in a thorough run, and is not usual."""
    return max(1, thorough * settings().max_examples // 100)
