package index

import "encoding/binary"

// decoder takes numbers and strings off bytes. What is not there is read as
// zero, and noted: bytes with the right checksum are what a Writer wrote, but a
// fault must not end in a panic or in all of memory.
type decoder struct {
	b    []byte
	at   int
	fail bool
}

func (d *decoder) byte() byte {
	if d.at >= len(d.b) {
		d.fail = true
		return 0
	}
	d.at++
	return d.b[d.at-1]
}

func (d *decoder) uvarint() uint64 {
	if d.at < len(d.b) && d.b[d.at] < 0x80 { // nearly always
		d.at++
		return uint64(d.b[d.at-1])
	}
	n, size := binary.Uvarint(d.b[d.at:])
	if size <= 0 {
		d.fail = true
		return 0
	}
	d.at += size
	return n
}

func (d *decoder) varint() int64 {
	n := d.uvarint()
	return int64(n>>1) ^ -int64(n&1)
}

// count is a number of things that take at least one byte each.
func (d *decoder) count() int {
	n := d.uvarint()
	if n > uint64(len(d.b)-d.at) {
		d.fail = true
		return 0
	}
	return int(n)
}

// int is a number that an int holds with room to spare.
func (d *decoder) int() int {
	n := d.uvarint()
	if n > 1<<40 {
		d.fail = true
		return 0
	}
	return int(n)
}

func (d *decoder) take(n int) []byte {
	if n < 0 || n > len(d.b)-d.at {
		d.fail = true
		return nil
	}
	d.at += n
	return d.b[d.at-n : d.at]
}

// bytes takes a string without copying it.
func (d *decoder) bytes() []byte { return d.take(d.count()) }

func (d *decoder) string() string { return string(d.bytes()) }
