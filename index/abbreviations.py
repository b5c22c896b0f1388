"""Words that a full stop belongs to, and words that begin a sentence: English, German, French, Spanish.

All in lower case, without their last full stop.
"""

NEVER_LAST = frozenset(
    """e.g i.e cf vs viz w.r.t s.t a.k.a resp ex eg ie approx ca
    mr mrs ms mx dr prof rev hon messrs st mt sen gov
    z.b d.h u.a i.d.r bzw vgl ggf evtl inkl exkl sog bspw hr fr dipl geb
    p.ex c.-à-d env av mme mlle sra srta dra p.ej ej ee pág págs aprox núm""".split()
)
"""What follows belongs to them whatever it is: no sentence ends here."""

NUMBERED = frozenset(
    """fig figs eq eqs eqn eqns sec secs sect ch chap chaps tab tabs ref refs no nos nr vol vols pp p pg ed eds
    alg algs thm lem def prop cor app appx suppl art col par ex obs op ver max min std avg approx ca resp circa
    jan feb mar apr jun jul aug sep sept oct nov dec abb kap bd aufl jh abs anm s pos
    arxiv conf proc trans int""".split()
)
"""They stand before a number; elsewhere most of them are words or units, and may end a sentence."""

LABELS = frozenset("fig figs eq eqs eqn eqns sec secs sect chap chaps tab tabs ref refs app abb kap thm alg pp".split())
"""Of the numbered ones, those that are nothing else: only the beginning of a new sentence shows that it ended."""

MAY_END = frozenset(
    """al inc ltd co corp bros jr sr univ dept est dist assoc proc conf trans int symp acad natl rep tech
    comput vis pattern recognit mach intell neur adv sci lett rev phys math stat vols eds ed usw ph.d m.sc b.sc m.eng
    d.phil ed.d gmbh ud uds""".split()
)
"""They end a sentence only before a word that begins one."""

STARTERS = frozenset(
    """the this that these those there then they their it its we our you your he she his her if in on at by for from
    with to as a an and but or so since when while where what which who why how however although though because
    before after during each every all both some many most such one two three another other here note now not no
    once only also thus hence therefore moreover furthermore finally first firstly second secondly third next later
    let unlike using given instead despite consider recall suppose assume define denote prove show use take compute
    choose apply similarly specifically generally typically often usually
    recently ever conversely just see yes i my is are was were do does can
    der die das den dem des ein eine einer eines es sie er wir ich man im am bei beim dann hier diese dieser dieses
    auch mit für auf aus wenn weil dabei damit daher so und aber oder nach vor zum zur
    le la les l'on un une des il elle on nous vous ce cette ces cet dans pour avec si mais ou et donc ainsi puis
    après sur par chaque
    el los las una unos lo esto esta este estos estas se en con para pero y si cuando como por también""".split()
)
"""Words that, capitalised after a full stop, begin a sentence rather than go on with a name."""

SURNAMES = frozenset("he so an no see to do le la".split())
"""Of those, the ones that are also surnames: after an initial they are read as such."""

ORDINAL_CONTEXT = frozenset("am im der die das des dem den zum zur vom beim bis seit ab jeden jedes jeder".split())
"""German words before an ordinal number, which is written with a full stop."""

LEADING_LABELS = frozenset(
    """fig figure table step algorithm theorem lemma definition corollary proposition example remark rule tip part
    chapter section listing box phase stage day lesson question task problem exercise appendix level claim
    abbildung tabelle schritt kapitel tableau étape chapitre figura tabla paso""".split()
)
"""With a number after them they open a caption or a step: `Step 1. Resize the image.` is one sentence."""
