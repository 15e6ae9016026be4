"""Errors that a keeper can mend."""

import re

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tab and line end


def harmless(text: str) -> str:
    """Return a text for a terminal, which would obey control characters: they are written out."""
    return CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


class ArchiveError(Exception):
    """Something in the archive is wrong. The message says where, what was found, and what would do.

    Its form is "file:line: finding; cure", so that an editor jumps to the place.
    """

    def __str__(self) -> str:
        """Return the message; what it quotes may come from anyone."""
        return harmless(super().__str__())


class ArchiveErrors(ArchiveError):
    """Several errors found in one pass, so that a keeper mends them in one go."""

    def __init__(self, errors: list[ArchiveError]) -> None:
        """Errors  at least one; their messages become one line each"""
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors
