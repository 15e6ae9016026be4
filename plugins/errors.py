"""Errors that a keeper can mend."""


class ArchiveError(Exception):
    """Something in the archive is wrong. The message says where, what was found, and what would do.

    Its form is "file:line: finding; cure", so that an editor jumps to the place.
    """


class ArchiveErrors(ArchiveError):
    """Several errors found in one pass, so that a keeper mends them in one go."""

    def __init__(self, errors: list[ArchiveError]) -> None:
        """Errors  at least one; their messages become one line each"""
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = errors
