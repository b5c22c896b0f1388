"""Characters of formulas and their TeX commands (the names are those of LaTeX and amssymb)."""

import re

_GREEK = """α alpha β beta γ gamma δ delta ε varepsilon ϵ epsilon ζ zeta η eta θ theta ϑ vartheta ι iota κ kappa
λ lambda μ mu ν nu ξ xi π pi ϖ varpi ρ rho ϱ varrho σ sigma ς varsigma τ tau υ upsilon φ varphi ϕ phi χ chi
ψ psi ω omega Γ Gamma Δ Delta Θ Theta Λ Lambda Ξ Xi Π Pi Σ Sigma Υ Upsilon Φ Phi Ψ Psi Ω Omega µ mu ∆ Delta Ω Omega"""
_OPERATORS = """∑ sum ∏ prod ∐ coprod ∫ int ∬ iint ∭ iiint ∮ oint ⋃ bigcup ⋂ bigcap ⨁ bigoplus ⨂ bigotimes ⨀ bigodot
⋁ bigvee ⋀ bigwedge ± pm ∓ mp × times ÷ div ⋅ cdot · cdot ∗ ast ⋆ star ∘ circ ∙ bullet • bullet ⊕ oplus ⊖ ominus
⊗ otimes ⊙ odot ⊘ oslash ∪ cup ∩ cap ⊔ sqcup ⊓ sqcap ∨ vee ∧ wedge ∖ setminus ≀ wr † dagger ‡ ddagger"""
_RELATIONS = """≤ leq ≥ geq ≦ leqq ≧ geqq ⩽ leqslant ⩾ geqslant ≠ neq ≡ equiv ≈ approx ≅ cong ∼ sim ≃ simeq ≍ asymp
∝ propto ≪ ll ≫ gg ≺ prec ≻ succ ⪯ preceq ⪰ succeq ∈ in ∉ notin ∋ ni ⊂ subset ⊃ supset ⊆ subseteq ⊇ supseteq ⊄ nsubseteq
⊥ perp ∥ parallel ‖ Vert ∣ mid ⊢ vdash ⊨ models ≜ triangleq ≐ doteq ≔ coloneqq"""
_ARROWS = """→ to ← leftarrow ↔ leftrightarrow ⇒ Rightarrow ⇐ Leftarrow ⇔ Leftrightarrow ↦ mapsto ↑ uparrow ↓ downarrow
⟶ longrightarrow ⟵ longleftarrow ⟹ Longrightarrow ⟺ iff ⟼ longmapsto ↪ hookrightarrow ⇀ rightharpoonup ⇝ leadsto"""
_OTHERS = """∞ infty ∂ partial ∇ nabla ∀ forall ∃ exists ∄ nexists ¬ neg ∅ emptyset ∠ angle ℓ ell ℏ hbar ℜ Re ℑ Im
ℵ aleph ı imath ȷ jmath … ldots ⋯ cdots ⋮ vdots ⋱ ddots ′ prime ⟨ langle ⟩ rangle 〈 langle 〉 rangle ⌊ lfloor ⌋ rfloor
⌈ lceil ⌉ rceil √ surd △ triangle □ square ■ blacksquare ◇ diamond ♯ sharp ♭ flat ℘ wp"""


def _commands(table: str) -> dict[str, str]:
    words = table.split()
    return {character: "\\" + name for character, name in zip(words[::2], words[1::2], strict=True)}


SYMBOLS = {
    **_commands(_GREEK),
    **_commands(_OPERATORS),
    **_commands(_RELATIONS),
    **_commands(_ARROWS),
    **_commands(_OTHERS),
    "−": "-",
    "\u2010": "-",
    "∶": ":",
    "″": "''",
    "ℝ": r"\mathbb{R}",
    "ℕ": r"\mathbb{N}",
    "ℤ": r"\mathbb{Z}",
    "ℚ": r"\mathbb{Q}",
    "ℂ": r"\mathbb{C}",
    "ℙ": r"\mathbb{P}",
    "ℋ": r"\mathcal{H}",
    "ℒ": r"\mathcal{L}",
    "ℛ": r"\mathcal{R}",
    "ℬ": r"\mathcal{B}",
    "ℱ": r"\mathcal{F}",
    "ℰ": r"\mathcal{E}",
    "ℳ": r"\mathcal{M}",
    "ℐ": r"\mathcal{I}",
    "ℎ": "h",
    "\xa0": "",
}
FUNCTIONS = frozenset(
    """arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max
    min Pr sec sin sinh sup tan tanh""".split()
)
ACCENTS = {
    "^": "hat", "ˆ": "hat", "̂": "hat", "~": "tilde", "˜": "tilde", "̃": "tilde", "∼": "tilde", "¯": "bar", "‾": "bar",
    "ˉ": "bar", "̅": "bar", "_": "bar", "→": "vec", "⃗": "vec", "˙": "dot", ".": "dot", "¨": "ddot", "⏞": "overbrace",
    "ˇ": "check", "˘": "breve", "´": "acute", "`": "grave", "˚": "mathring",
}  # fmt: skip
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
MATH_ALPHABETS = (
    ("\U0001d400", "mathbf", _LATIN),
    ("\U0001d434", "", _LATIN),
    ("\U0001d468", "boldsymbol", _LATIN),
    ("\U0001d49c", "mathcal", _LATIN),
    ("\U0001d4d0", "mathcal", _LATIN),
    ("\U0001d504", "mathfrak", _LATIN),
    ("\U0001d538", "mathbb", _LATIN),
    ("\U0001d5a0", "mathsf", _LATIN),
    ("\U0001d5d4", "mathbf", _LATIN),
    ("\U0001d670", "mathtt", _LATIN),
    ("\U0001d7ce", "mathbf", "0123456789"),
)
"""Alphabets of Unicode's Mathematical Alphanumeric Symbols: first character, command, letters.

Italic has no command: every letter of a formula is.
"""


def spelled(text: str) -> str:
    """Characters of a formula in TeX.

    >>> spelled("α≤1")
    '\\\\alpha \\\\leq 1'
    """
    return " ".join(filter(None, map(_character, text))) if not text.isascii() else escaped(text)


def escaped(text: str) -> str:
    """A text in which no character means anything to TeX."""
    return re.sub(r"([#$%&_{}])", r"\\\1", text.replace("\\", r"\backslash "))


def _character(character: str) -> str:
    for first, alphabet, letters in MATH_ALPHABETS:
        if 0 <= ord(character) - ord(first) < len(letters):
            letter = letters[ord(character) - ord(first)]
            return rf"\{alphabet}{{{letter}}}" if alphabet else letter
    return SYMBOLS.get(character, escaped(character))
