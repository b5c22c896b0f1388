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

_FORMS = (
    ("accuracy", "accurate"),
    ("axes", "axis"),
    ("dead", "dying"),
    ("deep", "depth"),
    ("height", "high"),
    ("index", "indices"),
    ("length", "long"),
    ("matrices", "matrix"),
    ("maximum", "max", "maxima"),
    ("minimum", "min", "minima"),
    ("occlude", "occlusion"),
    ("vertex", "vertices"),
    ("wide", "width"),
)
"""Words of one meaning that have no stem in common."""

WRITTEN_OUT = {
    "conv": "convolution",
    "convs": "convolutions",
    "eps": "epsilon",
    "fc": "fully connected",
    "grad": "gradient",
    "net": "network",
    "nets": "networks",
    "nn": "neural network",
    "nns": "neural networks",
    "norm": "normalization",
    "params": "parameters",
    "std": "standard deviation",
}
"""Words that names have cut short: "batch norm", "conv layer"."""

ALSO_CALLED: dict[str, tuple[str, ...]] = {
    fault + plural: tuple(other for other in _FAULTS if other != fault)
    for fault in _FAULTS[:-2]
    for plural in ("", "es" if fault.endswith("s") else "s")
}
ALSO_CALLED |= {form: tuple(other for other in forms if other != form) for forms in _FORMS for form in forms}
ALSO_CALLED |= {short: (long,) for short, long in WRITTEN_OUT.items()} | {
    "annealing": ("decay",),
    "atrous": ("dilated",),
    "bbox": ("bounding box",),
    "bboxes": ("bounding boxes",),
    "cls": ("class", "classification"),
    "cnn": ("convolutional network", "convnet"),
    "cnns": ("convolutional networks", "convnets"),
    "conv": ("convolution", "convolutional"),
    "convnet": ("convolutional network", "cnn"),
    "convnets": ("convolutional networks", "cnn"),
    "deconv": ("transposed convolution", "deconvolution"),
    "deconvolution": ("transposed convolution",),
    "dilated": ("atrous",),
    "dw": ("depthwise",),
    "effnet": ("efficientnet",),
    "effnets": ("efficientnet",),
    "gif": ("animation",),
    "gifs": ("animations",),
    "gpu": ("graphics card", "graphics processor"),
    "gpus": ("graphics cards", "graphics processors"),
    "imbalanced": ("unbalanced",),
    "inference": ("test time", "evaluation"),
    "learnable": ("trainable",),
    "maths": ("math", "mathematics"),
    "normalization": ("norm",),
    "normalisation": ("norm",),
    "photo": ("image",),
    "photos": ("images",),
    "pic": ("image",),
    "pics": ("images",),
    "picture": ("image",),
    "pictures": ("images",),
    "pool": ("pooling",),
    "pw": ("pointwise",),
    "trainable": ("learnable",),
    "unbalanced": ("imbalanced",),
    "weight": ("parameter",),
    "weights": ("parameters",),
}
"""What else the field calls a thing."""

SHORTENED = {
    "acc": "accuracy",
    "attn": "attention",
    "aug": "augmentation",
    "augs": "augmentations",
    "autodiff": "automatic differentiation",
    "avg": "average",
    "backprop": "backpropagation",
    "bs": "batch size",
    "clf": "classifier",
    "coeff": "coefficient",
    "conf": "confidence",
    "config": "configuration",
    "dims": "dimensions",
    "emb": "embedding",
    "embs": "embeddings",
    "err": "error",
    "feats": "features",
    "gd": "gradient descent",
    "grads": "gradients",
    "gt": "ground truth",
    "hparam": "hyperparameter",
    "hparams": "hyperparameters",
    "hyperparams": "hyperparameters",
    "img": "image",
    "imgs": "images",
    "init": "initialization",
    "inits": "initializations",
    "iters": "iterations",
    "lr": "learning rate",
    "lvl": "level",
    "lvls": "levels",
    "pred": "prediction",
    "preds": "predictions",
    "probs": "probabilities",
    "reg": "regularization",
    "rel": "relative",
    "reparam": "reparameterization",
    "seg": "segmentation",
    "val": "validation",
    "wd": "weight decay",
}
"""Words cut short that are no names, and what they are short for."""

ACRONYMS = frozenset(
    """ap auc bce bert bn byol ce clip cnn ddpm detr dino elbo fcn fid fpn gan gelu gn gpt gru hog iou kl knn ln lstm
    mae map mlp moco mse nas nerf nlp nms ocr pca psnr relu rl rnn roc roi rpn sam sgd sift silu slam ssd ssim svm swin
    vae vgg vit vqa yolo""".split()
)
"""Of the field: none is a slip of another, whether or not the library has it."""

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
