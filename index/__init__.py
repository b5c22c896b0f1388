"""What a library is, and how it is kept.

A library is a folder of immutable snapshots. `records` declares the nouns it keeps (source, document, chunk);
`encoder` turns text into vectors, `terms` into stemmed words and `sentences` (`abbreviations`) into sentences,
whatever their `scripts`; `aliases` finds the acronyms that texts explain, `near_duplicates` the chunks that say the
same; `vectors` and `lexical` search; `store` writes and reads the rows; `build` makes a new library of these and
`snapshot` publishes it with one rename; `library` opens the current one for reading, `status` and `markdown` print it.
`export` makes an encoder's graph, whose `hashes` are checked; the optional `reranker` and `inference` load a
`cross_encoder`; what is wrong with the folder of such a model, `model_folder` says.
`phrases` are tables of what to look for in sentences, `lookalikes` letters that are taken for others. `errors` are what
a user may see; `whole` mends text that comes in, and `printable` what goes to a terminal, by `output`; `retry_after`
reads how long a server wants to be left alone.

This is the ground floor: `ingest` fills a library and `rag` reads it, and nothing here imports either of them.
"""
