package main

import (
	"fmt"
	"io"
	"time"
)

// progress shows on a terminal how far a pass has come: one line that is
// written over. A nil progress shows nothing.
type progress struct {
	out       io.Writer
	now       func() time.Time
	title     string
	documents int
	begun     time.Time
	shown     time.Time
}

// progressEvery is how often the line is written anew.
const progressEvery = 200 * time.Millisecond

// newProgress gives a progress line, or nil where none is wanted.
func newProgress(w *world, title string, wanted bool) *progress {
	if !wanted || !w.terminal {
		return nil
	}
	return &progress{out: w.err, now: w.now, title: title, begun: w.now()}
}

func (p *progress) add(b *batch) {
	if p == nil {
		return
	}
	p.documents += b.count
	now := p.now()
	if now.Sub(p.shown) < progressEvery {
		return
	}
	p.shown = now
	rate := float64(p.documents) / max(now.Sub(p.begun).Seconds(), 0.001)
	fmt.Fprintf(p.out, "\r\x1b[K%s: %d documents, %.0f a second", p.title, p.documents, rate)
}

// end takes the line away.
func (p *progress) end() {
	if p != nil {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
