package voice

import (
	"slices"
	"strings"
	"testing"
)

// TestCues reads cues.txt as strictly as nobody who edits it wants to.
func TestCues(t *testing.T) {
	verbs, seen := 0, map[string]int{}
	part := "verb"
	n := 0
	for line := range strings.Lines(cueList) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		if heading, ok := strings.CutPrefix(line, "== "); ok {
			fields := strings.Fields(heading)
			if part = "verb"; len(fields) == 2 {
				part = fields[0]
			}
			if _, ok := classOf(fields[len(fields)-1]); !ok || !slices.Contains([]string{"verb", "noun", "adjective"}, part) {
				t.Errorf("cues.txt:%d: heading %q", n, line)
			}
			continue
		}
		lemma, list, ok := strings.Cut(line, ":")
		if !ok || strings.TrimSpace(list) == "" {
			t.Errorf("cues.txt:%d: no frames in %q", n, line)
		}
		for frame := range strings.FieldsSeq(list) {
			if frameNames[frame] == 0 {
				t.Errorf("cues.txt:%d: unknown frame %q", n, frame)
			}
		}
		if part == "verb" {
			verbs++
		}
		key := part + " " + lemma
		if at := seen[key]; at > 0 {
			t.Errorf("cues.txt:%d: %s again, first in line %d", n, key, at)
		}
		seen[key] = n
	}
	if verbs < 250 {
		t.Errorf("%d verbs, want 250 and more", verbs)
	}
	for line := range strings.Lines(wordList) {
		if line = strings.TrimSpace(line); strings.HasSuffix(line, ":") && !strings.HasPrefix(line, "#") {
			if _, ok := headings[line]; !ok {
				t.Errorf("words.txt: unknown heading %q", line)
			}
		}
	}
}

func TestInflect(t *testing.T) {
	for _, c := range []struct{ entry, forms string }{
		{"say/said", "say says said said saying"},
		{"admit+", "admit admits admitted admitted admitting"},
		{"deny", "deny denies denied denied denying"},
		{"announce", "announce announces announced announced announcing"},
		{"begin/began/begun", "begin begins began begun beginning"},
		{"write/wrote/written", "write writes wrote written writing"},
		{"put/put", "put puts put put putting"},
		{"stress", "stress stresses stressed stressed stressing"},
		{"speak/spoke/spoken", "speak speaks spoke spoken speaking"},
		{"agree", "agree agrees agreed agreed agreeing"},
		{"relay", "relay relays relayed relayed relaying"},
		{"tie", "tie ties tied tied tying"},
		{"forget/forgot/forgotten", "forget forgets forgot forgotten forgetting"},
		{"veto", "veto vetoes vetoed vetoed vetoing"},
	} {
		var got []string
		for _, f := range inflect(c.entry) {
			got = append(got, f.word)
		}
		if s := strings.Join(got, " "); s != c.forms {
			t.Errorf("%s: %s, want %s", c.entry, s, c.forms)
		}
	}
}

func TestClassesOfCues(t *testing.T) {
	for _, c := range []struct {
		sentence string
		want     Class
	}{
		{"The owner said that the ferry was safe.", Neutral},
		{"The owner claimed that the ferry was safe.", Claiming},
		{"The owner admitted that the ferry was old.", Conceding},
		{"The owner denounced the report.", Accusing},
		{"The owner denied that the ferry was old.", Denying},
		{"The owner stressed that the ferry was safe.", Emphasising},
		{"The owner believes that the ferry was safe.", Thinking},
		{"The owner asked whether the ferry was safe.", Asking},
		{"The study shows that the ferry was safe.", Showing},
	} {
		_, vs := find(c.sentence)
		if len(vs.Attributions) != 1 || vs.Attributions[0].Class != c.want {
			t.Errorf("%q: %+v, want one cue that is %s", c.sentence, vs.Attributions, c.want)
		}
	}
}
