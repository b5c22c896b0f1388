"""From a reading list to a library: list -> sources -> pages -> documents -> chunks -> a published snapshot.

`load_list` reads the list, and `reading_list` parses it into sources (`urls` knows when two addresses are one);
`notes` adds our starter notes. `fetch` gets each source's page, from `archive` (WARC files) or from `network` (under
the rules of `robots`). `extract` turns a page into a document, by `extract_html` (`charset` reads its bytes),
`extract_markdown` or `extract_pdf`: each yields pieces that `assemble` joins. `chunk` cuts documents into runs of whole
`sentences`, and `landing` finds the text directive that makes a browser land on each. `pipeline` names these steps in
order, `progress` shows them, `report` tells how it went; `command` is `sightline ingest`.

The hard decision is in `extract_html`: trafilatura decides what is content, but never sees a formula, heading, figure,
table or code block, which it would mangle. `html_steps` takes them out first, each replaced by one word (`kept`), and
they are put back afterwards.
"""
