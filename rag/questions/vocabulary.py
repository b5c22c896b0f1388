"""Words of the field, and of those who ask about it: what else a thing is called, and what tells little beside a name.

Acronyms that an article explains are learned from it (`index.aliases`).
"""

_FAULTS = (
    "disadvantage",
    "downside",
    "drawback",
    "limitation",
    "pitfall",
    "shortcoming",
    "weakness",
    "struggle",
    "suffer",
)
"""What an article calls what a thing is not good at; the last two as verbs."""

ALSO_CALLED: dict[str, tuple[str, ...]] = {
    fault + plural: tuple(other for other in _FAULTS if other != fault)
    for fault in _FAULTS[:-2]
    for plural in ("", "es" if fault.endswith("s") else "s")
} | {
    "acc": ("accuracy",),
    "annealing": ("decay",),
    "atrous": ("dilated",),
    "attn": ("attention",),
    "aug": ("augmentation",),
    "autodiff": ("automatic differentiation",),
    "avg": ("average",),
    "backprop": ("backpropagation",),
    "augs": ("augmentations",),
    "bbox": ("bounding box",),
    "bboxes": ("bounding boxes",),
    "bs": ("batch size",),
    "clf": ("classifier",),
    "cnn": ("convolutional network", "convnet"),
    "cnns": ("convolutional networks", "convnets"),
    "coeff": ("coefficient",),
    "conv": ("convolution", "convolutional"),
    "convs": ("convolutions",),
    "convnet": ("convolutional network", "cnn"),
    "convnets": ("convolutional networks", "cnn"),
    "deconv": ("transposed convolution", "deconvolution"),
    "deconvolution": ("transposed convolution",),
    "dilated": ("atrous",),
    "dims": ("dimensions",),
    "dw": ("depthwise",),
    "emb": ("embedding",),
    "embs": ("embeddings",),
    "eps": ("epsilon",),
    "fc": ("fully connected",),
    "feats": ("features",),
    "gif": ("animation",),
    "gifs": ("animations",),
    "gpu": ("graphics card", "graphics processor"),
    "gpus": ("graphics cards", "graphics processors"),
    "gd": ("gradient descent",),
    "grad": ("gradient",),
    "grads": ("gradients",),
    "hparams": ("hyperparameters",),
    "hyperparams": ("hyperparameters",),
    "gt": ("ground truth",),
    "imbalanced": ("unbalanced",),
    "img": ("image",),
    "imgs": ("images",),
    "inference": ("test time", "evaluation"),
    "init": ("initialization",),
    "inits": ("initializations",),
    "iters": ("iterations",),
    "learnable": ("trainable",),
    "lvl": ("level",),
    "lvls": ("levels",),
    "lr": ("learning rate",),
    "maths": ("math", "mathematics"),
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
    "pred": ("prediction",),
    "preds": ("predictions",),
    "probs": ("probabilities",),
    "pw": ("pointwise",),
    "reg": ("regularization",),
    "seg": ("segmentation",),
    "std": ("standard deviation",),
    "trainable": ("learnable",),
    "unbalanced": ("imbalanced",),
    "val": ("validation",),
    "wd": ("weight decay",),
    "weight": ("parameter",),
    "weights": ("parameters",),
}
"""What else the field calls a thing."""

ASPECTS = frozenset(
    """advantage advantages alternative alternatives application applications basics benefit benefits cheat
    cheatsheet derivation derivations disadvantage disadvantages downside downsides drawback drawbacks
    example examples explained explanation implementation intuition issue issues limitation limitations meaning
    overview pitfall pitfalls problem problems sheet shortcoming shortcomings strength strengths summarise summarize
    summary tutorial upside upsides usage variant variants weakness weaknesses""".split()
)
"""Words that ask for a side of a thing, whatever the thing is: they tell no more of it than everyday words."""

KINDS = ASPECTS | frozenset(
    """algorithm approach architecture classifier code descriptor detector feature features formula framework layer
    layers method metric model module network operation proof technique""".split()
)
"""What a thing is or what is asked of it, beside a name that says which thing is meant."""
