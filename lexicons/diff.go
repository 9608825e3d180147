package lexicons

import (
	"fmt"
	"strings"

	"slant/analysis/diag"
)

// Difference is how a thing differs between two lexicons.
type Difference string

const (
	Added   Difference = "added"
	Removed Difference = "removed"
	Changed Difference = "changed"
)

// Change is one difference between two lexicons.
type Change struct {
	Difference Difference
	Pattern    string // of the term; empty where the change is not of a term
	Category   string // of the term, or the category itself; empty for the lexicon as a whole
	Property   string // which changed; empty for what was added or removed
	Before     string // the property; empty where there was none
	After      string
	At         diag.Position // in the second lexicon; of what was removed, in the first
}

// String gives the change as a sentence.
func (c Change) String() string {
	subject := "the lexicon"
	switch {
	case c.Pattern != "":
		subject = fmt.Sprintf("term %q in %q", c.Pattern, c.Category)
	case c.Category != "":
		subject = fmt.Sprintf("category %q", c.Category)
	}
	if c.Property == "" {
		return fmt.Sprintf("%s: %s", subject, c.Difference)
	}
	return fmt.Sprintf("%s: %s was %q, is %q", subject, c.Property, c.Before, c.After)
}

// Diff gives what changed from lexicon a to b: first of the lexicon as a
// whole, then of its categories, then terms, in the order of a and then b.
// Terms are the same if they are in one category and find the same wordings.
// A term that only changed its category is one change.
func Diff(a, b *Lexicon) []Change {
	d := &difference{}
	d.whole(a, b)
	d.categories(a, b)
	d.terms(a, b)
	return d.changes
}

type difference struct{ changes []Change }

func (d *difference) property(c Change, name, before, after string) {
	if before != after {
		c.Difference, c.Property, c.Before, c.After = Changed, name, before, after
		d.changes = append(d.changes, c)
	}
}

func (d *difference) whole(a, b *Lexicon) {
	c := Change{At: diag.Position{File: b.File}}
	d.property(c, "lexicon", a.Name, b.Name)
	d.property(c, "version", a.Version, b.Version)
	d.property(c, "language", a.Language, b.Language)
	d.property(c, "license", a.License, b.License)
	d.property(c, "citation", a.Citation, b.Citation)
	d.property(c, "description", a.Description, b.Description)
	d.property(c, "spelling", fmt.Sprint(a.Spelling), fmt.Sprint(b.Spelling))
}

func (d *difference) categories(a, b *Lexicon) {
	after := map[string]Category{}
	for _, c := range b.Categories {
		after[c.Name] = c
	}
	before := map[string]bool{}
	for _, c := range a.Categories {
		before[c.Name] = true
		now, still := after[c.Name]
		if !still {
			d.changes = append(d.changes, Change{Difference: Removed, Category: c.Name, At: c.At})
			continue
		}
		d.property(Change{Category: c.Name, At: now.At}, "description", c.Description, now.Description)
	}
	for _, c := range b.Categories {
		if !before[c.Name] {
			d.changes = append(d.changes, Change{Difference: Added, Category: c.Name, At: c.At})
		}
	}
}

// identity is what makes two terms the same.
type identity struct{ key, category string }

func identities(l *Lexicon) []identity {
	out := make([]identity, len(l.Terms))
	for i, t := range l.Terms {
		out[i] = identity{t.Pattern, t.Category}
		if p, err := parsePattern(t.Pattern); err == nil {
			out[i].key = p.key()
		}
	}
	return out
}

func (d *difference) terms(a, b *Lexicon) {
	idsA, ids := identities(a), identities(b)
	byIdentity := map[identity][]int{}
	for i, id := range ids {
		byIdentity[id] = append(byIdentity[id], i)
	}
	partner := make([]int, len(a.Terms)) // place in b plus one
	taken := make([]bool, len(b.Terms))
	pairUp := func(fits func(a, b Term) bool) {
		for i, t := range a.Terms {
			if partner[i] > 0 {
				continue
			}
			for _, j := range byIdentity[idsA[i]] {
				if !taken[j] && fits(t, b.Terms[j]) {
					partner[i], taken[j] = j+1, true
					break
				}
			}
		}
	}
	// Of several terms with one pattern, those under the same conditions are
	// the same; the others are taken in order.
	pairUp(sameConditions)
	pairUp(func(a, b Term) bool { return true })
	var alone []int
	for i := range a.Terms {
		if partner[i] == 0 {
			alone = append(alone, i)
		}
	}
	// What is left may have moved to another category.
	moved := map[string][]int{}
	for i := range b.Terms {
		if !taken[i] {
			moved[ids[i].key] = append(moved[ids[i].key], i)
		}
	}
	left := map[string]int{}
	for _, i := range alone {
		left[idsA[i].key]++
	}
	for _, i := range alone {
		key := idsA[i].key
		if to := moved[key]; len(to) == 1 && left[key] == 1 {
			partner[i], taken[to[0]] = to[0]+1, true
		}
	}
	for i, t := range a.Terms {
		if partner[i] == 0 {
			d.changes = append(d.changes, Change{Difference: Removed, Pattern: t.Pattern, Category: t.Category, At: t.At})
			continue
		}
		d.term(t, b.Terms[partner[i]-1])
	}
	for i, t := range b.Terms {
		if !taken[i] {
			d.changes = append(d.changes, Change{Difference: Added, Pattern: t.Pattern, Category: t.Category, At: t.At})
		}
	}
}

// term gives the changes of one term.
func (d *difference) term(a, b Term) {
	c := Change{Pattern: b.Pattern, Category: b.Category, At: b.At}
	stance := func(t Term) string {
		if !t.HasStance {
			return ""
		}
		return t.Stance.String()
	}
	d.property(c, "category", a.Category, b.Category)
	d.property(c, "referent", a.Referent, b.Referent)
	d.property(c, "stance", stance(a), stance(b))
	d.property(c, "weight", a.Weight.String(), b.Weight.String())
	d.property(c, "case", fmt.Sprint(a.Case), fmt.Sprint(b.Case))
	if a.Case && b.Case {
		d.property(c, "term", a.Pattern, b.Pattern) // the same but for letter case
	}
	d.property(c, "inflect", fmt.Sprint(a.Inflect), fmt.Sprint(b.Inflect))
	d.property(c, "not", strings.Join(a.Not, "; "), strings.Join(b.Not, "; "))
	d.property(c, "next", a.If.Next, b.If.Next)
	d.property(c, "previous", strings.Join(a.If.Previous, "; "), strings.Join(b.If.Previous, "; "))
	d.property(c, "unless", fmt.Sprint(a.If.Unless), fmt.Sprint(b.If.Unless))
	d.property(c, "note", a.Note, b.Note)
	d.property(c, "source", a.Source, b.Source)
}
