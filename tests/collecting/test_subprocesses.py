"""Commands of collectors: their output, their end, and the end of their children."""

import sys
import threading
from pathlib import Path

import pytest
from support.distributions.waiting import eventually

from support_packet import CollectError, run
from support_packet.collecting.subprocesses import MAX_OUTPUT
from support_packet.process.current_call import current_stopped

PATIENCE = 60.0

# It starts a child that writes its number into a file, and both go on for long.
PARENT_AND_CHILD = """
sh -c 'echo $$ > "$0.part"; mv "$0.part" "$0"; exec sleep 600' "$1" &
wait
"""


def is_running(process: int) -> bool:
    """Return whether there is such a process that has not ended."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def child_of(path: Path) -> int:
    assert eventually(path.exists)
    return int(path.read_text())


def test_the_output_is_returned() -> None:
    assert run("printf", "%s\\n", "ä; echo no shell") == "ä; echo no shell\n"


def test_what_is_not_utf8_has_replacement_characters() -> None:
    assert run("printf", "\\377") == "\ufffd"


def test_variables_are_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OURS", "1")

    assert run("sh", "-c", "echo $OURS $THEIRS", environment={"THEIRS": "2"}) == "1 2\n"


def test_standard_input_is_empty() -> None:
    assert run("cat") == ""


def test_a_command_that_does_not_exist_is_named() -> None:
    with pytest.raises(CollectError, match=r"^nothing-like-this can't be run: No such file"):
        run("/usr/bin/nothing-like-this", "s3cret")


def test_a_failure_has_its_status_and_the_first_line() -> None:
    with pytest.raises(CollectError, match=r"^sh ended with exit status 3\. first$"):
        run("sh", "-c", "echo >&2; echo first >&2; echo second >&2; exit 3")


def test_a_signal_is_named() -> None:
    with pytest.raises(CollectError, match="ended by signal 15"):
        run("sh", "-c", "kill $$")


def test_a_late_command_is_killed_with_its_children(tmp_path: Path) -> None:
    path = tmp_path / "child"

    with pytest.raises(CollectError, match=r"^sh did not end within 1 seconds\.$"):
        run("sh", "-c", PARENT_AND_CHILD, "sh", str(path), seconds=1)

    assert eventually(lambda: not is_running(child_of(path)))


def test_a_command_is_killed_when_nobody_waits_for_it(tmp_path: Path) -> None:
    path = tmp_path / "child"
    stopped = threading.Event()
    errors: list[str] = []

    def collect() -> None:
        current_stopped.set(stopped.is_set)
        with pytest.raises(CollectError) as failed:
            run("sh", "-c", PARENT_AND_CHILD, "sh", str(path), seconds=PATIENCE)
        errors.append(str(failed.value))

    thread = threading.Thread(target=collect)
    thread.start()
    child = child_of(path)
    stopped.set()
    thread.join(PATIENCE)

    assert errors == ["sh was stopped, because nothing is waiting for it any longer."]
    assert eventually(lambda: not is_running(child))


def test_a_child_in_the_background_does_not_keep_it_waiting(tmp_path: Path) -> None:
    path = tmp_path / "child"
    background = PARENT_AND_CHILD.replace("wait", "while ! [ -e $1 ]; do :; done; echo done")

    assert run("sh", "-c", background, "sh", str(path), seconds=PATIENCE) == "done\n"
    assert eventually(lambda: not is_running(child_of(path)))


def test_all_of_a_large_output_arrives() -> None:
    code = "import sys; sys.stderr.write('e' * 10**6); sys.stdout.write('o' * 10**6)"

    assert run(sys.executable, "-c", code, seconds=PATIENCE) == "o" * 10**6


def test_an_endless_output_is_cut_with_a_warning() -> None:
    with pytest.warns(UserWarning, match=f"^yes wrote more than {MAX_OUTPUT} bytes"):
        output = run("yes", seconds=PATIENCE)

    assert len(output) == MAX_OUTPUT


def test_no_descriptor_is_left_open() -> None:
    run("true")
    before = len([*Path("/proc/self/fd").iterdir()])
    run("true")

    assert len([*Path("/proc/self/fd").iterdir()]) == before


def test_of_a_log_the_newest_lines_are_kept() -> None:
    lines = "for n in range(400_000): print(f'{n:07} ' + 'x' * 60)"

    with pytest.warns(UserWarning, match="only the last of them were used"):
        output = run(sys.executable, "-c", lines, keep="newest", seconds=PATIENCE)

    kept = output.splitlines()
    assert MAX_OUTPUT - 100 < len(output) <= MAX_OUTPUT
    assert kept[-1].startswith("0399999 ")
    assert {len(line) for line in kept} == {68}


def test_a_short_log_is_whole() -> None:
    assert run("printf", "a\nb", keep="newest") == "a\nb"


def test_a_log_command_that_fails_says_so_however_much_it_wrote() -> None:
    program = "import sys\nsys.stdout.write('x' * 40_000_000)\nsys.exit('no access')"

    with pytest.raises(CollectError, match="no access"):
        run(sys.executable, "-c", program, keep="newest", seconds=PATIENCE)


def test_what_to_keep_is_checked() -> None:
    with pytest.raises(ValueError, match="keep of run\\(\\) is 'last'"):
        run("true", keep="last")  # type: ignore[arg-type] # as an author may write it
