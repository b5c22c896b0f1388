"""A text as it looks: letters of other alphabets, widths and styles as the plain Latin ones that they are taken for."""

import unicodedata

LOOKALIKES = {
    ord(one): other
    for one, other in zip(
        "ьЬасекмнортухгпвѕіјһԁԛԝѵАВСЕНІЈКМОРЅТХУαβεικνορτυχγωΑΒΕΖΗΙΚΜΝΟΡΤΥΧᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ",
        "bbacekmhoptyxrnbsijhdqwvABCEHIJKMOPSTXYabeikvoptuxywABEZHIKMNOPTYXabcdefghijklmnoprstuvwyz",
        strict=True,
    )
}
"""Letters of the Cyrillic and Greek alphabets and small capitals, with the Latin ones that they are taken for."""


def latin(text: str) -> str:
    """The text in plain letters, at the same length.

    >>> latin("Ｂ𝟕ᴄ.cοm²"), latin("ﬁn")
    ('B7c.com2', 'ﬁn')
    """
    if text.isascii():
        return text
    plain = ((unicodedata.normalize("NFKC", one).translate(LOOKALIKES), one) for one in text)
    return "".join(looks if len(looks) == 1 else one for looks, one in plain)


def folded(text: str) -> str:
    """The text in plain letters and lower case, at the same length.

    >>> folded("Ｂ𝟕ᴄİ")
    'b7cİ'
    """
    return "".join(lower if len(lower := one.lower()) == 1 else one for one in latin(text))
