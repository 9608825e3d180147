// Package match finds the terms of a lexicon in texts.
//
// [Compile] makes a lexicon ready once; [Matcher.Bind] ties it to the
// vocabulary of a worker; [Finder.Find] then finds its terms in one text after
// another. The patterns are resolved against types, the distinct words of the
// corpus, when a word is first seen, and never again: at each token of a text
// the finder asks of the type's number alone whether a pattern can begin
// there. How many patterns there are hardly matters; how many matches there
// are does. The idea is quanteda's.
//
// # Words
//
// The pattern language is described in package lexicons. An element of a
// pattern matches a token when their normalised forms are equal (letter case,
// apostrophes, vowel signs and the like make no difference), or when the form
// fits its wildcards. An element * alone is any word, but no mark.
//
// The last word of a pattern matches in the possessive too, with either
// apostrophe: "Zionist regime" finds "the Zionist regime’s crimes", because
// that is a use of the term. (The possessive of a plural, "regimes’", is the
// plural and an apostrophe.)
//
// A term with "inflect" matches its plural too: that of the last word, or of
// the noun before the first preposition ("prisoner of war", "prisoners of
// war"). Plurals are those of English, the irregular ones of news included;
// a word with wildcards has none.
//
// A term with "case" matches words that have the same capitals and small
// letters as the pattern; a possessive 'S may be written large.
//
// A lexicon with "spelling" matches British and American spellings alike:
// labour and labor, organise and organize, centre and center, travelled and
// traveled, defence and defense. The pairs are in spelling.txt; those of which
// one is another word too (tyre, cheque, storey) are left out.
//
// # Phrases
//
// Between the words of a phrase, marks of quotation and hyphens are passed
// over: "undesirable organization" finds `“undesirable” organization`, and
// "Zionist regime" finds "Zionist-regime". A hyphen is passed over when no
// space comes before it, and none after it but a line break; with spaces it
// is a dash. The full stop of an abbreviation is passed over too, and belongs
// to the match when the abbreviation is its last word ("the U.S."). Every
// other mark breaks a phrase, and so does the end of a sentence.
//
// Words near each other ("occup* land"~5) are in one sentence, in any order.
// A match begins and ends with one of them, holds each at a place of its own
// and at most the given number of other words, and holds no smaller match.
// Commas and the like do not count.
//
// A match runs from its first word to its last; marks around it are outside.
//
// # What is no match
//
// An occurrence of a term is none where an occurrence of one of its exclusions
// ("not") shares a word with it: with not: [anti-Zionist regime], the term
// "Zionist regime" is not in "an anti-Zionist regime". It is none where the
// condition of the term does not hold: LIWC's "kind" followed by "of", or
// "like" after a word of one category. The neighbours of a condition are those
// of a phrase, in the same sentence.
//
// # Overlaps
//
// What overlaps is settled as quanteda's tokens_lookup does with
// nested_scope = "dictionary" (quanteda 4.3.1, src/tokens_lookup.cpp), where a
// category is quanteda's key:
//
//   - by length in words, the longest first, and from left to right;
//   - a category never holds a word twice;
//   - what lies wholly inside matches found before is not counted, so that
//     "Israeli" is not counted in "Israeli regime" if both are terms;
//   - what overlaps only in part is counted when it is of another category:
//     "New York Times" and "Times Square" in "New York Times Square";
//   - of terms of one category at one place, an exact one goes before one
//     with wildcards, of these the one that names more letters, then the first
//     in the file; terms of two categories at one place both count.
//
// Lexicons do not see each other.
//
// With Options.Names, for names of actors, all terms are of one category, and
// a capital of a pattern must be a capital in the text.
//
// # Other programs' rules
//
// [Quanteda] counts as quanteda does by default: nested_scope = "key", so that
// categories do not see each other either; words joined by hyphens are one
// token, so that "Zionist-regime" is no match of the phrase and "anti-*" is a
// pattern of one word; marks of quotation break phrases, sentences do not; the
// possessive is part of the word; nothing is inflected or respelled. What
// remains different: quanteda leaves curly and straight apostrophes apart, and
// keeps URLs, #tags and @names whole.
//
// [LIWC] reads from left to right and gives each word to one entry, the
// longest that begins there, an exact one before one with wildcards; the entry
// counts once in each of its categories. Words are taken as they are: nothing
// is inflected or respelled, the possessive is part of the word. LIWC's own
// rules for tokens are not published; slant's are used, and its rules for
// phrases.
package match
