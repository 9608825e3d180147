// Package index keeps annotated documents on disk, so that a rerun with another
// lexicon, other actors, another scorer or other options neither reads nor cuts
// up a text again, and a run on a corpus that has grown annotates what is new.
//
// A [Store] is a folder of segments, listings and ledgers. A [Writer] puts documents
// into segments, by the [Digest] of what was annotated; a [Loader] gives them
// back as package analysis made them, bit for bit. A [Listing] remembers what
// reading a corpus gave: its documents in their order, with their metadata and
// digests, and every problem. A ledger is what the whole corpus tells of its
// documents (reuse.Ledger); the words of the corpus (analysis.Lexis) are kept beside
// it. A [Keeper] keeps what a run works out of a document with something else, by a
// digest of both: how the ledger settled it ([AppendSettled]), who appears in it
// ([AppendCast]), and what a scorer judged in it (sentiment.Memory).
//
// What segments of documents hold owes nothing to a lexicon, an actors file, a
// scorer, an option or another document. Voices depend on which blocks are page furniture, and
// that on the whole corpus; they are stored as found in the document alone, and
// package analysis finds them anew where the corpus says otherwise. Postings of
// words are not kept: every run looks for hundreds of actors, which stand in
// nearly every article, so that no article could be passed over.
//
// # Files
//
// All whole numbers are unsigned varints (encoding/binary) unless another width
// is given; fixed widths are little-endian. A string is its length in bytes and
// its bytes. Signed varints are zigzag. Every file begins with
//
//	magic     8 bytes: "slantseg", "slantdrv", "slantlst" or "slantldg"
//	uint32    Format, the version of what is described here
//	uint32    Annotator, the version of what is made of a text, and of a corpus
//
// and is written under another name and renamed when it is whole, so that runs
// can share a folder and a killed one leaves nothing but what it had finished.
// A file whose numbers are others is left alone; one that is damaged is
// removed, and what it held is made again.
//
// # Segment
//
// After the head, records one after the other; then the table of spellings, the
// index, and a tail of fixed size:
//
//	record     uint64 xxHash of the rest; then the rest, below
//	spellings  number; as many strings; uint64 xxHash of these bytes
//	index      number; for each record, in the order of the digests:
//	           16 bytes digest, uint64 offset and uint32 size of the record;
//	           uint64 xxHash of these bytes
//	tail       uint64 offset of the spellings, uint64 offset of the index, magic
//
// A record is one document:
//
//	string     what the first pass takes of it (reuse.Sketch)
//	number     bytes of the annotated text
//	number     bytes by which the headline was put in front of it (Shift)
//	number     tokens; for each: spelling × 4 + gap. The gap before it is
//	           0 nothing; 1 one space; 2 nothing, though a sentence ends there;
//	           3 other: then, bytes of the gap × 2 + whether it is white space,
//	           and the bytes
//	string     what comes after the last token
//	number     blocks; for each: role (one byte), number of sentences,
//	           and for each sentence its number of tokens
//	number     attributions; for each: Content.First less that of the one
//	           before (signed), tokens of Content; Source and Cue as number of
//	           tokens and, unless 0, First less Content.First (signed); a byte
//	           each for voice, class and rule; Statement less that of the one
//	           before (signed); Outer plus one
//
// The text is not stored beside its tokens: it is what they are spelt, with the
// gaps between them.
//
// # Derived
//
// A segment of what was derived ("slantdrv") is built likewise, with no
// spellings. The digest of a record is that of a document and a string that says
// what was derived, and from what. A document settled by a ledger is
//
//	number     blocks; for each: a byte, role + 16 × kind; of furniture,
//	           uint64 hash
//	string     the agency that it comes from
//	number     passages that other outlets have; for each: its first token less
//	           the end of the one before, and its tokens
//	byte       1 if voices were found anew: then attributions, as above; else 0
//
// Who appears in a document, of the actors of a file (analysis.Cast), is
//
//	number     names; for each: its first token less the end of the one before;
//	           place × 4 + tokens - 1, or + 3 where they are more than three;
//	           if the place is 0, the actor; if they are, tokens - 4.
//	           An actor that is written has the next place, from 1 on
//	reading    below
//
// and what pronouns and descriptions were resolved to besides, with another
// lexicon, is a record of its own: a reading, which is
//
//	uint64     xxHash of all that they were resolved from but the text and the
//	           actors: voices, and mentions by name and label
//	number     mentions; for each: its first token less that of the one before;
//	           tokens × 2 + whether it is a pronoun; the actor
//
// What a scorer judged (sentiment.Memory) is, for each sentence, or for each
// mention where judgments are dear,
//
//	uint48     hash of what the scorer was told of the sentence
//	uint24     for each mention: bit 23, whether another follows; bit 22, whether
//	           it was judged; bits 20 and 21, label + 1; and, in the rest, of
//	           probabilities that of negative × 1001 + that of positive, in
//	           thousandths, or of a value without, 1002001 + value + 1000
//
// Readings and judgments that are added later, with another lexicon, are records
// of their own.
//
// # Listing
//
// After the head, chunks, each of them whole entries:
//
//	chunk      uint32 bytes of the entries, uint64 their xxHash, the entries
//
// and an entry is its kind in one byte and
//
//	1  document: strings ID, outlet, date, title, URL, language, file; line,
//	   column, bytes of text; number of marks, each with start, end and, in a
//	   byte, role; number of variables, each with name and value; 16 bytes digest
//	2  problem: strings file, reason, message, hint; line, column; a byte severity
//	0  the end
//
// # Ledger
//
// After the head, uint64 xxHash of the rest, and the rest, as package reuse
// stores it.
//
// The words of a corpus are in a file of the same kind, under another key. The rest
// is, of the words that are in as many documents as keyness asks for,
//
//	byte       analysis.LexisVersion
//	number     outlets told apart; as many strings; those that are not are one more
//	           below
//	for each outlet, numbers: documents, words, and the sum of their squares
//	number     words, in order; for each: bytes it has in common with the one
//	           before, and the rest of it as a string
//	for each word, and each outlet: number of documents; unless that is 0, times
//	           less documents; unless that is 0, the sum of the squares of times
//	           less times; the sum of times × words of the document
package index
