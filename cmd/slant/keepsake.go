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
// to later ones: documents settled by a ledger, and the scorers' judgments.
// Another lexicon changes nothing of the first, and of the second only what is
// said in sentences that hold a label.
type keepsake struct {
	store    *index.Store
	hasher   *index.Hasher
	settled  string             // what documents are settled by; empty: nothing is kept of it
	memories []sentiment.Memory // one for each scorer; nil: nothing is kept of them
	judged   []string           // likewise, what judgments depend on besides the document
	digests  []index.Digest     // of the judgments of the document at hand, by scorer
	keepers  []*index.Keeper    // likewise; then that of settled documents
	buf      []byte
	record   []byte
}

// keepsakes gives one for each worker. A run that keeps nothing gives them
// nothing to do.
func (p *plan) keepsakes(a *archive) []*keepsake {
	out := make([]*keepsake, p.workers)
	for i := range out {
		k := &keepsake{store: a.store, hasher: index.NewHasher()}
		out[i] = k
		if a.spool {
			continue
		}
		if a.key != "" {
			k.settled = "settled by " + a.ledgerKey(&p.keep)
		}
		k.judged = p.judgments()
		n := len(k.judged)
		k.memories, k.digests, k.keepers = make([]sentiment.Memory, n), make([]index.Digest, n), make([]*index.Keeper, n+1)
		light := a.store.NewKeeper(false)
		for j := range k.keepers {
			k.keepers[j] = light
			if j < n && p.scorers.dear(j) {
				k.keepers[j] = a.store.NewKeeper(true)
			}
		}
	}
	return out
}

// judgments says of each scorer what its judgments depend on besides the
// document. What the actors are called by and which text is counted say only
// which mentions there are to judge: with others, most would have to be judged
// anew.
func (p *plan) judgments() []string {
	var out []string
	for i := range p.scorers.names {
		name := p.scorers.names[i]
		parts := []string{fmt.Sprintf("judged by %s, version %d, of text %d", name, sentiment.Version, p.book.Text), sentiment.Fingerprint(name)}
		for _, f := range p.files {
			if f.Kind == "actors" || f.Kind == "scorer" && p.scorers.has(i, f.Name) {
				parts = append(parts, f.SHA256)
			}
		}
		out = append(out, index.Key(parts...))
	}
	return out
}

// settle brings a document just loaded in line with the ledger.
func (k *keepsake) settle(document index.Digest, annotator *analysis.Annotator, ledger *reuse.Ledger, into *analysis.Annotated) error {
	if k.settled == "" {
		annotator.Settle(ledger, into)
		return nil
	}
	digest := k.hasher.Derived(document, k.settled)
	record, ok, err := k.store.Kept(digest, &k.buf)
	if err != nil {
		return err
	}
	if ok {
		if !index.ReadSettled(record, into) {
			return fmt.Errorf("%w: a document is settled for another one", index.ErrDamaged)
		}
		annotator.Cut(into)
		return nil
	}
	anew := annotator.Settle(ledger, into)
	k.record = index.AppendSettled(k.record[:0], into, anew)
	return k.keepers[len(k.keepers)-1].Keep(digest, k.record)
}

// remember has the memories ready for a document.
func (k *keepsake) remember(document index.Digest) error {
	for i := range k.memories {
		k.digests[i] = k.hasher.Derived(document, k.judged[i])
		record, _, err := k.store.Kept(k.digests[i], &k.buf)
		if err != nil {
			return err
		}
		if err := k.memories[i].Begin(record); err != nil {
			return errors.Join(err, index.ErrDamaged)
		}
	}
	return nil
}

// keep keeps the judgments of the document that was measured last, if an
// earlier run did not.
func (k *keepsake) keep() error {
	for i := range k.memories {
		m := &k.memories[i]
		if !m.Fresh() {
			continue
		}
		var err error
		if k.record, err = m.AppendBinary(k.record[:0]); err != nil {
			return err
		}
		if err := k.keepers[i].Keep(k.digests[i], k.record); err != nil {
			return err
		}
	}
	return nil
}

// close completes what is being kept.
func (k *keepsake) close() error {
	var errs []error
	for _, keeper := range k.keepers {
		errs = append(errs, keeper.Close()) // some are one and the same
	}
	return errors.Join(errs...)
}
