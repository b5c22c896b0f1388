"""Standard output as it is: of what encoding, closed, or full. What it cannot hold is replaced, never a traceback."""

import codecs
import errno
import io
import json
import os
import sys
from contextlib import suppress

from index.errors import SightlineError

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)
"""Why nothing more can be written, though nobody made a mistake."""
_JSON = "sightline.json"


def ready_output(*, as_json: bool) -> None:
    """Has what the encoding of the terminal does not hold written as a question mark, or spelt out in JSON.

    Raises:
        SightlineError: standard output is closed.
    """
    if sys.stderr is None:  # closed
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # as long as the process
    if sys.stdout is None:
        raise SightlineError("Standard output is closed, so that nothing can be shown: leave it open, or name a file.")
    codecs.register_error(_JSON, _spelt_out)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors=_JSON if as_json else "replace")


def leave_output() -> None:
    """Sends what is still to be written nowhere, so that the end of the process says nothing of it."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _spelt_out(error: UnicodeError) -> tuple[str, int]:
    """What an encoding does not hold, as JSON writes it in ASCII."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end
