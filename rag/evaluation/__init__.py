"""Whether the answers are right, and by how much a change makes them better or worse.

`cases` reads files of questions with what their answers must hold; `outcome` asks one and says what came of it;
`scores` sums up many with the formulas of `metrics` and the support check of `support`; `report` prints them, and
`compare` says which answers changed since an earlier run. `command` is `sightline evaluate`, told of by `progress`;
`plugin` makes every file named `questions.yaml` a test of pytest, for this repository and for anyone's own list.

`benchmark` runs public retrieval sets: `beir` reads one, `corpus` makes a library of it, and `rankings` searches that
library as answering does and in three plainer ways, one of them LlamaIndex (`llamaindex_baseline`).
"""
