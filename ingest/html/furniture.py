"""What belongs to the site and not to the article, by the names that sites give it.

An id counts only when all of it is such a name: in documentation it is made of the heading ("related-packages").
"""

import re

from ingest.html.kept import Element

_TAGS = frozenset({"nav", "footer", "menu"})
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "toolbar"})
_WORDS = re.compile(
    r"(?:^|[-_\s])(?:nav(?:igation|bar|s)?|menu|breadcrumbs?|sidebar|side-bar|footer|masthead|share|sharing|social|"
    r"shar(?:e|ing)-?(?:buttons?|links?|daddy)?|sharedaddy|addtoany|related(?!-?work)|recommend(?:ed|ations?)|more-?(?:posts|stories|articles)|"
    r"read-?(?:more|next)|prev-?next|post-?nav\w*|pagination|pager|paginator|comments?|disqus\w*|respond|replies|newsletter|"
    r"subscri(?:be|ption)|signup|sign-up|cookies?|consent|gdpr|banner|promo(?:tion)?|advert\w*|ads?|sponsor\w*|author-?(?:box|bio|info|card)|"
    r"about-?author|byline|post-?meta|entry-?meta|article-?meta|meta-?data|tags?-?(?:list|links|cloud)?|categories|widget\w*|popup|modal|"
    r"toc|table-of-contents|tableofcontents|contents-?list|headroom|copyright|colophon|license|feedback|rating|print-?only|"
    r"toolbar|search\w*|login|login-\w+|breadcrumb-\w+|edit-?(?:this-?)?page|last-?updated|reading-?time)(?:$|[-_\s])",
    re.IGNORECASE,
)
_SITE_BOXES = re.compile(
    r"related[-_]?(?:posts?|articles?|stories|content|links)|newsletter|sharedaddy|addtoany|share-?(?:buttons?|bar|links)|"
    r"author-?(?:box|bio)|cookie|advertis|sponsor|post-?tags|signup|recommended",
    re.IGNORECASE,
)
_BOXES = re.compile(
    r"(?:^|[-_\s])(?:note|admonition|theorem|lemma|proof|definition|example|remark|exercise|algorithm|callout|tip|hint|"
    r"warning|important|question|answer|solution|details|quote|abstract|equation|table|content|body)(?:$|[-_\s])",
    re.IGNORECASE,
)


def is_furniture(element: Element) -> bool:
    """Whether an element's own tag, role, class or id says that it is no part of an article."""
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    return (
        _WORDS.search(element.get("class") or "") is not None or _WORDS.fullmatch(element.get("id") or "") is not None
    )


def is_site_box(element: Element) -> bool:
    """Whether an element is furniture beyond doubt, whatever trafilatura makes of it."""
    return _SITE_BOXES.search(element.get("class") or "") is not None


def is_text_box(element: Element) -> bool:
    """Whether a box within an article holds text of the article's own, as theorems and notes do."""
    return element.tag in ("details", "summary") or _BOXES.search(element.get("class") or "") is not None
