"""What a probe finds out, in the server's own words, and all probes at once."""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

OK, FAIL, DISABLED = "OK", "FAIL", "disabled"

Probe = Callable[[], Mapping[str, Any]]
"""Tests one service and returns what else it learned about it; `ProbeError` says what is wrong."""


class ProbeError(Exception):
    """A service cannot be used; the message is for the file, and holds no secret."""


def run_probes(probes: Mapping[str, Probe | None], seconds: float) -> dict[str, dict[str, Any]]:
    """Return the outcome of each of `probes`, all run at once; `None` is switched off.

    After `seconds` in all the others count as failed. Their threads end when the operating system
    gives up, at the latest: no connection outlives its own deadline.
    """
    late = f"It did not respond within {seconds:g} seconds."
    outcomes = {name: {"status": FAIL, "error": late} for name in probes}
    threads = [
        threading.Thread(target=_run, args=(outcomes, name, probe), daemon=True)
        for name, probe in probes.items()
    ]
    end = time.monotonic() + seconds
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0, end - time.monotonic()))
    return dict(outcomes)


def _run(outcomes: dict[str, dict[str, Any]], name: str, probe: Probe | None) -> None:
    outcomes[name] = outcome(probe)


def outcome(probe: Probe | None) -> dict[str, Any]:
    """Return the outcome of one probe, under the keys `status` and `error`."""
    if probe is None:
        return {"status": DISABLED}
    try:
        return {"status": OK} | dict(probe())
    except ProbeError as error:
        return {"status": FAIL, "error": str(error)}
    except Exception:  # noqa: BLE001 -- what answers may be anything; one probe costs no other
        return {"status": FAIL, "error": "What responds there is not the expected service."}
