package stat

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// Quantiles as printed in tables of Student's t.
func TestStudentQuantile(t *testing.T) {
	for _, tt := range []struct{ p, df, want float64 }{
		{0.975, 1, 12.7062047}, {0.975, 4, 2.7764451}, {0.975, 29, 2.0452296},
		{0.975, 30, 2.0422725}, {0.975, 100, 1.9839715}, {0.995, 60, 2.6602830}, {0.975, 1e9, 1.9599640},
	} {
		near(t, "t", studentQuantile(tt.p, tt.df), tt.want, 5e-8)
	}
	for df := 30.0; df < 3000; df *= 1.3 {
		for _, p := range []float64{0.6, 0.9, 0.975, 0.999, 0.9999} {
			near(t, "expansion", studentQuantile(p, df), distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile(p), 5e-6)
		}
	}
}

func TestQuantilesInvertTheirDistributions(t *testing.T) {
	for _, p := range []float64{0.005, 0.025, 0.2, 0.5, 0.9, 0.975, 0.9995} {
		for _, shape := range []float64{0.2, 0.3, 1, 2.5, 40, 3000, 9e4, 2e5, 1e8} {
			q := gammaQuantile(p, 3, 9/shape)
			near(t, "gamma", distuv.Gamma{Alpha: shape, Beta: shape / 3}.CDF(q), p, 1e-5)
		}
		for _, total := range []float64{0.5, 0.7, 2, 30, 5000, 9e5} {
			for _, mean := range []float64{0.001, 0.01, 0.3, 0.5, 0.97, 0.9999} {
				q := betaQuantile(p, mean, mean*(1-mean)/(total+1))
				if q < 1e-300 || q > 1-1e-9 {
					continue // no number lies close enough to the end
				}
				near(t, "beta", distuv.Beta{Alpha: mean * total, Beta: (1 - mean) * total}.CDF(q), p, 1e-5)
			}
		}
	}
}

// Clopper & Pearson's bounds are beta quantiles: R 4.2.2, binom.test(3, 20).
func TestBetaQuantileGivesClopperPearson(t *testing.T) {
	quantile := func(p, a, b float64) float64 {
		return betaQuantile(p, a/(a+b), a*b/((a+b)*(a+b)*(a+b+1)))
	}
	near(t, "lower", quantile(0.025, 3, 18), 0.0320709371855, 1e-9)
	near(t, "upper", quantile(0.975, 4, 17), 0.378926826545, 1e-9)
}

func TestQuantilesAtTheEnds(t *testing.T) {
	near(t, "gamma of mean zero", gammaQuantile(0.975, 0, 1), 0, 0)
	near(t, "gamma without variance", gammaQuantile(0.975, 2, 0), 2, 0)
	near(t, "beta of mean zero", betaQuantile(0.975, 0, 0.1), 0, 0)
	near(t, "beta of mean one", betaQuantile(0.025, 1, 0.1), 1, 0)
	near(t, "beta without variance", betaQuantile(0.025, 0.4, 0), 0.4, 0)
	if q := betaQuantile(0.975, 0.5, 10); !(q > 0.99 && q <= 1) {
		t.Errorf("beta of an impossible variance: %g", q)
	}
	near(t, "chi-square", chiSquareP(3.841458820694124), 0.05, 1e-12)
	near(t, "chi-square of NaN", chiSquareP(math.NaN()), math.NaN(), 0)
}
