"""The bytes of a PDF on their way to paragraphs, in the order they are read.

`runs` reads words with their place and font (`textpage` those of a page), `lines` puts them on lines (`letters` knows
what the letters are), `furniture` drops running heads and page numbers, `layout` finds the columns, `paragraphs` the
paragraphs in them, `headings` tells which of these are headings, and `hyphens` mends broken words.
"""
