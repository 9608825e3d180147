package reuse

import "math/bits"

// Sets of hashes are stored as the differences of their sorted values in
// Golomb–Rice code: a value takes one and a half bits more than the logarithm
// of the mean difference.

// bitWriter appends bits to bytes, the lowest first.
type bitWriter struct {
	data []byte
	word uint64
	used int // bits of word, fewer than 8 between calls
}

// bits writes the n low bits of v; n is 48 at the most.
func (w *bitWriter) bits(v uint64, n int) {
	w.word |= v << w.used
	for w.used += n; w.used >= 8; w.used -= 8 {
		w.data = append(w.data, byte(w.word))
		w.word >>= 8
	}
}

// count writes a number of any size in groups of seven bits.
func (w *bitWriter) count(n int) {
	for ; n >= 0x80; n >>= 7 {
		w.bits(uint64(n&0x7f|0x80), 8)
	}
	w.bits(uint64(n), 8)
}

// set writes a sorted set of values of so many bits.
func (w *bitWriter) set(values []uint64, width int) {
	w.count(len(values))
	low := riceBits(len(values), width)
	last := uint64(0)
	for _, v := range values {
		d := v - last
		last = v
		for q := d >> low; q > 0; q-- {
			w.bits(1, 1)
		}
		w.bits(0, 1)
		w.bits(d&(1<<low-1), low)
	}
}

// flush gives all bytes, the last one filled up.
func (w *bitWriter) flush() []byte {
	if w.used > 0 {
		w.bits(0, 8-w.used)
	}
	return w.data
}

// riceBits is how many low bits of a difference are written as they are.
func riceBits(n, width int) int {
	return max(0, width-bits.Len(uint(n)))
}

// bitReader reads what a bitWriter wrote. over tells that there was less.
type bitReader struct {
	data []byte
	word uint64
	have int // bits of word
	over bool
}

func (r *bitReader) bits(n int) uint64 {
	for r.have < n {
		if len(r.data) == 0 {
			r.over = true
			return 0
		}
		r.word |= uint64(r.data[0]) << r.have
		r.data = r.data[1:]
		r.have += 8
	}
	v := r.word & (1<<n - 1)
	r.word >>= n
	r.have -= n
	return v
}

func (r *bitReader) count() int {
	n := 0
	for shift := 0; shift < 56; shift += 7 {
		b := r.bits(8)
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	r.over = true
	return 0
}

// set appends a set of values of so many bits.
func (r *bitReader) set(out []uint64, width int) []uint64 {
	n := r.count()
	low := riceBits(n, width)
	last := uint64(0)
	for i := 0; i < n && !r.over; i++ {
		q := uint64(0)
		for r.bits(1) == 1 {
			q++
		}
		d := q<<low | r.bits(low)
		if i > 0 && d == 0 || d>>width != 0 || (last+d)>>width != 0 {
			r.over = true // no set
		}
		last += d
		out = append(out, last)
	}
	return out
}
