package index

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"

	"github.com/cespare/xxhash/v2"
)

// Ledger gives what was kept under a key of what a whole corpus tells, or
// nothing where there is none of this version, whole.
func (s *Store) Ledger(key string) []byte {
	b, err := os.ReadFile(s.ledger(key))
	if err != nil || checkHead(b, ledgerMagic) != nil || len(b) < headSize+8 {
		return nil
	}
	sum, b := b[headSize:headSize+8], b[headSize+8:]
	if binary.LittleEndian.Uint64(sum) != xxhash.Sum64(b) {
		return nil
	}
	return b
}

// KeepLedger keeps what a whole corpus tells.
func (s *Store) KeepLedger(key string, ledger []byte) error {
	f, err := s.temporary()
	if err != nil {
		return err
	}
	b := binary.LittleEndian.AppendUint64(appendHead(nil, ledgerMagic), xxhash.Sum64(ledger))
	_, err = f.Write(append(b, ledger...))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), s.ledger(key))
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

func (s *Store) ledger(key string) string { return filepath.Join(s.dir, key+ledgerExt) }
