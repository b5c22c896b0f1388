"""Which sentences answer: up to four excerpts of the passages found, each a verbatim run of stored sentences.

`context` adds what stands around a passage. `windows` are the runs of it that can be quoted (`orders` to machines are
none: `meaning` knows them by what they mean and by their `cues`; `instructions` and `requests` have their words,
`appeals` their parts, `dictations` the words they want said, `disguises` how they are hidden, and `tongues` the
languages that the readers of a page need not know), and `edges` says where one may begin and end. `runs` says how much
speaks for each; `signposts`, in which an article speaks of itself, speak against one. `choose` picks among them, and
`marks` adds that of the list which one begins with.
"""
