"""The errors a user may see. Each text is one sentence: the thing, the place, the fix.

SightlineError
├── LibraryError    no library, a damaged one, one in use, one made with other settings
├── EncoderError    the embedding model cannot be loaded or is not the one expected
├── ListError       a reading list that cannot be read or holds no link
├── ArchiveError    a WARC file that cannot be read
├── QuestionsError  a batch file of questions that cannot be read
├── ModelError      a language model that is not configured, cannot be reached, or does not answer
└── NoModelError    the language model that should write cannot be had, as shows when it is to
"""


class SightlineError(Exception):
    """Something the user can mend; its text says how."""


class LibraryError(SightlineError):
    """The library cannot be opened, built or published."""


class EncoderError(SightlineError):
    """The embedding model is missing or not the one expected."""


class ListError(SightlineError):
    """A reading list cannot be read or holds no link."""


class ArchiveError(SightlineError):
    """A WARC file cannot be read."""


class QuestionsError(SightlineError):
    """A batch file of questions cannot be read."""


class ModelError(SightlineError):
    """The language model is not configured, cannot be reached, or does not answer."""


class NoModelError(SightlineError):
    """The language model that should write cannot be had; who asked it decides what comes instead."""


def reason_of(error: Exception) -> str:
    """Why a file cannot be used, without its name, which the sentence around the reason tells.

    >>> reason_of(FileNotFoundError(2, "No such file or directory", "owls.yaml")), reason_of(ValueError("no JSON"))
    ('No such file or directory', 'no JSON')
    """
    if isinstance(error, UnicodeDecodeError):
        return "it is not UTF-8 text"
    return getattr(error, "strerror", None) or str(error)
