// Command survey makes the first pass over articles in JSON Lines, with one
// worker, and says what it takes: the processor time of its stages, what is
// held after each, and how large the sketches are that a rerun would read
// instead of the texts.
//
//	survey articles.jsonl
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"syscall"

	"slant/analysis/reuse"
	"slant/analysis/text"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// record is an article.
type record struct{ ID, Outlet, Date, Text string }

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("usage: survey ARTICLES.jsonl")
	}
	var size, stored, blocks, documents int
	var spent, sketching, adding float64
	held := heap()
	stage := func(what string, spent float64) {
		fmt.Fprintf(out, "%-28s %8.1f s %8.1f MB held\n", what, spent, float64(heap()-held)/1e6)
	}
	survey := reuse.NewSurvey()
	v := text.NewVocabulary()
	segmenter, sketcher := text.NewSegmenter(v), reuse.NewSketcher(v)
	var cut text.Text
	var k reuse.Sketch
	var b []byte
	err := each(args[0], func(r *record) error {
		segmenter.Segment(r.Text, &cut)
		start := processor()
		sketcher.Sketch(&cut, 0, &k)
		between := processor()
		survey.Add(r.ID, r.Outlet, r.Date, &k)
		adding += processor() - between
		sketching += between - start
		var err error
		if b, err = k.AppendBinary(b[:0]); err != nil {
			return err
		}
		documents, size, stored, blocks = documents+1, size+len(r.Text), stored+len(b), blocks+len(cut.Blocks)
		return nil
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%d documents, %d blocks, %d bytes of text; sketches %d bytes, %.1f %%\n", documents, blocks, size, stored, 100*float64(stored)/float64(size))
	stage("sketches", sketching)
	stage("survey", adding)
	spent = processor()
	c := survey.Candidates()
	stage("candidates", processor()-spent)
	part := c.Part()
	var again float64
	var fullest int64
	wanted := 0
	rounds := 0
	for more := true; more; {
		rounds++
		err = each(args[0], func(r *record) error {
			segmenter.Segment(r.Text, &cut)
			sketcher.Sketch(&cut, 0, &k)
			start := processor()
			if c.Wants(r.ID, &k) {
				part.Add(r.ID, r.Outlet, v, &cut, 0)
				wanted++
			}
			again += processor() - start
			return nil
		})
		if err != nil {
			return err
		}
		fullest = max(fullest, heap())
		start := processor()
		more = c.Next()
		again += processor() - start
	}
	fmt.Fprintf(out, "%d documents are looked at again, in rounds: %d; %.0f MB are held at most\n", wanted, rounds, float64(fullest)/1e6)
	stage("second look", again)
	spent = processor()
	l := survey.Ledger(c)
	stage("ledger, and all before", processor()-spent)
	runtime.KeepAlive(survey)
	runtime.KeepAlive(c)
	survey, c, part = nil, nil, nil
	stage("ledger alone", 0)
	runtime.KeepAlive(l)
	fmt.Fprintf(out, "%d documents have copies\n", len(l.Members()))
	return nil
}

// each reads the articles of a file.
func each(name string, do func(*record) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() // it was only read
	d := json.NewDecoder(bufio.NewReaderSize(f, 1<<20))
	for {
		var r record
		switch err := d.Decode(&r); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if err := do(&r); err != nil {
			return err
		}
	}
}

// heap is how many bytes are held.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// processor is the processor time spent so far, in seconds.
func processor() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return float64(u.Utime.Nano()) / 1e9
}
