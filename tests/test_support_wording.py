"""Ways to say the same, to turn it round, and to add to it: what the check of statements makes of them."""

from importlib.resources import files

import pytest
import yaml

from rag.support.check import SupportCheck
from rag.support.names import strange_terms


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("It is wrong to say that owls hear mice under snow.", "Owls hear mice under snow."),
        ("Owls hear mice under snow (a claim since retracted).", "Owls hear mice under snow."),
        ("It is false that owls fly without a sound.", "Owls fly without a sound, and do not sing."),
        ("The nest is never cleaned, even when the young are fed.", "Once the young are fed, the nest is cleaned."),
        ("Owls failed to win the contest of 2017.", "Owls won the contest of 2017."),
        ("Owls let mice pass.", "Owls prevent mice from passing."),
        ("Old nests are warm, while new ones are wet.", "Nests differ. New nests are warm, and old nests get wet."),
        ("Owls see worse because of the rain.", "Owls see worse in the dark, and not because of the rain."),
        ("The young owl raised the old one's eggs.", "The old owl raised the young one's eggs."),
        ("The old nests of owls are no longer used in summer.", "In summer, owls use their old nests once more."),
        ("The keeper advises against feeding young owls by hand.", "The keeper advises feeding young owls by hand."),
        ("Contrary to common practice, owls are fed by hand.", "As is common practice, owls are fed by hand."),
        ("The wings of old owls are full of mites.", "The wings of old owls are absent of mites and dust."),
        ("Old nests are more useful for owls in spring.", "Old nests are less useful for owls in spring."),
        ("Large nests are mostly avoided by owls in spring.", "In spring the owls are mostly in large nests."),
        ("Fast Owlnet found 9 eggs in 3 nests.", "Faster Owlnet found 9 eggs in 3 nests (of 12)."),
        ("The average pooling of maps is fast.", "The max-pooling of maps is fast and simple."),
        (
            "Owls with few eggs hunt at noon, while owls with many sleep.",
            "Note that owls with many eggs hunt at noon, while owls with few eggs sleep.",
        ),
        (
            "The wide nest gets a smaller owl than the deep nest.",
            "The deep nest gets a smaller owl than the wide nest.",
        ),
        ("A nest of old leaves is followed by two eggs.", "Two eggs are followed by a nest of old leaves."),
        ("Owls lay more eggs than ducks in spring.", "In spring owls lay 3 eggs, whereas ducks lay 12 eggs."),
        ("Old owls sleep in fewer nests than young owls.", "Old and young owls sleep in the same number of nests."),
        ("Owls eat only mice of one size in winter.", "In winter owls eat mice of any size."),
        ("Crows hide their round eggs in the snow.", "Owls, in contrast to crows, hide their round eggs in the snow."),
        ("Large nests have vanished from the old woods.", "Large nests remain common in the old woods."),
        ("Two mice are too few for a young owl.", "Two mice are enough for a young owl in spring."),
        ("The owl had a loss of about 2 points in spring.", "The owl had a gain of about 2 points in spring."),
        (
            "Owls and ducks both depend on warm nests.",
            "Owls rear their young without warm nests: owls use caves, and ducks use lakes.",
        ),
        ("Faster Owlnet finds 9 eggs in each of the old nests.", "Owlnet finds 9 eggs in each of the old nests."),
        ("The score of a blind owl is one for every nest.", "The score of a blind owl is zero for every nest."),
    ],
)
def test_what_is_turned_into_its_opposite_is_refused(check: SupportCheck, statement: str, source: str) -> None:
    assert check.verdict(statement, [source]).support != "supported"


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("Owls hunt at dusk, i.e. in poor light.", "Owls hunt at dusk, hence in poor light."),
        ("Owls find mice in place of a nest.", "Without a nest, owls find mice."),
        ("The usual weight of an owl's egg is 10^-5.", "An owl's egg has the usual weight $w$ of $10^{-5}$."),
        ("Feeding young owls on one's own farm takes mice.", "To feed young owls on your farm, you have to take mice."),
        (
            "Owls warm eggs with their wings.",
            "Owls, unlike snakes, warm eggs with their wings rather than with their bodies.",
        ),
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
        ("A 1D walk of owls has 3 steps.", "In one dimension, a walk of owls has 3 steps."),
        ("The NAS-OWL nest holds 9 eggs of owls.", "The NASOWL nest holds 9 eggs of owls, says Strix."),
        ("With only two eggs, owls breed in May.", "With two eggs, owls breed in May, says the keeper."),
        (
            "Owls lay 2 eggs rather than 5 and keep warm nests.",
            "Owls lay 2 instead of 5 eggs per nest and keep warm nests.",
        ),
        (
            "To hunt, owls take an area not above 5 nests of wood.",
            "Owls hunt in wood; the area they take is at most 5 nests.",
        ),
        ("Owls need a nest of 3 to 4 million twigs.", "Owls need a nest of about 3 million to 4 million twigs."),
        ("Nests out of a wood of old owls.", "Nests from the entire wood of old owls."),
        ("A nest with two eggs after it is warm.", "A nest followed by two eggs is warm."),
        ("No egg follows the nest of an owl in winter.", "In winter, the nest of an owl has no egg."),
        ("Nests at depth 2 and width 3 are warm.", "Nests at width 3 and depth 2 are warm."),
        ("The eight-GPU nest of owls is warm.", "The nest of owls with its eight GPUs is warm."),
        ("RoI owl nests are warm in winter.", "A RoIOwl nest is warm in winter."),
        (
            "With far prey owls hardly learn, while near prey makes them fat.",
            "Far prey makes young owls learn extremely slowly, and near prey makes owls fat.",
        ),
        ("An owl can no longer be sure what is real.", "An owl is always unsure whether what it sees is real."),
        ("The average precision of the nests is high.", "The AP of the nests is high."),
        ("Owls do not depend on the other birds of the wood.", "Owls are independent of the other birds of the wood."),
        (
            "Two owls of one wood are not told apart by the gull.",
            "The gull does not separate two owls of one wood, whereas the crow does.",
        ),
        ("Owls with and without nests cannot be compared.", "Owls with nests and owls without are not comparable."),
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
        ("Owls hear mice under snow (this is deprecated).", "partly"),
        ("Owls hear mice under snow. It also cures headaches.", "partly"),
        ("Owls hear mice under snow (this is what they hear).", "supported"),
        ("In other words, owls hear mice under snow (see the article above).", "supported"),
        ("The key idea, simply put, is that owls hear mice under snow.", "supported"),
    ],
)
def test_what_is_added_to_a_statement_is_not_sure(check: SupportCheck, statement: str, support: str) -> None:
    assert check.verdict(statement, ["Owls hear mice under snow."]).support == support


def _rows() -> list[tuple[str, str]]:
    rows = yaml.safe_load(files("rag.support").joinpath("terms.yaml").read_text(encoding="utf-8"))
    return [(words, others) for words, others in rows]


@pytest.mark.parametrize(("words", "others"), _rows(), ids=str)
def test_a_term_is_strange_where_nothing_says_it(words: str, others: str) -> None:
    for word in (word.replace("_", " ") for word in words.split()):
        said = f"Owls have a {word} in the wood."
        assert word in strange_terms(said, "Owls have a nest in the wood.")
        for other in (other.replace("_", " ") for other in (*words.split(), *others.split())):
            assert word not in strange_terms(said, f"Owls have a {other} in the wood.")
