"""Ways to say the same, to turn it round, and to add to it: what the check of statements makes of them."""

import pytest

from index.encoder import Encoder
from rag.support.check import SupportCheck


@pytest.fixture(scope="module")
def check(encoder: Encoder) -> SupportCheck:
    return SupportCheck(encoder)


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("It is wrong to say that owls hear mice under snow.", "Owls hear mice under snow."),
        ("Owls hear mice under snow (a claim since retracted).", "Owls hear mice under snow."),
        ("It is false that owls fly without a sound.", "Owls fly without a sound, and do not sing."),
        ("The nest is never cleaned, even when the young are fed.", "Once the young are fed, the nest is cleaned."),
        ("Owls failed to win the contest of 2017.", "Owls won the contest of 2017."),
        ("Owls let mice pass.", "Owls prevent mice from passing."),
        ("Owls see worse because of the rain.", "Owls see worse in the dark, and not because of the rain."),
        ("The young owl raised the old one's eggs.", "The old owl raised the young one's eggs."),
    ],
)
def test_what_is_turned_into_its_opposite_is_refused(check: SupportCheck, statement: str, source: str) -> None:
    assert check.verdict(statement, [source]).support != "supported"


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("Owls hunt at dusk, i.e. in poor light.", "Owls hunt at dusk, hence in poor light."),
        ("Strix et al. (2016) showed that owls hear well.", "Strix, Bubo and Tyto (2016) showed that owls hear well."),
        ("OWL's score is the mean over 10 nests.", "OWL reports its score, the mean over 10 nests."),
        ("Owls are two-egg birds.", "Unlike two-egg birds such as owls, crows lay five."),
        ("The rule is $F_1 = F_2 = 3$ for owls.", "For owls the rule is F1 = F2 = 3."),
        (
            "The wide wings are folded at night so that no feather is lost.",
            "An owl is a bird which folds its wide wings at night so that no feather is lost.",
        ),
        ("Owls win the owl contest of 2017 with ease.", "Owls win the 2017 owl contest with ease."),
        (
            "Owls need no light, since each mouse is heard by one ear.",
            "Owls avoid light by hearing each mouse with one ear.",
        ),
        (
            "Owls often do not fly at all or immediately land.",
            "Owls can often not fly at all, or they immediately land.",
        ),
        ("Owls can tell one of three calls.", "Owls can instead tell one of three calls."),
    ],
)
def test_what_is_said_in_another_way_is_supported(check: SupportCheck, statement: str, source: str) -> None:
    assert check.verdict(statement, [source]).support == "supported", check.verdict(statement, [source])


@pytest.mark.parametrize(
    ("statement", "support"),
    [
        ("Owls hear mice under snow (invented by a secret committee).", "partly"),
        ("Owls hear mice under snow, a habit known to damage furniture.", "partly"),
        ("If the moon is cheese, owls hear mice under snow.", "partly"),
        ("Owls hear mice under snow unless winter ends.", "partly"),
        ("In other words, owls hear mice under snow (see the article above).", "supported"),
        ("The key idea, simply put, is that owls hear mice under snow.", "supported"),
    ],
)
def test_what_is_added_to_a_statement_is_not_sure(check: SupportCheck, statement: str, support: str) -> None:
    assert check.verdict(statement, ["Owls hear mice under snow."]).support == support
