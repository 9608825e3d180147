package sentiment

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"slant/analysis/diag"
	"slant/analysis/text"
)

// OnnxPrefix stands before the folder of a model in the name of its scorer.
const OnnxPrefix = "onnx:"

// Onnx is a classifier of the user's own, exported to ONNX, with its
// tokenizer. It is immutable and may be shared: [Onnx.Scorer] gives a worker
// its scorer.
type Onnx struct {
	name      string
	config    *onnxConfig
	graph     *onnxGraph
	tokenizer *onnxTokenizer
	files     []OnnxFile
	// What stands in the place of the mention, and of other names; nil: its
	// own words.
	target, others []onnxPiece
	first, second  [][]onnxPiece // what the templates have between their places
}

// OnnxFile is a file that a model was read from.
type OnnxFile struct {
	Name   string // in the model's folder
	SHA256 string
}

// onnxFiles are the files of a model's folder, in the order of Onnx.Files.
var onnxFiles = []string{"model.onnx", "tokenizer.json", OnnxConfig}

// OpenOnnx reads a model's folder: model.onnx, tokenizer.json and
// slant-onnx.yaml (the package comment says what each has to be). name calls
// the model in tables, shown the folder in messages. The problems are all that
// is wrong with the three files; then there is no model.
func OpenOnnx(name, shown string, folder fs.FS) (*Onnx, diag.Problems) {
	o := &Onnx{name: OnnxPrefix + name}
	var ps diag.Problems
	var data [3][]byte
	var files [3]string
	for i, file := range onnxFiles {
		files[i] = strings.TrimSuffix(shown, "/") + "/" + file
		var err error
		if data[i], err = fs.ReadFile(folder, file); err != nil {
			message := "there is no such file"
			if !errors.Is(err, fs.ErrNotExist) {
				message = "cannot be read: " + err.Error()
			}
			ps = append(ps, &diag.Problem{Position: diag.Position{File: files[i]}, Message: message, Hint: "the folder of a model holds " + strings.Join(onnxFiles, ", ")})
			continue
		}
		sum := sha256.Sum256(data[i])
		o.files = append(o.files, OnnxFile{file, hex.EncodeToString(sum[:])})
	}
	if data[1] != nil {
		var found diag.Problems
		o.tokenizer, found = readOnnxTokenizer(files[1], data[1])
		ps = append(ps, found...)
	}
	if data[2] != nil {
		var found diag.Problems
		o.config, found = readOnnxConfig(files[2], string(data[2]))
		ps = append(ps, found...)
	}
	// Reading a model takes seconds: not for a folder that won't do.
	if len(ps) > 0 {
		return nil, ps
	}
	o.graph, ps = newOnnxGraph(files[0], data[0], o.config, files[2], o.tokenizer.most, o.tokenizer.pad)
	if len(ps) > 0 {
		return nil, ps
	}
	o.target, o.others = o.standIn(o.config.target), o.standIn(o.config.others)
	o.first, o.second = o.between(o.config.first), o.between(o.config.second)
	return o, nil
}

// standIn gives what stands for names; nil for their own words.
func (o *Onnx) standIn(s string) []onnxPiece {
	if s == ownWords {
		return nil
	}
	return o.tokenizer.parts(s)
}

// between cuts the texts of a template at the tokens in them.
func (o *Onnx) between(t onnxTemplate) [][]onnxPiece {
	pieces := make([][]onnxPiece, len(t))
	for i, part := range t {
		if part.place == onnxText {
			pieces[i] = o.tokenizer.parts(part.text)
		}
	}
	return pieces
}

// Name is "onnx:" and the name of the folder.
func (o *Onnx) Name() string { return o.name }

// Files gives the files that the model was read from.
func (o *Onnx) Files() []OnnxFile { return slices.Clone(o.files) }

// Scorer gives a scorer for one worker.
func (o *Onnx) Scorer() Scorer { return &onnxScorer{Onnx: o} }

// onnxScorer asks a model about mentions.
type onnxScorer struct {
	*Onnx
	ids, types []int64
	texts      [2]onnxWriter
}

// Score gives the probabilities of the model. A mention is not judged when it
// is not in its sentence, when it has no room in the model's longest input, or
// when the model's answer is no number.
func (s *onnxScorer) Score(p *Passage) Score {
	if !p.Sentence.Contains(p.Target.First) || p.Target.End > p.Sentence.End || p.Target.Empty() || !s.fit(p) {
		return Score{}
	}
	logits, err := s.graph.run(s.ids, s.types, s.tokenizer.pad)
	if err != nil {
		// The model has run before, on an input of the same form.
		panic(fmt.Sprintf("%s: %v", s.name, err))
	}
	outputs, ok := softmaxOf(logits)
	if !ok || len(outputs) != len(s.config.classes) {
		return Score{}
	}
	var of [3]float64
	for i, class := range s.config.classes {
		of[class] += outputs[i]
	}
	return scoreOf(of)
}

// fit makes the input of a mention, cut around it to the model's length:
// equally many words on both sides, as long as there are, and the mention
// whole. It reports whether there is room.
func (s *onnxScorer) fit(p *Passage) bool {
	most := max(p.Target.First-p.Sentence.First, p.Sentence.End-p.Target.End)
	// Every word has a token, but for odd characters that a tokenizer leaves
	// out.
	most = min(most, 2*s.config.length)
	if s.encode(p, most); len(s.ids) <= s.config.length {
		return true
	}
	// The most words that fit: some do and one more does not.
	some, more := -1, most
	for some+1 < more {
		middle := (some + more) / 2
		if s.encode(p, middle); len(s.ids) <= s.config.length {
			some = middle
		} else {
			more = middle
		}
	}
	if some < 0 {
		return false
	}
	s.encode(p, some)
	return true
}

// encode makes the input of a mention with up to so many words on each side.
func (s *onnxScorer) encode(p *Passage, words int) {
	window := text.Range{First: max(p.Sentence.First, p.Target.First-words), End: min(p.Sentence.End, p.Target.End+words)}
	wraps := s.tokenizer.single
	templates := [2]onnxTemplate{s.config.first, s.config.second}
	pieces := [2][][]onnxPiece{s.first, s.second}
	if len(s.config.second) > 0 {
		wraps = s.tokenizer.pair
	}
	for i := range s.texts {
		w := &s.texts[i]
		w.tokenizer, w.ids, w.strip = s.tokenizer, w.ids[:0], false
		for k, part := range templates[i] {
			switch part.place {
			case onnxText:
				w.pieces(pieces[i][k])
			case onnxLeft:
				s.side(w, p, text.Range{First: window.First, End: p.Target.First})
			case onnxTarget:
				s.mention(w, p)
			case onnxRight:
				s.side(w, p, text.Range{First: p.Target.End, End: window.End})
			case onnxSentence:
				s.side(w, p, text.Range{First: window.First, End: p.Target.First})
				s.mention(w, p)
				s.side(w, p, text.Range{First: p.Target.End, End: window.End})
			}
		}
		w.flush(false)
	}
	s.ids, s.types = s.ids[:0], s.types[:0]
	for _, wrap := range wraps {
		if wrap.text == 0 {
			s.ids, s.types = append(s.ids, wrap.id), append(s.types, wrap.typ)
			continue
		}
		for _, id := range s.texts[wrap.text-1].ids {
			s.ids, s.types = append(s.ids, id), append(s.types, wrap.typ)
		}
	}
}

// mention writes the target, or what stands for it.
func (s *onnxScorer) mention(w *onnxWriter, p *Passage) {
	if s.target != nil {
		w.pieces(s.target)
		w.text(genitive(p.Text.Surface(p.Target)))
		return
	}
	w.text(spaced(p.Text, p.Target))
}

// genitive gives the ’s at the end of a name, which is none of its own.
func genitive(name string) string {
	for _, ending := range [...]string{"’s", "'s"} {
		if strings.HasSuffix(name, ending) {
			return ending
		}
	}
	return ""
}

// side writes what stands on one side of the target, with the white space
// between them, and others' names and loaded labels as the model is to see
// them.
func (s *onnxScorer) side(w *onnxWriter, p *Passage, side text.Range) {
	if side.Empty() {
		return
	}
	tokens := p.Text.Tokens
	for i := side.First; i < side.End; {
		if tokens[i].Space && i > p.Sentence.First {
			if i > side.First || side.First == p.Target.End {
				w.text(" ")
			}
		}
		end := i + 1
		if masked := s.maskedTo(p, i, side); masked > i {
			w.pieces(s.others)
			w.text(genitive(p.Text.Surface(text.Range{First: i, End: masked})))
			end = masked
		} else {
			w.text(p.Text.Body[tokens[i].Start:tokens[i].End])
		}
		i = end
	}
	if side.End == p.Target.First && tokens[p.Target.First].Space {
		w.text(" ")
	}
}

// maskedTo gives where the name or label ends that begins at token i of a side
// or reaches into it there; i if there is none.
func (s *onnxScorer) maskedTo(p *Passage, i int, side text.Range) int {
	end := i
	if s.others == nil {
		return end
	}
	for _, list := range [][]text.Range{p.Others, p.Labels} {
		for _, r := range list {
			if r.Contains(i) {
				end = max(end, min(r.End, side.End))
			}
		}
	}
	return end
}

// spaced gives some tokens as they stand, white space made single spaces.
func spaced(t *text.Text, r text.Range) string {
	var b strings.Builder
	for i := r.First; i < r.End; i++ {
		if t.Tokens[i].Space && i > r.First {
			b.WriteByte(' ')
		}
		b.WriteString(t.Body[t.Tokens[i].Start:t.Tokens[i].End])
	}
	return b.String()
}
