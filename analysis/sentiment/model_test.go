package sentiment

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"slant/analysis/text"
)

// smallModel has three words and two hidden units, and numbers that are all
// different, so that none can stand for another.
func smallModel() *Model {
	const hidden = 2
	m := &Model{
		Certain: 0.4, Known: 0.5, Lean: [3]float32{0, 0.1, 0.2},
		Words:  NewWords(map[string]Entry{"good": {Common: true, Classes: "\x00\x01"}, "war": {Common: true}, formTarget: {}}),
		Places: make([]int16, Places*Units), Roles: make([]int16, 2*ClassRoles*Units),
		Hidden: make([]float32, Inputs*hidden), Bias: []float32{0.1, -0.2}, Out: []float32{1, 2, 3, 4, 5, -6},
		Direct: make([]float32, 3*Inputs),
	}
	vectors := make([]byte, 3*Taps*Units)
	for i := range vectors {
		vectors[i] = byte(i*37 + 11)
	}
	m.Vectors = string(vectors)
	for i := range m.Places {
		m.Places[i] = int16((i*101)%(2*MostPlace+1) - MostPlace)
	}
	for i := range m.Roles {
		m.Roles[i] = int16((i*103)%(2*MostPlace+1) - MostPlace)
	}
	for i := range m.Hidden {
		m.Hidden[i] = float32((i*29)%17-8) / 4096
	}
	for i := range m.Direct {
		m.Direct[i] = float32((i*31)%19-9) / 4096
	}
	return m
}

func TestModelRoundTrip(t *testing.T) {
	m := smallModel()
	data := AppendModel(nil, m)
	got, err := ParseModel(string(data))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, got, cmp.AllowUnexported(Words{})); diff != "" {
		t.Error(diff)
	}
	if again := AppendModel(nil, got); string(again) != string(data) {
		t.Error("the model's bytes changed")
	}
}

func TestParseModelRefusesDamage(t *testing.T) {
	data := AppendModel(nil, smallModel())
	for i := range data {
		if i > 200 && i < len(data)-50 && i%97 != 0 {
			continue // the head and the end byte by byte, the rest here and there
		}
		broken := append([]byte(nil), data...)
		broken[i] ^= 0x40
		if _, err := ParseModel(string(broken)); err == nil {
			t.Fatalf("byte %d changed, and nothing is said", i)
		}
		if _, err := ParseModel(string(data[:i])); err == nil {
			t.Fatalf("cut off at byte %d, and nothing is said", i)
		}
	}
}

func FuzzParseModel(f *testing.F) {
	f.Add(string(AppendModel(nil, smallModel())))
	f.Fuzz(func(t *testing.T, s string) {
		// Given a right checksum, whatever else is wrong may only be an error.
		if m, err := ParseModel(s); err == nil {
			AppendModel(nil, m)
		}
	})
}

// The packed arithmetic of Target gives what Model's comment says, computed
// one number after another; also in sentences so long that sums are emptied.
func TestTargetIsTheModel(t *testing.T) {
	m := smallModel()
	v := text.NewVocabulary()
	s := NewTargetFrom(m, v)
	long := "[He] said no war is"
	for range 3 * mostSteps {
		long += " good war, not"
	}
	for _, body := range []string{"[He].", "A good war, not good, and [he] was hurt.", "“No war is good,” said [he] (war).", long} {
		p := passage(t, v, body)
		steps, shapes := s.reader.Read(p)
		s.sum(steps)
		got := s.logits(shapes)
		want := plainLogits(m, steps, shapes)
		for c := range got {
			if math.Abs(got[c]-want[c]) > 1e-9*math.Max(1, math.Abs(want[c])) {
				t.Errorf("%.40q: logits %v, want %v", body, got, want)
				break
			}
		}
	}
}

func plainLogits(m *Model, steps []Step, shapes []uint8) (z [3]float64) {
	vector := func(j, tap, k int) int {
		if j < 0 || j >= len(steps) {
			return 0
		}
		i, _ := m.Words.Of(steps[j].Form())
		if i < 0 {
			return 0
		}
		return int(int8(m.Vectors[(i*Taps+tap)*Units+k]))
	}
	var in [Inputs]float64
	for j := range steps {
		for k := range Units {
			look := vector(j, TapOwn, k) + vector(j+1, TapBefore, k) + vector(j-1, TapAfter, k)
			if steps[j].Negated {
				look += vector(j, TapNegated, k)
			}
			for _, p := range steps[j].Places {
				look += int(m.Places[int(p)*Units+k])
			}
			steps[j].Roles(func(number int) { look += int(m.Roles[number*Units+k]) })
			in[k] += float64(max(look, 0))
			for _, sum := range []int{SumDone, SumDoer} {
				if int(steps[j].Near)&sum != 0 {
					in[sum*Units+k] += float64(max(look, 0))
				}
			}
		}
	}
	for _, s := range shapes {
		in[Sums*Units+int(s)] = 1
	}
	h := len(m.Bias)
	for k := range h {
		y := float64(m.Bias[k])
		for i, x := range in {
			y += x * float64(m.Hidden[i*h+k])
		}
		for c := range z {
			z[c] += max(y, 0) * float64(m.Out[3*k+c])
		}
	}
	for i, x := range in {
		for c := range z {
			z[c] += x * float64(m.Direct[3*i+c])
		}
	}
	return z
}

func TestExp(t *testing.T) {
	for x := 0.0; x > -720; x -= 0.37 {
		got, want := exp(x), math.Exp(x)
		if x <= -700 {
			want = 0
		}
		if math.Abs(got-want) > 1e-15*(1-x)*want {
			t.Errorf("exp(%g) = %g, want %g", x, got, want)
		}
	}
	if got := exp(math.Inf(-1)); got != 0 {
		t.Errorf("exp(-Inf) = %g, want 0", got)
	}
}
