package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"slant/analysis"
	"slant/analysis/diag"
	"slant/analysis/index"
	"slant/analysis/reuse"
)

const (
	cacheOff = "off" // the value of --cache that keeps nothing

	// cacheReason is the reason of problems with the cache.
	cacheReason = "cache"

	// cacheLimit is how many bytes the cache may have: of news, some five times
	// as much is annotated in it. What has not been used longest goes first.
	cacheLimit = 2 << 30

	// madeAnew is the hint of problems that nobody has to do anything about.
	madeAnew = "what it held is made anew"

	// spoolName is the folder, among results in the making, of a run that
	// keeps nothing for others.
	spoolName = ".documents"

	// asideName is what other files there are called that are gone at its end.
	asideName = ".aside*"
)

// archive is where the documents of a run are between its passes: the user's
// cache or, where none is wanted or to be had, a folder for this run alone.
type archive struct {
	dir     string
	spool   bool // dir goes when the run ends
	key     string
	store   *index.Store
	listing *index.Listing // of the corpus; nil until it is read
	said    diag.Problems  // what the user is to be told of it; none of it is in a result
	folder  string         // of the results in the making
	scratch []*os.File     // in it, of this run alone
}

// openArchive opens the cache, or a spool in the folder of that name. What is
// wrong with a cache is a warning: the run goes on without it.
func (p *plan) openArchive(cache, spool string) (*archive, error) {
	folder := filepath.Dir(spool)
	a := &archive{dir: spool, folder: folder, spool: true}
	if cache != "" && cache != cacheOff {
		kept := &archive{dir: cache, folder: folder}
		err := kept.open()
		if err == nil {
			if digest := p.source.reader.Digest(); digest != "" {
				kept.key = index.Key("corpus", digest)
				kept.listing, err = kept.store.Listing(kept.key)
			}
			if err == nil {
				return kept, nil
			}
			err = errors.Join(err, kept.store.Close())
		}
		a.said = append(kept.said, &diag.Problem{Severity: diag.Warning, Reason: cacheReason, Message: fmt.Sprintf("the cache cannot be used: %v", err),
			Hint: "name another folder with --cache, or --cache off"})
	}
	return a, a.open()
}

func (a *archive) open() error {
	store, found, err := index.Open(a.dir)
	if err != nil {
		return err
	}
	a.store = store
	for _, path := range found.Damaged {
		a.said = append(a.said, &diag.Problem{Position: diag.Position{File: path}, Severity: diag.Warning, Reason: cacheReason,
			Message: "a file of the cache was damaged and is removed", Hint: madeAnew})
	}
	if found.Foreign > 0 {
		a.said = append(a.said, &diag.Problem{Severity: diag.Notice, Reason: cacheReason,
			Message: fmt.Sprintf("the cache holds %s of another version of slant, which are not used", plural(found.Foreign, "file")), Hint: "slant cache clear removes them"})
	}
	return nil
}

// ledgerKey names the ledger of the wanted documents of the corpus.
func (a *archive) ledgerKey(wanted *filter) string {
	return index.Key(append([]string{"ledger", a.key, wanted.from, wanted.to}, wanted.outlets...)...)
}

// keep keeps a ledger for the next run, if the corpus is one that can be known
// again.
func (a *archive) keep(wanted *filter, ledger *reuse.Ledger, largest []string) error {
	if a.spool || a.key == "" {
		return nil
	}
	b := binary.AppendUvarint(nil, uint64(len(largest)))
	for _, outlet := range largest {
		b = append(binary.AppendUvarint(b, uint64(len(outlet))), outlet...)
	}
	b, err := ledger.AppendBinary(b)
	if err != nil {
		return err
	}
	return a.store.KeepLedger(a.ledgerKey(wanted), b)
}

// recall gives what keep kept, or nil.
func (a *archive) recall(wanted *filter) (*reuse.Ledger, []string) {
	if a.spool || a.key == "" || a.listing == nil {
		return nil, nil
	}
	b := a.store.Ledger(a.ledgerKey(wanted))
	number := func() uint64 {
		n, size := binary.Uvarint(b)
		if size <= 0 || n > uint64(len(b)) {
			b = nil
			return 0
		}
		b = b[size:]
		return n
	}
	var largest []string
	for range number() {
		n := int(number())
		if n > len(b) {
			return nil, nil
		}
		largest = append(largest, string(b[:n]))
		b = b[n:]
	}
	ledger := &reuse.Ledger{}
	if ledger.UnmarshalBinary(b) != nil {
		return nil, nil // of another version: it is made again
	}
	return ledger, largest
}

// wordsKey names the words of the wanted documents of the corpus.
func (a *archive) wordsKey(wanted *filter) string {
	return index.Key("words", settledBy(a, wanted))
}

// keepWords keeps the words of a corpus for the next run, as keep does a ledger.
func (a *archive) keepWords(wanted *filter, lexis *analysis.Lexis) error {
	if a.spool || a.key == "" {
		return nil
	}
	b, err := lexis.AppendBinary(nil)
	if err != nil {
		return err
	}
	return a.store.KeepLedger(a.wordsKey(wanted), b)
}

// recallWords gives what keepWords kept, or nil.
func (a *archive) recallWords(wanted *filter, outlets []string) *analysis.Lexis {
	if a.spool || a.key == "" {
		return nil
	}
	lexis := &analysis.Lexis{}
	if lexis.UnmarshalBinary(a.store.Ledger(a.wordsKey(wanted))) != nil || !lexis.Of(outlets) {
		return nil // of another version: they are counted again
	}
	return lexis
}

// renew opens the store again after something in it was found missing or
// damaged, which the user is told, and forgets the listing: the source is read
// again.
func (a *archive) renew(found error) error {
	a.said = append(a.said, &diag.Problem{Severity: diag.Warning, Reason: cacheReason, Message: found.Error(), Hint: "the articles were read again"})
	err := a.store.Close()
	if a.listing != nil {
		err = errors.Join(err, a.listing.Remove())
	}
	a.listing = nil
	if err != nil {
		return err
	}
	return a.open()
}

// aside gives an empty file for what the run has no room for, until discard. It
// is no part of a cache, which may be one that can only be read.
func (a *archive) aside() (*os.File, error) {
	file, err := os.CreateTemp(a.folder, asideName)
	if err == nil {
		a.scratch = append(a.scratch, file)
	}
	return file, err
}

// discard removes the files that aside gave.
func (a *archive) discard() error {
	var errs []error
	for _, file := range a.scratch {
		errs = append(errs, file.Close(), os.Remove(file.Name()))
	}
	a.scratch = nil
	return errors.Join(errs...)
}

// lost tells the user which files of keepsakes were damaged, each of them once.
func (a *archive) lost(kept []*keepsake) {
	told := make(map[string]bool)
	for _, k := range kept {
		for _, err := range k.damaged {
			if message := err.Error(); !told[message] {
				told[message] = true
				a.said = append(a.said, &diag.Problem{Severity: diag.Warning, Reason: cacheReason, Message: message, Hint: madeAnew})
			}
		}
	}
}

// forgo tells the user that something could not be kept for the next run.
func (a *archive) forgo(err error) {
	if err != nil {
		a.said = append(a.said, &diag.Problem{Severity: diag.Warning, Reason: cacheReason,
			Message: fmt.Sprintf("not all could be kept in the cache: %v", err), Hint: "the results are whole; the next run may take longer"})
	}
}

// close closes the store. A cache is cut to its limit, a spool removed. What
// cannot be done in a cache is a warning, the results being there.
func (a *archive) close(w *world, wanted *filter) error {
	discarded := a.discard()
	errs := []error{a.store.Close()} // first: not every system removes files that are open
	switch {
	case a.listing == nil:
	case a.key == "": // nobody could tell which corpus it is of
		errs = append(errs, a.listing.Remove())
	default:
		errs = append(errs, a.listing.Close(), a.store.Trim(a.listing, cacheLimit, w.now(), a.ledgerKey(wanted), a.wordsKey(wanted)))
	}
	if a.spool {
		return errors.Join(append(errs, discarded, os.RemoveAll(a.dir))...)
	}
	a.forgo(errors.Join(errs...))
	return discarded
}

// CacheCommand looks after the cache.
type CacheCommand struct {
	List  CacheListCommand  `cmd:"" help:"What the cache holds, and where it is."`
	Clear CacheClearCommand `cmd:"" help:"Remove everything from the cache."`
}

// CacheListCommand holds the options of slant cache list.
type CacheListCommand struct {
	Cache string `placeholder:"DIR" help:"Another folder than the user's own."`
}

// Run lists what the cache holds.
func (c *CacheListCommand) Run(w *world) error {
	dir, err := w.cacheFolder(c.Cache)
	if err != nil {
		return err
	}
	held, err := index.List(dir)
	if err != nil {
		return err
	}
	for _, path := range held.Damaged {
		fmt.Fprintf(w.out, "%s was damaged and is removed\n", path)
	}
	fmt.Fprintf(w.out, "%s: %s annotated, of %s; %s, %.1f MB of at most %.0f\n", dir, plural(held.Documents, "article"),
		counted(held.Corpora, "corpus", "corpora"), plural(held.Files, "file"), megabytes(held.Bytes), megabytes(cacheLimit))
	if held.Foreign > 0 {
		fmt.Fprintf(w.out, "%s of another version of slant, which are not used; slant cache clear removes them\n", plural(held.Foreign, "file"))
	}
	return nil
}

// CacheClearCommand holds the options of slant cache clear.
type CacheClearCommand struct {
	Cache string `placeholder:"DIR" help:"Another folder than the user's own."`
}

// Run empties the cache.
func (c *CacheClearCommand) Run(w *world) error {
	dir, err := w.cacheFolder(c.Cache)
	if err != nil {
		return err
	}
	n, err := index.Clear(dir)
	if err != nil {
		return err
	}
	fmt.Fprintf(w.out, "%s: %s removed\n", dir, plural(n, "file"))
	return nil
}

// cacheFolder gives the folder of the cache: one that was named, or the user's.
func (w *world) cacheFolder(named string) (string, error) {
	switch {
	case named == cacheOff:
		return "", diag.Problems{{Message: "--cache off: there is nothing to look at", Hint: "name a folder"}}
	case named != "":
		return named, nil
	case w.cache == "":
		return "", diag.Problems{{Message: "this system names no folder for caches", Hint: "name one with --cache"}}
	}
	return w.cache, nil
}

func megabytes(n int64) float64 { return float64(n) / 1e6 }
