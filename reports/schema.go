package reports

import "slices"

// Shared columns: the same name means the same thing in every table.
var (
	colOutlet    = Column{"outlet", String, "", "Outlet, as the corpus names it."}
	colVoice     = Column{"voice", String, "", "Who speaks: own, quoted, scare or reported; all is the four together, boilerplate the page furniture that is in no other row."}
	colVoice4    = Column{"voice", String, "", "Who speaks: own, quoted, scare or reported."}
	colLexicon   = Column{"lexicon", String, "", "Name of the lexicon."}
	colCategory  = Column{"category", String, "", "Category of the lexicon; dots separate levels."}
	colTerm      = Column{"term", String, "", "Term, written as its pattern in the lexicon."}
	colReferent  = Column{"referent", String, "", "Id of the actor that the term names; empty where it names none."}
	colStance    = Column{"stance", String, "", "Stance of the term toward its referent: negative, neutral or positive; empty where the lexicon gives none."}
	colMeasure   = Column{"measure", String, "", "What is estimated: rate, score, share, sentiment or another measure of this run."}
	colKey       = Column{"key", String, "", "What it is estimated for: category, label or actor, with its lexicon or referent before a slash."}
	colNote      = Column{"note", String, "", "Caution that belongs to the row, such as why an interval is missing; empty where there is none."}
	colDocs      = Column{"documents", Integer, "documents", "Documents that the estimate rests on; copies of one text count once where copies are kept apart."}
	colOutletA   = Column{"outlet_a", String, "", "First outlet of the pair."}
	colOutletB   = Column{"outlet_b", String, "", "Second outlet of the pair."}
	colDocsA     = Column{"documents_a", Integer, "documents", "Documents of the first outlet."}
	colDocsB     = Column{"documents_b", Integer, "documents", "Documents of the second outlet."}
	colDocument  = Column{"document", String, "", "Id of the document."}
	colDate      = Column{"date", Date, "", "Day of publication."}
	colStart     = Column{"start", Integer, "bytes", "Offset of the first byte in the document's text as read."}
	colEnd       = Column{"end", Integer, "bytes", "Offset after the last byte in the document's text as read."}
	colSection   = Column{"section", String, "", "Part of the document: headline, body, caption or boilerplate."}
	colSource    = Column{"source", String, "", "Who is quoted or reported, as the text gives it; empty where it gives nobody."}
	colCue       = Column{"cue", String, "", "Word or phrase that attributes the passage, such as said or according to."}
	colCueClass  = Column{"cue_class", String, "", "What kind of cue it is: said is neutral, claimed is not."}
	colRule      = Column{"rule", String, "", "Rule by which the voice was decided."}
	colPValue    = Column{"p_value", Number, "", "Probability of a difference at least as large if there were none, in [0, 1]."}
	colQValue    = Column{"q_value", Number, "", "The p value after Benjamini–Hochberg correction over the table, in [0, 1]."}
	colLeft      = Column{"left", String, "", "Words before the passage."}
	colRight     = Column{"right", String, "", "Words after the passage."}
	colSentence  = Column{"sentence", String, "", "The whole sentence."}
	colScorer    = Column{"scorer", String, "", "Name of the scorer."}
	colActor     = Column{"actor", String, "", "Id of the actor."}
	colRateWords = Column{"words", Integer, "words", "Base of the rate: words of narration for own and scare, words of that voice for quoted and reported, all words outside furniture for all, words of furniture for boilerplate."}
)

func colLo(name, of string) Column {
	return Column{name, Number, "", "Lower end of the interval of " + of + ", from the variation between documents; empty when not estimable."}
}

func colHi(name, of string) Column {
	return Column{name, Number, "", "Upper end of the interval of " + of + ", from the variation between documents; empty when not estimable."}
}

func perThousand(c Column) Column {
	c.Unit = "matches per 1,000 words"
	return c
}

func share(c Column) Column {
	c.Unit = "share"
	return c
}

// Schema gives the named table with its title and columns and without rows,
// or nil where the contract has no such table. The caller owns the result.
// The multiverse table gets one column more for each choice, after the last.
func Schema(name string) *Table {
	for i := range schema {
		if schema[i].Name == name {
			t := schema[i]
			t.Columns = slices.Clone(t.Columns)
			t.Notes = slices.Clone(t.Notes)
			return &t
		}
	}
	return nil
}

// Names gives the name of every table in the order of the contract.
func Names() []string {
	names := make([]string, len(schema))
	for i := range schema {
		names[i] = schema[i].Name
	}
	return names
}

// schema is every table that slant writes. Names and order of the columns are
// a contract with users' scripts: add at the end, rename nothing.
var schema = []Table{
	{Name: "outlets", Title: "The corpus, by outlet", Columns: []Column{
		colOutlet,
		{"documents", Integer, "documents", "Documents that were read and used."},
		{"unique_documents", Integer, "documents", "Documents left when copies of one text count once."},
		{"words", Integer, "words", "Words outside page furniture."},
		{"own_words", Integer, "words", "Words in the outlet's own voice."},
		{"quoted_words", Integer, "words", "Words in attributed or long quotations."},
		{"scare_words", Integer, "words", "Words in short quotations that no source is given for."},
		{"reported_words", Integer, "words", "Words of indirect speech."},
		{"boilerplate_words", Integer, "words", "Words of page furniture: blocks repeated across the outlet's articles, navigation, credits."},
		{"first_date", Date, "", "Day of the outlet's earliest document."},
		{"last_date", Date, "", "Day of the outlet's latest document."},
	}},
	{Name: "terms", Title: "Matches of every term, by outlet and voice", Columns: []Column{
		colOutlet, colLexicon, colCategory, colTerm, colReferent, colStance, colVoice,
		{"matches", Integer, "matches", "Matches of the term."},
		{"documents", Integer, "documents", "Documents with at least one match."},
		colRateWords,
		{"rate", Number, "matches per 1,000 words", "Matches per 1,000 words of the base; 0 or more."},
		perThousand(colLo("rate_lo", "rate")), perThousand(colHi("rate_hi", "rate")), colNote,
	}},
	{Name: "categories", Title: "Matches of every category, by outlet and voice", Columns: []Column{
		colOutlet, colLexicon, colCategory, colVoice,
		{"matches", Integer, "matches", "Matches of the category's terms."},
		{"documents", Integer, "documents", "Documents with at least one match."},
		colRateWords,
		{"rate", Number, "matches per 1,000 words", "Matches per 1,000 words of the base; 0 or more."},
		perThousand(colLo("rate_lo", "rate")), perThousand(colHi("rate_hi", "rate")),
		{"score", Number, "weighted matches per 1,000 words", "Sum of the matches' weights per 1,000 words of the base."},
		colLo("score_lo", "score"), colHi("score_hi", "score"), colNote,
	}},
	{Name: "naming", Title: "How each outlet names each actor", Columns: []Column{
		colOutlet, colReferent,
		{"label", String, "", "One way to name the referent: a term of a lexicon, or the actor's own name for all its aliases."},
		colStance, colVoice,
		{"chances", Integer, "mentions", "Mentions of the referent in that voice: the chances to name it."},
		{"matches", Integer, "mentions", "Mentions that use the label."},
		{"documents", Integer, "documents", "Documents with at least one mention that uses the label."},
		{"share", Number, "share", "Matches over chances, in [0, 1]; empty where there was no chance."},
		share(colLo("share_lo", "share")), share(colHi("share_hi", "share")), colNote,
	}},
	{Name: "sentiment", Title: "How each outlet speaks of each actor", Columns: []Column{
		colOutlet, colActor, colVoice, colScorer,
		{"mentions", Integer, "mentions", "Mentions of the actor: by name, and by a pronoun or description that stands for it."},
		{"documents", Integer, "documents", "Documents with at least one scored mention."},
		{"positive", Integer, "mentions", "Mentions scored positive."},
		{"neutral", Integer, "mentions", "Mentions scored neutral."},
		{"negative", Integer, "mentions", "Mentions scored negative."},
		{"mean", Number, "score", "Mean score of the mentions, in [-1, 1]."},
		colLo("mean_lo", "mean"), colHi("mean_hi", "mean"),
		{"net", Number, "share", "Positive less negative over all mentions, in [-1, 1]."},
		colNote,
		{"anaphoric", Integer, "mentions", "Of the mentions, those by a pronoun or a description that stands for the actor."},
	}},
	{Name: "stance", Title: "Stance toward each actor, by outlet", Columns: []Column{
		colOutlet, colActor,
		{"mentions", Integer, "mentions", "Mentions of the actor by name outside page furniture: the chances to name it."},
		{"naming", Number, "share", "Naming in the outlet's own voice: positive less negative labels over mentions, in [-1, 1]."},
		{"sentiment", Number, "score", "Mean sentiment in the outlet's own voice, in [-1, 1]."},
		{"adopted", Number, "share", "Share of the actor's loaded labels that stand in the outlet's own voice, in [0, 1]."},
		{"relayed", Number, "share", "Share of the actor's loaded labels that are quoted or reported, in [0, 1]."},
		{"distanced", Number, "share", "Share of the actor's loaded labels that stand in scare quotes, in [0, 1]."},
		colNote,
	}},
	{Name: "speakers", Title: "How quoted actors speak of actors", Columns: []Column{
		colOutlet,
		{"source", String, "", "Id of the actor who is quoted or reported."},
		{"target", String, "", "Id of the actor who is spoken of."},
		{"mentions", Integer, "mentions", "Scored mentions of the target in words of the source."},
		{"documents", Integer, "documents", "Documents with at least one such mention."},
		{"mean", Number, "score", "Mean score of the mentions, in [-1, 1]."},
		colLo("mean_lo", "mean"), colHi("mean_hi", "mean"), colNote,
	}},
	{Name: "contrasts", Title: "Differences between outlets", Columns: []Column{
		colMeasure, colKey, colVoice, colOutletA, colOutletB,
		{"estimate_a", Number, "", "Estimate for the first outlet, in the unit of the measure."},
		{"estimate_b", Number, "", "Estimate for the second outlet, in the unit of the measure."},
		{"difference", Number, "", "First estimate less the second."},
		colLo("lo", "the difference"), colHi("hi", "the difference"),
		colPValue, colQValue, colDocsA, colDocsB, colNote,
		{"ratio", Number, "", "First estimate over the second; empty for sentiment and where the second is 0."},
		colLo("ratio_lo", "the ratio"), colHi("ratio_hi", "the ratio"),
	}},
	{Name: "keyness", Title: "Words that set an outlet apart from the others", Columns: []Column{
		colOutlet,
		{"word", String, "", "Word in normalised form."},
		{"count", Integer, "words", "Occurrences in the outlet."},
		{"reference_count", Integer, "words", "Occurrences in all other outlets."},
		{"words", Integer, "words", "Words of the outlet."},
		{"reference_words", Integer, "words", "Words of all other outlets."},
		{"log_odds", Number, "log odds", "Log odds ratio with a Dirichlet prior (Monroe, Colaresi and Quinn 2008); above 0 where the outlet uses the word more."},
		{"z", Number, "", "The log odds ratio over its standard deviation."},
		{"g2", Number, "", "Log-likelihood statistic (Dunning 1993), signed like the log odds."},
		{"log_ratio", Number, "binary logarithm", "Binary logarithm of the ratio of the two relative frequencies (Hardie 2014)."},
		colPValue, colQValue,
		{"documents", Integer, "documents", "Documents of the outlet with the word."},
		colLo("log_odds_lo", "the log odds"), colHi("log_odds_hi", "the log odds"),
		{"burst", Number, "", "How many times more the word's counts vary from document to document than independent words would; 1 or more."},
	}},
	{Name: "trends", Title: "Estimates over time", Columns: []Column{
		{"period", Date, "", "First day of the period."},
		colOutlet, colMeasure, colKey, colVoice,
		{"estimate", Number, "", "Estimate for the period, in the unit of the measure; empty where there was nothing to estimate from."},
		colLo("lo", "the estimate"), colHi("hi", "the estimate"), colDocs,
	}},
	{Name: "influence", Title: "What each headline number hangs on", Columns: []Column{
		colMeasure, colKey, colOutlet,
		{"estimate", Number, "", "The estimate, in the unit of the measure."},
		{"document", String, "", "Id of the document whose removal moves the estimate most."},
		{"without_document", Number, "", "The estimate without that document."},
		{"term", String, "", "Term whose removal moves the estimate most; empty where the measure has no terms."},
		{"without_term", Number, "", "The estimate without that term."},
		colVoice,
	}},
	{Name: "multiverse", Title: "The main contrast under every defensible choice", Columns: []Column{
		colMeasure, colKey, colOutletA, colOutletB,
		{"specification", Integer, "", "Number of the specification; 1 is the one reported elsewhere."},
		{"estimate", Number, "", "Difference between the two outlets, in the unit of the measure."},
		colLo("lo", "the estimate"), colHi("hi", "the estimate"), colDocs,
	}},
	{Name: "similarity", Title: "How far the labels that outlets use lie apart", Columns: []Column{
		colOutletA, colOutletB, colVoice,
		{"divergence", Number, "bits", "Jensen–Shannon divergence of the two distributions of labels, base 2, in [0, 1]; 0 where both use the same labels equally often."},
		colLo("lo", "the divergence"), colHi("hi", "the divergence"), colDocsA, colDocsB, colNote,
	}},
	{Name: "lexicon", Title: "Every term of the lexicons and what it caught", Columns: []Column{
		colLexicon, colCategory, colTerm, colReferent, colStance,
		{"matches", Integer, "matches", "Matches outside page furniture in the whole corpus; 0 for a term that never matched."},
		{"documents", Integer, "documents", "Documents with at least one such match."},
		{"outlets", Integer, "outlets", "Outlets with at least one such match."},
		{"source", String, "", "Where the term is documented as loaded, as the lexicon gives it."},
		colNote,
	}},
	{Name: "dispersion", Title: "Where in the article the labels fall", Columns: []Column{
		colOutlet, colReferent,
		{"label", String, "", "One way to name the referent: a term of a lexicon."},
		colVoice4,
		{"tenth", Integer, "tenths of the body", "Place in the article: 0 is the headline, 1 the first tenth of the body's words, 10 the last."},
		{"matches", Integer, "matches", "Matches of the label at that place in that voice."},
	}},
	{Name: "statements", Title: "Wordings of one statement in several documents", Columns: []Column{
		{"statement", String, "", "Id of the statement: the same for all its wordings."},
		colDocument, colOutlet, colSource, colCue,
		{"text", String, "", "The wording in this document."},
		{"kept", Number, "share", "Share of the stems of the fullest wording's content words that this wording keeps, in [0, 1]."},
		{"similarity", Number, "share", "Jaccard similarity of the stems of content words to the fullest wording's, in [0, 1]."},
		colCueClass,
	}},
	{Name: "documents", Title: "Every document that was used", Columns: []Column{
		colDocument, colOutlet, colDate,
		{"title", String, "", "Headline."},
		{"url", String, "", "Address of the original."},
		{"words", Integer, "words", "Words outside page furniture."},
		{"own_words", Integer, "words", "Words in the outlet's own voice."},
		{"quoted_words", Integer, "words", "Words in attributed or long quotations."},
		{"matches", Integer, "matches", "Matches of all lexicons outside page furniture."},
		{"duplicate_of", String, "", "Id of the document that this one copies; empty for an original."},
		{"cluster", String, "", "Id of the group of copies; empty where there is none."},
		{"file", String, "", "File it was read from, relative to the corpus."},
		{"line", Integer, "", "Line of the file where it begins, from 1."},
		{"wire", String, "", "News agency that the article says it comes from; empty where it says nothing."},
	}},
	{Name: "matches", Title: "Every match of a term", Columns: []Column{
		colDocument, colOutlet, colDate, colStart, colEnd, colLexicon, colCategory, colTerm,
		{"surface", String, "", "The matched words as the text has them."},
		colReferent, colStance, colVoice4, colSection, colSource, colCue, colRule, colLeft, colRight, colSentence, colCueClass,
	}},
	{Name: "mentions", Title: "Every scored mention of an actor", Columns: []Column{
		colDocument, colOutlet, colDate, colStart, colEnd, colActor,
		{"surface", String, "", "The name, pronoun or description as the text has it."},
		colVoice4, colSection, colSource, colScorer,
		{"score", Number, "score", "How the passage speaks of the actor, in [-1, 1]."},
		{"label", Integer, "", "-1 negative, 0 neutral, 1 positive."},
		colLeft, colRight, colSentence,
		{"form", String, "", "How the mention refers: name, by a name or a label of a lexicon; nominal, by a description that stands for one (the president); pronoun."},
	}},
	{Name: "quotes", Title: "Every quotation and reported clause", Columns: []Column{
		colDocument, colOutlet, colStart, colEnd, colVoice4,
		{"text", String, "", "The passage."},
		{"words", Integer, "words", "Words of the passage."},
		colSource,
		{"source_actor", String, "", "Id of the actor that the source is; empty where it is none of the roster, or the text leaves open who it is."},
		colCue, colRule, colCueClass, colSection,
	}},
	{Name: "boilerplate", Title: "Blocks of page furniture", Columns: []Column{
		colOutlet,
		{"block", String, "", "Id of the block: the same for the same text."},
		{"words", Integer, "words", "Words of one copy of it."},
		{"documents", Integer, "documents", "Documents of the outlet that carry it."},
		{"matches", Integer, "matches", "Matches of all lexicons in all copies of it."},
		{"text", String, "", "The block."},
	}},
	{Name: "reuse", Title: "Copies of one text", Columns: []Column{
		{"cluster", String, "", "Id of the group of copies."},
		colDocument, colOutlet, colDate,
		{"similarity", Number, "share", "Similarity to the first document of the group, in [0, 1]."},
		{"first", String, "", "Id of the group's first document."},
	}},
	{Name: "problems", Title: "Documents and files that could not be used", Columns: []Column{
		{"file", String, "", "File, relative to the corpus."},
		{"line", Integer, "", "Line, from 1; empty where the whole file is meant."},
		{"column", Integer, "", "Byte in the line, from 1."},
		{"reason", String, "", "Kind of problem, by which the summary counts."},
		{"message", String, "", "What is wrong and what to do."},
		{"severity", String, "", "skipped: the document or file is in no table; warning: a field could not be used; notice: how something was understood."},
	}},
}
