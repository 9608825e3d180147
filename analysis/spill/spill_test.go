package spill

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestPiecesComeBack(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "spill"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, s := range []*Spill{New(nil), New(f)} {
		pieces := map[string]Piece{}
		var b []byte
		for _, text := range []string{"one", "", "three and more"} {
			b = append(b[:0], text...)
			pieces[text] = s.Put(b)
		}
		clear(b)
		for text, p := range pieces {
			if got := p.Append([]byte("<")); string(got) != "<"+text || p.Size() != len(text) {
				t.Errorf("%q comes back as %q", text, got)
			}
		}
		if s.Filed() != (s.Size() > 0) || s.Err() != nil {
			t.Errorf("%d bytes in a file: %v", s.Size(), s.Err())
		}
	}
}

func TestWhatGoesWrongIsSaid(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "spill"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s := New(f)
	p := s.Put(bytes.Repeat([]byte("text"), 100))
	if _, err := f.WriteAt([]byte("?"), 7); err != nil {
		t.Fatal(err)
	}
	if b := p.Append(nil); len(b) != 0 || !errors.Is(s.Err(), errDamaged) {
		t.Errorf("of a file that was written to, %d bytes: %v", len(b), s.Err())
	}
	s = New(f)
	s.size = 400
	p = s.Put([]byte("text"))
	if err := f.Truncate(402); err != nil {
		t.Fatal(err)
	}
	if b := p.Append(nil); len(b) != 0 || s.Err() == nil {
		t.Errorf("of a file that was cut, %d bytes: %v", len(b), s.Err())
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if s = New(f); s.Err() != nil {
		t.Fatal(s.Err())
	}
	s.Put([]byte("text"))
	if !errors.Is(s.Err(), os.ErrClosed) {
		t.Errorf("with a closed file: %v", s.Err())
	}
}
