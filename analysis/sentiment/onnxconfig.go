package sentiment

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"slant/analysis/diag"
	"slant/lexicons/yaml"
)

// OnnxConfig is the name of the file in a model's folder that says how the
// model is asked and how its answer is read.
const OnnxConfig = "slant-onnx.yaml"

// onnxConfig is that file, checked.
type onnxConfig struct {
	first, second onnxTemplate // second may be empty: no pair
	target        string       // what stands for the mention; ownWords: its own words
	others        string       // the same for other actors and loaded labels
	classes       []int        // of each output: 0 negative, 1 neutral, 2 positive
	length        int          // longest input in the model's tokens
	ids           string       // names of the inputs and the output; "" where
	mask          string       // the usual one is meant
	types         string
	output        string
	at            map[string]diag.Position // of the keys that were written
}

// ownWords stands for what the text itself has in a place.
const ownWords = "{words}"

// onnxTemplate is a text with places for parts of the sentence.
type onnxTemplate []onnxPart

// onnxPart is a place, or text to be taken as it is written.
type onnxPart struct {
	place byte // 0: text
	text  string
}

// Places of a template.
const (
	onnxText = iota
	onnxLeft
	onnxTarget
	onnxRight
	onnxSentence
)

var onnxPlaces = []string{onnxLeft: "left", onnxTarget: "target", onnxRight: "right", onnxSentence: "sentence"}

var onnxClasses = []string{"negative", "neutral", "positive"}

// onnxMost is the longest input that may be asked for: a thousand tokens more
// than any classifier of sentences was trained with.
const onnxMost = 2048

// readOnnxConfig reads the file; the problems are all that is wrong with it.
func readOnnxConfig(file, src string) (*onnxConfig, diag.Problems) {
	root, ps := yaml.Parse(file, src)
	if ps.Fatal() != nil {
		return nil, ps
	}
	c := &onnxConfig{target: ownWords, others: ownWords, at: make(map[string]diag.Position)}
	if root.Kind != yaml.Map {
		return nil, append(ps, &diag.Problem{Position: root.At(file), Message: "not a map of keys and values", Hint: onnxNeeds})
	}
	wrong := func(n *yaml.Node, message, hint string) {
		ps = append(ps, &diag.Problem{Position: n.At(file), Message: message, Hint: hint})
	}
	line := func(key, value *yaml.Node, to *string) {
		if value.Kind != yaml.Scalar || value.Text == "" {
			wrong(value, fmt.Sprintf("%s is %s", key.Text, nothingOr(value)), "write one line of text")
			return
		}
		*to = value.Text
	}
	broken := false // a template is
	keys := []string{"first", "second", "target", "others", "labels", "length", "inputs", "output"}
	for key, value := range root.Pairs() {
		if _, twice := c.at[key.Text]; twice {
			wrong(key, fmt.Sprintf("%s stands here a second time", key.Text), "")
			continue
		}
		c.at[key.Text] = value.At(file)
		switch key.Text {
		case "first", "second":
			var source string
			line(key, value, &source)
			t, problem := parseOnnxTemplate(source)
			if problem != nil {
				problem.Position = value.At(file)
				ps = append(ps, problem)
				broken = true
			}
			if key.Text == "first" {
				c.first = t
			} else {
				c.second = t
			}
		case "target":
			line(key, value, &c.target)
		case "others":
			line(key, value, &c.others)
		case "output":
			line(key, value, &c.output)
		case "labels":
			c.labels(value, wrong)
		case "length":
			n, err := strconv.Atoi(value.Text)
			if value.Kind != yaml.Scalar || err != nil || n < 8 || n > onnxMost {
				wrong(value, fmt.Sprintf("length is %s", nothingOr(value)), fmt.Sprintf("a whole number of tokens from 8 to %d; BERT and RoBERTa take up to 512", onnxMost))
			}
			c.length = n
		case "inputs":
			c.inputs(value, wrong, line)
		default:
			hint := diag.DidYouMean(key.Text, keys)
			if hint == "" {
				hint = "the keys are " + strings.Join(keys, ", ")
			}
			wrong(key, fmt.Sprintf("unknown key %q", key.Text), hint)
		}
	}
	for _, key := range []string{"first", "labels", "length", "target"} {
		if _, ok := c.at[key]; !ok {
			ps = append(ps, &diag.Problem{Position: diag.Position{File: file}, Message: "no " + key, Hint: onnxNeeds})
		}
	}
	if at, ok := c.at["first"]; ok && !broken && len(c.first) > 0 && !c.shows(onnxSentence) && !(c.shows(onnxLeft) && c.shows(onnxRight)) {
		ps = append(ps, &diag.Problem{Position: at, Message: "the model would not see the sentence", Hint: `first and second together need {left} and {right}, or {sentence}`})
	}
	return c, ps
}

const onnxNeeds = `needed are: first: "{left}{target}{right}", target: "{words}", labels: [negative, neutral, positive], length: 128`

// nothingOr quotes what a value holds, for a message.
func nothingOr(n *yaml.Node) string {
	if n.Kind == yaml.Scalar && n.Text != "" {
		return strconv.Quote(n.Text)
	}
	if n.Kind == yaml.Scalar {
		return "empty"
	}
	return n.Kind.String()
}

// labels reads what the outputs stand for.
func (c *onnxConfig) labels(value *yaml.Node, wrong func(n *yaml.Node, message, hint string)) {
	const hint = "a list with negative and positive in it, one for each output of the model, in its order, such as [negative, neutral, positive]"
	if value.Kind != yaml.List {
		wrong(value, "labels is "+nothingOr(value), hint)
		return
	}
	for i := range value.Items {
		n := &value.Items[i]
		class := slices.Index(onnxClasses, n.Text)
		if class < 0 {
			remedy := diag.DidYouMean(n.Text, onnxClasses)
			if remedy == "" {
				remedy = "a label is negative, neutral or positive"
			}
			wrong(n, fmt.Sprintf("unknown label %q", n.Text), remedy)
		}
		c.classes = append(c.classes, max(class, 0))
	}
	known := !slices.ContainsFunc(value.Items, func(n yaml.Node) bool { return !slices.Contains(onnxClasses, n.Text) })
	if known && (!slices.Contains(c.classes, 0) || !slices.Contains(c.classes, 2)) {
		wrong(value, "labels has no negative or no positive", hint)
	}
}

// inputs reads the names of the model's inputs.
func (c *onnxConfig) inputs(value *yaml.Node, wrong func(n *yaml.Node, message, hint string), line func(key, value *yaml.Node, to *string)) {
	roles := []string{"ids", "mask", "types"}
	if value.Kind != yaml.Map {
		wrong(value, "inputs is "+nothingOr(value), "such as {ids: input_ids, mask: attention_mask, types: token_type_ids}")
		return
	}
	for key, v := range value.Pairs() {
		switch key.Text {
		case "ids":
			line(key, v, &c.ids)
		case "mask":
			line(key, v, &c.mask)
		case "types":
			line(key, v, &c.types)
		default:
			hint := diag.DidYouMean(key.Text, roles)
			if hint == "" {
				hint = "the keys are " + strings.Join(roles, ", ")
			}
			wrong(key, fmt.Sprintf("unknown key %q in inputs", key.Text), hint)
		}
	}
}

// shows reports whether a place is in one of the templates.
func (c *onnxConfig) shows(place byte) bool {
	has := func(p onnxPart) bool { return p.place == place }
	return slices.ContainsFunc(c.first, has) || slices.ContainsFunc(c.second, has)
}

// parseOnnxTemplate reads a template; the problem it gives has no position.
func parseOnnxTemplate(s string) (onnxTemplate, *diag.Problem) {
	var t onnxTemplate
	for s != "" {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			return append(t, onnxPart{text: s}), nil
		}
		if open > 0 {
			t = append(t, onnxPart{text: s[:open]})
		}
		length := strings.IndexByte(s[open:], '}')
		if length < 0 {
			return t, &diag.Problem{Message: fmt.Sprintf("%q has a { without }", s), Hint: "the places are {left}, {target}, {right} and {sentence}"}
		}
		name := s[open+1 : open+length]
		place := slices.Index(onnxPlaces, name)
		if place <= onnxText {
			hint := diag.DidYouMean(name, onnxPlaces[1:])
			if hint == "" {
				hint = "the places are {left}, {target}, {right} and {sentence}"
			}
			return t, &diag.Problem{Message: fmt.Sprintf("unknown place {%s}", name), Hint: hint}
		}
		t = append(t, onnxPart{place: byte(place)})
		s = s[open+length+1:]
	}
	return t, nil
}
