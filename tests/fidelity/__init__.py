"""How much of an article survives extraction, counted by code that shares nothing with the extractor.

A page's truth comes from its own DOM, read with html5lib (the parsing algorithm of browsers, in a code base of its own;
the extractor reads with lxml). `dom` makes the tree; `article` finds the article in it, by what `names` makes of tags
and classes; `walk` goes over the tree and collects `runs` of text into `blocks`, by the `places` they stand in, with
the formulas that elements carry (`carriers`) or that stand as `tex` in the text, `code` and `tables`; `endings` takes
off what an article ends with; `truth` keeps what is left, and the furniture. `reading` takes a Markdown document
apart, `compare` and `score` count, `words` says when two texts are the same, `whereabouts` what became of a loss.
`pages` lists the pages, `run` scores them in a process pool, `report` prints.

What is counted, and how strictly:

- A formula is kept when its TeX stands in the document as `$…$` or `$$…$$` (inline or display as in the page) and is
  the same after white space is collapsed. A formula in a table row may be either. Pages that hold only drawn glyphs
  have no formulas in the truth and are named in the report. So are formulas that cross inline elements: no browser
  typesets them.
- A heading is kept when it stands as a Markdown heading, in order. A Markdown heading that is none of the page's
  article is counted as foreign.
- A caption is kept when it stands as lines of its own between the neighbours it has in the page.
- Code is kept when a fence holds exactly its text, trailing white space aside.
- A cell of a data table is kept when it stands as a cell of the matching Markdown table row.
- A paragraph (list items, quotes, definitions and footnotes count) of at least `MIN_WORDS` words is kept when all its
  words stand in the document in order, as plain text; inline code counts as words. Formulas and reference marks in it
  may be anything short, but apart from the words beside them; a note may stand in its sentence as well.
- Furniture (menus, related links, comments, sharing, cookie notices, author boxes, side bars, footers) has slipped in
  when a block of it stands in the document, and not in the article as well.
- Neither asked for nor minded: titles, bylines, dates and tags, tables of contents, bibliographies, "cite as" blocks,
  acknowledgements, labels inside interactive figures, hidden text.
"""
