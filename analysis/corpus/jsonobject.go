package corpus

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonObject is one JSON object taken apart one level deep, without a copy of
// its longer strings. It is written for this package because a corpus needs
// what general decoders do not give together: the byte at which a record goes
// wrong, nested values as they were written, and speed.
type jsonObject struct {
	data    []byte
	pos     int
	members []jsonMember
	// unescaped holds strings that had escapes; members point into it only
	// after the whole object is read, since it may move while growing.
	unescaped []byte
	halves    int // escapes of half a surrogate pair, read as U+FFFD
	half      int // where the first of them is
}

// jsonMember is a key and its value.
type jsonMember struct {
	key, value jsonString
	kind       byte // '"' string, '0' number, 't', 'f', 'n' for null, '[', '{'
}

// jsonString is a part of the object's bytes or of its unescaped ones.
type jsonString struct {
	start, end int
	unescaped  bool
}

// bytes gives a string or, of any other value, its JSON text.
func (o *jsonObject) bytes(s jsonString) []byte {
	if s.unescaped {
		return o.unescaped[s.start:s.end]
	}
	return o.data[s.start:s.end]
}

// jsonError is where and how a record is not JSON.
type jsonError struct {
	at      int // byte in the record, from 0
	message string
}

func (e *jsonError) Error() string { return e.message }

// parse takes one object apart. data must be valid UTF-8 and is pointed into.
// Control characters inside strings, which the standard forbids and writers of
// corpora produce, are let through as they stand.
func (o *jsonObject) parse(data []byte) *jsonError {
	o.data, o.pos, o.members, o.unescaped, o.halves = data, 0, o.members[:0], o.unescaped[:0], 0
	o.space()
	if o.pos == len(data) || data[o.pos] != '{' {
		return o.fault("a record must be an object in braces, not %s", o.next())
	}
	o.pos++
	o.space()
	if o.at('}') {
		return o.close()
	}
	for {
		if !o.at('"') {
			return o.fault("expected a key in double quotation marks, not %s", o.next())
		}
		var m jsonMember
		var err *jsonError
		if m.key, err = o.string(); err != nil {
			return err
		}
		o.space()
		if !o.at(':') {
			return o.fault("expected a colon after a key, not %s", o.next())
		}
		o.pos++
		o.space()
		if err = o.value(&m); err != nil {
			return err
		}
		o.members = append(o.members, m)
		o.space()
		if o.at('}') {
			return o.close()
		}
		if !o.at(',') {
			return o.fault("expected a comma or a closing brace after a value, not %s", o.next())
		}
		o.pos++
		o.space()
	}
}

// close passes the last brace; nothing may follow it.
func (o *jsonObject) close() *jsonError {
	o.pos++
	o.space()
	if o.pos < len(o.data) {
		return o.fault("expected the end of the record, not %s", o.next())
	}
	return nil
}

func (o *jsonObject) at(c byte) bool { return o.pos < len(o.data) && o.data[o.pos] == c }

func (o *jsonObject) space() {
	for o.pos < len(o.data) {
		switch o.data[o.pos] {
		case ' ', '\t', '\n', '\r':
			o.pos++
		default:
			return
		}
	}
}

// next describes what stands where something else was expected.
func (o *jsonObject) next() string {
	if o.pos >= len(o.data) {
		return "the end"
	}
	r, _ := utf8.DecodeRune(o.data[o.pos:])
	return fmt.Sprintf("%q", r)
}

func (o *jsonObject) fault(format string, args ...any) *jsonError {
	return &jsonError{o.pos, fmt.Sprintf(format, args...)}
}

// value reads the value of m at pos.
func (o *jsonObject) value(m *jsonMember) (err *jsonError) {
	if o.pos == len(o.data) {
		return o.fault("expected a value, not the end")
	}
	start := o.pos
	switch c := o.data[o.pos]; c {
	case '"':
		m.kind = '"'
		m.value, err = o.string()
		return err
	case '{', '[':
		m.kind = c
		return o.nested(m)
	case 't', 'f', 'n':
		for _, word := range [...]string{"true", "false", "null"} {
			if bytes.HasPrefix(o.data[o.pos:], []byte(word)) {
				o.pos += len(word)
			}
		}
		m.kind = c
	default:
		for o.pos < len(o.data) && bytes.IndexByte([]byte("+-0123456789.eE"), o.data[o.pos]) >= 0 {
			o.pos++
		}
		m.kind = '0'
		if !json.Valid(o.data[start:o.pos]) {
			o.pos = start
		}
	}
	if o.pos == start {
		return o.fault("expected a value, not %s", o.next())
	}
	m.value = jsonString{start: start, end: o.pos}
	return nil
}

// nested reads an array or an object as its compact JSON text.
func (o *jsonObject) nested(m *jsonMember) *jsonError {
	start, depth := o.pos, 0
	for i := o.pos; i < len(o.data); i++ {
		switch o.data[i] {
		case '"':
			n := stringEnd(o.data[i+1:])
			if n < 0 {
				o.pos = i
				return o.fault("a string is not closed")
			}
			i += n + 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth > 0 {
				continue
			}
			o.pos = i + 1
			return o.compact(m, start)
		}
	}
	return o.fault("an array or object is not closed")
}

// compact stores data[start:pos] without blanks; what is already compact is
// pointed to instead.
func (o *jsonObject) compact(m *jsonMember, start int) *jsonError {
	raw := o.data[start:o.pos]
	out := bytes.NewBuffer(o.unescaped)
	if json.Compact(out, raw) != nil {
		var whole json.RawMessage
		err := json.Unmarshal(raw, &whole) // which says where, as Compact does not
		o.pos = start
		if syntax, ok := err.(*json.SyntaxError); ok {
			o.pos += int(max(syntax.Offset-1, 0))
		}
		return o.fault("%v", err)
	}
	if out.Len()-len(o.unescaped) == len(raw) {
		m.value = jsonString{start: start, end: o.pos}
		return nil
	}
	m.value = jsonString{len(o.unescaped), out.Len(), true}
	o.unescaped = out.Bytes()
	return nil
}

// stringEnd is the place of the mark that closes a string, or -1.
func stringEnd(b []byte) int {
	for from := 0; ; {
		i := bytes.IndexByte(b[from:], '"')
		if i < 0 {
			return -1
		}
		i += from
		slashes := 0
		for slashes < i-from && b[i-1-slashes] == '\\' {
			slashes++
		}
		if slashes%2 == 0 {
			return i
		}
		from = i + 1
	}
}

// string reads the string that starts at pos.
func (o *jsonObject) string() (jsonString, *jsonError) {
	start := o.pos + 1
	n := stringEnd(o.data[start:])
	if n < 0 {
		return jsonString{}, o.fault("a string is not closed")
	}
	raw := o.data[start : start+n]
	o.pos = start + n + 1
	slash := bytes.IndexByte(raw, '\\')
	if slash < 0 {
		return jsonString{start: start, end: start + n}, nil
	}
	from := len(o.unescaped)
	if err := o.unescape(raw, start); err != nil {
		return jsonString{}, err
	}
	return jsonString{from, len(o.unescaped), true}, nil
}

// unescape appends raw, which starts at byte base, to the unescaped bytes.
func (o *jsonObject) unescape(raw []byte, base int) *jsonError {
	out := slices.Grow(o.unescaped, len(raw))
	for i := 0; i < len(raw); {
		n := bytes.IndexByte(raw[i:], '\\')
		if n < 0 {
			out = append(out, raw[i:]...)
			break
		}
		out = append(out, raw[i:i+n]...)
		i += n
		c := raw[i+1] // a string never ends in the middle of an escape
		if plain := escapes[c]; plain != 0 {
			out = append(out, plain)
			i += 2
			continue
		}
		r := hex4(raw[i:])
		if c != 'u' || r < 0 {
			o.pos = base + i
			return o.fault("%q is no escape", raw[i:min(i+2, len(raw))])
		}
		i += 6
		if utf16.IsSurrogate(r) {
			if pair := utf16.DecodeRune(r, hex4(raw[i:])); pair != utf8.RuneError {
				r = pair
				i += 6
			} else {
				if o.halves++; o.halves == 1 {
					o.half = base + i - 6
				}
				r = utf8.RuneError
			}
		}
		out = utf8.AppendRune(out, r)
	}
	o.unescaped = out
	return nil
}

var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// hex4 is the code unit of an escape \uXXXX at the start of b, or -1.
func hex4(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return -1
	}
	var r rune
	for _, c := range b[2:6] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}
