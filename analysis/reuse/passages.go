package reuse

import "slant/analysis/text"

// passageWords is how long a run of words must be to be shared text where it
// is no whole block.
const passageWords = 16

// passages notes the ten-word sequences around the fingerprints that the text
// at hand has in common with other outlets. A run that is common begins and
// ends less than a window away from one of them.
func (p *Part) passages(outlet uint64) {
	s := &p.scanner
	s.grams = appendGrams(s.shingles, s.grams[:0])
	noted := 0 // all before are noted, or need not be
	for i, g := range s.grams {
		if !p.c.prints.has(printOf(gramKey(g))) {
			continue
		}
		end := min(i+printWindow, len(s.grams))
		for noted = max(noted, i-printWindow+1); noted < end; noted++ {
			p.grams.add(gramKey(s.grams[noted]), p.c.number[outlet])
		}
	}
}

// grams gives what all parts have noted.
func (c *Candidates) grams() *table {
	all := newTable(gramBits, same)
	for _, p := range c.parts {
		all.absorb(p.grams, nil)
	}
	return all
}

// What a word is to the passages.
const (
	elsewhere = 1 << iota // a sequence or block that other outlets have holds it
	whole                 // it stands in a block that other outlets have
	page                  // it stands in page furniture
	isShared              // it is shared text
)

// Passages appends the tokens of t that are shared text, as ranges in order,
// and notes of each block whether all of it is. t and blocks must be those of
// the last call of Blocks; quoted says of a token whether it is part of a
// quotation in marks. See the package comment.
func (r *Reader) Passages(t *text.Text, blocks []Block, ledger *Ledger, quoted func(token int) bool, out []text.Range) []text.Range {
	if ledger == nil || len(r.scanner.tokens) == 0 {
		return out
	}
	r.mark(blocks, ledger)
	tokens := r.scanner.tokens
	for first := 0; first < len(r.marks); {
		// Furniture does not interrupt a run.
		end, words, narrated, block := first, 0, 0, false
		for ; end < len(r.marks) && r.marks[end]&(elsewhere|page) != 0; end++ {
			if r.marks[end]&page != 0 {
				continue
			}
			words++
			block = block || r.marks[end]&whole != 0
			if !quoted(int(tokens[end])) {
				narrated++
			}
		}
		if (block || words >= passageWords) && narrated >= sharedWords {
			for i := first; i < end; i++ {
				if r.marks[i]&page == 0 {
					r.marks[i] |= isShared
				}
			}
		}
		first = end + 1
	}
	word := 0
	for i := range blocks {
		n := blocks[i].words
		blocks[i].Shared = n > 0
		for _, m := range r.marks[word : word+n] {
			blocks[i].Shared = blocks[i].Shared && m&isShared != 0
		}
		word += n
	}
	return r.ranges(out)
}

// mark notes of each word what it stands in.
func (r *Reader) mark(blocks []Block, ledger *Ledger) {
	s := &r.scanner
	r.marks = append(r.marks[:0], make([]uint8, len(s.tokens))...)
	s.grams = appendGrams(s.shingles, s.grams[:0])
	done := 0 // words before are marked as far as they can be
	for i, g := range s.grams {
		if ledger.passages.has(gramKey(g)) {
			for done = max(done, i); done < i+gramWords; done++ {
				r.marks[done] |= elsewhere
			}
		}
	}
	word := 0
	for i := range blocks {
		m := uint8(0)
		if blocks[i].known {
			m = elsewhere | whole
		}
		if blocks[i].Kind == Furniture {
			m = page
		}
		for range blocks[i].words {
			r.marks[word] |= m
			word++
		}
	}
}

// ranges appends the words that are shared text; marks between two of them go
// with them.
func (r *Reader) ranges(out []text.Range) []text.Range {
	open := false
	for word, token := range r.scanner.tokens {
		shared := r.marks[word]&isShared != 0
		switch {
		case shared && open:
			out[len(out)-1].End = int(token) + 1
		case shared:
			out = append(out, text.Range{First: int(token), End: int(token) + 1})
		}
		open = shared
	}
	return out
}
