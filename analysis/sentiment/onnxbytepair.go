package sentiment

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// bytePairs cuts text into words with the space before them, and merges the
// bytes of each, the pair that was commonest in training first (Sennrich et
// al. 2016; on bytes, Radford et al. 2019).
type bytePairs struct {
	bytes   [256]int64 // of each byte; -1: the model has none
	unknown int64      // -1: what is unknown is left out
	merges  map[[2]int64]byteMerge
	whole   map[string]int64 // words that are looked up before merging, if so asked
	space   bool             // a text that does not begin with a space gets one
}

// byteMerge is a rule: the lower the rank, the earlier.
type byteMerge struct {
	rank int
	id   int64
}

// bytePairs reads the model of a tokenizer.json.
func (s *onnxSections) bytePairs() onnxCutter {
	var model struct {
		Vocab        map[string]int64  `json:"vocab"`
		Merges       []json.RawMessage `json:"merges"`
		Unknown      *string           `json:"unk_token"`
		Dropout      *float64          `json:"dropout"`
		Prefix       *string           `json:"continuing_subword_prefix"`
		Suffix       *string           `json:"end_of_word_suffix"`
		ByteFallback bool              `json:"byte_fallback"`
		IgnoreMerges bool              `json:"ignore_merges"`
	}
	s.decode("model", &model)
	before := struct {
		Type     string `json:"type"`
		Space    bool   `json:"add_prefix_space"`
		UseRegex bool   `json:"use_regex"`
	}{UseRegex: true}
	s.decode("pre_tokenizer", &before)
	if before.Type != "ByteLevel" || !before.UseRegex {
		s.wrong("pre_tokenizer", fmt.Sprintf("BPE with the pre_tokenizer %q", before.Type), "slant knows BPE on bytes (ByteLevel), as RoBERTa has it")
	}
	given := func(x *string) bool { return x != nil && *x != "" }
	if model.Dropout != nil && *model.Dropout != 0 || given(model.Prefix) || given(model.Suffix) || model.ByteFallback {
		s.wrong("model", "BPE with dropout, continuing_subword_prefix, end_of_word_suffix or byte_fallback", "slant knows BPE on bytes, as RoBERTa has it")
	}
	s.vocab(model.Vocab)
	b := &bytePairs{unknown: -1, merges: make(map[[2]int64]byteMerge, len(model.Merges)), space: before.Space}
	if model.IgnoreMerges {
		b.whole = model.Vocab
	}
	if model.Unknown != nil {
		if id, ok := model.Vocab[*model.Unknown]; ok {
			b.unknown = id
		}
	}
	for i := range b.bytes {
		b.bytes[i] = -1
		if id, ok := model.Vocab[string(byteLetter(byte(i)))]; ok {
			b.bytes[i] = id
		}
	}
	for rank, raw := range model.Merges {
		var pair []string
		var line string
		if json.Unmarshal(raw, &line) == nil {
			pair = strings.Split(line, " ")
		} else if json.Unmarshal(raw, &pair) != nil {
			pair = nil
		}
		if len(pair) != 2 {
			s.wrong("model", fmt.Sprintf("merge %d is no pair", rank+1), "")
			break
		}
		left, ok1 := model.Vocab[pair[0]]
		right, ok2 := model.Vocab[pair[1]]
		id, ok3 := model.Vocab[pair[0]+pair[1]]
		if !ok1 || !ok2 || !ok3 {
			s.wrong("model", fmt.Sprintf("merge %d, %q and %q, is not in the vocab", rank+1, pair[0], pair[1]), "")
			break
		}
		b.merges[[2]int64{left, right}] = byteMerge{rank, id}
	}
	return b
}

// byteLetter is the letter that the vocabularies of GPT-2 and RoBERTa write
// for a byte: itself where it can be seen in Latin-1, else one from U+0100 on.
func byteLetter(b byte) rune {
	n := rune(0x100)
	for c := range int(b) {
		if !seenInLatin1(byte(c)) {
			n++
		}
	}
	if seenInLatin1(b) {
		return rune(b)
	}
	return n
}

func seenInLatin1(b byte) bool {
	return b >= '!' && b <= '~' || b >= 0xa1 && b <= 0xac || b >= 0xae
}

func (b *bytePairs) cut(ids []int64, s string) []int64 {
	if s != "" && b.space && s[0] != ' ' {
		s = " " + s
	}
	for s != "" {
		end := byteWord(s)
		ids = b.word(ids, s[:end])
		s = s[end:]
	}
	return ids
}

// byteWord gives the length of the word that s begins with, as the pattern of
// GPT-2 has it: an English contraction; letters, digits, or other signs, each
// with a space before it; white space, the last of it left to the next word.
func byteWord(s string) int {
	for _, ending := range [...]string{"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"} {
		if strings.HasPrefix(s, ending) {
			return len(ending)
		}
	}
	start := 0
	if s[0] == ' ' && len(s) > 1 {
		start = 1
	}
	r, _ := utf8.DecodeRuneInString(s[start:])
	if kind := byteKind(r); kind != byteSpace {
		end := strings.IndexFunc(s[start:], func(r rune) bool { return byteKind(r) != kind })
		if end < 0 {
			return len(s)
		}
		return start + end
	}
	end := strings.IndexFunc(s, func(r rune) bool { return byteKind(r) != byteSpace })
	if end < 0 {
		return len(s)
	}
	if _, last := utf8.DecodeLastRuneInString(s[:end]); last < end {
		return end - last
	}
	return end
}

const (
	byteSpace = iota
	byteLetters
	byteDigits
	byteOthers
)

func byteKind(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return byteSpace
	case unicode.IsLetter(r):
		return byteLetters
	case unicode.IsNumber(r):
		return byteDigits
	}
	return byteOthers
}

// word appends the tokens of a word.
func (b *bytePairs) word(ids []int64, word string) []int64 {
	if b.whole != nil {
		var letters strings.Builder
		for i := range len(word) {
			letters.WriteRune(byteLetter(word[i]))
		}
		if id, ok := b.whole[letters.String()]; ok {
			return append(ids, id)
		}
	}
	var room [64]int64
	w := room[:0]
	for i := range len(word) {
		id := b.bytes[word[i]]
		if id < 0 {
			id = b.unknown
		}
		if id >= 0 {
			w = append(w, id)
		}
	}
	for len(w) > 1 {
		best, at := byteMerge{rank: len(b.merges)}, -1
		for i := range len(w) - 1 {
			if m, ok := b.merges[[2]int64{w[i], w[i+1]}]; ok && m.rank < best.rank {
				best, at = m, i
			}
		}
		if at < 0 {
			break
		}
		w[at] = best.id
		w = append(w[:at+1], w[at+2:]...)
	}
	return append(ids, w...)
}
