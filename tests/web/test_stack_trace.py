"""Traces that name places and no values."""

from support_packet.web.stack_trace import stack_trace

PASSWORD = "mostest-Zq81"


def connect() -> None:
    raise ConnectionError(f"postgres://mmuser:{PASSWORD}@localhost refused")


def caught(depth: int = 0) -> Exception:
    try:
        caught(depth - 1) if depth else connect()
    except ConnectionError as error:
        return error
    raise AssertionError


def test_it_names_type_and_place() -> None:
    trace = stack_trace(caught())

    assert trace.startswith("ConnectionError at ")
    assert f"{__file__}:" in trace
    assert "in connect < " in trace


def test_it_holds_no_value() -> None:
    assert PASSWORD not in stack_trace(caught())


def test_it_names_the_cause_by_its_type_only() -> None:
    error = KeyError("key")
    error.__cause__ = caught()

    trace = stack_trace(error)

    assert trace == "KeyError at no known place, after ConnectionError"


def test_a_hidden_context_stays_hidden() -> None:
    error = KeyError("key")
    error.__context__ = caught()
    error.__suppress_context__ = True

    assert stack_trace(error) == "KeyError at no known place"


def test_it_is_one_short_line_however_deep_the_stack() -> None:
    def dive(depth: int) -> None:
        if depth:
            dive(depth - 1)
        connect()

    try:
        dive(500)
    except ConnectionError as error:
        trace = stack_trace(error)

    assert "\n" not in trace
    assert trace.count(" < ") == 11
