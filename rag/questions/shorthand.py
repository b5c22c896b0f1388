"""How people type: words for which the articles have others. Nothing here depends on a library."""

import re

_TYPED = (
    (r"</?[a-z][\w-]*(?:\s+[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*))*\s*/?>", " "),  # a tag is no word
    (r"\b(?:walk|talk|take) me thr(?:u|ough)\b", "explain"),
    (r"\bthru\b", "through"),
    (r"\bw[au]t\b", "what"),
    (r"\b(?:w[au]ts|whats|what's)\b", "what is"),
    (r"\bhows\b|\bhow's\b", "how is"),
    (r"\bwhys\b", "why is"),
    (r"^y\b(?=\s)|\by(?= (?:do|does|did|is|are|we|not|would|should|use)\b)", "why"),
    (r"(?<![-\w])u(?![-.\w])", "you"),
    (r"(?<![-\w])ur(?![-.\w])", "your"),
    (r"\bdiff(?:erence)? (?:b/w|btwn?|bw|between|of)\b", "difference between"),
    (r"\bdiff\b|\bdifferance\b", "difference"),
    (r"\b(?:b/w|btwn|bw)\b", "between"),
    (r"\b(?:cuz|coz|bcz|bc)\b", "because"),
    (r"\b(?:pls|plz)\b", "please"),
    (r"(?<= )n(?= (?:how|why|what|where|when|which)\b)|(?<=\w\w )n(?= (?-i:[A-Z][A-Za-z]))", "and"),
    (r"\bpros (?:(?:and|&|n|or|/|vs\.?) )?cons\b", "advantages and disadvantages"),
    (
        r"^(.+?) (?:explained )?(?:like (?:i['’]?m|im|i am|to a) (?:five|5|child)|for (?:dummies|beginners|noobs))$",
        r"explain \1",
    ),
    (r"^(?!.*\b(?:how|what|why|when|which|where|who)\b)([^?.:]+?),? explain(?:ed)?\W*$", r"explain \1"),
    (r"\beli5\b:?|\btl;?dr\b:?", "explain"),
    (r"^(?:exam|interview|quick|dumb|stupid|noob) question\b:?", " "),
    (r"\bi have an? (?:exam|test|interview)\b[^,.;:]*[,.;:]?", " "),
    (
        r"^(?:name|list|mention)(?: me)? (?:(?:some|any|a few|two|three|four|five|\d|the|all|of) )*(.+)$",
        r"what are \1",
    ),
    (r"\bw/o\b", "without"),
    (r"\bw/(?= )", "with"),
)
_PATTERNS = [(re.compile(pattern, re.IGNORECASE), word) for pattern, word in _TYPED]

ALSO_CALLED: dict[str, tuple[str, ...]] = {
    "acc": ("accuracy",),
    "annealing": ("decay",),
    "atrous": ("dilated",),
    "attn": ("attention",),
    "aug": ("augmentation",),
    "avg": ("average",),
    "backprop": ("backpropagation",),
    "augs": ("augmentations",),
    "bbox": ("bounding box",),
    "bboxes": ("bounding boxes",),
    "bs": ("batch size",),
    "cnn": ("convolutional network", "convnet"),
    "cnns": ("convolutional networks", "convnets"),
    "conv": ("convolution", "convolutional"),
    "convs": ("convolutions",),
    "convnet": ("convolutional network", "cnn"),
    "convnets": ("convolutional networks", "cnn"),
    "deconv": ("transposed convolution", "deconvolution"),
    "deconvolution": ("transposed convolution",),
    "dilated": ("atrous",),
    "disadvantage": ("drawback", "downside", "limitation", "pitfall"),
    "disadvantages": ("drawbacks", "downsides", "limitations", "pitfalls"),
    "downside": ("drawback", "disadvantage", "limitation", "pitfall"),
    "downsides": ("drawbacks", "disadvantages", "limitations", "pitfalls"),
    "drawback": ("disadvantage", "downside", "limitation", "pitfall"),
    "drawbacks": ("disadvantages", "downsides", "limitations", "pitfalls"),
    "dw": ("depthwise",),
    "fc": ("fully connected",),
    "gpu": ("graphics card", "graphics processor"),
    "gpus": ("graphics cards", "graphics processors"),
    "gd": ("gradient descent",),
    "grad": ("gradient",),
    "grads": ("gradients",),
    "hyperparams": ("hyperparameters",),
    "gt": ("ground truth",),
    "img": ("image",),
    "imgs": ("images",),
    "iters": ("iterations",),
    "learnable": ("trainable",),
    "lvl": ("level",),
    "lvls": ("levels",),
    "lr": ("learning rate",),
    "max": ("maximum",),
    "maximum": ("max",),
    "min": ("minimum",),
    "net": ("network",),
    "nets": ("networks",),
    "nn": ("neural network",),
    "nns": ("neural networks",),
    "norm": ("normalization",),
    "normalization": ("norm",),
    "normalisation": ("norm",),
    "params": ("parameters",),
    "photo": ("image",),
    "photos": ("images",),
    "pic": ("image",),
    "pics": ("images",),
    "picture": ("image",),
    "pictures": ("images",),
    "preds": ("predictions",),
    "pw": ("pointwise",),
    "reg": ("regularization",),
    "seg": ("segmentation",),
    "std": ("standard deviation",),
    "trainable": ("learnable",),
    "val": ("validation",),
    "wd": ("weight decay",),
}
"""What else the field calls a thing. Acronyms that an article explains are learned from it (`index.aliases`)."""

ASPECTS = frozenset(
    """advantage advantages alternative alternatives application applications basics benefit benefits cheat
    cheatsheet derivation derivations disadvantage disadvantages downside downsides drawback drawbacks
    example examples explained explanation implementation intuition limitation limitations overview pitfall
    pitfalls sheet shortcoming shortcomings strength strengths summarise summarize summary tutorial upside
    upsides usage variant variants weakness weaknesses""".split()
)
"""Words that ask for a side of a thing, whatever the thing is: they tell no more of it than everyday words."""


def plain(text: str) -> str:
    """A question with its hurried words written out.

    >>> plain("wats the diff b/w BN and LN"), plain("y do we need padding")
    ('what is the difference between BN and LN', 'why do we need padding')
    """
    for pattern, word in _PATTERNS:
        text = pattern.sub(word, text)
    return text
