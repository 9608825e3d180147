package reports

// stemList is the stems of all quotations, by number: of the commonest, which are
// met first, a number takes half of what the hash does.
type stemList struct {
	blocks [][]uint16            // of codes, never moved
	hashes []uint32              // by number
	number map[uint32]uint32     // of a hash
	room   [2 * longStems]uint16 // for the codes of one quotation
}

// A number below rareStem is a code. Of another the upper bits are one, marked
// with this bit, and the lower bits the next.
const rareStem = 1 << 15

// Places of codes are numbered through all blocks.
const (
	stemBlockBits = 16
	stemBlock     = 1 << stemBlockBits
)

// add takes in the hashes of a quotation's stems, and gives their place.
func (l *stemList) add(hashes []uint32) uint32 {
	codes := l.room[:0]
	for _, hash := range hashes {
		n, ok := l.number[hash]
		if !ok {
			n = uint32(len(l.hashes))
			l.number[hash] = n
			l.hashes = append(l.hashes, hash)
		}
		codes = appendCode(codes, n)
	}
	last := len(l.blocks) - 1
	if last < 0 || len(l.blocks[last])+len(codes) > stemBlock {
		l.blocks = append(l.blocks, make([]uint16, 0, stemBlock))
		last++
	}
	place := last<<stemBlockBits | len(l.blocks[last])
	l.blocks[last] = append(l.blocks[last], codes...)
	return uint32(place)
}

func appendCode(codes []uint16, n uint32) []uint16 {
	if n >= rareStem {
		codes = append(codes, rareStem|uint16(n>>16))
	}
	return append(codes, uint16(n))
}

// numbers appends so many numbers from a place on.
func (l *stemList) numbers(out []uint32, place uint32, length uint8) []uint32 {
	codes := l.blocks[place>>stemBlockBits][place%stemBlock:]
	at := 0
	for range length {
		n := uint32(codes[at])
		if at++; n >= rareStem {
			n = (n-rareStem)<<16 | uint32(codes[at])
			at++
		}
		out = append(out, n)
	}
	return out
}

// replace puts other numbers at a place: some of those that are there.
func (l *stemList) replace(place uint32, numbers []uint32) {
	codes := l.blocks[place>>stemBlockBits][:place%stemBlock] // what follows is written over
	for _, n := range numbers {
		codes = appendCode(codes, n)
	}
}
