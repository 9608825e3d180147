package sentiment

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"slant/analysis/diag"
)

// onnxTokenizer cuts text into the tokens of a model, as its tokenizer.json
// says (the format of Hugging Face's tokenizers library, version 1.0). Two
// kinds are known: WordPiece on words and punctuation marks (BERT, DistilBERT,
// ELECTRA) and byte-pair encoding of bytes (GPT-2, RoBERTa). The tests hold
// both to what that library gives.
type onnxTokenizer struct {
	normalize []func(string) string
	cut       onnxCutter
	added     []onnxAdded // special tokens and others that stand for themselves
	single    []onnxWrap  // what an input is made of
	pair      []onnxWrap
	pad       int64
	most      int64 // largest number of a token
}

// onnxCutter appends the tokens of some normalized text.
type onnxCutter interface {
	cut(ids []int64, s string) []int64
}

// onnxAdded is a token that is found as it is written, before anything else.
// slant looks for it in the templates only: what an article has that looks
// like one is text.
type onnxAdded struct {
	ID      int64  `json:"id"`
	Content string `json:"content"`
	LStrip  bool   `json:"lstrip"` // takes the white space before it
	RStrip  bool   `json:"rstrip"`
}

// onnxWrap is a step of the post-processor: a special token, or one of the two
// texts, with the number of the segment.
type onnxWrap struct {
	text int // 0: the token id, 1 and 2: the first and the second text
	id   int64
	typ  int64
}

// onnxSections are the parts of tokenizer.json with the places they stand at.
type onnxSections struct {
	file string
	raw  map[string]json.RawMessage
	at   map[string]diag.Position
	ps   diag.Problems
	most int64 // largest number of a token in the vocab
}

// readOnnxTokenizer reads a tokenizer.json; the problems are all that it asks
// for and slant cannot do.
func readOnnxTokenizer(file string, data []byte) (*onnxTokenizer, diag.Problems) {
	s := onnxSections{file: file, raw: make(map[string]json.RawMessage), at: make(map[string]diag.Position)}
	if !s.split(data) {
		return nil, s.ps
	}
	t := &onnxTokenizer{}
	s.decode("added_tokens", &t.added)
	// Of two that begin alike, the longer one is meant.
	slices.SortStableFunc(t.added, func(a, b onnxAdded) int { return len(b.Content) - len(a.Content) })
	t.added = slices.DeleteFunc(t.added, func(a onnxAdded) bool { return a.Content == "" })
	t.normalize = s.normalizers(s.raw["normalizer"])
	var model struct {
		Type string `json:"type"`
	}
	s.decode("model", &model)
	switch model.Type {
	case "WordPiece":
		t.cut = s.wordPiece()
	case "BPE":
		t.cut = s.bytePairs()
	case "":
		s.wrong("model", "no model with a type", onnxKinds)
	default:
		s.wrong("model", fmt.Sprintf("a tokenizer of unknown type %q", model.Type), onnxKinds)
	}
	s.wrap(t)
	t.pad = s.padding(t)
	t.most = s.most
	return t, s.ps
}

const onnxKinds = "slant knows WordPiece (BERT, DistilBERT) and byte-level BPE (RoBERTa); export the model with its fast tokenizer"

func (s *onnxSections) wrong(section, message, hint string) {
	at, ok := s.at[section]
	if !ok {
		at = diag.Position{File: s.file}
	}
	s.ps = append(s.ps, &diag.Problem{Position: at, Message: message, Hint: hint})
}

// split notes the sections of the file.
func (s *onnxSections) split(data []byte) bool {
	place := func(offset int64) diag.Position {
		before := data[:min(offset, int64(len(data)))]
		return diag.Position{File: s.file, Line: 1 + bytes.Count(before, []byte{'\n'}), Column: len(before) - bytes.LastIndexByte(before, '\n')}
	}
	const hint = "a tokenizer.json of a fast tokenizer (Hugging Face) is needed"
	d := json.NewDecoder(bytes.NewReader(data))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		s.ps = append(s.ps, &diag.Problem{Position: place(0), Message: "not a JSON object", Hint: hint})
		return false
	}
	for d.More() {
		key, err := d.Token()
		if err == nil {
			var raw json.RawMessage
			at := d.InputOffset()
			if err = d.Decode(&raw); err == nil {
				name, _ := key.(string)
				// After the colon and white space.
				at += int64(len(data[at:]) - len(bytes.TrimLeft(data[at:], ": \t\r\n")))
				s.raw[name], s.at[name] = raw, place(at)
				continue
			}
		}
		at := d.InputOffset()
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			at = syntax.Offset - 1
		}
		if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
			at = int64(len(data))
		}
		s.ps = append(s.ps, &diag.Problem{Position: place(at), Message: "no JSON: " + err.Error(), Hint: hint})
		return false
	}
	return true
}

// decode reads a section; one that is not there or null leaves the value.
func (s *onnxSections) decode(section string, to any) {
	if raw := s.raw[section]; raw != nil {
		if err := json.Unmarshal(raw, to); err != nil {
			s.wrong(section, section+": "+err.Error(), "")
		}
	}
}

// vocab notes the largest number of a token.
func (s *onnxSections) vocab(vocab map[string]int64) {
	for _, id := range vocab {
		s.most = max(s.most, id)
	}
}

// normalizers gives the steps of a normalizer.
func (s *onnxSections) normalizers(raw json.RawMessage) []func(string) string {
	var n *struct {
		Type         string            `json:"type"`
		Normalizers  []json.RawMessage `json:"normalizers"`
		Clean        bool              `json:"clean_text"`
		Chinese      bool              `json:"handle_chinese_chars"`
		StripAccents *bool             `json:"strip_accents"`
		Lowercase    bool              `json:"lowercase"`
	}
	if raw == nil {
		return nil
	}
	if err := json.Unmarshal(raw, &n); err != nil {
		s.wrong("normalizer", "normalizer: "+err.Error(), "")
	}
	if n == nil {
		return nil
	}
	var steps []func(string) string
	switch n.Type {
	case "Sequence":
		for _, each := range n.Normalizers {
			steps = append(steps, s.normalizers(each)...)
		}
	case "BertNormalizer":
		if n.Clean {
			steps = append(steps, bertClean)
		}
		if n.Chinese {
			steps = append(steps, bertIdeographs)
		}
		if n.StripAccents == nil && n.Lowercase || n.StripAccents != nil && *n.StripAccents {
			steps = append(steps, norm.NFD.String, withoutMarks)
		}
		if n.Lowercase {
			steps = append(steps, strings.ToLower)
		}
	case "NFC":
		steps = append(steps, norm.NFC.String)
	case "NFD":
		steps = append(steps, norm.NFD.String)
	case "NFKC":
		steps = append(steps, norm.NFKC.String)
	case "NFKD":
		steps = append(steps, norm.NFKD.String)
	case "Lowercase":
		steps = append(steps, strings.ToLower)
	case "StripAccents":
		steps = append(steps, withoutMarks)
	default:
		s.wrong("normalizer", fmt.Sprintf("a normalizer of unknown type %q", n.Type), onnxKinds)
	}
	return steps
}

// withoutMarks leaves out accents that stand as characters of their own.
func withoutMarks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, s)
}

// wrap reads the post-processor: what stands around and between the texts.
func (s *onnxSections) wrap(t *onnxTokenizer) {
	type template []struct {
		SpecialToken *struct {
			ID   string `json:"id"`
			Type int64  `json:"type_id"`
		}
		Sequence *struct {
			ID   string `json:"id"`
			Type int64  `json:"type_id"`
		}
	}
	type token struct { // ["</s>", 2]
		text string
		id   int64
	}
	var p *struct {
		Type    string            `json:"type"`
		Single  template          `json:"single"`
		Pair    template          `json:"pair"`
		Sep     []json.RawMessage `json:"sep"`
		Cls     []json.RawMessage `json:"cls"`
		Special map[string]struct {
			IDs []int64 `json:"ids"`
		} `json:"special_tokens"`
	}
	s.decode("post_processor", &p)
	if p == nil {
		s.wrong("post_processor", "no post_processor, which says what stands around a text", onnxKinds)
		return
	}
	id := func(pair []json.RawMessage) (t token) {
		if len(pair) == 2 && json.Unmarshal(pair[0], &t.text) == nil && json.Unmarshal(pair[1], &t.id) == nil {
			return t
		}
		s.wrong("post_processor", "cls or sep is no pair of a token and its number", onnxKinds)
		return t
	}
	read := func(steps template) []onnxWrap {
		var out []onnxWrap
		for _, each := range steps {
			switch {
			case each.Sequence != nil && each.Sequence.ID == "A":
				out = append(out, onnxWrap{text: 1, typ: each.Sequence.Type})
			case each.Sequence != nil && each.Sequence.ID == "B":
				out = append(out, onnxWrap{text: 2, typ: each.Sequence.Type})
			case each.SpecialToken != nil && len(p.Special[each.SpecialToken.ID].IDs) > 0:
				for _, id := range p.Special[each.SpecialToken.ID].IDs {
					out = append(out, onnxWrap{id: id, typ: each.SpecialToken.Type})
				}
			default:
				s.wrong("post_processor", "a step of the post_processor is neither a text nor a known token", onnxKinds)
			}
		}
		return out
	}
	switch p.Type {
	case "TemplateProcessing":
		t.single, t.pair = read(p.Single), read(p.Pair)
	case "BertProcessing", "RobertaProcessing":
		cls, sep := onnxWrap{id: id(p.Cls).id}, onnxWrap{id: id(p.Sep).id}
		t.single = []onnxWrap{cls, {text: 1}, sep}
		if p.Type == "RobertaProcessing" {
			t.pair = []onnxWrap{cls, {text: 1}, sep, sep, {text: 2}, sep}
		} else {
			t.pair = []onnxWrap{cls, {text: 1}, sep, {text: 2, typ: 1}, {id: sep.id, typ: 1}}
		}
	default:
		s.wrong("post_processor", fmt.Sprintf("a post_processor of unknown type %q", p.Type), onnxKinds)
	}
}

// padding gives the number of the token that fills an input up.
func (s *onnxSections) padding(t *onnxTokenizer) int64 {
	var p *struct {
		ID int64 `json:"pad_id"`
	}
	s.decode("padding", &p)
	if p != nil {
		return p.ID
	}
	for _, name := range []string{"<pad>", "[PAD]"} {
		if at := slices.IndexFunc(t.added, func(a onnxAdded) bool { return a.Content == name }); at >= 0 {
			return t.added[at].ID
		}
	}
	s.wrong("padding", "no token that fills an input up", "added_tokens needs <pad> or [PAD], or padding a pad_id")
	return 0
}

// text appends the tokens of a text.
func (t *onnxTokenizer) text(ids []int64, s string) []int64 {
	for _, step := range t.normalize {
		s = step(s)
	}
	return t.cut.cut(ids, s)
}

// parts cuts what a template or a stand-in has written at the tokens in it.
func (t *onnxTokenizer) parts(s string) []onnxPiece {
	var out []onnxPiece
	text := 0
	for i := 0; i < len(s); {
		at := slices.IndexFunc(t.added, func(a onnxAdded) bool { return strings.HasPrefix(s[i:], a.Content) })
		if at < 0 {
			i++
			continue
		}
		if text < i {
			out = append(out, onnxPiece{text: s[text:i]})
		}
		out = append(out, onnxPiece{token: &t.added[at]})
		i += len(t.added[at].Content)
		text = i
	}
	if text < len(s) {
		out = append(out, onnxPiece{text: s[text:]})
	}
	return out
}

// onnxPiece is text, or a token that stands for itself.
type onnxPiece struct {
	text  string
	token *onnxAdded
}

// onnxWriter puts text and tokens together to the tokens of one text. Text
// that comes in pieces is cut as a whole.
type onnxWriter struct {
	tokenizer *onnxTokenizer
	ids       []int64
	run       strings.Builder
	strip     bool // white space is to be left out: the last token takes it
}

func (w *onnxWriter) text(s string) {
	if w.strip {
		s = strings.TrimLeftFunc(s, unicode.IsSpace)
		w.strip = s == ""
	}
	w.run.WriteString(s)
}

func (w *onnxWriter) pieces(ps []onnxPiece) {
	for _, p := range ps {
		if p.token == nil {
			w.text(p.text)
			continue
		}
		w.flush(p.token.LStrip)
		w.ids = append(w.ids, p.token.ID)
		w.strip = p.token.RStrip
	}
}

// flush cuts the text that has come together.
func (w *onnxWriter) flush(trim bool) {
	s := w.run.String()
	if trim {
		s = strings.TrimRightFunc(s, unicode.IsSpace)
	}
	if s != "" {
		w.ids = w.tokenizer.text(w.ids, s)
	}
	w.run.Reset()
}
