// Package stat turns counts into numbers with intervals, contrasts and tests
// that take the document, not the word, for the unit of evidence.
//
// # What is estimated
//
// Every measure is a ratio of two sums over the documents of a group, most
// often an outlet:
//
//	Rate   1000 · Σ matches / Σ words                 matches for 1,000 words, ≥ 0
//	Share  Σ mentions by one label / Σ chances        in [0, 1]
//	Mean   Σ score in thousandths / Σ mentions / 1000 in [-1, 1]
//	Score  Σ weights in thousandths / Σ words         weight for 1,000 words
//
// Long documents weigh more than short ones, as they do for a reader. Documents
// without a match are evidence and are in the sums; documents without a
// denominator (that never mention the referent of a label) are evidence of
// nothing and are not counted.
//
// # Why documents
//
// A writer who has used a term uses it again. Over fourteen terms in 14,179
// articles of US outlets (2012–2020; Baly et al., EMNLP 2020) a document that
// has a term has it 2.1 times, and the average match stands in a document with
// four. Formulas that take words for independent (the usual keyness tables,
// a binomial interval of a share of mentions) count one decision several times
// and call differences significant that the next month's articles would not
// show: see the third table below, where G2 rejects a true hypothesis in four
// of ten samples. So what is resampled, permuted and counted here is the unit:
// a document, or all copies of one text together, since a wire story that five
// pages carry was written once.
//
// # Intervals
//
// With x and y the numerator and denominator of a unit, n units, R = Σx/Σy:
//
// The linearised (Taylor) variance of R (Cochran 1977, section 6; Hansen,
// Hurwitz & Madow 1953) is
//
//	V = Σ(x − R·y)² / (Σy)²
//
// and [Options.Taylor] gives R ± t·√(V·n/(n−1)) with t of n−1 degrees of
// freedom. It is the textbook answer, and it covers far too little where
// matches are few, since V is as skewed as they are.
//
// The Poisson bootstrap ([Options.Bootstrap], [Replicates]) gives each unit an
// independent Poisson weight with mean 1 in each replicate (Hanley & MacGibbon
// 2006) and takes percentiles of the ratio of the weighted sums. It covers no
// better: what is not in the sample is in no replicate.
//
// The default ([Options.Estimate], [Options.Ratio]) asks what one more document
// could do. Let c = (t/z)²·n/(n−1), where z is the normal quantile.
//
// For a rate, gamma quantiles in the manner of Fay & Feuer (1997), who showed
// that they keep their level for weighted sums of counts, with the linearised
// variance in place of the Poisson one:
//
//	Lo = the α/2 quantile of the gamma distribution with mean R and variance c·V
//	Hi = the 1−α/2 quantile of that with mean R⁺ and variance c·V⁺
//
// R⁺ and V⁺ include one more document of average length with
// 2 + 1.5·Σx²/Σx matches: Σx²/Σx is how many stand beside the average match,
// 2 is how many a document has that has any. A term that was never seen so has
// an upper bound of about 7.4/Σy: twice the 3.7/Σy of a Poisson count of zero.
//
// For a share, beta quantiles in the manner of Korn & Graubard (1998):
//
//	Lo = the α/2 quantile of the beta distribution with mean R⁻ and variance c·V⁻
//	Hi = the 1−α/2 quantile of that with mean R⁺ and variance c·V⁺
//
// where one more document of average size takes none of its chances (−), or
// all of them (+). If all documents go one way, documents count and mentions do
// not: ten documents without a label leave room for the same share however
// often each could have used it. A mean m is treated as the share (m+1)/2.
//
// A share of documents, each of which has something or not, is [Options.Wilson].
//
// Below Options.MinUnits there is no interval, and never for one document, which
// says nothing of how documents vary. [Warning] says what would help.
//
// # How often the 95 % intervals cover
//
// Samples from populations with known truth: 2,000 for each number (500 for the
// bootstrap, of 400 replicates). Lengths are lognormal (median 600 words, σ
// 0.7); terms come in clusters of 1 + negative binomial counts as measured in
// news; one text in ten is there in two or three copies. Two mentions of a
// referent in one document agree on the label with a correlation of 0.5 or 0.7
// (0.7 was measured). The rows in between the names are the other two methods
// and the mean widths.
//
//	documents                                              5     10     20     50    100    300
//	term, 0.02 per 1,000 words         one more         99.7   99.6   99.4   99.4   99.4   99.4
//	                                   Taylor            3.4    6.9   15.3   32.6   55.1   70.9
//	                                   bootstrap         3.6    6.8   15.2   32.4   53.8   75.6
//	                                   width, one more    2.3   1.07  0.567  0.295  0.198  0.107
//	                                   width, Taylor  0.0511 0.0647 0.0629 0.0603 0.0577 0.0482
//	term, 0.1 per 1,000 words          one more         99.3   99.4   99.2   99.4   96.9   97.4
//	                                   Taylor           16.9   32.6   52.6   66.8   77.4   86.0
//	                                   bootstrap        17.2   31.2   53.8   68.2   78.6   87.8
//	                                   width, one more   2.85   1.58  0.966  0.594  0.406  0.208
//	                                   width, Taylor   0.328  0.323  0.274  0.244  0.217  0.152
//	term, 0.5 per 1,000 words          one more         99.1   99.2   97.1   96.9   95.9   95.2
//	                                   Taylor           57.3   69.0   78.3   85.5   89.5   91.2
//	                                   bootstrap        53.8   71.8   78.0   87.6   89.2   94.6
//	                                   width, one more   5.19   3.12   2.14    1.2  0.801  0.418
//	                                   width, Taylor    1.65   1.28   1.13  0.833   0.63  0.368
//	category, 2 per 1,000 words        one more         97.3   96.7   96.7   96.5   95.3   95.5
//	                                   Taylor           76.2   81.7   85.9   90.6   91.2   93.8
//	                                   bootstrap        70.4   78.6   87.8   90.4   91.6   94.4
//	                                   width, one more   9.98   6.33   4.07   2.39   1.61  0.881
//	                                   width, Taylor    4.89   3.87   2.92   1.95    1.4  0.818
//	category, 10 per 1,000 words       one more         97.1   97.6   97.2   96.9   96.4   96.3
//	                                   Taylor           90.4   93.2   92.9   94.2   94.5   95.1
//	                                   bootstrap        88.8   92.4   90.6   94.6   94.0   93.8
//	                                   width, one more   21.6   12.5   7.85   4.45   2.95   1.62
//	                                   width, Taylor    13.8   8.56   5.84    3.7    2.6   1.52
//	weights, 0.5 terms per 1,000 words one more        100.0   99.7   97.7   97.1   95.6   95.5
//	                                   Taylor           52.9   67.2   79.0   85.4   88.7   92.5
//	                                   bootstrap        43.0   63.6   78.0   85.6   89.0   92.4
//	                                   width, one more   8.57   5.04   3.28   1.73   1.11  0.583
//	                                   width, Taylor    2.66   1.94   1.59    1.1  0.816  0.494
//	weights, 10 terms per 1,000 words  one more         97.3   95.7   96.8   96.9   96.7   96.4
//	                                   Taylor           89.7   89.2   92.0   94.3   94.1   95.0
//	                                   bootstrap        86.2   88.8   92.0   93.6   94.8   95.6
//	                                   width, one more   45.1   25.8   16.6   9.71   6.56   3.66
//	                                   width, Taylor    27.5   17.7   12.6   8.19   5.84   3.43
//	label, share 0.03                  one more         99.9   99.4   99.2   99.1   99.5   95.1
//	                                   Taylor           21.3   38.3   62.1   71.6   79.0   87.9
//	                                   bootstrap        24.8   40.6   64.4   77.2   85.4   89.6
//	                                   width, one more  0.885  0.433  0.233  0.119 0.0788 0.0454
//	                                   width, Taylor  0.0949 0.0902 0.0804 0.0696 0.0595 0.0414
//	label, share 0.1                   one more         99.9   99.2   99.1   96.0   93.2   93.2
//	                                   Taylor           48.9   65.1   75.0   83.2   87.1   90.6
//	                                   bootstrap        52.6   72.8   80.8   88.6   88.0   90.8
//	                                   width, one more  0.905  0.514  0.329  0.209   0.15 0.0901
//	                                   width, Taylor   0.286  0.254  0.225  0.183  0.141 0.0871
//	label, share 0.5                   one more        100.0   98.6   95.1   93.9   94.5   95.2
//	                                   Taylor           82.7   84.2   88.6   90.6   93.0   94.4
//	                                   bootstrap        93.0   92.8   93.0   93.4   93.4   94.2
//	                                   width, one more  0.947  0.715  0.538  0.359  0.262  0.154
//	                                   width, Taylor   0.756  0.657  0.518  0.348  0.255  0.151
//	label, share 0.9                   one more         99.9   99.5   98.8   97.9   94.8   95.1
//	                                   Taylor           53.6   73.1   77.8   84.8   88.9   92.7
//	                                   bootstrap        60.4   75.8   82.2   88.2   90.8   93.0
//	                                   width, one more  0.895  0.497  0.314  0.194  0.138 0.0806
//	                                   width, Taylor    0.28  0.246  0.215  0.169  0.127 0.0774
//	score, mean -0.3                   one more        100.0   99.6   98.2   96.5   96.2   95.3
//	                                   Taylor           86.8   87.9   88.6   92.1   93.6   93.9
//	                                   bootstrap        87.0   91.4   92.8   92.4   95.4   94.0
//	                                   width, one more   1.65   1.01   0.66  0.407  0.283  0.162
//	                                   width, Taylor    1.13  0.781  0.552  0.366  0.263  0.156
//	score, mean 0, nearly all neutral  one more        100.0  100.0  100.0  100.0   99.8   98.8
//	                                   Taylor           97.6   97.4   96.5   94.6   94.0   94.7
//	                                   bootstrap       100.0   99.0   98.4   95.6   93.2   95.2
//	                                   width, one more   1.29  0.638  0.333  0.151 0.0879 0.0418
//	                                   width, Taylor   0.207  0.151  0.118 0.0773 0.0556 0.0327
//
// From 20 documents on the default covers in at least 93 % throughout, and in
// fact from 5 on; the price is in the widths. It is conservative where little
// was seen. On real articles, drawn from the 14,179 above, eleven terms of 0.006
// to 0.7 per 1,000 words are covered in 93.5 to 99.8 % for 20 to 300 documents
// (Taylor: 10 to 93 %).
//
// # Contrasts
//
// [Options.Compare] gives difference and ratio of two groups. Their intervals
// are recovered from the two single ones (MOVER: Zou & Donner 2008, Donner & Zou
// 2012), with L, U the bounds of each:
//
//	Lo = A − B − √((A−L_A)² + (U_B−B)² − 2ρ(A−L_A)(U_B−B))
//	Hi = A − B + √((U_A−A)² + (B−L_B)² − 2ρ(U_A−A)(B−L_B))
//
// ρ is the correlation of the two ratios through units that both groups have,
// and 0 without such.
//
// P is the two-sided permutation test of the difference: how often groups formed
// by exchanging units differ as much. All arrangements are counted where there
// are no more than 20,000, else Options.Replicates of them are drawn and
// P = (k+1)/(m+1) (Phipson & Smyth 2010); the same ones serve all measures of
// one base. They are drawn in rounds: 64 arrangements independent of each other,
// and further rounds that exchange the units of all 64 at random alike. Any two
// of a test's arrangements are independent, which is all that the precision of P
// depends on, and the one observed has a place drawn at random among them, which
// makes P exact (Hemerik & Goeman 2018; Ramdas, Barber, Candès & Tibshirani
// 2023). Units are exchanged
// inside bands of similar denominators, of ten units and more, twenty bands at
// most: else an outlet whose articles are twice as long is "found" to differ
// in up to 18 % of samples in which it does not. A unit in both groups has its
// halves exchanged; identical copies therefore tell nothing, as they should.
//
// Under the null, outlets of m/n units, some of which are copies that both ran:
// percentage of samples with P ≤ 0.05, and in which the interval of the
// difference holds 0 (3,000 samples, 199 permutations).
//
//	                                              documents  copies %   rejects    covers
//	term, 0.1 per 1,000 words                         10/10         0       2.4      99.8
//	term, 0.1 per 1,000 words                         20/20        30       3.6      99.9
//	term, 0.1 per 1,000 words                        20/200         0       5.0      99.1
//	term, 0.1 per 1,000 words                       100/100        30       5.7      98.9
//	term, 0.5 per 1,000 words                         10/10         0       4.9      98.7
//	term, 0.5 per 1,000 words                         20/20        30       5.4      99.2
//	term, 0.5 per 1,000 words                        20/200         0       4.9      97.5
//	term, 0.5 per 1,000 words                       100/100        30       4.2      98.0
//	term, 0.5 per 1,000 words, B twice as long        50/50         0       5.9      97.4
//	category, 2 per 1,000 words                       10/10         0       5.0      97.7
//	category, 2 per 1,000 words                       20/20        30       4.6      98.3
//	category, 2 per 1,000 words                      20/200         0       5.4      96.9
//	category, 2 per 1,000 words                     100/100        30       4.8      96.9
//	weights, 0.5 terms per 1,000 words                10/10         0       4.3     100.0
//	weights, 0.5 terms per 1,000 words                20/20        30       4.9     100.0
//	weights, 0.5 terms per 1,000 words               20/200         0       4.9      99.3
//	weights, 0.5 terms per 1,000 words              100/100        30       4.6      99.9
//	label, share 0.1                                  10/10         0       3.9      99.9
//	label, share 0.1                                  20/20        30       4.5      99.5
//	label, share 0.1                                 20/200         0       4.8      99.1
//	label, share 0.1                                100/100        30       5.2      95.6
//	label, share 0.5                                  10/10         0       4.6      98.6
//	label, share 0.5                                  20/20        30       5.0      96.8
//	label, share 0.5                                 20/200         0       4.0      95.9
//	label, share 0.5                                100/100        30       4.7      95.6
//	score, mean -0.3                                  10/10         0       5.2      99.6
//	score, mean -0.3                                  20/20        30       4.4      99.1
//	score, mean -0.3                                 20/200         0       4.8      98.1
//	score, mean -0.3                                100/100        30       5.8      96.0
//
// Where articles of one outlet are ten times as long as those of the other, and
// hardly two are alike, the test is rough and [Unlike] warns of it; the interval
// keeps its coverage.
//
// Many tests are one family: [BenjaminiHochberg] gives its q-values. What was
// not tested is NaN and not in the family. The p-value of m permutations cannot
// fall below 1/(m+1), so in a family of thousands use more of them.
//
// # Keyness
//
// [Options.Keyness] gives the published measures and, beside them, a p-value and
// an interval over documents from closed forms, for tables of every word in
// every outlet. [Fourfold], [RaysonLogLikelihood], [LogOdds], [LogRatio] and
// their neighbours are the formulas by their own names, since names are shared
// in the literature: Rayson's log-likelihood has two cells and Dunning's, which
// quanteda has, four (6.93 and 7.33 for 10 in 100 against 5 in 200).
//
// Under the null: percentage of samples that G2 rejects at 5 % as if words were
// independent, that [Keyness.P] rejects at 5, 1 and 0.1 %, and in which the
// interval of the log-odds holds the truth; the same where the rate in the
// target is three times that in the reference.
//
//	                               documents   G2 5 %    P 5 %    P 1 %  P 0.1 %   covers  ... x 3
//	term, 0.02 per 1,000 words        20/100     21.7      3.0     0.42     0.00     99.8     94.9
//	term, 0.02 per 1,000 words       50/2000      9.5      2.7     1.00     0.00     95.6     95.3
//	term, 0.02 per 1,000 words      200/2000     37.9      2.9     0.47     0.07     94.9     95.7
//	term, 0.1 per 1,000 words         20/100     28.6      2.8     0.70     0.05     98.2     98.2
//	term, 0.1 per 1,000 words        50/2000     36.9      3.5     1.13     0.00     95.0     95.6
//	term, 0.1 per 1,000 words       200/2000     38.4      5.0     0.53     0.00     95.8     95.6
//	term, 0.5 per 1,000 words         20/100     35.6      4.8     0.68     0.00     96.5     96.7
//	term, 0.5 per 1,000 words        50/2000     39.2      4.6     0.67     0.40     96.3     96.2
//	term, 0.5 per 1,000 words       200/2000     39.4      5.3     1.53     0.00     94.9     95.9
//	category, 2 per 1,000 words       20/100     41.2      4.9     0.82     0.03     96.0     96.5
//	category, 2 per 1,000 words      50/2000     42.9      5.8     1.33     0.00     94.3     94.8
//	category, 2 per 1,000 words     200/2000     39.9      4.2     0.73     0.13     95.9     94.6
//
// # Divergence and dendrograms
//
// [Options.Divergence] gives the Jensen–Shannon divergence between the labels of
// two groups, and its interval, whose formula stands there; it covers in 93 % and more from 20
// documents on. [AverageLinkage] makes a dendrogram of a matrix of them.
//
// # Same data, same bytes
//
// Sums are of whole numbers and are divided once, so that [Moments] and
// [Replicates] that were filled apart, in any order, and merged are equal to
// those filled at once. All that is random is in one file, and depends on
// Options.Seed and the ids of the units alone: any split of the work over
// goroutines or machines gives the same weights. A run that is spread over
// shards keeps one Replicates a shard and merges them, or gives each shard some
// of the numerators; the package itself starts no goroutine. Products are
// rounded before they are added, so that processors that can fuse the two give
// the same numbers.
//
// A million documents, 2,000 numerators of which each document touches ten, and
// 1,000 replicates take about five seconds of one core and 21 MB beside the
// counts themselves; a default interval takes about four microseconds.
package stat
