"""Lists by path or address, with their own Markdown files followed as sub-lists."""

from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import ListError
from index.records import Source
from ingest.load_list import BUNDLED_ADDRESS, LoadedLists, load_lists
from ingest.page import Page, PageUnavailable

FOLDER = "https://raw.githubusercontent.com/o/r/main/docs"


def page(url: str, body: str, content_type: str = "text/plain; charset=utf-8") -> Page:
    return Page(url, url, content_type, body.encode(), "2024-01-01T00:00:00+00:00")


class Web:
    """Pages by address; anything else is dead."""

    def __init__(self, **pages: str) -> None:
        self.pages = {f"{FOLDER}/{name}.md": text for name, text in pages.items()}
        self.asked: list[str] = []

    def get(self, url: str) -> Page:
        self.asked.append(url)
        if url not in self.pages:
            raise PageUnavailable("dead", "the site answered HTTP 404")
        return page(url, self.pages[url])

    def get_source(self, source: Source) -> Page:
        return self.get(source.url)

    def load(self, *addresses: str) -> LoadedLists:
        return load_lists(addresses, self.get, self.get_source)


def urls(loaded: LoadedLists) -> list[str]:
    return [source.url for source in loaded.sources]


def test_the_bundled_list_is_read_without_an_address() -> None:
    loaded = Web().load()
    assert loaded.address == ""
    assert loaded.lists[0].address == BUNDLED_ADDRESS
    assert loaded.title == "Deep Learning Computer Vision Resources"
    assert len(loaded.sources) == 18


def test_a_list_by_path(tmp_path: Path) -> None:
    path = tmp_path / "ma liste.md"
    path.write_text("\ufeff# Títle\n\n[x](https://a.org/x)", encoding="utf-8")
    loaded = Web().load(str(path))
    assert (loaded.title, loaded.address) == ("Títle", path.as_uri())
    assert urls(loaded) == ["https://a.org/x"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_a_list_by_path_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "list.md"
    path.write_text(
        "# Title “é”\n\nThese are the pages on owls – all of them.\n\n[x](https://a.org/x)", encoding=encoding
    )
    loaded = Web().load(str(path))
    assert (loaded.title, urls(loaded)) == ("Title “é”", ["https://a.org/x"])


def test_a_list_by_path_may_hold_the_sign_for_a_lost_letter(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("[x](https://a.org/x): M\ufffdnchen", encoding="utf-8")
    assert urls(Web().load(str(path))) == ["https://a.org/x"]


@pytest.mark.parametrize("body", [b"[x](https://a.org/x)\0\1", "[x](https://a.org/x)".encode("utf-16-le")])
def test_a_file_that_is_no_text_is_refused_with_what_to_do(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "list.md"
    path.write_bytes(body)
    with pytest.raises(ListError, match=r"list\.md is not UTF-8 text: save it as UTF-8"):
        Web().load(str(path))


def test_a_list_by_address_in_either_form() -> None:
    web = Web(list="[x](https://a.org/x) [y](y.txt)")
    loaded = web.load("https://github.com/o/r/blob/main/docs/list.md")
    assert urls(loaded) == ["https://a.org/x", f"{FOLDER}/y.txt"]
    assert web.asked == [f"{FOLDER}/list.md"]


def test_a_list_without_a_title_is_called_as_its_file(tmp_path: Path) -> None:
    (tmp_path / "birds.md").write_text("[x](https://a.org/x)")
    assert Web().load(str(tmp_path / "birds.md")).title == "birds.md"


def test_several_lists_are_one_with_each_source_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n\n## One\n\n[x](https://a.org/x)\n\n## Gap\n")
    (tmp_path / "b.md").write_text("# B\n\n## Two\n\n⭐ [ex](https://a.org/x) - good\n\n[y](https://a.org/y)")
    loaded = Web().load(str(tmp_path / "a.md"), str(tmp_path / "b.md"))
    assert loaded.title == "A, B"
    assert loaded.gaps == [("Gap",)]
    assert urls(loaded) == ["https://a.org/x", "https://a.org/y"]
    both = loaded.sources[0]
    assert (both.title, both.topics, both.starred, both.note) == ("x", (("One",), ("Two",)), True, "good")


def test_a_list_given_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text("# List\n\n[x](https://a.org/x)", encoding="utf-8")
    loaded = Web().load(str(path), str(tmp_path / "." / "list.md"))
    assert (loaded.title, loaded.address) == ("List", path.as_uri())


def test_markdown_files_of_the_lists_folder_are_followed() -> None:
    web = Web(
        list="## Papers\n\n[Detectors](detectors.md)",
        detectors="# Detectors\n\n## One stage\n\n[YOLO](https://a.org/yolo)",
    )
    loaded = web.load(f"{FOLDER}/list.md")
    assert urls(loaded) == [f"{FOLDER}/detectors.md", "https://a.org/yolo"]
    assert loaded.sources[1].topics == (("Papers", "Detectors", "One stage"),)


def test_a_source_of_list_and_sub_list_has_both_topics() -> None:
    web = Web(list="## A\n\n[x](https://a.org/x) [sub](sub.md)", sub="## B\n\n[x](https://a.org/x)")
    (source,) = (one for one in web.load(f"{FOLDER}/list.md").sources if one.url == "https://a.org/x")
    assert source.topics == (("A",), ("A", "sub", "B"))


def test_lists_that_name_each_other_come_to_an_end() -> None:
    web = Web(list="[one](one.md)", one="[two](two.md) [list](list.md)", two="[three](three.md)", three="[one](one.md)")
    loaded = web.load(f"{FOLDER}/list.md")
    assert len(set(urls(loaded))) == len(urls(loaded))
    assert len(web.asked) < 10


def test_files_elsewhere_and_house_rules_are_not_followed() -> None:
    web = Web(
        list="[rules](CONTRIBUTING.md) [up](../up.md) [far](https://b.org/docs/far.md) [x](https://a.org/x)",
        CONTRIBUTING="[no](https://a.org/no)",
    )
    web.load(f"{FOLDER}/list.md")
    assert web.asked == [f"{FOLDER}/list.md"]


@pytest.mark.parametrize(
    "target", ["../up.md", "%2e%2e/up.md", "sub/..%2f..%2fup.md", "..%5cup.md", "//b.org/docs/x.md", "/o/r/x.md"]
)
def test_nothing_above_the_list_is_followed(target: str) -> None:
    web = Web(list=f"[x](https://a.org/x) [odd]({target})")
    web.load(f"{FOLDER}/list.md")
    assert web.asked == [f"{FOLDER}/list.md"]


def test_a_sub_list_that_is_sent_elsewhere_is_not_followed() -> None:
    web = Web(list="[sub](sub.md)", sub="[inner](inner.md) [x](https://a.org/x)")

    def sent_away(source: Source) -> Page:
        return replace(web.get(source.url), final_url="https://evil.example/sub.md")

    loaded = load_lists([f"{FOLDER}/list.md"], web.get, sent_away)
    assert urls(loaded) == [f"{FOLDER}/sub.md"]


def test_sub_lists_end_two_deep() -> None:
    web = Web(list="[a](a.md)", a="[b](b.md)", b="[c](c.md)", c="[d](https://a.org/d)")
    assert urls(web.load(f"{FOLDER}/list.md"))[-1] == f"{FOLDER}/c.md"
    assert f"{FOLDER}/c.md" not in web.asked


def test_there_is_a_limit_of_sources_also_for_sub_lists() -> None:
    links = " ".join(f"[{number}](https://a.org/{number})" for number in range(100))
    web = Web(list=f"[one](one.md) {links}", one=links, two=links)
    loaded = load_lists([f"{FOLDER}/list.md"], web.get, web.get_source, max_sources=10)
    assert (len(loaded.sources), loaded.left_out) == (10, 91)
    assert web.asked == [f"{FOLDER}/list.md"]


def test_a_sub_list_that_is_gone_or_has_no_links_stays_a_source() -> None:
    web = Web(list="[gone](gone.md) [words](words.md)", words="Only words.")
    assert urls(web.load(f"{FOLDER}/list.md")) == [f"{FOLDER}/gone.md", f"{FOLDER}/words.md"]


def test_local_sub_lists_are_followed(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("[sub](sub.md)")
    (tmp_path / "sub.md").write_text("[x](https://a.org/x)")

    def read(source: Source) -> Page:
        return page(source.url, (tmp_path / "sub.md").read_text())

    loaded = load_lists([str(tmp_path / "list.md")], Web().get, read)
    assert urls(loaded) == [(tmp_path / "sub.md").as_uri(), "https://a.org/x"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"Only words.", "no link to a resource"),
        (b"[x](https://a.org/x)\0", "not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_list(tmp_path: Path, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / "list.md").write_bytes(content)
    with pytest.raises(ListError, match=message):
        Web().load(str(tmp_path / "list.md"))


def test_a_folder_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(ListError, match="cannot be read"):
        Web().load(str(tmp_path))


def test_an_address_that_cannot_be_fetched() -> None:
    with pytest.raises(ListError, match=r"cannot be fetched.*404"):
        Web().load(f"{FOLDER}/list.md")


@pytest.mark.parametrize("address", ["http://[", "https://[::1/list.md"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(ListError):
        Web().load(address)


@pytest.mark.parametrize("address", ["htp://a.org/list.md", "ftp://a.org/list.md"])
def test_an_address_of_another_kind_is_no_path(address: str) -> None:
    with pytest.raises(ListError, match=f"The list {address} is neither a path nor an address .* https://"):
        Web().load(address)


def test_a_web_page_is_no_list() -> None:
    def get(url: str) -> Page:
        return page(url, "<html><a href='/x'>x</a></html>", "text/html")

    with pytest.raises(ListError, match="is a web page, not Markdown"):
        load_lists(["https://github.com/o/r/blob/main/list.md"], get, Web().get_source)
