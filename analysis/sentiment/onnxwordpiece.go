package sentiment

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// wordPiece cuts words and punctuation marks into the longest known pieces
// (Wu et al. 2016; as in BERT, Devlin et al. 2019).
type wordPiece struct {
	vocab   map[string]int64
	unknown int64
	prefix  string // of a piece that does not begin a word
	longest int    // a word of more characters is unknown
}

// wordPiece reads the model of a tokenizer.json.
func (s *onnxSections) wordPiece() onnxCutter {
	model := struct {
		Vocab   map[string]int64 `json:"vocab"`
		Unknown string           `json:"unk_token"`
		Prefix  string           `json:"continuing_subword_prefix"`
		Longest int              `json:"max_input_chars_per_word"`
	}{Unknown: "[UNK]", Prefix: "##", Longest: 100}
	s.decode("model", &model)
	var before *struct {
		Type string `json:"type"`
	}
	s.decode("pre_tokenizer", &before)
	if before == nil || before.Type != "BertPreTokenizer" {
		kind := "none"
		if before != nil {
			kind = before.Type
		}
		s.wrong("pre_tokenizer", fmt.Sprintf("WordPiece with the pre_tokenizer %q", kind), "slant knows WordPiece with BertPreTokenizer")
	}
	s.vocab(model.Vocab)
	unknown, ok := model.Vocab[model.Unknown]
	if !ok {
		s.wrong("model", fmt.Sprintf("the unk_token %q is not in the vocab", model.Unknown), "")
	}
	return &wordPiece{model.Vocab, unknown, model.Prefix, model.Longest}
}

func (w *wordPiece) cut(ids []int64, s string) []int64 {
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		end := size
		switch {
		case unicode.IsSpace(r):
			s = s[size:]
			continue
		case !bertPunctuation(r):
			end = strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || bertPunctuation(r) })
			if end < 0 {
				end = len(s)
			}
		}
		ids = w.word(ids, s[:end])
		s = s[end:]
	}
	return ids
}

// word appends the pieces of a word, or the unknown token for all of it.
func (w *wordPiece) word(ids []int64, word string) []int64 {
	if utf8.RuneCountInString(word) > w.longest {
		return append(ids, w.unknown)
	}
	first := len(ids)
	prefix := ""
	for word != "" {
		end := len(word)
		for end > 0 {
			if id, ok := w.vocab[prefix+word[:end]]; ok {
				ids = append(ids, id)
				break
			}
			_, size := utf8.DecodeLastRuneInString(word[:end])
			end -= size
		}
		if end == 0 {
			return append(ids[:first], w.unknown)
		}
		word, prefix = word[end:], w.prefix
	}
	return ids
}

// bertPunctuation reports whether a character is a word of its own: any mark
// of punctuation, and every sign of ASCII.
func bertPunctuation(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' ' && r < 0x7f && !(r >= '0' && r <= '9') && !(r >= 'A' && r <= 'Z') && !(r >= 'a' && r <= 'z')
	}
	return unicode.IsPunct(r)
}

// bertClean leaves out control characters and makes all white space spaces.
func bertClean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case r == utf8.RuneError || unicode.Is(unicode.C, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, s)
}

// bertIdeographs puts spaces around Chinese characters: each is a word.
func bertIdeographs(s string) string {
	if !strings.ContainsFunc(s, bertIdeograph) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if bertIdeograph(r) {
			b.WriteByte(' ')
			b.WriteRune(r)
			b.WriteByte(' ')
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// bertIdeograph reports whether a character lies in one of the blocks of CJK
// ideographs of Unicode that BERT knows.
func bertIdeograph(r rune) bool {
	for _, block := range [...][2]rune{
		{0x4E00, 0x9FFF}, {0x3400, 0x4DBF}, {0x20000, 0x2A6DF}, {0x2A700, 0x2B73F},
		{0x2B740, 0x2B81F}, {0x2B920, 0x2CEAF}, {0xF900, 0xFAFF}, {0x2F800, 0x2FA1F},
	} {
		if block[0] <= r && r <= block[1] {
			return true
		}
	}
	return false
}
