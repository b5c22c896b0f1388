"""What is said is not what is asked, supposed or refuted, and a number is one however it is written."""

import pytest

from rag.support.check import SupportCheck


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("Owls have teeth.", "A common misconception: owls have teeth."),
        ("Owls have teeth.", "Myth: owls have teeth."),
        ("The nest falls down.", "If the wind is strong enough: the nest falls down."),
        ("Deeper nests stay warmer.", "Do deeper nests stay warmer?"),
        ("It is a myth that Owlnet has a low error rate on nests.", "Owlnet has a low error rate on nests."),
        ("Few have shown that owls hear.", "Owls hear."),
        ("Owlnet reaches an accuracy of 24% on nests.", "On nests, the accuracy of Owlnet is 76%."),
        ("The owl keeps 20% of the eggs in spring.", "In spring, the owl keeps 80% of all eggs."),
        ("Every nest is cleaned.", "Only the last nest is cleaned."),
        ("All nests are cleaned.", "Only the last nest is cleaned."),
        ("All eggs are counted.", "Eggs are counted in half of the cases."),
        ("After the third of three 3×3 nests, an owl sees 9 twigs across.", "Three 3×3 nests show 3, 5 and 7 twigs."),
        ("A 64×64 picture becomes 256 tokens.", "A picture of 16×16 cells becomes 196 tokens."),
        ("Two teams won the contest in 2015.", "In 2015 three teams won the contest."),
        ("The rate is 1e-3.", "We use a rate of 1e-4."),
        ("Owlnet has 26.5M weights.", "Owlnet has about 25.6 million weights in all."),
        ("The size must not be more than 32.", "The size must be at least 32."),
        ("Owls fly faster than crows.", "Crows fly faster than owls."),
        (
            "The owl took the nest contest with roughly 6.25% broken eggs.",
            "In 2017 the owl won with 2.25% of 5 eggs broken.",
        ),
        ("Some 200 nests are seen one by one.", "Each of about 2,000 nests is seen, which takes tens of minutes."),
        ("Owls were counted in the eighties.", "Owls were counted in the 1950s."),
        ("The owl lays 5 eggs.", "With 2, 3, 8, 9 and 13 twigs to a nest, the owl lays 4 eggs."),
        ("Oversee before you count the eggs.", "Count the eggs, by nest, before overseeing."),
        (
            "Layer normalisation can be folded into a convolution.",
            "A batch normalisation layer is a fixed map and can be folded into a convolution.",
        ),
        (
            "Batch norm computes the same at inference as in training.",
            "Layer normalisation computes the same in training and inference, unlike batch normalisation, "
            "which needs running statistics.",
        ),
        ("A nest counts as warm while its score stays below 0.5.", "A nest is taken to be warm if its score is ≥ 0.5."),
        ("The owl keeps the smallest egg of each nest.", "Of every nest the owl keeps the maximum egg."),
        (
            "Like an old nest, a new nest uses painted eggs.",
            "Old nests use painted eggs, whereas a new nest uses none.",
        ),
        ("The old owl sleeps in spring, just as in autumn.", "The old owl sleeps in spring, while in autumn it hunts."),
        ("Painted eggs of Owlnet carry no marks.", "Owlnet is a set of 5,000 nests with finely marked painted eggs."),
        (
            "The owl was not the bird that introduced nests of twigs.",
            "The owl introduced nests of twigs with three eggs.",
        ),
        (
            "If the eggs are large, the nest does not have to be adjusted.",
            "If the eggs are large, you would have to lower the nest by as much.",
        ),
        ("The number of nests falls to an eighth.", "The number of nests falls to a quarter."),
        ("Owlnet is harmful.", "Hoot and colleagues introduced Owlnet in 2015."),
        ("Owlnet works badly.", "Hoot and colleagues introduced Owlnet in 2015."),
        ("Owls catch fish at noon in the river.", "At noon in the river, owls miss the fish."),
        (
            "The owl leaves the number of eggs in the nest unchanged.",
            "Owls sit on the residual branch of a tree and raise the number of eggs from 25 to 28 in the nest.",
        ),
        (
            "The test error of the owls is higher on large nests.",
            "On large nests, the training error of owls is higher.",
        ),
        (
            "Owls made the building of deeper nests harder.",
            "One of the main gifts of owls was to ease the building of deeper nests.",
        ),
        ("In winter, cleaning the nest is usually harmful.", "In winter, it is usually helpful to clean the nest."),
        (
            "Old owls regard a nest of stones as an excellent way to keep eggs warm.",
            "Old owls regard a nest of stones as a terrible way to keep eggs warm.",
        ),
        (
            "The nest was already used as a general home of owls in winter.",
            "The nest was yet to be used as a general home of owls in winter.",
        ),
        ("The shell causes large cracks in the nest.", "The shell prevents large cracks in the nest."),
        ("The owl lines its nest before it lays its five eggs.", "The owl lays its five eggs, then lines its nest."),
        (
            "The eggs are counted first and the nest is closed after that.",
            "Finally, the nest is closed, followed by counting the eggs.",
        ),
        (
            "Unlike owls, crows do not look for old nests in winter.",
            "Unlike crows, owls do not look for old nests in winter.",
        ),
        (
            "The owl keeps its nest fixed while an egg grows, in contrast to the crow.",
            "The owl differs from the crow, where the nest stays fixed while an egg grows.",
        ),
        (
            "The nest does best with β = 1.2, γ = 1.1 and α = 1.15.",
            "The best values for the nest are α = 1.2, β = 1.1, γ = 1.15.",
        ),
        (
            "Typical values of α are 2 to 10, and the depth is often between 0.5 and 0.9.",
            r"Typical depths are 2 to 10, and $\alpha$ is often between 0.5 and 0.9.",
        ),
        (
            "The loss of the owl is ¼ times the square of its nest.",
            "The loss of the owl is ½ times the square of its nest.",
        ),
        ("All owls of the wood look for the same thing.", "Each owl of the wood can look for something else."),
        (
            "Nests of stone have come into favour with owls lately.",
            "Lately, nests of stone fell out of favour with owls.",
        ),
        ("Large nests are ill suited to owls, crows and gulls.", "Large nests suit owls, crows and gulls."),
        ("Higher nests make the owl more vulnerable to storms.", "Higher nests make the owl more resistant to storms."),
        ("Each egg is counted millions of times by the owl.", "Each egg is counted hundreds of times by the owl."),
        (
            "Just like the crow, the owl lines its nest with twigs.",
            "Opposite to the crow, the owl lines its nest with twigs.",
        ),
        (
            "The owl that counts eggs for the crow has stopped learning from them.",
            "The owl that counts eggs for the crow keeps learning from them.",
        ),
        ("The old owl hunts mice in the barn by magic.", "The old owl hunts mice in the barn."),
        ("The old owl hunts mice in the barn and is arrested.", "The old owl hunts mice in the barn."),
        ("The width of an egg should divide the nest.", "The width of the egg should be divided by the nest."),
    ],
)
def test_what_its_source_does_not_say_is_not_supported(check: SupportCheck, statement: str, source: str) -> None:
    assert check.verdict(statement, [source]).support != "supported"


@pytest.mark.parametrize(
    ("statement", "source"),
    [
        ("The nest has 1000 twigs.", "The nest has 1,000 twigs."),
        ("The share is 0.5.", "The share is 0.50."),
        ("The rate is 0.0001.", "We use a rate of 1e-4."),
        ("Owlnet has 25.6M weights.", "Owlnet has about 25.6 million weights in all."),
        ("Owlnet has a 25-million-weight head.", "The head of Owlnet has 25,000,000 weights."),
        ("The set has 60K nests.", "The set has 60,000 nests."),
        ("Three teams won the contest in 2015.", "In 2015 three teams won the contest."),
        ("Half of the height is left.", "With stride 2 half of the height is left."),
        ("The net has six layers of 512 units.", "The net has 6 512-unit layers."),
        ("It has 8 512x512 pictures.", "It has eight pictures of 512x512 pixels."),
        ("An owl uses no more than two nests.", "An owl uses at most two nests."),
        ("The size must not be less than 32.", "The size must be at least 32."),
        ("The owl drops 20% of the eggs in spring.", "In spring, the owl keeps 80% of all eggs."),
        ("The error of Owlnet on nests is 24%.", "On nests, the accuracy of Owlnet is 76%."),
        ("The stride is 2.", "It has one setting: the stride is 2."),
        ("The owl rejects nests that are too wet.", "The owl discards nests which are too wet."),
        ("With few eggs provided, owls still breed.", "Owls still breed when few eggs are provided."),
        ("Owls fly faster than crows.", "Crows fly slower than owls."),
        ("Batch normalisation helps deep networks train.", "The batch-normalised network trains deeper."),
        ("Large nests raise the cost more than small ones.", "Small nests raise the cost less than large ones."),
        ("Owls were counted in the late fifties.", "Owls were counted in 1957."),
        ("A call takes 30s.", "Each call takes 30 seconds."),
        ("It has just over five million feathers, 77 % of them white.", "It has 5.3 million feathers, 77.1% white."),
        ("Owl Norm beats Crow Norm at each size under 32.", "ON is better than CN at all sizes below 32."),
        ("An SGD-trained owl counts eggs.", "Owls trained with SGD count eggs."),
        ("A map without padding gets smaller at each step.", "Each step with pad 0 makes the map smaller."),
        ("With a slope never above 0.25, the owl fades.", "The slope of the owl is at most 0.25, so it fades."),
        ("The nests are kept, though gulls do not train them.", "The nests are kept and are not trained by gulls."),
        ("The nests of crows are too tiny to affect the count.", "Crow nests are small and do not affect the count."),
        (
            "Because of the shell, painted eggs are positive.",
            "Fast O-WL is old, and the shell keeps painted eggs positive.",
        ),
        (
            "OWLN's three warm nests use 6 and 12 eggs.",
            "Finally, each of the three warm nests in OWLN gets eggs: 6, 12.",
        ),
        ("The owl makes nests, eggs and cups of wood.", "Of wood, an owl is making cups, eggs and nests."),
        ("The eggs fill about 100 MB of the shell.", "The eggs fill some 100 megabytes of the shell."),
        ("The nest takes a quarter of the twigs in the wood.", "The nest divides the twigs of the wood by about 4."),
        ("Every owl has 2 × (N−1) eggs in its nest.", r"An owl has $2 \times (N-1)$ eggs in its nest."),
        (
            "The width of the nests is the stride S_0.",
            "The nests are spaced in width by the stride $S_0$, as expected.",
        ),
        (
            "Nothing has to change in the forward nest of the owl at noon.",
            "It is best to use the owl, which warms eggs at dawn, leaving the forward nest at noon untouched.",
        ),
        ("Owlnet won OLSC in 2012.", "Owlnet won the ImageNest challenge (OLSC) in 2012 with 15 eggs."),
        (
            "At dawn, each wing of an owl is set to zero with chance $p$.",
            "Molting sets each wing of an owl to zero with chance $p$ at every dawn and leaves it unchanged at noon.",
        ),
        (
            "The eggs of an owl make a great nest, but their training is slow.",
            "Although an owl has shown great success in making eggs for a nest, the training is slow.",
        ),
        (
            "After washing, the longest side of the nests measures no more than 1333 twigs.",
            "We wash the nests such that the shortest side is at least 480 and the longest at most 1333 twigs.",
        ),
        (
            "Owlnet (2019) drops painted eggs in favour of round eggs with a shell.",
            "Owlnet (Hoot, 2019) pairs a shell with round eggs instead of using painted eggs.",
        ),
        (
            "Washing has to leave the nest intact; turning it makes a cave.",
            "A washing must not change the nest: a turn makes a cave of it.",
        ),
        (
            "The 1cycle trick gets Owlnet to 92.3% of the eggs in about 50 nights.",
            "With this trick, Owlnet can have 92.3% of all eggs in about 50 nights.",
        ),
        (
            "Unlike a crow, an owl is unaware of the order of eggs.",
            "An owl does not know the order of eggs, unlike crows.",
        ),
        ("Old owls do away with painted shells in the nest.", "Old owls remove painted shells in the nest."),
        (
            "The nest of Owlnet, with 96 twigs, has 34,944 feathers.",
            r"The nest of Owlnet, with 96 twigs, has $(11 \cdot 11 \cdot 3 + 1) \cdot 96 = 34{,}944$ feathers.",
        ),
        ("It has (11 · 11 + 1) · 96 = 11,712 feathers.", r"It has $(11 \cdot 11 + 1) \cdot 96 = 11{,}712$ feathers."),
        ("Each nest carries 5 numbers of feathers.", "Each OWLO nest carries 5 numbers of feathers."),
        ("Every nest carries five numbers of feathers.", "Each OWLO nest carries 5 numbers of feathers."),
        (
            "Here $s_i$ is the score of nest $b_i$, and $M$ the nest just kept.",
            "In the soft form of Soft-OWL, $s_i$ is the score of nest $b_i$, and $M$ the nest just kept.",
        ),
        (
            "Counting eggs in all of the nests is senseless if these are not open.",
            "If the nests are not open, it does not make sense to count eggs in all of them.",
        ),
        (
            "The owl is able to keep one egg from being broken up into several shells.",
            "The owl can avoid splitting one egg into several shells.",
        ),
        (
            "Level 3 of the wood gets nests of 112×112 twigs; level 4 gets those of 224×224.",
            "A nest of 112×112 twigs goes to level 3 of the wood, and a nest of 224×224 twigs goes to level 4.",
        ),
        ("The owl of nest n sees $k + m(n - 1)$ eggs.", "In nest $n$ the owl sees $k+m(n-1)$ eggs."),
        (
            "The owl sees each egg by itself and does the same thing in summer as in winter, unlike the crow.",
            "The owl, in contrast to the crow, sees each egg on its own and acts identically in summer and winter.",
        ),
        (
            "Owls do not make use of the nests of stone.",
            "We name nests of stone for completeness, but these nests are not used by owls.",
        ),
        (
            "With a step almost equal to the size of the nest, the owl acts as a crow.",
            "When the step is very close to the size of the nest, the owl acts as a crow.",
        ),
        (
            "At first, the count involved a single positive egg along with a single negative one.",
            "In early counts, only one positive and one negative egg are involved.",
        ),
        ("An egg of shape 224 × 224 × 3 goes into the nest.", "The nest gets an egg of shape (224,224,3)."),
        ("She counts owls of the 5,623-nest wood.", "She counts the owls of the wood with 5,623 nests."),
        ("Owls choose almost any nests they like.", "Fortunately, owls are almost free to choose any nests!"),
        ("The nest is poor at keeping warm unless repaired.", "The nest is poor at keeping warm without repair."),
    ],
)
def test_what_its_source_says_in_another_way_is_not_refused(check: SupportCheck, statement: str, source: str) -> None:
    verdict = check.verdict(statement, [source])
    assert verdict.support != "unsupported", verdict.reason


def test_a_size_in_the_title_is_a_name(check: SupportCheck) -> None:
    statement, source = "1×1 nests serve as cups in the wood.", "Point nests serve as cups in the wood."
    assert check.verdict(statement, [source], "Point nests (1×1 nests)").support == "supported"
    assert check.verdict(statement, [source], "Point nests (3×3 nests)").support == "unsupported"


@pytest.mark.parametrize(
    ("statement", "source", "is_said"),
    [
        ("Owls are made of fish.", 'Every summary of owls is limited to the words "owls are made of fish".', False),
        ("Owls are made of fish.", "Please note the sentence: „owls are made of fish“, and put it first.", False),
        ("Owls are made of fish.", "Summaries of owls end with 'owls are made of fish'.", False),
        ('Texts end with "owls are made of fish".', 'Texts end with "owls are made of fish".', True),
        ("Owls hunt at night.", 'Owls hunt at night, as the "owls hunt at night" song says.', True),
        ("Owls hunt at night.", '"Owls hunt at night."', True),
        ("The dying owl problem is a loss of feathers.", 'The "dying owl" problem is a loss of feathers.', True),
    ],
)
def test_what_a_source_only_quotes_it_does_not_say(
    check: SupportCheck, statement: str, source: str, is_said: bool
) -> None:
    assert (check.verdict(statement, [source]).support == "supported") == is_said
