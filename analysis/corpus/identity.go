package corpus

import (
	"strconv"

	"github.com/cespare/xxhash/v2"

	"slant/analysis/diag"
)

// identities remembers which ids are taken, and by which document, in about 30
// bytes a document: a 64-bit hash of the id and a place. Two ids of a million
// share a hash with a probability of 3 in 100 million.
type identities struct {
	places map[uint64]place
	files  []string // of documents whose ids were given
}

// place is where an id was given. The zero value stands for a derived id,
// which is a place itself.
type place struct{ file, line uint32 }

// claim takes an id for the document at a place, or gives the place of the
// document that has it.
func (ids *identities) claim(id string, given bool, at diag.Position) (first string, used bool) {
	key := xxhash.Sum64String(id)
	if p, used := ids.places[key]; used {
		if p.file == 0 {
			return id, true
		}
		return ids.files[p.file-1] + ":" + strconv.Itoa(int(p.line)), true
	}
	var p place
	if given {
		if n := len(ids.files); n == 0 || ids.files[n-1] != at.File {
			ids.files = append(ids.files, at.File)
		}
		p = place{uint32(len(ids.files)), uint32(at.Line)}
	}
	ids.places[key] = p
	return "", false
}
