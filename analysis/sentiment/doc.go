// Package sentiment measures how a passage speaks of an actor.
//
// A sentence's tone is not its author's stance toward everybody in it: "I like
// Peter but I can't stand Robert" is good for one and bad for the other. What
// is scored is therefore a [Passage]: one mention, the sentence around it, and
// what in that sentence is masked. Whose opinion it is, the outlet's or that of
// somebody it quotes, package voice says; it is no business of a scorer.
//
// # Scorers
//
//	target  the default: aimed at the mention (see below)
//	vader   rules and a rated lexicon, on the whole sentence ([Vader])
//	bayes   naive Bayes on the words of the whole sentence ([Bayes])
//	onnx    a classifier of the user's own ([Onnx], see below)
//
// A [Score] has a value in thousandths, a label, and, for all but vader, the
// probabilities of negative, neutral and positive; the value is then the
// probability of positive less that of negative. How good they are on gold
// rows, beside each other and by class, and how well their probabilities are
// kept, is in MODEL-CARD.md, which the command slant-train writes. [ReadGold],
// [Predict] and [Evaluate] measure any of them on rows of your own.
//
// # What is masked
//
// No scorer in the box may read a name or a loaded label: of the target, of
// another actor, or one that is used of anything else in the sentence. Else a
// model trained on news would learn an opinion of presidents and countries, and
// counting "the Zionist regime" as a label would be counted again as sentiment.
// Labels are the terms of a lexicon that gives referents; the words of one that
// gives none (frames, emotions, a plain list) are read like others, so that no
// score depends on whether they were counted. To target, a name with its article
// is one step without a form, however many words it has, and so is every word
// with a capital that does not begin a sentence; in a headline, every such word
// that no lexicon has. Scores are the same to the thousandth whatever the actor
// is called.
//
// # The scorer target
//
// Target is a small network that reads the sentence outwards from the mention.
// Its units look at one word at a time, at once with the word before and the
// word after it, and at where it stands:
//
//	side   before or after the mention, in eight classes of distance; negated or not
//	role   subject of the word or not (a passive turns it round), whether a clause
//	       border or another name lies between
//	bond   by which preposition the mention is bound to the word ("criticism of",
//	       "accused by")
//	voice  quotation marks, clauses between, the nearest word of its kind or not
//
// and at the word's classes of connotation (who looks good and who looks bad
// when it is used: "accuse" is bad for its object, "lie" for its subject), each
// with the role of the mention. What they see is summed over the sentence, and
// once more over those up to three words away that it may be the subject of and
// over those that it may not, since what stands there says more of the mention
// and often something else than the rest. A layer of hidden units weighs the
// sums, with possessives, headlines, length and the number of other names.
// Negation turns what follows it round for five words or to the end of the
// clause.
//
// What a word means to the units comes from pretrained word vectors (GloVe),
// its classes of connotation, its ratings in two polarity lexicons, and what
// the training rows say of its stem; so words that those rows lack have a
// meaning too. All that is added up when the model is made: to score a mention
// takes a few additions of whole numbers for each word. [Model] describes it and
// its file.
//
// A mention is not judged, and is in no mean, when the sentence has too few
// known words (another language, a list of names) or when no label is likely
// enough; a sentence that the mention is not in is not judged either. The
// label may differ from the likeliest class by the model's lean: rare labels
// would else be chosen too seldom.
//
// # A classifier of one's own
//
// [OpenOnnx] reads a folder with three files:
//
//	model.onnx        the network, with its weights in the one file
//	tokenizer.json    its fast tokenizer: WordPiece (BERT, DistilBERT) or
//	                  byte-level BPE (RoBERTa)
//	slant-onnx.yaml   what it is asked, and what its answer means
//
// Public tools write the first two: "optimum-cli export onnx --task
// text-classification --model NAME FOLDER" (Hugging Face Optimum), or
// torch.onnx.export with the inputs input_ids, attention_mask and, for BERT,
// token_type_ids, axes for batch and sequence left open, opset 11 to 17, and
// save_pretrained of the tokenizer. analysis/sentiment/testdata/export.py makes
// two small ones. The third is written by hand:
//
//	first: "{left}{target}{right}"            # the text that is classified
//	second: "{target}"                        # for a model of pairs; else left out
//	target: "{words}"                         # what stands for the mention
//	others: "{words}"                         # and for other names and labels
//	labels: [negative, neutral, positive]     # of the outputs, in their order
//	length: 128                               # longest input in tokens
//	inputs: {ids: input_ids, mask: attention_mask, types: token_type_ids}
//	output: logits
//
// first, target, labels and length are needed; the rest is shown as it is when
// left out, but for second. In first and second, {left}, {target}, {right} and
// {sentence}, which is the three together, stand for parts of the sentence,
// anything else for itself, special tokens such as [SEP], <mask> or ones added
// for the purpose included: "{left}<e>{target}</e>{right}". target and others
// may be a text or a token ("he", "[MASK]"); with {words} the model reads names
// and loaded labels, and its scores may move with what an actor is called. A
// label may stand more than once, as for five stars, or neutral not at all:
// probabilities of one label are added.
//
// A sentence that is longer than length is cut around the mention, equally
// many words on both sides. A mention is not judged when it alone is too long,
// or when the answer is no number. The value is the softmax probability of
// positive less that of negative, rounded like every score.
//
// Tokens are those of Hugging Face's tokenizers library; the network is run by
// github.com/gomlx/onnx-gomlx on the pure Go backend of github.com/gomlx/gomlx.
// That is slow: a mention in 40 tokens takes a MiniLM of 6 layers of 384 some
// 0.3 s of one processor, and a RoBERTa of 12 layers of 768 some 1.6 s, with
// 1.5 GB at most. The numbers are PyTorch's to the fourth decimal.
package sentiment
