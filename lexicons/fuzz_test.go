package lexicons

import (
	"runtime"
	"testing"
)

// FuzzRead: no reader panics or loops, no reader makes more of a file than a
// multiple of its size, and what was read without a fault is written and read
// again in every format without one, and without a change that was not told.
func FuzzRead(f *testing.F) {
	for _, tt := range files {
		f.Add([]byte(tt.data), uint8(tt.format))
		f.Add([]byte(tt.data), uint8(0))
	}
	f.Add([]byte(rich), uint8(YAML))
	for _, tt := range encoded {
		f.Add(in(f, tt.encoding, tt.text), uint8(0))
	}
	f.Fuzz(func(t *testing.T, data []byte, format uint8) {
		if int(format) > len(kinds) || len(data) > 1<<16 {
			return
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		l, problems := Read("study.x", data, ReadOptions{Format: Format(format)})
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 4<<20+2000*uint64(len(data)) {
			t.Fatalf("%d bytes for a file of %d", used, len(data))
		}
		if len(problems.Fatal()) > 0 {
			return
		}
		for _, term := range l.Terms {
			if _, err := ParsePattern(term.Pattern); err != nil {
				t.Fatalf("term %q: %v", term.Pattern, err)
			}
		}
		l.Check()
		for _, target := range Formats() {
			out, lost := Write(l, target)
			again, problems := Read("study"+target.Extension(), out, ReadOptions{Format: target})
			for _, p := range problems.Fatal() {
				if p.Reason != "empty" {
					t.Fatalf("%s of %q: %v\n%s", target, data, problems, out)
				}
			}
			if len(lost) > 0 || len(l.Terms) == 0 {
				continue
			}
			for _, change := range Diff(l, again) {
				if target != Text && change.Property != "lexicon" && (change.Property == "" || spaced(change.Before) != spaced(change.After)) {
					t.Fatalf("%s of %q said nothing of: %v\n%s", target, data, change, out)
				}
			}
		}
	})
}

// FuzzReadRoster: no panic, and what is accepted is consistent.
func FuzzReadRoster(f *testing.F) {
	f.Add([]byte("actors:\n  - id: israel\n    kind: state\n    aliases: [Israel, \"(IDF|a b)\"]\n  - {id: b, of: israel, aliases: c, not: [d]}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, problems := ReadRoster("x.yaml", data)
		if len(problems.Fatal()) > 0 {
			return
		}
		for _, a := range r.Actors {
			if a.ID == "" || a.Name == "" || len(a.Aliases) == 0 || a.Of != "" && r.actor(a.Of) == nil {
				t.Fatalf("%q: %+v", data, a)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	csv := manyTerms(100_000)
	l, problems := Read("x.csv", csv, ReadOptions{})
	if len(problems) > 0 {
		b.Fatal(problems)
	}
	for _, f := range Formats() {
		data, _ := Write(l, f)
		b.Run(f.String(), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if l, problems := Read("x"+f.Extension(), data, ReadOptions{}); len(problems.Fatal()) > 0 || l.Format != f || len(l.Terms) < 100_000 {
					b.Fatal(l.Format, len(l.Terms), problems[0])
				}
			}
		})
	}
}
