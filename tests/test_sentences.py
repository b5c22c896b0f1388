"""Where a sentence ends, in technical English, German, Korean and Chinese; written with | between sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split_sentences

CASES = """
One.|Two.|Three.
One sentence without an end
1. First do this.|Then do that.
2) Second do this.
12. Twelfth, as in a long list.
It ends!|Does it?|It does.
Really?!|Yes.
It is so...|Or not.
It is so…|Or not.
The range is [-127 … 127].|It has a mean of zero.
He said "stop."|Then he left.
He said “stop.”|Then he left.
(It is in parentheses.)|The next is not.
It stops [here].|The next begins.
See Fig. 2 for more.|Then go on.
See Figs. 2 and 3.|Then go on.
Fig. 2 shows it.
By Eq. (3) it holds.|So does Eq. 4.
In Sec. 3.2 we see it.|In Ch. 4 we do not.
He et al. 2016 found it.|They were right.
Krizhevsky et al. (2012) won.
The network of He et al.|It has 152 layers.
Use a small one, e.g. ResNet.|It works.
The backbone, i.e. VGG, is frozen.
It was trained, validated etc.|Then it was used.
CNNs vs. Transformers is a question.
Dr. Smith and Prof. Jones agree.|Mr. Brown does not.
The rate is 3.5 per cent.|It was 4.0 before.
The value is 0.5.|The next is 0.25.
It costs $5.|It is cheap.
Version 2.0 is out.|Version 3.1.4 is not.
J. Redmon wrote YOLO.|R. Girshick wrote R-CNN.
G. E. Hinton taught it.
Y. LeCun, Y. Bengio and G. Hinton wrote it.|It is long.
The U.S. team won.
Let $a. B$ be small.|Then what?
The loss $L = 0.5 (y - f(x))^2.$ It is squared.
We have $x > 0$.|$y$ follows.
It ends in `a.b. C`.|The next is plain.
`net.eval()` stops dropout.|`net.train()` starts it.
Call `fit()`.|Then wait.
See https://a.org/x.html?y=1. z for more.
Visit https://a.org.|Then come back.
The file model.py holds it.|The file data.csv does not.
Use numpy.array or torch.tensor.|Both work.
What is IoU?|It is a ratio.
The layer is 3x3.|The stride is 2.
There are 10 classes.|9 are animals.
It has 50 layers.|101 is the deeper one.
a lower-case start. and another one
The variables are i.i.d. and normal.
The map is 7x7 w.r.t. the input.
The limit is max. 10 and min. 2.
It takes approx. 5 hours.|Then it stops.
The first (cf. Table 2) is best.
Noted in vol. 3, no. 4, pp. 5-9.|It is old.
It was in 2012.|In 2015 came ResNet.
Is it A?|Or B?|Or C?
Nothing. . . .
Wait.)|Now go.
卷积是什么？|它是一种运算。
第一句。|第二句！|第三句
它叫“池化”。|然后是“卷积”。
他说：「停。」|然后走了。
합성곱은 연산이다.|풀링도 연산이다.
정말?|그렇다.
日本語の文です。|次の文です。
C'est une phrase.|Écoutez la suivante.
It ends here.   |  The next has spaces before it.
Line one\\ngoes on.|Line two\\nends.
- A bullet.|It goes on.
The set {1, 2}.|The tuple (1, 2).
A colon: it goes on; a semicolon too.|End.
The end of a [link](https://a.org/b.c).|The next.
Is 2 > 1?|Yes: 2 > 1.
Ranges like 1.5-2.5 and 1..5 stay.
The model (ResNet-50.) is old.
The score is 0.9 (p. 3).|See also p. 4.
It learns filters.|[1] shows them.
The AP at 0.5.|0.75 is harder.
""".strip().splitlines()


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize("case", CASES)
def test_sentences(case: str) -> None:
    parts = case.replace("\\n", "\n").split("|")
    text = ("" if parts[0][-1] in "。？！」" else " ").join(parts)
    assert pieces(text) == [part.strip() for part in parts]


def test_the_table_is_long_enough() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_nothing_has_no_sentence(text: str) -> None:
    assert split_sentences(text) == []


TOKENS = [*"aAbB19 .!?…。？\n\t\"')]($`*_卷，", "e.g. ", "Fig. ", "https://a.b ", "$$", ". A"]


@given(st.lists(st.sampled_from(TOKENS)).map("".join))
def test_sentences_are_in_order_apart_and_leave_only_white_space(text: str) -> None:
    check(text)


@given(st.text())
def test_sentences_of_any_text(text: str) -> None:
    check(text)


def check(text: str) -> None:
    cursor = 0
    for start, end in split_sentences(text):
        assert cursor <= start < end <= len(text)
        assert not text[cursor:start].strip()
        assert text[start:end] == text[start:end].strip()
        cursor = end
    assert not text[cursor:].strip()
