// Package analysis measures a corpus: who names whom how, in whose voice, and
// out of how many chances.
//
// Everything follows from two pure functions and one exact sum:
//
//	Annotate:  (Document, *Ledger) → Annotated     needs no lexicon, so it can be stored
//	Measure:   Annotated → Observation             all that is kept of one document
//	Tally.Add: Observation… → Tally                whole numbers: exact in any order
//
// An [Annotator] and a [Coder] belong to one worker and share its
// [text.Vocabulary]; a [Codebook] is immutable and shared by all. Results are
// computed once, at the end, from the Tally; nothing in them depends on how
// the documents were divided among workers or in which order they came.
//
// # What is counted
//
// A match lies in the voice of the segment that holds its first word; if any
// of its words is scare-quoted, in scare. Page furniture is a section of its
// own and in no other count.
//
// The chances to name a referent are the matches of the labels that name it
// and the mentions of the actor itself. Where two of them overlap they are one
// chance, and the longer decides which label was used: "the Israeli regime" is
// one use of "Israeli regime" and not also one of "Israeli". A mention by
// alias counts for the label that is the actor's own name.
//
// A pronoun or description that stands for an actor ("he", "the president";
// package coref) is a mention too: scorers judge it, and it counts in the
// sentiment toward the actor, in what speakers say of it, and as the source of
// what it says. It is no chance to name, since it is no choice among names:
// naming shares, their chances and everything made of them are as they would be
// without. Its [Mention] has a Form other than name and no Label.
//
// Zeros count: a document in which a term does not occur is evidence of
// restraint, and stands in every base.
//
// # What is estimated
//
// A [Tally] is cut by outlet. Every number is a ratio of sums over documents,
// and package stat puts the interval around it:
//
//   - rates, shares, means and scores of every cell ([Results.Terms],
//     [Results.Categories], [Results.Naming], [Results.Sentiment],
//     [Results.Speakers], [Results.Stance]);
//   - contrasts of the eight largest outlets in pairs, of each with all others,
//     and of each before and after a date, by permutation of documents, with
//     Benjamini–Hochberg q values over the one table;
//   - keyness of the words of the outlets' own voice ([Lexis]);
//   - trends, the document and the term that each number hangs on, the
//     divergence of the outlets' labels, and the main contrast under every
//     defensible choice.
//
// What is compared is chosen by how much there is of it, never by how it
// differs: the largest outlets, the labels and actors in most documents.
//
// # What costs what
//
// Shares of the processor time that 100 MB of news take (16,113 articles of
// AllSides with 15.7 million words, 730,000 mentions, 331 outlets), in a first
// run with the instruments in the box (22 s) and in the first rerun with another
// lexicon, of 50 terms (7.5 s; the second takes a fifth less), by slant run
// --profile:
//
//	                                        first   rerun
//	cutting up (text)                         7 %     –
//	voices (voice)                            9       –
//	what repeats (reuse)                     11       –
//	storing and loading (index)               9      18 %
//	terms and actors (match, actor)           5       2
//	pronouns (coref)                          3       2
//	sentiment                                15      10
//	counting words and documents              4       2
//	tables of evidence, 360 MB (reports)      6      19
//	statements (reports)                      2       8
//	estimates and tests (stat)               13      21
//	figures, page, other tables (reports)     4       6
//	collecting garbage                        4       6
//
// The rest is reading, checksums and handing on. How many terms a lexicon has
// matters little, how many matches they make does: each is a line of evidence.
// What grows with outlets times terms is the table terms.
//
// Actors, pronouns and sentiment cost a rerun so little because they are kept,
// as far as no label of a lexicon changed them (Cast, sentiment.Memory): the
// first rerun without the labels of the lexicon in the box looks at one document
// in four and judges one mention in six again, which is a tenth more.
//
// # A worked example
//
// How do US outlets name immigrants without legal status? On the 14,178
// articles of AllSides (Baly et al., EMNLP 2020: 331 outlets, 2012 to 2020),
// with the instruments in the box, naming.csv says of the narration of the
// outlets with most chances (share in per cent, 95 % interval):
//
//	                 chances   illegal immigrant   illegal alien    undocumented …   unauthorized …
//	Washington Times     190   92 [85, 96]          4 [ 1, 10]       2 [ 0,  7]       1 [ 0,  5]
//	Vox                  109    3 [ 0, 14]          0               28 [ 9, 53]      69 [45, 88]
//	CNN                   91   18 [ 7, 34]          0               78 [60, 91]       2 [ 0, 11]
//	USA TODAY             58    3 [ 0, 18]          3 [ 0, 20]      71 [42, 92]      19 [ 2, 50]
//	Fox News              52   87 [70, 96]          2 [ 0, 15]      10 [ 4, 23]       0
//	Townhall              49   43 [16, 73]         41 [14, 72]      10 [ 2, 32]       4 [ 0, 25]
//	Breitbart News        44   32 [10, 62]         59 [28, 86]       2 [ 0, 27]       0
//	Politico              44   23 [ 5, 49]          0               77 [51, 95]       0
//
// and contrasts.csv that the Washington Times and Vox differ in "illegal
// immigrant" by 89 points [76, 94], q = 0.005; its figure naming shows the
// same as a heat map. The intervals are wide because
// articles are the sample: Townhall's 49 chances lie in a handful of them. The
// command is slant run articles.jsonl.gz.
package analysis
