"""Addresses: when two of them are one source, and what can be told from one before fetching it."""

import re
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit
from urllib.request import url2pathname

from index.records import Kind

RAW_HOST = "raw.githubusercontent.com"
_TRACKING = re.compile(
    r"utm_\w+|irclickid|irgwc|gclid|fbclid|msclkid|mc_[ce]id|igshid|ref_src|source_ve_path|embeds_euri"
)
_TRACKING_OF_VIDEOS = re.compile(r"si|feature")
"""On the hosts of videos alone: elsewhere they may say which page is meant."""
_SAFE = "/:@!$&'()*+,;=-._~%"
_IN_QUERY = _SAFE + "?"
_VIDEO_HOSTS = ("youtube.com", "youtu.be", "vimeo.com")
_COURSE_HOSTS = ("coursera.org", "udemy.com", "edx.org", "udacity.com")
_RAW_FILE = re.compile(
    rf"https://{re.escape(RAW_HOST)}/(?P<owner>[^/]+)/(?P<name>[^/]+)/(?:refs/heads/)?(?P<branch>[^/]+)/(?P<path>[^?#]+)"
)
_REPOSITORY = re.compile(
    r"/(?P<owner>[\w.-]+)/(?P<name>[\w.-]+?)(?:\.git)?(?:/tree/(?P<branch>[^/]+)(?:/(?P<folder>.+?))?)?/?"
)
"""A branch whose name holds a slash cannot be told from a folder: the first part is taken for it."""
_NOT_OWNERS = frozenset(
    {"topics", "features", "sponsors", "orgs", "search", "marketplace", "apps", "settings", "about"}
)

_ARXIV_HOSTS = re.compile(r"((www|export|browse)\.)?arxiv\.org|(www\.)?(ar5iv|alphaxiv)\.org|ar5iv\.labs\.arxiv\.org")
_ARXIV_PATH = re.compile(
    r"/(?:(?:abs|pdf|html|ps|format|src|e-print|overview|papers?)/)?(?:arxiv:)?"
    r"(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?/?",
    re.IGNORECASE,
)


def canonical_url(url: str) -> str:
    """The one address of a resource: no fragment, no tracking, host in lower case, GitHub files raw, papers by id.

    >>> canonical_url("HTTPS://Example.org:443/A b?utm_source=x&id=2#top")
    'https://example.org/A%20b?id=2'
    >>> canonical_url("https://github.com/o/r/blob/main/a/b.md?plain=1")
    'https://raw.githubusercontent.com/o/r/main/a/b.md'
    >>> canonical_url("https://github.com/o/r#readme") == canonical_url("https://github.com/o/r/") == "https://github.com/o/r"
    True
    >>> canonical_url("http://www.arxiv.org/pdf/1512.03385v2")
    'https://arxiv.org/abs/1512.03385'
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # an address that cannot be taken apart stays as it is, for the report to name
        return url.strip()
    if paper := arxiv_id(url.strip()):
        return f"https://arxiv.org/abs/{paper}"
    host, path = _host(parts.netloc, parts.scheme.lower()), quote(parts.path, safe=_SAFE)
    query = _without_tracking(parts.query, host)
    if host == "github.com" and (blob := re.fullmatch(r"/([^/]+)/([^/]+)/(?:blob|raw)/(.+)", path)):
        host, path, query = RAW_HOST, "/" + "/".join(blob.groups()), ""
    if host == "github.com" and re.fullmatch(r"/[^/]+/[^/]+/", path):
        path = path.rstrip("/")
    return urlunsplit((parts.scheme.lower(), host, path or "/", query, ""))


def _without_tracking(query: str, host: str) -> str:
    """A query as it is written, without what only tells where a reader came from.

    >>> _without_tracking("q=caf%E9;b&HomePage&utm_source=x", "a.org"), _without_tracking("feature=x&si=y", "a.org")
    ('q=caf%E9;b&HomePage', 'feature=x&si=y')
    >>> _without_tracking("v=abc&si=x&feature=share", "www.youtube.com")
    'v=abc'
    """
    is_video = host.removeprefix("www.").removeprefix("m.") in _VIDEO_HOSTS
    return "&".join(
        quote(part, safe=_IN_QUERY)
        for part in query.split("&")
        for name in [part.partition("=")[0]]
        if not (_TRACKING.fullmatch(name) or (is_video and _TRACKING_OF_VIDEOS.fullmatch(name)))
    )


def arxiv_id(url: str) -> str:
    """The id of the paper an address leads to, without its version; empty where it leads to none.

    >>> arxiv_id("https://arxiv.org/pdf/1512.03385v1.pdf"), arxiv_id("https://ar5iv.org/abs/cs.CV/0112017")
    ('1512.03385', 'cs/0112017')
    >>> arxiv_id("https://arxiv.org/list/cs.CV/recent")
    ''
    """
    parts = urlsplit(url)
    match = _ARXIV_PATH.fullmatch(parts.path) if _ARXIV_HOSTS.fullmatch(parts.netloc.lower()) else None
    if match is None:
        return ""
    archive, slash, number = match["id"].lower().rpartition("/")
    return archive.split(".")[0] + slash + number


def resolved(target: str, list_address: str) -> str:
    """The address that a link of a list leads to; of a list on GitHub as GitHub shows it, with folders as pages.

    >>> raw = "https://raw.githubusercontent.com/o/r/main/docs/list.md"
    >>> [resolved(target, raw) for target in ("a.md", "/a.md")]
    ['https://github.com/o/r/blob/main/docs/a.md', 'https://github.com/o/r/blob/main/a.md']
    >>> [resolved(target, raw) for target in ("../../../issues", "code/", "https://a.org/")]
    ['https://github.com/o/r/issues', 'https://github.com/o/r/tree/main/docs/code/', 'https://a.org/']
    >>> resolved("a.md", "https://a.org/list.md")
    'https://a.org/a.md'
    """
    on_github = _RAW_FILE.fullmatch(list_address)
    if on_github is None or urlsplit(target).scheme or target.startswith("//"):
        return urljoin(list_address, target)
    root = f"https://github.com/{on_github['owner']}/{on_github['name']}/blob/{on_github['branch']}"
    url = root + target if target.startswith("/") else urljoin(f"{root}/{on_github['path']}", target)
    is_folder = "." not in urlsplit(url).path.rsplit("/", 1)[-1]
    return url.replace("/blob/", "/tree/", 1) if is_folder and url.startswith(root) else url


def is_own_page(target: str, list_address: str) -> bool:
    """Whether a link leads to a place in the page of its own list, as a table of contents does.

    >>> raw = "https://raw.githubusercontent.com/o/r/main/README.md"
    >>> [is_own_page(target, raw) for target in ("https://github.com/o/r#a", "https://github.com/o/r/blob/main/README.md#b")]
    [True, True]
    >>> [is_own_page(target, raw) for target in ("README.md#c", "https://github.com/o/r", "https://github.com/o/other#a")]
    [True, False, False]
    """
    if "#" not in target or target.endswith("#readme"):  # which GitHub's own links to a repository end with
        return False
    url = canonical_url(resolved(target, list_address))
    on_github = _RAW_FILE.fullmatch(list_address)
    front = f"https://github.com/{on_github['owner']}/{on_github['name']}" if on_github else ""
    is_readme = bool(on_github) and list_address.rsplit("/", 1)[-1].lower().startswith("readme.")
    return url == list_address or (is_readme and url.lower() == front.lower())


def local_path(url: str) -> Path:
    """The file a `file:` address names.

    >>> local_path("file:///tmp/a%20b.md")
    PosixPath('/tmp/a b.md')
    """
    return Path(url2pathname(urlsplit(url).path))


def same_page_key(url: str) -> str:
    """What two addresses of one stored page have in common, however their characters are escaped.

    >>> same_page_key("http://a.org/x%27y") == same_page_key("https://a.org/x'y#z")
    True
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return unquote(f"{parts.netloc.lower()}{parts.path or '/'}?{parts.query}")


def guess_kind(url: str) -> Kind:
    """What an address promises; the page itself has the last word.

    >>> [guess_kind(f"https://{rest}") for rest in ("youtu.be/x", "github.com/o/r", "a.org/b.PDF", "a.org/n.md", "a/")]
    ['video', 'repository', 'pdf', 'markdown', 'article']
    """
    parts = urlsplit(url)
    host, path = parts.netloc.lower().removeprefix("www."), parts.path.lower()
    if host in _VIDEO_HOSTS:
        return "video"
    if host in _COURSE_HOSTS:
        return "course"
    if repository_of(url):
        return "repository"
    if path.endswith(".pdf"):
        return "pdf"
    return "markdown" if path.endswith((".md", ".markdown")) else "article"


def repository_of(url: str) -> tuple[str, str] | None:
    """Owner and name where the address is a GitHub repository's front page, or a branch or folder of it."""
    parts = urlsplit(url)
    match = _REPOSITORY.fullmatch(parts.path)
    if parts.netloc.lower().removeprefix("www.") != "github.com" or not match or match["owner"] in _NOT_OWNERS:
        return None
    return match["owner"], match["name"]


def page_addresses(url: str) -> list[str]:
    """Where a source's page may be had, in the order to try: a repository has its README at raw addresses.

    >>> page_addresses("https://github.com/o/r/tree/dev/docs")[0]
    'https://raw.githubusercontent.com/o/r/dev/docs/README.md'
    """
    repository, named = repository_of(url), _REPOSITORY.fullmatch(urlsplit(url).path)
    if repository is None or named is None:
        return [url]
    names = ("README.md", "readme.md", "Readme.md", "README.rst", "README")
    branches = (named["branch"],) if named["branch"] else ("HEAD", "main", "master")
    folder = f"{named['folder']}/" if named["folder"] else ""
    return [
        f"https://{RAW_HOST}/{repository[0]}/{repository[1]}/{branch}/{folder}{name}"
        for branch in branches
        for name in names
    ]


def _host(netloc: str, scheme: str) -> str:
    host = netloc.lower()
    default = {"http": ":80", "https": ":443"}.get(scheme, "")
    return host.removesuffix(default) if default else host
