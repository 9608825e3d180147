package lexicons

import _ "embed"

// EmbeddedPrefix begins the file name of an instrument in the box.
const EmbeddedPrefix = "embedded:"

//go:embed loaded-terms.yaml
var loadedTerms []byte

//go:embed frames.yaml
var frames []byte

//go:embed actors.yaml
var actors []byte

// embedded is every instrument in the box.
var embedded = []struct {
	name string
	data *[]byte
}{
	{"loaded-terms", &loadedTerms},
	{"frames", &frames},
	{"actors", &actors},
}

// Embedded gives the file of an instrument in the box, and whether there is
// one of that name. The bytes must not be changed.
func Embedded(name string) ([]byte, bool) {
	for _, e := range embedded {
		if e.name == name {
			return *e.data, true
		}
	}
	return nil, false
}

// EmbeddedNames gives the names of the instruments in the box.
func EmbeddedNames() []string {
	var names []string
	for _, e := range embedded {
		names = append(names, e.name)
	}
	return names
}
