"""What a library is, and how it is kept.

A library is a folder of immutable snapshots. `records` declares the nouns it keeps (source, document, chunk);
`encoder` turns text into vectors and `terms` into stemmed words; `vectors` and `lexical` search them; `store` writes
and reads the rows; `build` makes a new library of these and `snapshot` publishes it with one rename; `library` opens
the current one for reading, and `status` and `markdown` print it.

This is the ground floor: `ingest` fills a library and `rag` reads it, and nothing here imports either of them.
"""
