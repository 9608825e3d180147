package reports

// Run is all that a report is made from: the manifest, the aggregated tables,
// and a bounded sample of the evidence behind them.
type Run struct {
	Manifest Manifest
	Tables   []*Table          // aggregated tables, in the order of OUTPUT
	Evidence []Evidence        // sample, in canonical order; see Sampled
	Sampled  bool              // whether Evidence leaves sentences out
	Streamed []Stream          // evidence tables already written to files
	Palette  []string          // outlets in the order colours and shapes are given out
	Events   []Event           // marked in trends
	Names    map[string]string // of the actors, by id; an id without one is printed as it is
}

// Event is something that happened, for the reader of a trend.
type Event struct {
	Date  string // ISO 8601 day
	Label string
}

// actor gives an actor's name for readers.
func (r *Run) actor(id string) string {
	if name := r.Names[id]; name != "" {
		return name
	}
	return id
}

// actors gives the names of several.
func (r *Run) actors(ids []string) []string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = r.actor(id)
	}
	return names
}

// Table gives the table of that name, or nil.
func (r *Run) Table(name string) *Table {
	for _, t := range r.Tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}

// Stream is an evidence table that was written row by row: its columns and how
// many rows it has.
type Stream struct {
	Name    string
	Title   string
	Columns []Column
	Rows    int
}

// Evidence is one sentence behind a number: a match of a term or a mention of
// an actor, with all that the page shows of it.
type Evidence struct {
	Kind     string // "match" or "mention"
	Document string
	Outlet   string
	Date     string
	Title    string
	URL      string

	Lexicon  string // of a match
	Category string
	Term     string
	Referent string

	Actor  string  // of a mention
	Scorer string  // empty where nobody scored
	Score  float64 // in [-1, 1]
	Label  int     // -1, 0 or 1

	Voice   string // own, quoted, scare, reported
	Section string // headline, body, caption, boilerplate
	Source  string
	Cue     string

	SourceActor string // id of the actor that Source is; empty where it is none of the roster, or is left open

	Sentence   string
	Start, End int // of the surface form, in bytes of Sentence
}

// Manifest is run.json: what it takes to repeat the run, and nothing that
// differs between two machines.
type Manifest struct {
	Slant        string       `json:"slant"` // version
	Options      []Option     `json:"options"`
	Inputs       []File       `json:"inputs"`
	Instruments  []Instrument `json:"instruments"`
	Documents    int          `json:"documents"`
	Skipped      int          `json:"skipped"`
	Words        int64        `json:"words"`
	FirstDate    string       `json:"first_date"`
	LastDate     string       `json:"last_date"`
	Outlets      []string     `json:"outlets"`
	Confidence   float64      `json:"confidence"`
	Replicates   int          `json:"replicates"`
	Seed         uint64       `json:"seed"`
	MinDocuments int          `json:"min_documents"`
	Scorers      []string     `json:"scorers"`
}

// Option is one option of the run as it was in force.
type Option struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// File is a file that was read.
type File struct {
	Name   string `json:"name"` // relative to the corpus root
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// Instrument is a lexicon, roster of actors or scorer that was used.
type Instrument struct {
	Kind     string `json:"kind"` // lexicon, actors, scorer
	Name     string `json:"name"`
	Version  string `json:"version"`
	License  string `json:"license,omitempty"`
	Citation string `json:"citation,omitempty"`
	File     string `json:"file"` // base name, or "embedded"
	SHA256   string `json:"sha256"`
	Terms    int    `json:"terms,omitempty"`
}
