"""What goes with which of two contrasted things: told crosswise, a statement is not supported."""

import pytest

from rag.support.check import SupportCheck


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        (
            "In the barn the late owls hunt small mice and the early ones big mice.",
            "Barn owls hunt small mice early in the night, and large mice late in the night.",
        ),
        (
            "Set the perch low and all eggs are kept in storms; set it high and broken eggs disappear.",
            "A low perch removes whole eggs in storms, whereas a high perch leaves broken eggs.",
        ),
        (
            "For a calm night the two calls are different things, but in wind they coincide.",
            "The two calls coincide on a calm night. In wind they differ, because the wind swallows the first.",
        ),
        (
            "Nests that stay under a metre make the draught explode.",
            "Nests below 1 m make the draught vanish, and nests above 1 m make it explode.",
        ),
        (
            "Because Owlnet hides eggs and Crownet counts them, Owlnet keeps all early eggs unchanged.",
            "A fault of Crownet is its nest. Crownet hides eggs while Owlnet counts them, so Crownet keeps early eggs "
            "unchanged.",
        ),
        ("Replace the perch by a nest.", "Replace the nest by a perch."),
        ("Swap the perch for a nest.", "Swap the nest for a perch."),
    ],
)
def test_what_is_told_crosswise_is_not_supported(check: SupportCheck, statement: str, source: str) -> None:
    assert check.verdict(statement, [source]).support != "supported"


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        (
            "Late owls in the barn hunt large mice and early ones small mice.",
            "Barn owls hunt small mice early in the night, and large mice late in the night.",
        ),
        ("Large nests cost more than small ones.", "Small nests cost less than large ones."),
        ("The nest at depth 2 and width 3 is warm.", "The nest at width 3 and depth 2 is warm."),
        (
            "Eggs that match count as true positives; leftover eggs are false positives.",
            "Matching eggs are true positives. Eggs that do not match are false positives.",
        ),
        ("Trials beat guesses, as Barn and Tawny argue.", "As Barn and Tawny argued, trials are better than guesses."),
        ("With many eggs, swap the perch for a nest.", "A bird with many eggs needs a nest instead of a perch."),
        ("If the wood is small, do not hunt owls.", "As the wood is small, it is not a good idea to hunt owls there."),
        ("Its weight does not depend on which owls share the nest.", "Its weight does not depend on the other owls."),
        (
            "The owl stays so that nothing needs changing at night.",
            "The owl stays so that nothing has to change at night.",
        ),
        (
            "The decay is 0.0001 for owls and 0.0005 for crows.",
            "The decay is $10^{-4}$ for owls, $5 \\cdot 10^{-4}$ for crows.",
        ),
        (
            "The sum for $\\partial O/\\partial E$ has nine terms.",
            "Nine terms make the sum $\\frac{\\partial O}{\\partial E}$.",
        ),
    ],
)
def test_what_is_told_straight_is_not_refused(check: SupportCheck, statement: str, source: str) -> None:
    assert check.verdict(statement, [source]).support != "unsupported", check.verdict(statement, [source])


@pytest.mark.parametrize(
    ("said_of", "support"), [(("Owlnet", "Crownet"), "unsupported"), (("Crownet", "Owlnet"), "supported")]
)
def test_two_things_exchanged_in_other_words_are_seen(
    check: SupportCheck, said_of: tuple[str, str], support: str
) -> None:
    source = (
        "Crownet blends two pictures pixel by pixel, whereas Owlnet pastes a rectangle of one image into the other."
    )
    one, other = said_of
    statement = f"{other} inserts a rectangular piece of one picture into another; {one} mixes the two pixel for pixel."
    assert check.verdict(statement, [source]).support == support
