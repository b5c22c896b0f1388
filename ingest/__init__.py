"""From a reading list to a library: list -> sources -> pages -> documents -> chunks -> a published snapshot.

`load_list` reads the list, whose pages `list_pages` gets, and `reading_list` parses it into sources (`list_text` makes
their titles and notes, `urls` knows when two addresses are one); `notes` adds our starter notes. `gather` has them
read, several hosts at once, by `read`: it asks `fetch` for each source's `page`, takes over what `earlier` knows of it,
has the rest parsed, and keeps the page in the `archive` (WARC files) if it is good.

`fetch` gets a page from the archives given, from the `network`, or by `wayback`; `impostors` tells what stands for
another page; of a paper on `arxiv` the best edition is had, with its abstract page. The network waits its turn
(`politeness`), asks `robots`, connects to an address that was judged (`connection`, `public_address`) and undoes
codings (`content_coding`).

`parse` runs in a `worker` process, which sends back what was `extracted`. There `extract` turns a page into a document,
by `extract_html` (`charset` reads its bytes), `extract_markdown` or `extract_pdf`, each with a folder for its stages
(`html`, `markdown`, `pdf`), or by `extract_plain`, each yielding pieces that `assemble` joins (`formulas`,
`block_text`, `raised` say how some are written); `chunk` cuts documents into runs of whole sentences
(`index.sentences`), and `landing` finds the text directive that makes a browser land on each, at its `places` in the
page.

`pipeline` names these steps in order, for a `plan`; `resume` goes on with a run that was killed. `progress` shows how
far it is, `report` tells how it went (`advice` what to do), `maintainer` what the list's maintainer should know
(`findings`). `add` makes a file that was `saved` the page of a source, `prune` empties the archive of what is no
longer listed. `arguments` and `command` are `sightline ingest`.
"""
