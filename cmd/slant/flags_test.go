package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tools is a program with a flag of every kind.
type tools struct {
	Cut    cutTool   `cmd:"" help:"Cut."`
	Rule   ruleTools `cmd:"" help:"Rules."`
	Repair mendTool  `cmd:"" name:"mend" help:"Mend."`
}

type ruleTools struct {
	List cutTool `cmd:"" help:"List them."`
}

type cutTool struct {
	Text    string   `arg:"" help:"A text."`
	More    []string `arg:"" optional:"" name:"more" help:"More texts."`
	Names   []string `name:"name" short:"n" sep:"none" placeholder:"NAME" help:"Names; ${word}."`
	Cities  []string `default:"Oslo,Bergen" placeholder:"A,B"`
	Share   float64  `short:"s" default:"0.5" help:"A share (${default})."`
	Count   int      `default:"3"`
	Seed    uint64   `default:"1"`
	MaxWide int
	Quick   bool   `short:"q"`
	Way     string `default:"up" enum:"up,down"`

	private string
}

type mendTool struct {
	To string `required:"" placeholder:"PLACE" help:"Where."`
}

func TestCommandLineIsRead(t *testing.T) {
	standard := cutTool{Text: "x", Cities: []string{"Oslo", "Bergen"}, Share: 0.5, Count: 3, Seed: 1, Way: "up", private: "kept"}
	with := func(change func(c *cutTool)) cutTool {
		c := standard
		change(&c)
		return c
	}
	tests := []struct {
		args string
		want cutTool
		set  string
	}{
		{"cut x", standard, ""},
		{"cut x y z", with(func(c *cutTool) { c.More = []string{"y", "z"} }), ""},
		{"cut --name a x -n b,c -nd --name=e=f", with(func(c *cutTool) { c.Names = []string{"a", "b,c", "d", "e=f"} }), "name"},
		{"cut --cities Rome,Turin x", with(func(c *cutTool) { c.Cities = []string{"Rome", "Turin"} }), "cities"},
		{"cut -s 0.25 --count=-4 --seed 7 x", with(func(c *cutTool) { c.Share, c.Count, c.Seed = 0.25, -4, 7 }), "share count seed"},
		{"cut -q x --max-wide 9", with(func(c *cutTool) { c.Quick, c.MaxWide = true, 9 }), "quick max-wide"},
		{"cut --quick=false --way down x", with(func(c *cutTool) { c.Way = "down" }), "quick way"},
		{"cut -qs 0.25 x", with(func(c *cutTool) { c.Quick, c.Share = true, 0.25 }), "quick share"},
		{"cut -n= -s=-1 x", with(func(c *cutTool) { c.Names, c.Share = []string{""}, -1 }), "name share"},
		{"cut --help=false x", standard, ""},
		{"cut -- -test.x", with(func(c *cutTool) { c.Text = "-test.x" }), ""},
		{"cut -- -x --y", with(func(c *cutTool) { c.Text, c.More = "-x", []string{"--y"} }), ""},
		{"cut -", with(func(c *cutTool) { c.Text = "-" }), ""},
	}
	for _, tt := range tests {
		var c tools
		c.Cut.Cities, c.Cut.private = []string{"from before"}, "kept"
		p, err := newCommandLine("tools", &c, nil).parse(strings.Fields(tt.args))
		if err != nil {
			t.Errorf("%s: %v", tt.args, err)
			continue
		}
		if diff := cmp.Diff(tt.want, c.Cut, cmp.AllowUnexported(cutTool{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.args, diff)
		}
		if got := strings.Join(p.set, " "); got != tt.set {
			t.Errorf("%s: set %q, want %q", tt.args, got, tt.set)
		}
	}
}

func TestCommandLineSaysWhatIsWrong(t *testing.T) {
	tests := []struct{ args, want string }{
		{"", `expected one of "cut", "rule", "mend"`},
		{"rule", `expected one of "list"`},
		{"cot x", `unexpected argument cot, did you mean "cut"?`},
		{"rule lst", `unexpected argument lst, did you mean "list"?`},
		{"cut", `expected "<text> [<more> ...]"`},
		{"cut x --shore 1", `unknown flag --shore, did you mean "--share"?`},
		{"cut x -z", `unknown flag -z`},
		{"cut x -qé", `unknown flag -é`},
		{"cut x ---y", `bad flag syntax: ---y`},
		{"cut x -test.v", `unknown flag -test.v`},
		{"--name a cut x", `unknown flag --name`},
		{"cut x --share much", `--share: expected a float but got "much"`},
		{"cut x --count 2.5", `--count: expected a whole number but got "2.5"`},
		{"cut x --seed=-1", `--seed: expected a whole number of 0 or more but got "-1"`},
		{"cut x --quick=perhaps", `--quick: expected true or false but got "perhaps"`},
		{"cut x --way left", `--way must be one of "up","down" but got "left"`},
		{"cut x --name", `--name: expected a value; a value that begins with - is written --name=-…`},
		{"cut x -n -q", `--name: expected a value; a value that begins with - is written --name=-…`},
		{"cut x --count -1", `--count: expected a whole number; a value that begins with - is written --count=-…`},
		{"mend", `missing flags: --to=PLACE`},
		{"mend --to a b", `unexpected argument b`},
	}
	for _, tt := range tests {
		var c tools
		_, err := newCommandLine("tools", &c, nil).parse(strings.Fields(tt.args))
		if err == nil || err.Error() != tt.want {
			t.Errorf("%q: %v, want %s", tt.args, err, tt.want)
		}
	}
}

func TestHelpIsGivenWhateverElseStandsThere(t *testing.T) {
	for _, args := range []string{"cut --help", "cut -h x", "cut x --shore 1 --help", "--help cut"} {
		var c tools
		p, err := newCommandLine("tools", &c, nil).parse(strings.Fields(args))
		if err != nil || !p.help || p.node.name != "cut" {
			t.Errorf("%s: %+v, %v", args, p, err)
		}
	}
}

func TestHelpShowsEveryOption(t *testing.T) {
	var c tools
	line := newCommandLine("tools", &c, map[string]string{"word": "all of them"})
	const want = `Usage: tools cut <text> [<more> ...] [flags]

Cut.

Arguments:
  <text>          A text.
  [<more> ...]    More texts.

Flags:
  -h, --help              Show context-sensitive help.

  -n, --name=NAME         Names; all of them.
      --cities=A,B,...
  -s, --share=0.5         A share (0.5).
      --count=3
      --seed=1
      --max-wide=INT
  -q, --quick
      --way=up
`
	got := line.help(line.root.commands[0], "")
	// A flag without help ends in white space.
	lines := strings.Split(got, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	if diff := cmp.Diff(want, strings.Join(lines, "\n")); diff != "" {
		t.Errorf("help (-want +got):\n%s", diff)
	}
	root := line.help(line.root, "Tools.\n\nMore of them.")
	for _, part := range []string{"Usage: tools <command>\n\nTools.\n\nMore of them.\n", "  cut          Cut.\n  rule list    List them.\n  mend         Mend.\n"} {
		if !strings.Contains(root, part) {
			t.Errorf("no %q in:\n%s", part, root)
		}
	}
}

// What the program's own structs say must be well said: no word of a help is
// left unexplained, every default is of its flag's kind, and no two flags of a
// command have one name or letter.
func TestCommandsAreWellFormed(t *testing.T) {
	var c commands
	line := newCommandLine("slant", &c, map[string]string{"scorers": "", "scorer": "", "presets": ""})
	var check func(n *commandNode)
	check = func(n *commandNode) {
		for _, o := range slices.Concat(n.flags, n.args) {
			if strings.Contains(o.help, "${") || o.help == "" {
				t.Errorf("%s, %s: help %q", n.path, o.name, o.help)
			}
			if err := o.reset(); err != nil {
				t.Errorf("%s, %s: default %q%v", n.path, o.name, o.standard, err)
			}
		}
		if _, ok := n.target.Addr().Interface().(command); !ok && len(n.commands) == 0 {
			t.Errorf("%s is no command", n.path)
		}
		for _, line := range strings.Split(line.help(n, about), "\n") {
			if len([]rune(line)) > helpWidth {
				t.Errorf("%s: help is wider than %d characters: %s", n.path, helpWidth, line)
			}
		}
		// pflag panics when a name or a letter comes twice.
		if _, err := (&parsedLine{node: n}).flags(nil); err != nil {
			t.Errorf("%s: %v", n.path, err)
		}
		for _, below := range n.commands {
			check(below)
		}
	}
	check(line.root)
}
