package main

import (
	"errors"
	"fmt"

	"slant/analysis"
	"slant/analysis/index"
	"slant/analysis/reuse"
	"slant/analysis/sentiment"
)

// keepsake is what one worker of the last pass has from earlier runs, and leaves
// to later ones: documents settled by a ledger, the actors in them, and the
// scorers' judgments. Another lexicon changes nothing of the first, and of the
// others only what comes of a label: that is kept besides.
type keepsake struct {
	store    *index.Store
	hasher   *index.Hasher
	settled  string             // what documents are settled by; empty: nothing is kept of it
	memories []sentiment.Memory // one for each scorer; nil: nothing is kept of them
	judged   [][]string         // likewise, what judgments depend on besides the document: of one record, and of those added to it
	digests  []index.Digest     // under which judgments of the document at hand can be kept, by scorer; zero: there are enough
	keepers  []*index.Keeper    // likewise; then that of all that is not dear
	actors   int                // how many there are
	casts    []string           // what a cast depends on besides the document: of the first record, and of those added to it; nil: no cast is kept
	cast     analysis.Cast
	recast   index.Digest // under which a cast, or what is added to one, can be kept; zero: there are enough
	failed   error        // of what could not be kept; from then on nothing is
	damaged  []error      // files that go when the store is closed; what they held is made anew
	buf      []byte
	record   []byte
}

// keepsakes gives one for each worker. A run that keeps nothing gives them
// nothing to do.
func (p *plan) keepsakes(a *archive) []*keepsake {
	out := make([]*keepsake, p.workers)
	judged, casts := p.judgments(), p.casts()
	for i := range out {
		k := &keepsake{store: a.store, hasher: index.NewHasher()}
		out[i] = k
		if a.spool {
			continue
		}
		if a.key != "" {
			k.settled = settledBy(a, &p.keep)
		}
		k.judged, k.casts, k.actors = judged, casts, p.book.Actors.Len()
		n := len(k.judged)
		k.memories, k.digests, k.keepers = make([]sentiment.Memory, n), make([]index.Digest, n), make([]*index.Keeper, n+1)
		light := a.store.NewKeeper(false)
		for j := range k.keepers {
			k.keepers[j] = light
			if j < n && p.scorers.dear(j) {
				k.keepers[j], k.memories[j].Each = a.store.NewKeeper(true), true
			}
		}
	}
	return out
}

// settledBy says what the wanted documents are settled by.
func settledBy(a *archive, wanted *filter) string {
	return fmt.Sprintf("settled by %s, version %d", a.ledgerKey(wanted), reuse.LedgerVersion)
}

// How often a cast, judgments, and judgments that are dear are added to. Each of
// them is a look-up more.
const (
	castAdditions  = 3
	lightAdditions = 2
	dearAdditions  = 16
)

// casts says what casts depend on besides the document.
func (p *plan) casts() []string {
	parts := []string{fmt.Sprintf("cast, version %d", analysis.CastVersion)}
	for _, f := range p.files {
		if f.Kind == "actors" {
			parts = append(parts, f.SHA256)
		}
	}
	return withAdditions(index.Key(parts...), castAdditions)
}

// withAdditions gives the names of a record and of so many that are added.
func withAdditions(record string, n int) []string {
	records := []string{record}
	for i := range n {
		records = append(records, fmt.Sprintf("%s, addition %d", record, i+1))
	}
	return records
}

// judgments says of each scorer what its judgments depend on besides the
// document. What the actors are called by and which text is counted say only
// which mentions there are to judge: with others, most would have to be judged
// anew.
func (p *plan) judgments() [][]string {
	var out [][]string
	for i := range p.scorers.names {
		name := p.scorers.names[i]
		parts := []string{fmt.Sprintf("judgments by sentence of %s, version %d, of text %d", name, sentiment.Version, p.book.Text), sentiment.Fingerprint(name)}
		for _, f := range p.files {
			if f.Kind == "actors" || f.Kind == "scorer" && p.scorers.has(i, f.Name) {
				parts = append(parts, f.SHA256)
			}
		}
		n := lightAdditions
		if p.scorers.dear(i) {
			n = dearAdditions
		}
		out = append(out, withAdditions(index.Key(parts...), n))
	}
	return out
}

// kept gives what earlier runs kept of a document in a context, under which digest,
// and whether there is any. What is damaged is as good as not there.
func (k *keepsake) kept(document index.Digest, context string) (digest index.Digest, record []byte, ok bool, err error) {
	digest = k.hasher.Derived(document, context)
	record, ok, err = k.store.Kept(digest, &k.buf)
	if errors.Is(err, index.ErrDamaged) {
		k.damaged = append(k.damaged, err)
		return digest, nil, false, nil
	}
	return digest, record, ok, err
}

// settle brings a document just loaded in line with the ledger.
func (k *keepsake) settle(document index.Digest, annotator *analysis.Annotator, ledger *reuse.Ledger, into *analysis.Annotated) error {
	if k.settled == "" {
		annotator.Settle(ledger, into)
		return nil
	}
	digest, record, ok, err := k.kept(document, k.settled)
	if err != nil {
		return err
	}
	if ok {
		if !index.ReadSettled(record, into) {
			return k.store.Refuse(digest, "a document is settled for another one")
		}
		annotator.Cut(into)
		return nil
	}
	anew := annotator.Settle(ledger, into)
	k.record = index.AppendSettled(k.record[:0], into, anew)
	k.put(k.keepers[len(k.keepers)-1], digest)
	return nil
}

// bind has a coder remember what is kept of documents.
func (k *keepsake) bind(coder *analysis.Coder) {
	if k.casts != nil {
		coder.Remember(k.memories, &k.cast)
	}
}

// remember has cast and memories ready for a document just loaded.
func (k *keepsake) remember(document index.Digest, a *analysis.Annotated) error {
	if err := k.recall(document, len(a.Text.Tokens)); err != nil {
		return err
	}
	for i, records := range k.judged {
		k.memories[i].Begin()
		k.digests[i] = index.Digest{}
		for _, context := range records {
			digest, record, ok, err := k.kept(document, context)
			if err != nil {
				return err
			}
			if !ok {
				k.digests[i] = digest
				break
			}
			if err := k.memories[i].Learn(record); err != nil {
				return k.store.Refuse(digest, err.Error())
			}
		}
	}
	return nil
}

// recall has the cast ready for a document that has so many tokens.
func (k *keepsake) recall(document index.Digest, tokens int) error {
	k.cast.Begin()
	k.recast = index.Digest{}
	read := index.ReadCast
	for _, context := range k.casts {
		digest, record, ok, err := k.kept(document, context)
		if err != nil {
			return err
		}
		if !ok {
			k.recast = digest
			break
		}
		if !read(record, tokens, k.actors, &k.cast) {
			return k.store.Refuse(digest, "the actors in a document are those of another one")
		}
		read = index.ReadReading
	}
	return nil
}

// keep keeps the cast and the judgments of the document that was measured last,
// as far as earlier runs did not.
func (k *keepsake) keep() error {
	k.keepCast()
	for i := range k.memories {
		if k.digests[i] == (index.Digest{}) {
			continue
		}
		var err error
		if k.record, err = k.memories[i].AppendBinary(k.record[:0]); err != nil {
			return err
		}
		if len(k.record) > 0 {
			k.put(k.keepers[i], k.digests[i])
		}
	}
	return nil
}

// keepCast keeps the cast of that document, or what is new in it.
func (k *keepsake) keepCast() {
	if k.recast == (index.Digest{}) || k.cast.Added == 0 {
		return
	}
	if k.cast.Added == len(k.cast.Readings) {
		k.record = index.AppendCast(k.record[:0], &k.cast)
	} else {
		k.record = index.AppendReading(k.record[:0], &k.cast.Readings[len(k.cast.Readings)-1])
	}
	k.put(k.keepers[len(k.keepers)-1], k.recast)
}

// put keeps k.record for later runs. This one does not need it: that the disk is
// full, or the folder gone, is no reason to end it.
func (k *keepsake) put(keeper *index.Keeper, digest index.Digest) {
	if k.failed == nil {
		k.failed = keeper.Keep(digest, k.record)
	}
}

// close completes what is being kept, and gives why something could not be.
func (k *keepsake) close() error {
	for _, keeper := range k.keepers { // some are one and the same
		if k.failed == nil {
			k.failed = keeper.Close()
		}
		if k.failed != nil {
			k.failed = errors.Join(k.failed, keeper.Drop())
		}
	}
	return k.failed
}
