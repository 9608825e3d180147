"""Makes the two small models that the tests of the ONNX scorer run.

    python3 export.py            writes roberta/ and bert/ (PyTorch 1.13 was used)
    python3 export.py logits     prints what PyTorch makes of the inputs in cases.json

The networks are encoders like RoBERTa and BERT, of two layers and 16 numbers a
token, with a classifier of three labels. They have learnt nothing: every weight
is given by a formula. They are there because their graphs are what an exporter
makes of such a network, and because PyTorch's own numbers for them are known.
"""

import json
import math
import sys

import torch
from torch import nn

SIZE, HEADS, WIDE, LAYERS, PLACES = 16, 2, 32, 2, 98
WORDS = (
    "the a of and to in is was not but it he she they said people government minister city regime "
    "law good bad great terrible brave failed praised accused attack helped harbour council mayor "
    "who new old lie truth peace war s"
).split()


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.query, self.key, self.value, self.output = (nn.Linear(SIZE, SIZE) for _ in range(4))
        self.up, self.down = nn.Linear(SIZE, WIDE), nn.Linear(WIDE, SIZE)
        self.first, self.second = nn.LayerNorm(SIZE), nn.LayerNorm(SIZE)

    def heads(self, x):
        return x.view(x.size(0), x.size(1), HEADS, SIZE // HEADS).permute(0, 2, 1, 3)

    def forward(self, x, mask):
        query, key, value = self.heads(self.query(x)), self.heads(self.key(x)), self.heads(self.value(x))
        weights = torch.softmax(query @ key.transpose(-1, -2) / math.sqrt(SIZE // HEADS) + mask, -1)
        seen = (weights @ value).permute(0, 2, 1, 3).contiguous().view(x.size())
        x = self.first(self.output(seen) + x)
        return self.second(self.down(nn.functional.gelu(self.up(x))) + x)


class Encoder(nn.Module):
    def __init__(self, tokens, roberta):
        super().__init__()
        self.roberta = roberta
        self.words, self.position_embeddings = nn.Embedding(tokens, SIZE), nn.Embedding(PLACES, SIZE)
        self.types = nn.Embedding(2, SIZE)
        self.norm = nn.LayerNorm(SIZE)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dense, self.classes = nn.Linear(SIZE, SIZE), nn.Linear(SIZE, 3)
        self.register_buffer("places", torch.arange(PLACES)[None, :])

    def forward(self, input_ids, attention_mask, token_type_ids=None):
        if self.roberta:  # places are counted from 2, padding (1) has place 1
            there = input_ids.ne(1).int()
            places = (torch.cumsum(there, 1) * there).long() + 1
            x = self.words(input_ids) + self.position_embeddings(places)
        else:
            places = self.places[:, : input_ids.size(1)]
            x = self.words(input_ids) + self.position_embeddings(places) + self.types(token_type_ids)
        mask = (1.0 - attention_mask[:, None, None, :].float()) * torch.finfo(torch.float).min
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, mask)
        return self.classes(torch.tanh(self.dense(x[:, 0])))


def network(tokens, roberta):
    model = Encoder(tokens, roberta).eval()
    with torch.no_grad():
        for n, (name, p) in enumerate(model.named_parameters()):
            at = torch.arange(p.numel(), dtype=torch.float64)
            wave = torch.sin(at * at * 0.37 + at * 1.7 + n).view(p.shape)
            scale = 0.3 if name.startswith("dense") else 1.5 if p.dim() > 1 else 0.1
            p.copy_(scale * wave + (1 if "norm" in name or "first" in name or "second" in name else 0) * name.endswith("weight"))
    return model


def letters():
    """The letter that byte-level BPE writes for each byte."""
    seen = [*range(33, 127), *range(161, 173), *range(174, 256)]
    out, more = {}, 256
    for b in range(256):
        out[b] = chr(b) if b in seen else chr(more)
        more += b not in seen
    return out


def added(names):
    return [
        {"id": i, "content": name, "single_word": False, "lstrip": name == "<mask>", "rstrip": False, "normalized": False, "special": True}
        for i, name in enumerate(names)
    ]


def byte_pairs():
    names = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    vocab = {name: i for i, name in enumerate(names)}
    for letter in letters().values():
        vocab[letter] = len(vocab)
    merges = []
    for word in WORDS:
        left = letters()[32]
        for letter in word:
            if left + letter not in vocab:
                vocab[left + letter] = len(vocab)
                merges.append(f"{left} {letter}")
            left += letter
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added(names),
        "normalizer": None,
        "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
        "post_processor": {"type": "RobertaProcessing", "sep": ["</s>", 2], "cls": ["<s>", 0], "trim_offsets": True, "add_prefix_space": False},
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": "", "end_of_word_suffix": "", "fuse_unk": False, "byte_fallback": False, "vocab": vocab, "merges": merges},
    }


def word_pieces():
    names = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocab = {name: i for i, name in enumerate(names)}
    alphabet = [chr(c) for c in range(33, 127) if not chr(c).isupper()]
    for piece in alphabet + ["##" + c for c in alphabet if c.isalnum()] + WORDS + ["##s", "##ed", "##ing"]:
        vocab.setdefault(piece, len(vocab))
    token, text = lambda name, t: {"SpecialToken": {"id": name, "type_id": t}}, lambda name, t: {"Sequence": {"id": name, "type_id": t}}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added(names),
        "normalizer": {"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [token("[CLS]", 0), text("A", 0), token("[SEP]", 0)],
            "pair": [token("[CLS]", 0), text("A", 0), token("[SEP]", 0), text("B", 1), token("[SEP]", 1)],
            "special_tokens": {name: {"id": name, "ids": [vocab[name]], "tokens": [name]} for name in ("[CLS]", "[SEP]")},
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": vocab},
    }


def inputs(ids, types):
    return torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.long), torch.tensor([types])


for name, tokenizer in (("roberta", byte_pairs()), ("bert", word_pieces())):
    model = network(len(tokenizer["model"]["vocab"]), name == "roberta")
    arguments = 2 if name == "roberta" else 3
    if sys.argv[1:] == ["logits"]:
        for case in json.load(open("cases.json")):
            if case["model"] == name:
                print(json.dumps(model(*inputs(case["ids"], case["types"])[:arguments])[0].tolist()))
        continue
    with open(f"{name}/tokenizer.json", "w") as f:
        json.dump(tokenizer, f, ensure_ascii=False, indent=1)
        f.write("\n")
    names = ["input_ids", "attention_mask", "token_type_ids"][:arguments]
    axes = {n: {0: "batch", 1: "sequence"} for n in names}
    torch.onnx.export(
        model, inputs(list(range(5, 20)), [0] * 15)[:arguments], f"{name}/model.onnx",
        input_names=names, output_names=["logits"], dynamic_axes=axes | {"logits": {0: "batch"}}, opset_version=14 if name == "roberta" else 17,
    )
