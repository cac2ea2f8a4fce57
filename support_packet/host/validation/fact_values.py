"""The values of facts, as `collect` returns them."""

from support_packet.contract import FactValue
from support_packet.contract.checks import MAX_NUMBER, type_name
from support_packet.errors import DeclarationError

_MAX_CHARACTERS = 64 * 1024


def fact_value(key: str, value: object) -> FactValue:
    """Return `value` as a scalar or a tuple of text, `None` where it is unknown.

    `DeclarationError` for what cannot be a fact.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(key, value)
    texts = [value] if isinstance(value, str) else value
    if not isinstance(texts, list | tuple) or not all(isinstance(text, str) for text in texts):
        raise DeclarationError(
            f"The fact {key} is {type_name(value)}, not text, a number, a flag or a list of text."
        )
    _check_encodable(key, texts)
    if sum(map(len, texts)) + len(texts) > _MAX_CHARACTERS:
        raise DeclarationError(f"The fact {key} has more than {_MAX_CHARACTERS} characters.")
    return (value if isinstance(value, str) else tuple(texts)) or None


def _number(key: str, value: float) -> int | float:
    if not abs(value) < MAX_NUMBER:  # nor is NaN
        raise DeclarationError(f"The fact {key} is too large a number, or not a number.")
    return value


def _check_encodable(key: str, texts: list[str] | tuple[str, ...]) -> None:
    try:
        "".join(texts).encode()
    except UnicodeEncodeError:
        raise DeclarationError(f"The fact {key} cannot be encoded as UTF-8.") from None
