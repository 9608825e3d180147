// Package reuse finds what repeats: page furniture inside an outlet, copies of
// one text and shared passages across outlets. Nothing is deleted. A [Survey]
// reads the corpus once; the [Ledger] that comes of it tells a [Reader], in the
// second pass, what each block is. Words are tokens that are words or numbers,
// in their normalised form: a look-up by type for each.
//
// # Furniture
//
// Appeals for money, newsletter boxes, share bars, navigation, bylines and
// copyright lines are the publisher's words but not the article's. A block is
// furniture when
//
//   - it has no word, or is one of the phrases in furniture.txt, the outlet's
//     own name, a byline, a line of dates, or a line at either end of the
//     article that credits those who worked on it or the agency it is from;
//   - it speaks to the reader about money, mail or the site: two words of
//     address ("you", "our") and two of appeal ("donation", "newsletter");
//   - it is repeated in the outlet's articles, and either short as a label or
//     in the tone of an appeal, in three documents or a third of them;
//   - it stands in half of the outlet's documents, of which there are three or
//     more, or in ten documents.
//
// Numbers, and months and days with a capital, are not looked at when blocks are
// compared: dates and sums vary. Copies of one article count as one article
// here, or an article that was collected every day would be furniture. A
// paragraph that a story shares with another (a Kremlin quotation, a standing
// paragraph of background) is long, does not address the reader and stays
// below half, so it is not furniture.
//
// # Copies
//
// Two documents are copies when the sets of five-word sequences of their texts
// have a Jaccard similarity of 0.5 or more. Blocks that half of an outlet's
// documents have, three or more, are left out of the comparison, unless less
// than a fifth of one of the texts would remain: a brief above a long appeal
// is no copy of the next brief above it, and the same article without the
// appeal is one.
//
// One-permutation MinHash (Li, Owen & Zhang 2012; densified as in Shrivastava &
// Li 2014) in 42 bands of 3 proposes pairs, from whole texts: of pairs whose
// whole texts have the similarity s it misses (1 − s³)⁴², which is 0.4 % at
// 0.5 and 6 % at 0.4. Of two longer texts a third of the 126 minima must agree,
// too: those of texts of similarity 0.5 practically all do, at 0.4 nineteen in
// twenty, at 0.25 one in fifty.
// Every pair that is left is then compared exactly, by reading the two texts
// again, so no pair is wrong. Groups are the connected documents; the first by
// date, then by ID, is the original.
//
// The Go libraries for MinHash are unmaintained since 2017 and a third as fast;
// what is needed of them is in copies.go.
//
// # Shared text
//
// Words are shared text, agency copy or a release, when documents of several
// outlets have
//
//   - the whole block, of eight words or more, numbers and dates aside; or
//   - every ten-word sequence in a run of sixteen words or more. A word that
//     was changed is not in the run: "terrorists" for "militants" is the
//     outlet's own.
//
// Runs go on over the ends of blocks, and page furniture does not interrupt
// them. A run of which fewer than eight words stand outside quotation marks is
// no shared text but a statement that several outlets quote: who says it, and
// to whom, takes fewer words than that. Its words are the source's, and to
// quote them was the outlet's choice; the table statements aligns them. A
// quotation with agency copy around it is part of that copy. In the AllSides
// articles (Baly et al. 2020) some 145,000 words outside furniture stand in such runs
// and blocks, of which 93,000 are statements and 52,000 shared text.
//
// The first pass keeps a sample of the ten-word sequences, by winnowing
// (Schleimer, Wilkerson & Aiken 2003): of any ten on end the one with the
// smallest hash. So a run of nineteen words is found for certain, a shorter one
// mostly. Around the sequences that turn out to be of several outlets, all are
// compared when the texts are looked at for the second time.
//
// # Memory
//
// A [Sketch] is what is kept of one document, and can be stored. A [Survey] with
// a file puts what the sketches say there, in sorted pieces, and holds some
// megabytes until the ledger is made from them; the file has some 1,500 bytes to
// a document of news. Without a file it holds sorted tables of differences: 47 bytes to a
// block, or 1,200 to a document, fingerprints and all. What takes the most is the
// number of different fingerprints, two to eleven words. Candidates for copies,
// at 4 kilobytes each, are compared in rounds: one holds eight million shingles,
// some forty megabytes, unless more than that are of texts that may all be copies
// of one another.
package reuse
