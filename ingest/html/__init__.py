"""An HTML page on its way to pieces: `steps` prepares the tree, `runs` reads it, `content` says what is the article.

Each step (`unseen`, `formula_elements`, `code`, `text_formulas`, `footnotes`, `raised`, `figures`, `tables`,
`headings`) takes one kind of thing out of the tree and leaves a word in its place (`kept`), so that nothing that comes
after can mangle it; `tree` answers what they ask of it.

A formula's TeX is found by `formula_elements`: as the page wrote it, or made anew of its MathML (`mathml`) or of the
boxes that KaTeX drew (`katex`), whose characters `math_symbols` knows.

The hard decision is in `content`: trafilatura is the best judge of where an article is, and a poor keeper of what is in
it. So its body is not copied but looked up in the page, and what it lost between found neighbours is taken with it, but
for what belongs to the site (`furniture` by its names, `labels` by its words). Text that stands in a page's data and
not in its markup is `output` as trafilatura gives it.

Beside the article, `head` is what a page says of itself, `visible` all that its reader could see, and `searched` its
text as a browser searches it.
"""
