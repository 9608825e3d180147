package corpus

import (
	"bytes"
	"io"
)

// maxRecord is the longest record, line or single article that is read. No
// article comes near it; a quotation mark that is never closed would otherwise
// pull the rest of a file of any size into memory.
const maxRecord = 256 << 20

// window is a stream seen through a buffer that holds the record being read,
// whole, and whatever came with it. What is cut from it is valid until the
// next call of more.
type window struct {
	src        io.Reader
	buf        []byte
	start, end int
	line       int   // the line of the byte at start, from 1
	column     int   // and its column, from 1
	err        error // why more gives no more; io.EOF at the end
}

// reset turns the window to another stream, keeping its buffer.
func (w *window) reset(src io.Reader) {
	if len(w.buf) == 0 || len(w.buf) > 16<<20 {
		w.buf = make([]byte, 1<<18)
	}
	w.src, w.start, w.end, w.line, w.column, w.err = src, 0, 0, 1, 1, nil
}

// data is what has been read and not yet dropped.
func (w *window) data() []byte { return w.buf[w.start:w.end] }

// more reads on, and says whether there was more to read. data may move.
func (w *window) more() bool {
	if w.err != nil {
		return false
	}
	if w.end == len(w.buf) {
		if w.start > 0 {
			w.end = copy(w.buf, w.buf[w.start:w.end])
			w.start = 0
		}
		if w.end > len(w.buf)/2 {
			if w.end >= maxRecord {
				w.err = errTooLong
				return false
			}
			w.buf = append(w.buf, make([]byte, len(w.buf))...)
		}
	}
	for range 100 {
		n, err := w.src.Read(w.buf[w.end:])
		w.end += n
		w.err = err
		if n > 0 {
			return true
		}
		if err != nil {
			return false
		}
	}
	w.err = io.ErrNoProgress
	return false
}

// drop passes over n bytes, counting their lines.
func (w *window) drop(n int) {
	passed := w.buf[w.start : w.start+n]
	if last := bytes.LastIndexByte(passed, '\n'); last >= 0 {
		w.line += bytes.Count(passed[:last+1], newline)
		w.column = n - last
	} else {
		w.column += n
	}
	w.start += n
}

var newline = []byte{'\n'}

// nextLine gives the next line without its line break, and false at the end of
// the stream. An overlong line is passed over and given as nil with ok true.
// The line must be dropped with dropLine before the next one is asked for.
func (w *window) nextLine() (line []byte, ok bool) {
	for seen := 0; ; {
		data := w.data()
		if i := bytes.IndexByte(data[seen:], '\n'); i >= 0 {
			return data[:seen+i], true
		}
		seen = len(data)
		if !w.more() {
			if w.err == errTooLong {
				return nil, true
			}
			return w.data(), w.err == io.EOF && len(w.data()) > 0
		}
	}
}

// dropLine passes over the line nextLine gave, and its break.
func (w *window) dropLine(line []byte) {
	if n := len(line) + 1; n <= w.end-w.start {
		w.line++
		w.column = 1
		w.start += n
	} else {
		w.start = w.end
	}
}

// dropLong passes over an overlong line, up to and with its line break.
func (w *window) dropLong() {
	w.err = nil
	for {
		data := w.data()
		if i := bytes.IndexByte(data, '\n'); i >= 0 {
			w.drop(i + 1)
			return
		}
		w.drop(len(data))
		if !w.more() {
			return
		}
	}
}
