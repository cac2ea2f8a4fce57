"""What a detector costs is derived from how long the search takes with and without it."""

from bench.detectors import costs, sampled

DETECTORS = [b"a", b"b", b"c", b"d", b"e", b"f"]
PRICES = {b"b": 5.0, b"e": 2.0}


def price_of_all(some: list[bytes]) -> float:
    return sum(PRICES.get(each, 1.0) for each in some)


def test_the_costliest_come_first() -> None:
    samples = list(sampled(DETECTORS, price_of_all, 1, 200))

    assert [number for _, number in costs(samples, len(DETECTORS))[:2]] == [1, 4]


def test_what_was_always_there_is_left_out() -> None:
    samples = sampled(DETECTORS, price_of_all, 1, 200)
    always = [each._replace(chosen=each.chosen | {3}) for each in samples]

    assert 3 not in [number for _, number in costs(always, len(DETECTORS))]
