"""Any sentence-transformers cross-encoder, which reads two texts together, as `reranker` and `inference` need one."""

from typing import Any

from index.errors import EncoderError
from index.model_folder import check_place, failures, not_loaded, quietly

_HEADS = ("ForSequenceClassification", "ForCausalLM")
"""What is at the end of the architecture of a model that judges texts; any other would get weights drawn at random."""


def load_cross_encoder(name: str, setting: str) -> Any:
    """The cross-encoder of that name or path; typed loosely because its library is not imported at the top.

    Args:
        setting: the variable that names it.

    Raises:
        EncoderError: it cannot be loaded, or is no cross-encoder.
    """
    check_place(name, setting)
    from sentence_transformers import CrossEncoder  # torch comes with it

    try:
        with quietly():
            model = CrossEncoder(name, device="cpu")
    except failures() as error:
        raise not_loaded(name, setting, error) from error
    kinds = model.config.architectures or ()
    if kinds and not any(kind.endswith(_HEADS) for kind in kinds):
        raise EncoderError(
            f"The model {name!r} ({kinds[0]}) is no cross-encoder: set {setting} to one, or leave it unset."
        )
    return model
