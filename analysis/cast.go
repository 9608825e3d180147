package analysis

import (
	"encoding/binary"
	"slices"

	"github.com/cespare/xxhash/v2"

	"slant/analysis/actor"
	"slant/analysis/coref"
	"slant/analysis/text"
	"slant/analysis/voice"
)

// CastVersion is that of what packages actor and coref find in a text with an
// actors file: raise it with every change that finds an actor elsewhere, or
// resolves a pronoun or description otherwise. TestCastVersion fails when that
// was forgotten.
const CastVersion = 1

// Cast is who appears in one document, as far as no lexicon is asked. A Coder
// that has it looks for no name that it knows, and resolves no pronoun again.
//
// It is of one document and of actors files with the same bytes: names hang on
// nothing else. What pronouns and descriptions stand for hangs on the voices,
// too, and on the labels of a lexicon that name actors: so it is known by all
// that it was resolved from, and there may be several readings.
type Cast struct {
	Known    bool            // Named is what there is; false: nobody has looked yet
	Named    []actor.Mention // by the actors' own names, in order of place
	Readings []Reading
	Added    int // of Readings, those made since Begin, the last ones
}

// Reading is what pronouns and descriptions were resolved to.
type Reading struct {
	Key      uint64 // of what they were resolved from
	Mentions []Anaphor
}

// Anaphor is a pronoun or description that stands for an actor.
type Anaphor struct {
	text.Range
	Actor int32
	Form  coref.Form // nominal or pronoun
}

// Begin forgets everything, for another document.
func (c *Cast) Begin() {
	c.Known, c.Added = false, 0
	c.Named, c.Readings = c.Named[:0], c.Readings[:0]
}

// Add gives room for one more reading, which is empty. Rooms are used again.
func (c *Cast) Add(key uint64) *Reading {
	if len(c.Readings) < cap(c.Readings) {
		c.Readings = c.Readings[:len(c.Readings)+1]
	} else {
		c.Readings = append(c.Readings, Reading{})
	}
	r := &c.Readings[len(c.Readings)-1]
	r.Key, r.Mentions = key, r.Mentions[:0]
	return r
}

// reading gives the reading of a key, or nil.
func (c *Cast) reading(key uint64) *Reading {
	at := slices.IndexFunc(c.Readings, func(r Reading) bool { return r.Key == key })
	if at < 0 {
		return nil
	}
	return &c.Readings[at]
}

// appendReadFrom appends all that pronouns are resolved from besides the text
// and the actors. Everything there is of voices is in it, whether package coref
// asks for it or not.
func appendReadFrom(b []byte, voices *voice.Found, names []actor.Mention) []byte {
	put := func(x uint64) { b = binary.LittleEndian.AppendUint64(b, x) }
	within := func(r text.Range) { put(uint64(r.First)<<32 | uint64(uint32(r.End))) }
	put(uint64(len(voices.Segments))<<32 | uint64(len(voices.Attributions)))
	for i := range voices.Segments {
		s := &voices.Segments[i]
		within(s.Range)
		put(uint64(uint32(s.Attribution))<<32 | uint64(s.Voice)<<8 | uint64(s.Section))
	}
	for i := range voices.Attributions {
		a := &voices.Attributions[i]
		within(a.Content)
		within(a.Source)
		within(a.Cue)
		put(uint64(a.Voice)<<16 | uint64(a.Class)<<8 | uint64(a.Rule))
		put(uint64(uint32(a.Statement))<<32 | uint64(uint32(a.Outer)))
	}
	for i := range names {
		within(names[i].Range)
		put(uint64(names[i].Actor))
	}
	return b
}

// findNames finds the mentions of actors by their own names.
func (c *Coder) findNames(a *Annotated) {
	if c.cast != nil && c.cast.Known {
		c.named = append(c.named[:0], c.cast.Named...)
		return
	}
	c.named = c.actors.Find(&a.Text, c.named[:0])
	if c.cast != nil {
		c.cast.Known, c.cast.Named = true, append(c.cast.Named[:0], c.named...)
	}
}

// readAnaphors resolves pronouns and descriptions from voices and c.referred.
func (c *Coder) readAnaphors(a *Annotated) {
	c.resolved = c.resolved[:0]
	var key uint64
	if c.cast != nil {
		c.buf = appendReadFrom(c.buf[:0], &a.Voices, c.referred)
		key = xxhash.Sum64(c.buf)
		if r := c.cast.reading(key); r != nil {
			c.resolved = append(c.resolved, r.Mentions...)
			return
		}
	}
	c.read = c.anaphors.Resolve(&a.Text, &a.Voices, c.referred, c.read[:0])
	for i := range c.read {
		c.resolved = append(c.resolved, Anaphor{c.read[i].Range, c.read[i].Actor, c.read[i].Form})
	}
	if c.cast != nil {
		r := c.cast.Add(key)
		r.Mentions = append(r.Mentions, c.resolved...)
		c.cast.Added++
	}
}
