package lexicons

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"slant/analysis/diag"
	"slant/lexicons/yaml"
)

// The keys of a file of actors.
var (
	rosterKeys = []string{"name", "version", "license", "actors"}
	actorKeys  = []string{"id", "name", "kind", "of", "aliases", "not"}
)

var actorKinds = []ActorKind{State, Government, Person, Organization, Group, People}

// ReadRoster reads a file of actors. Problems of severity Skip mean that it
// is not to be used; what could be made of it is given all the same.
func ReadRoster(name string, data []byte) (*Roster, diag.Problems) {
	sum := sha256.Sum256(data)
	r := &Roster{Name: base(name), File: name, Digest: hex.EncodeToString(sum[:])}
	text, _, problems := decode(name, data, "")
	if len(problems.Fatal()) > 0 {
		return r, problems
	}
	root, faults := yaml.Parse(name, text)
	y := &yamlFile{file: name, problems: append(problems, faults...)}
	if len(faults) == 0 {
		r.read(y, &root)
	}
	y.problems.Sort()
	return r, y.problems
}

func (r *Roster) read(y *yamlFile, root *yaml.Node) {
	if root.Kind == yaml.Map && root.Get("categories") != nil && root.Get("actors") == nil {
		y.fail(root, "a lexicon, not a file of actors", "give it with --lexicon")
		return
	}
	fields := y.fields(root, "a file of actors", rosterKeys)
	if name := y.text(fields["name"], "name"); name != "" {
		r.Name = name
	}
	r.Version = y.text(fields["version"], "version")
	r.License = y.text(fields["license"], "license")
	actors := y.items(fields["actors"], "actors")
	nodes := make([]map[string]*yaml.Node, 0, len(actors))
	for i := range actors {
		if a, f, ok := readActor(y, &actors[i]); ok {
			r.Actors, nodes = append(r.Actors, a), append(nodes, f)
		}
	}
	if len(r.Actors) == 0 && len(y.problems) == 0 {
		y.fail(root, "no actors", "list them under actors:")
	}
	r.checkIDs(y, nodes)
	r.checkAliases(y, nodes)
}

// readActor reads one actor; ok is false where it has no id.
func readActor(y *yamlFile, n *yaml.Node) (a Actor, fields map[string]*yaml.Node, ok bool) {
	if fields = y.fields(n, "an actor", actorKeys); fields == nil {
		return a, nil, false
	}
	a = Actor{ID: y.text(fields["id"], "id"), Name: y.text(fields["name"], "name"), Of: y.text(fields["of"], "of"), At: n.At(y.file)}
	if a.ID == "" {
		y.fail(n, "an actor without an id", "give it a short one, such as id: iran")
		return a, nil, false
	}
	if a.Name == "" {
		a.Name = a.ID
	}
	if kind := y.text(fields["kind"], "kind"); kind != "" {
		a.Kind = ActorKind(strings.ToLower(kind))
		if !slices.Contains(actorKinds, a.Kind) {
			names := make([]string, len(actorKinds))
			for i, k := range actorKinds {
				names[i] = string(k)
			}
			hint := diag.DidYouMean(kind, names)
			if hint == "" {
				hint = "it is one of " + strings.Join(names, ", ")
			}
			y.fail(fields["kind"], fmt.Sprintf("kind %q", kind), hint)
		}
	}
	a.Aliases = y.list(fields["aliases"], "aliases")
	a.Not = y.list(fields["not"], "not")
	if len(a.Aliases) == 0 {
		y.fail(n, fmt.Sprintf("actor %q has no aliases, so that no text can name it", a.ID), "list the ways to name it under aliases:")
	}
	return a, fields, true
}

// checkIDs finds ids that come twice, and actors that belong to nobody or to
// themselves.
func (r *Roster) checkIDs(y *yamlFile, nodes []map[string]*yaml.Node) {
	of := map[string]string{}
	var ids []string
	for i, a := range r.Actors {
		if _, taken := of[a.ID]; taken {
			y.fail(nodes[i]["id"], fmt.Sprintf("id %q a second time; the first is on line %d", a.ID, r.actor(a.ID).At.Line), "")
			continue
		}
		of[a.ID] = a.Of
		ids = append(ids, a.ID)
	}
	for i, a := range r.Actors {
		if a.Of == "" {
			continue
		}
		if _, known := of[a.Of]; !known {
			y.fail(nodes[i]["of"], fmt.Sprintf("%q belongs to %q, which is no actor", a.ID, a.Of), diag.DidYouMean(a.Of, ids))
			continue
		}
		steps := 0
		for up := a.Of; up != ""; up = of[up] {
			if steps++; up == a.ID || steps > len(of) {
				y.fail(nodes[i]["of"], fmt.Sprintf("%q belongs to itself, through %q", a.ID, a.Of), "")
				break
			}
		}
	}
}

// actor gives the first actor of an id, nil for none.
func (r *Roster) actor(id string) *Actor {
	for i := range r.Actors {
		if r.Actors[i].ID == id {
			return &r.Actors[i]
		}
	}
	return nil
}

// checkAliases finds aliases that are no patterns, and those of two actors:
// a mention can be of one actor only.
func (r *Roster) checkAliases(y *yamlFile, nodes []map[string]*yaml.Node) {
	first := map[string]int{}
	for i, a := range r.Actors {
		for j, alias := range a.Aliases {
			at := item(nodes[i]["aliases"], j)
			p, err := parsePattern(alias)
			if err != nil {
				y.fail(at, fmt.Sprintf("alias %q: %s", cut(alias), err.Message), err.Hint)
				continue
			}
			c := &check{}
			c.wildcards(Term{Pattern: alias, At: at.At(y.file)}, p)
			y.problems = append(y.problems, c.problems...)
			key := p.keyOf(func(e Element) string { return strings.ReplaceAll(e.Written, "’", "'") }) // "US" is not "us"
			other, taken := first[key]
			switch {
			case !taken:
				first[key] = i
			case other == i:
				y.warn(at, "duplicate", fmt.Sprintf("alias %q of %q a second time", alias, a.ID), "remove one")
			default:
				y.warn(at, "ambiguous", fmt.Sprintf("alias %q is both %q and %q", alias, r.Actors[other].ID, a.ID), "keep it where it mostly belongs; contexts that tell the two apart can be aliases themselves")
			}
		}
		for j, not := range a.Not {
			if _, err := parsePattern(not); err != nil {
				y.fail(item(nodes[i]["not"], j), fmt.Sprintf("exclusion %q: %s", cut(not), err.Message), err.Hint)
			}
		}
	}
}

func (y *yamlFile) warn(n *yaml.Node, reason, message, hint string) {
	y.problems = append(y.problems, &diag.Problem{Position: n.At(y.file), Severity: diag.Warning, Reason: reason, Message: message, Hint: hint})
}

// item gives the node of an item of a list, or of the one text that stands for
// a list. Empty items, which the list of values leaves out, are not counted.
func item(n *yaml.Node, i int) *yaml.Node {
	for j := range n.Items {
		if strings.TrimSpace(n.Items[j].Text) == "" {
			continue
		}
		if i == 0 {
			return &n.Items[j]
		}
		i--
	}
	return n
}
