"""When two addresses are one source, and what an address promises."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.urls import canonical_url, guess_kind, local_path, page_addresses, repository_of, same_page_key

CANONICAL = [
    ("https://a.org", "https://a.org/"),
    ("https://A.Org/Path", "https://a.org/Path"),
    ("HTTP://a.org/x", "http://a.org/x"),
    ("http://a.org:80/x", "http://a.org/x"),
    ("https://a.org:443/x", "https://a.org/x"),
    ("https://a.org:8443/x", "https://a.org:8443/x"),
    ("http://a.org:443/x", "http://a.org:443/x"),
    ("  https://a.org/x\n", "https://a.org/x"),
    ("https://a.org/x#part", "https://a.org/x"),
    ("https://a.org/x?utm_source=y&utm_medium=z", "https://a.org/x"),
    ("https://a.org/x?id=2&fbclid=abc&page=3", "https://a.org/x?id=2&page=3"),
    ("https://a.org/x?gclid=1", "https://a.org/x"),
    ("https://www.coursera.org/learn/cnn?irclickid=W&irgwc=1&utm_medium=p", "https://www.coursera.org/learn/cnn"),
    ("https://a.org/x?flag", "https://a.org/x?flag"),
    ("https://a.org/x?b;c&q=caf%E9", "https://a.org/x?b;c&q=caf%E9"),
    ("https://a.org/x?feature=loss&si=2", "https://a.org/x?feature=loss&si=2"),
    ("https://youtu.be/x?feature=shared&si=2", "https://youtu.be/x"),
    ("https://a.org/a b", "https://a.org/a%20b"),
    ("https://a.org/a%20b", "https://a.org/a%20b"),
    ("https://a.org/été", "https://a.org/%C3%A9t%C3%A9"),
    ("https://a.org/x'y(z)", "https://a.org/x'y(z)"),
    ("https://www.youtube.com/watch?v=abc&feature=youtu.be&si=xyz", "https://www.youtube.com/watch?v=abc"),
    ("https://github.com/o/r/", "https://github.com/o/r"),
    ("https://github.com/o/r#object-detection", "https://github.com/o/r"),
    ("https://github.com/o/r/blob/main/a.md", "https://raw.githubusercontent.com/o/r/main/a.md"),
    ("https://github.com/o/r/raw/main/a.md", "https://raw.githubusercontent.com/o/r/main/a.md"),
    ("https://raw.githubusercontent.com/o/r/main/a.md", "https://raw.githubusercontent.com/o/r/main/a.md"),
    (
        "https://github.com/o/r/blob/main/Deep%20Learining/Read me.md",
        "https://raw.githubusercontent.com/o/r/main/Deep%20Learining/Read%20me.md",
    ),
    ("https://github.com/o/r/tree/main/docs", "https://github.com/o/r/tree/main/docs"),
    ("file:///tmp/a%20b.md", "file:///tmp/a%20b.md"),
    *(
        (address, "https://arxiv.org/abs/1512.03385")
        for address in (
            "https://arxiv.org/abs/1512.03385",
            "http://arxiv.org/abs/1512.03385v1",
            "https://www.arxiv.org/abs/1512.03385v12#S3",
            "https://export.arxiv.org/abs/1512.03385",
            "https://arxiv.org/pdf/1512.03385",
            "https://arxiv.org/pdf/1512.03385.pdf",
            "https://arxiv.org/pdf/1512.03385v1.pdf",
            "https://arxiv.org/html/1512.03385v2",
            "https://arxiv.org/abs/arXiv:1512.03385",
            "https://arxiv.org/abs/1512.03385?context=cs",
            "https://ar5iv.org/abs/1512.03385",
            "https://ar5iv.org/1512.03385",
            "https://ar5iv.labs.arxiv.org/html/1512.03385",
            "https://www.alphaxiv.org/abs/1512.03385v1",
            "https://alphaxiv.org/overview/1512.03385",
        )
    ),
    ("https://arxiv.org/abs/cs/0112017v2", "https://arxiv.org/abs/cs/0112017"),
    ("https://arxiv.org/pdf/math.GT/0309136", "https://arxiv.org/abs/math/0309136"),
    ("https://arxiv.org/abs/hep-th/9901001", "https://arxiv.org/abs/hep-th/9901001"),
    ("https://arxiv.org/abs/0704.0001", "https://arxiv.org/abs/0704.0001"),
    ("https://arxiv.org/list/cs.CV/recent", "https://arxiv.org/list/cs.CV/recent"),
    ("https://arxiv.org/a/he_k_1", "https://arxiv.org/a/he_k_1"),
    ("https://notarxiv.org/abs/1512.03385", "https://notarxiv.org/abs/1512.03385"),
    ("https://a.org/abs/1512.03385", "https://a.org/abs/1512.03385"),
]
KINDS = [
    ("https://a.org/", "article"),
    ("https://a.org/paper.pdf", "pdf"),
    ("https://a.org/paper.PDF?x=1", "pdf"),
    ("https://a.org/notes.md", "markdown"),
    ("https://a.org/notes.markdown", "markdown"),
    ("https://www.youtube.com/watch?v=x", "video"),
    ("https://youtu.be/x", "video"),
    ("https://vimeo.com/1", "video"),
    ("https://www.coursera.org/learn/x", "course"),
    ("https://www.udacity.com/course/x", "course"),
    ("https://github.com/open-mmlab/mmdetection", "repository"),
    ("https://github.com/o/r.git", "repository"),
    ("https://github.com/o/r/tree/dev/docs", "repository"),
    ("https://github.com/topics/vision", "article"),
    ("https://github.com/o", "article"),
    ("https://github.com/o/r/issues/3", "article"),
    ("https://gist.github.com/o/abc", "article"),
    ("https://notyoutube.com/x", "article"),
]


@pytest.mark.parametrize(("url", "expected"), CANONICAL)
def test_the_one_address_of_a_resource(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@pytest.mark.parametrize(("url", "expected"), CANONICAL)
def test_a_canonical_address_is_its_own(url: str, expected: str) -> None:
    assert canonical_url(expected) == expected


@given(st.text(alphabet="abA/?&=%#.:é +~'", max_size=20))
def test_making_an_address_canonical_twice_changes_nothing(rest: str) -> None:
    once = canonical_url("https://a.org/" + rest)
    assert canonical_url(once) == once


@pytest.mark.parametrize(("url", "expected"), KINDS)
def test_what_an_address_promises(url: str, expected: str) -> None:
    assert guess_kind(url) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.org/x", "https://a.org/x", True),
        ("https://A.org/x", "https://a.org/x#y", True),
        ("https://a.org/x%20y", "https://a.org/x y", True),
        ("https://a.org", "https://a.org/", True),
        ("https://a.org/x", "https://a.org/X", False),
        ("https://a.org/x", "https://a.org/x?y=1", False),
        ("https://a.org/x", "https://b.org/x", False),
    ],
)
def test_two_addresses_of_one_stored_page(one: str, other: str, same: bool) -> None:
    assert (same_page_key(one) == same_page_key(other)) is same


def test_a_repository_is_read_by_its_readme() -> None:
    addresses = page_addresses("https://github.com/o/r")
    assert addresses[0] == "https://raw.githubusercontent.com/o/r/HEAD/README.md"
    assert "https://raw.githubusercontent.com/o/r/master/README.md" in addresses
    assert all("/o/r/" in address for address in addresses)
    assert page_addresses("https://a.org/x") == ["https://a.org/x"]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("dev", "dev"),
        ("dev/", "dev"),
        ("v1.0/docs/a%20b/", "v1.0/docs/a%20b"),
        ("feature/boxes", "feature/boxes"),
    ],
)
def test_a_branch_and_a_folder_are_read_by_their_own_readme(rest: str, expected: str) -> None:
    addresses = page_addresses(f"https://github.com/o/r/tree/{rest}")
    assert addresses[0] == f"https://raw.githubusercontent.com/o/r/{expected}/README.md"
    assert all(address.startswith(f"https://raw.githubusercontent.com/o/r/{expected}/") for address in addresses)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://github.com/o/r", ("o", "r")),
        ("https://www.github.com/o/r.git", ("o", "r")),
        ("https://github.com/o/r.js", ("o", "r.js")),
        ("https://gitlab.com/o/r", None),
        ("https://github.com/sponsors/o", None),
    ],
)
def test_owner_and_name_of_a_repository(url: str, expected: tuple[str, str] | None) -> None:
    assert repository_of(url) == expected


def test_a_local_path_comes_back_from_its_address(tmp_path: Path) -> None:
    path = tmp_path / "a b#c?d%e é.md"
    assert local_path(path.as_uri()) == path
