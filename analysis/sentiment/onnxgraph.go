package sentiment

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"

	"github.com/gomlx/gomlx/backends/simplego"
	"github.com/gomlx/gomlx/pkg/core/dtypes"
	"github.com/gomlx/gomlx/pkg/core/graph"
	"github.com/gomlx/gomlx/pkg/core/tensors"
	"github.com/gomlx/gomlx/pkg/ml/context"
	"github.com/gomlx/onnx-gomlx/onnx"

	"slant/analysis/diag"
)

// onnxGraph is a model ready to run, by github.com/gomlx/onnx-gomlx on the
// backend of github.com/gomlx/gomlx that is written in Go. It may be shared:
// one input runs at a time, and the backend shares out its products of
// matrices among the processors, each sum to one of them, so that the numbers
// are the same however many there are.
type onnxGraph struct {
	mutex  sync.Mutex
	exec   *context.Exec
	inputs []onnxInput // in the order of the model
	fixed  int         // length of every input, where the model has only one
	pads   bool        // it has a mask, so that inputs may be filled up
}

// onnxInput is an input of the model.
type onnxInput struct {
	role  byte // onnxIDs …
	short bool // 32-bit numbers
}

const (
	onnxIDs = iota
	onnxMask
	onnxTypes
)

// onnxStep is what lengths are rounded up to. For each length the backend
// builds a graph of its own, which takes as long as running it for a small
// model; filling up by seven tokens costs less.
const onnxStep = 8

// onnxSmall is how many bytes a tensor has that is no matrix of weights.
const onnxSmall = 1 << 16

// onnxUsual are the names of the inputs as exporters write them.
var onnxUsual = []string{onnxIDs: "input_ids", onnxMask: "attention_mask", onnxTypes: "token_type_ids"}

// newOnnxGraph reads a model; the problems are those of the model's file and
// of the configuration where it is of another model. most is the largest
// number of a token, pad that of the one that fills up.
func newOnnxGraph(file string, data []byte, c *onnxConfig, configFile string, most, pad int64) (*onnxGraph, diag.Problems) {
	var ps diag.Problems
	wrong := func(at diag.Position, message, hint string) {
		ps = append(ps, &diag.Problem{Position: at, Message: message, Hint: hint})
	}
	at := diag.Position{File: file}
	model, err := parseOnnx(data)
	if err != nil {
		wrong(at, "cannot be read as an ONNX model: "+err.Error(), "export it again, with its weights in the one file")
		return nil, ps
	}
	g := &onnxGraph{}
	// Where a key of the configuration names an input, it must be there.
	names := slices.Clone(onnxUsual)
	for role, name := range []string{c.ids, c.mask, c.types} {
		if name == "" {
			continue
		}
		names[role] = name
		if !slices.Contains(model.InputsNames, name) {
			wrong(c.place("inputs", configFile), fmt.Sprintf("the model has no input %q", name), "it has "+strings.Join(model.InputsNames, ", "))
		}
	}
	for i, name := range model.InputsNames {
		role := slices.Index(names, name)
		if role < 0 {
			wrong(at, fmt.Sprintf("the model has an input %q, which slant cannot fill", name), `say what it is: inputs: {ids: …, mask: …, types: …}`)
			continue
		}
		shape := model.InputsShapes[i]
		kind := shape.DType
		if kind != dtypes.Int64 && kind != dtypes.Int32 || len(shape.Dimensions) != 2 || shape.Dimensions[0] > 1 {
			wrong(at, fmt.Sprintf("the input %q is %s", name, shape), "slant fills inputs of whole numbers, one text by its tokens")
			continue
		}
		if n := shape.Dimensions[1]; n > 0 {
			g.fixed = n
		}
		g.pads = g.pads || role == onnxMask
		g.inputs = append(g.inputs, onnxInput{byte(role), kind == dtypes.Int32})
	}
	if !slices.ContainsFunc(g.inputs, func(in onnxInput) bool { return in.role == onnxIDs }) && len(ps) == 0 {
		wrong(at, "the model has no input for the tokens", "it has "+strings.Join(model.InputsNames, ", "))
	}
	output := c.output
	switch {
	case output == "" && slices.Contains(model.OutputsNames, "logits"):
		output = "logits"
	case output == "" && len(model.OutputsNames) > 0:
		output = model.OutputsNames[0]
	case !slices.Contains(model.OutputsNames, output):
		wrong(c.place("output", configFile), fmt.Sprintf("the model has no output %q", output), "it has "+strings.Join(model.OutputsNames, ", "))
	}
	if g.fixed > 0 && c.length > g.fixed {
		wrong(c.place("length", configFile), fmt.Sprintf("length is %d, but the model takes inputs of %d", c.length, g.fixed), "")
	}
	// RoBERTa numbers places from the pad's number plus one on, by summing up
	// which tokens are none.
	unused := int64(0)
	for _, node := range model.Proto.Graph.Node {
		if node.OpType == "CumSum" {
			unused = pad + 1
		}
	}
	for _, weights := range model.Proto.Graph.Initializer {
		if len(weights.Dims) != 2 {
			continue
		}
		// A number past the end of a table is no error to the backend.
		for _, node := range model.Proto.Graph.Node {
			if node.OpType == "Gather" && len(node.Input) == 2 && node.Input[0] == weights.Name && node.Input[1] == names[onnxIDs] && most >= weights.Dims[0] {
				wrong(at, fmt.Sprintf("the model knows %d tokens, but tokenizer.json numbers them up to %d", weights.Dims[0], most), "take both from the same export")
			}
		}
		if strings.Contains(weights.Name, "position_embeddings") && int64(c.length) > weights.Dims[0]-unused {
			wrong(c.place("length", configFile), fmt.Sprintf("length is %d, but the model knows %d places", c.length, weights.Dims[0]-unused), "")
		}
	}
	if len(ps) > 0 {
		return nil, ps
	}
	if err := g.build(model, output); err != nil {
		wrong(at, "cannot be run: "+err.Error(), "")
		return nil, ps
	}
	// One run shows whether the backend has every operator that the model
	// needs, before any article is read.
	logits, err := g.run([]int64{0, 0}, []int64{0, 0}, 0)
	switch {
	case err != nil:
		wrong(at, "cannot be run: "+err.Error(), "slant runs what BERT, RoBERTa and DistilBERT are exported to, opset 11 to 17")
	case len(logits) != len(c.classes):
		wrong(c.place("labels", configFile), fmt.Sprintf("%d labels, but the model has %d outputs", len(c.classes), len(logits)), "name one label for each output of the model, in its order")
	}
	return g, ps
}

// place is where a key of the configuration stands.
func (c *onnxConfig) place(key, file string) diag.Position {
	if at, ok := c.at[key]; ok {
		return at
	}
	return diag.Position{File: file}
}

// parseOnnx reads a model. The library panics on some that are no models.
func parseOnnx(data []byte) (m *onnx.Model, err error) {
	defer recovered(&err)
	m, err = onnx.Parse(data)
	if err == nil && len(m.InputsNames) == 0 {
		err = errors.New("it has no inputs")
	}
	return m, onnxError(err)
}

// build makes the model's weights ready.
func (g *onnxGraph) build(model *onnx.Model, output string) (err error) {
	defer recovered(&err)
	backend, err := simplego.New("ops_sequential")
	if err != nil {
		return onnxError(err)
	}
	weights := context.New()
	if err := model.VariablesToContext(weights); err != nil {
		return onnxError(err)
	}
	// The backend has its copy of the weights; only small tensors, which may be
	// shapes, are read again when a graph is built.
	for _, tensor := range model.Proto.Graph.Initializer {
		if len(tensor.RawData) > onnxSmall && len(tensor.Dims) == 2 {
			tensor.RawData = nil
		}
	}
	names := slices.Clone(model.InputsNames)
	g.exec, err = context.NewExec(backend, weights.Reuse(), func(ctx *context.Context, in []*graph.Node) []*graph.Node {
		inputs := make(map[string]*graph.Node, len(in))
		for i, node := range in {
			inputs[names[i]] = node
		}
		return model.CallGraph(ctx, in[0].Graph(), inputs, output)
	})
	if err != nil {
		return onnxError(err)
	}
	g.exec.SetMaxCache(-1)
	return nil
}

// run gives the scores of the classes for one input. pad fills it up.
func (g *onnxGraph) run(ids, types []int64, pad int64) (logits []float64, err error) {
	defer recovered(&err)
	n := len(ids)
	switch {
	case g.fixed > 0:
		n = g.fixed
	case g.pads:
		n = (n + onnxStep - 1) / onnxStep * onnxStep
	}
	rows := [][]int64{onnxIDs: make([]int64, n), onnxMask: make([]int64, n), onnxTypes: make([]int64, n)}
	for i := range n {
		rows[onnxIDs][i] = pad
		if i < len(ids) {
			rows[onnxIDs][i], rows[onnxMask][i], rows[onnxTypes][i] = ids[i], 1, types[i]
		}
	}
	args := make([]any, len(g.inputs))
	for i, in := range g.inputs {
		if !in.short {
			args[i] = tensors.FromFlatDataAndDimensions(rows[in.role], 1, n)
			continue
		}
		short := make([]int32, n)
		for j, x := range rows[in.role] {
			short[j] = int32(x)
		}
		args[i] = tensors.FromFlatDataAndDimensions(short, 1, n)
	}
	g.mutex.Lock()
	defer g.mutex.Unlock()
	out, err := g.exec.Exec(args...)
	if err != nil {
		return nil, onnxError(err)
	}
	defer func() {
		for _, t := range out {
			err = errors.Join(err, t.FinalizeAll())
		}
	}()
	if len(out) != 1 || out[0].DType() != dtypes.Float32 {
		return nil, errors.New("its output is not one list of 32-bit numbers")
	}
	values, err := tensors.CopyFlatData[float32](out[0])
	if err != nil {
		return nil, onnxError(err)
	}
	for _, x := range values {
		logits = append(logits, float64(x))
	}
	return logits, nil
}

// softmaxOf turns scores of any number of classes into probabilities; ok is
// false when one is no number.
func softmaxOf(x []float64) (p []float64, ok bool) {
	top, sum := math.Inf(-1), 0.0
	for _, v := range x {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, false
		}
		top = max(top, v)
	}
	for _, v := range x {
		p = append(p, math.Exp(v-top))
		sum += p[len(p)-1]
	}
	for i := range p {
		p[i] /= sum
	}
	return p, true
}

// recovered makes an error of a panic: the library answers with one to some
// models that it cannot run.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = onnxError(fmt.Errorf("%v", r))
	}
}

// onnxError keeps the first line of an error of the library, which may go on
// with the whole graph.
func onnxError(err error) error {
	if err == nil {
		return nil
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	return errors.New(line)
}
