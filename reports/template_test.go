package reports

import (
	"strings"
	"testing"
)

type templateView struct {
	*templateBase
	Name, Empty string
	Raw         markup
	Count, None int
	Words       []string
	Rows        []templateRow
}

type templateBase struct{ Deep templateRow }

type templateRow struct{ Text string }

func TestTemplate(t *testing.T) {
	view := &templateView{&templateBase{templateRow{"deep"}}, `<b>"it's" & that</b>` + "\x00", "", "<i>", 2, 0, []string{"a", "b"}, []templateRow{{"x"}, {"y"}}}
	loud := func(x any) any { return strings.ToUpper(x.(string)) }
	tests := []struct{ source, want string }{
		{"plain }} text", "plain }} text"},
		{"{{.Name}}", "&lt;b&gt;&#34;it&#39;s&#34; &amp; that&lt;/b&gt;\uFFFD"},
		{`<a title="{{loud .Deep.Text}}">`, `<a title="DEEP">`},
		{"{{.Raw}}", "<i>"},
		{"{{if .Empty}}yes{{else}}no{{end}}{{if .Name}}yes{{end}}{{if .None}}yes{{end}}{{if .Words}}yes{{end}}", "noyesyes"},
		{"{{range .Words}}{{.}}{{$.Count}} {{end}}", "a2 b2 "},
		{"{{range $i, $w := .Words}}{{if $i}}, {{end}}{{$w}}{{end}}", "a, b"},
		{"{{range .Rows}}{{$t := .Text}}{{range $.Words}}{{$t}}{{.}} {{end}}{{end}}", "xa xb ya yb "},
		{"{{range .Rows}}{{.Text}}{{else}}none{{end}}{{with .Deep}}{{.Text}}{{else}}none{{end}}{{with .Empty}}{{.}}{{else}}none{{end}}", "xydeepnone"},
		{"{{if eq (len .Words) 2}}two{{end}}{{if gt .Count 2}}more{{end}}{{len .Rows}}", "two2"},
		{"{{if .Empty}}{{if .Name}}a{{else}}b{{end}}{{else}}c{{end}}", "c"},
		{"{{.Files}}", "files"},
	}
	functions := map[string]func(any) any{"loud": loud, "Files": func(any) any { return "files" }}
	for _, tt := range tests {
		parsed, err := parseTemplate(tt.source, functions)
		if err != nil {
			t.Errorf("%s: %v", tt.source, err)
			continue
		}
		if got, err := parsed.execute(view); err != nil || got != tt.want {
			t.Errorf("%s: %q, %v, want %q", tt.source, got, err, tt.want)
		}
	}
}

func TestTemplateRefusesWhatItDoesNotKnow(t *testing.T) {
	for source, want := range map[string]string{
		"a\n{{.Name":                     "line 2: a {{ without }}",
		"{{if .Name}}":                   "line 1: {{if .Name}} has no end",
		"{{end}}":                        "line 1: one end too many",
		"{{printf .Name}}":               `line 1: {{printf .Name}}: unknown word "printf"`,
		"{{.Name .Empty}}":               "line 1: {{.Name .Empty}}: two values",
		"{{}}":                           "line 1: {{}}: no value",
		"{{if (len .Words}}x{{end}}":     "line 1: {{if (len .Words}}: ( without )",
		"{{.Nam}}":                       "there is no field Nam",
		"{{range .Words}}{{$.X}}{{end}}": "there is no field X",
		"{{$x}}":                         "there is no $x",
		"{{if eq .Count}}x{{end}}":       "eq with 1 arguments",
	} {
		parsed, err := parseTemplate(source, nil)
		if err == nil {
			_, err = parsed.execute(&templateView{Words: []string{"a"}})
		}
		if err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", source, err, want)
		}
	}
}
