"""Any sentence-transformers cross-encoder, which reads two texts together, as `reranker` and `inference` need one."""

from typing import Any

from index.errors import EncoderError


def load_cross_encoder(name: str, setting: str) -> Any:
    """The cross-encoder of that name or path; typed loosely because its library is not imported at the top.

    Args:
        setting: the variable that names it.

    Raises:
        EncoderError: it cannot be loaded.
    """
    from sentence_transformers import CrossEncoder  # torch comes with it

    try:
        return CrossEncoder(name, device="cpu")
    except (OSError, ValueError) as error:
        reason = str(error).strip().splitlines()[0]
        raise EncoderError(
            f"The model {name!r} cannot be loaded ({reason}): "
            f"set {setting} to a local folder or a hub name, or leave it unset."
        ) from error
