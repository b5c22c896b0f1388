"""Which sentences answer: up to four excerpts of the passages found, each a verbatim run of stored sentences.

`context` adds what stands around a passage. `windows` are the runs of it that can be quoted (`orders` to machines are
none: `instructions` and `requests` have their words, `appeals` their parts, `disguises` how they are hidden), and
`edges` says where one may begin and end. `runs` says how much speaks for each; `signposts`, in which an article speaks
of itself, speak against one. `choose` picks among them, and `marks` adds that of the list which one begins with.
"""
