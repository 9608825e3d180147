package analysis

import (
	"encoding/binary"
	"errors"
	"slices"

	"slant/analysis/stat"
)

// LexisVersion says what a stored lexis holds. It changes with whatever changes
// what is counted in the same documents; TestLexisVersion fails when that was
// forgotten.
const LexisVersion = 1

// errLexis is what is wrong with bytes that are no lexis.
var errLexis = errors.New("no words of a corpus, or damaged ones")

// AppendBinary appends a closed lexis to b, as the package comment of index
// describes it; the same documents give the same bytes. The error is always nil.
func (l *Lexis) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, LexisVersion)
	b = binary.AppendUvarint(b, uint64(len(l.names)))
	for _, name := range l.names {
		b = binary.AppendUvarint(b, uint64(len(name)))
		b = append(b, name...)
	}
	for at := range l.bases {
		m := &l.bases[at]
		for _, n := range [...]int64{m.N, m.Y, m.YY} {
			b = binary.AppendUvarint(b, uint64(n))
		}
	}
	b = binary.AppendUvarint(b, uint64(len(l.words)))
	last := ""
	for i := range l.words {
		form := l.words[i].form
		alike := 0
		for alike < min(len(form), len(last)) && form[alike] == last[alike] {
			alike++
		}
		b = binary.AppendUvarint(b, uint64(alike))
		b = binary.AppendUvarint(b, uint64(len(form)-alike))
		b = append(b, form[alike:]...)
		last = form
	}
	for i := range l.words {
		for at := range l.bases {
			s := l.byForm.get(uint32(i), at)
			b = binary.AppendUvarint(b, uint64(s.hits))
			if s.hits == 0 {
				continue
			}
			b = binary.AppendUvarint(b, uint64(s.x-int64(s.hits)))
			if s.x > int64(s.hits) { // else it is once in each document
				b = binary.AppendUvarint(b, uint64(s.xx-s.x))
			}
			b = binary.AppendUvarint(b, uint64(s.xy))
		}
	}
	return b, nil
}

// UnmarshalBinary overwrites l with a stored lexis, which is closed. It gives an
// error for one of another version, and for what is no lexis.
func (l *Lexis) UnmarshalBinary(b []byte) error {
	if len(b) == 0 || b[0] != LexisVersion {
		return errLexis
	}
	b = b[1:]
	failed := false
	number := func() int64 {
		n, size := binary.Uvarint(b)
		if size <= 0 || n > 1<<62 {
			failed, b = true, nil
			return 0
		}
		b = b[size:]
		return int64(n)
	}
	take := func() string {
		n := number()
		if n > int64(len(b)) {
			failed, b = true, nil
			return ""
		}
		s := string(b[:n])
		b = b[n:]
		return s
	}
	// count is a number of things that take at least a byte each.
	count := func() int {
		n := number()
		if n > int64(len(b)) {
			failed = true
			return 0
		}
		return int(n)
	}
	var names []string
	for range count() {
		names = append(names, take())
	}
	if len(names) > mainOutlets {
		return errLexis
	}
	*l = *NewLexis(names)
	for at := range l.bases {
		l.bases[at] = stat.Moments{N: number(), Y: number(), YY: number()}
		l.base.Merge(l.bases[at])
	}
	l.words = make([]keyWord, count())
	last := ""
	for i := range l.words {
		alike := number()
		if alike > int64(len(last)) {
			return errLexis
		}
		last = last[:alike] + take()
		l.words[i] = keyWord{id: uint32(i), form: last}
	}
	for i := range l.words {
		for at := range l.bases {
			hits := number()
			if hits == 0 {
				continue
			}
			s := wordSums{hits: uint32(hits), x: hits + number()}
			s.xx = s.x
			if s.x > hits {
				s.xx += number()
			}
			s.xy = number()
			l.byForm.add(uint32(i), len(l.words), at, s)
			l.words[i].sums.add(s)
		}
	}
	l.closed = true
	if failed || len(b) > 0 {
		return errLexis
	}
	return nil
}

// Of reports whether the lexis tells these outlets apart, and no other.
func (l *Lexis) Of(outlets []string) bool { return slices.Equal(l.names, outlets) }
