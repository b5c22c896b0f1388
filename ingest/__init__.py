"""From a reading list to a library: list -> sources -> pages -> documents -> chunks -> a published snapshot.

`load_list` reads the list, and `reading_list` parses it into sources (`urls` knows when two addresses are one); `notes`
adds our starter notes. `fetch` gets each source's page, from `archive` (WARC files) or from `network` (under the rules
of `robots`); of a paper on `arxiv` the best edition, with its abstract page. `extract` turns a page into a document, by
`extract_html` (`charset` reads its bytes), `extract_markdown` or `extract_pdf`, each with a folder for its stages and
each yielding pieces that `assemble` joins (`formulas` says how one is written). `chunk` cuts documents into runs of
whole sentences (`index.sentences`), and `landing` finds the text directive that makes a browser land on each.
`pipeline` names these steps in order, `progress` shows them, `report` tells how it went; `command` is
`sightline ingest`.
"""
