// Slant scores news coverage on lexicons of loaded terms: by outlet, in whose
// voice a term was used, and out of how many chances to name the thing.
//
// Usage:
//
//	slant run testdata/demo
//	slant run articles/ -m articles.csv -l loaded-terms -l mine.csv -o out
//
// It writes CSV tables, figures, a page and a manifest into one folder. The
// same inputs, options and seed give the same bytes, whatever the number of
// workers. See slant --help, and slant run --help for every option.
//
// Exit status: 0 done; 1 failed, nothing to trust; 2 wrong usage, options,
// lexicon or actors; 3 done, but some documents were skipped.
package main

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the program at once
	os.Exit(run(os.Args[1:], world{
		ctx:      ctx,
		in:       os.Stdin,
		out:      os.Stdout,
		err:      os.Stderr,
		terminal: isTerminal(os.Stderr),
		color:    isTerminal(os.Stdout) && os.Getenv("NO_COLOR") == "",
		now:      time.Now,
		cache:    cacheFolder(),
	}))
}

// cacheFolder gives the folder in which a system keeps what programs can make
// again, or nothing where it names none.
func cacheFolder() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "" // no home folder: nothing is kept
	}
	return filepath.Join(dir, "slant")
}

// isTerminal reports whether a file is a terminal, and not a pipe or a file.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
