package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// One log of the folder, and what was computed from its entries.
type log struct {
	dir, folder string
	trust       *trust
	known       map[string]bool // files that some check covers
	entries     [][]byte
	stored      []tlog.Hash // every hash of the tree, computed from the entries
}

type signedHead struct {
	text         []byte
	tree         tlog.Tree
	cosignatures map[string]int64 // seconds, by name and id of the witness
}

func (l *log) read(name string) ([]byte, error) {
	l.known[l.folder+"/"+name] = true
	return os.ReadFile(filepath.Join(l.dir, l.folder, filepath.FromSlash(name)))
}

func (l *log) open(name string) (*signedHead, error) {
	text, err := l.read(name)
	if err != nil {
		return nil, err
	}
	return l.parse(text)
}

// A head counts with the signature of the log's own key, in its name; signatures of keys that nobody trusts are passed over.
func (l *log) parse(text []byte) (*signedHead, error) {
	key := l.trust.logs[l.folder]
	verifiers := []note.Verifier{key}
	for _, witnesses := range l.trust.witnesses {
		verifiers = append(verifiers, witnesses...)
	}
	n, err := note.Open(text, note.VerifierList(verifiers...))
	if err != nil {
		return nil, err
	}
	head := &signedHead{text: text, cosignatures: map[string]int64{}}
	signed := false
	for _, sig := range n.Sigs {
		if sig.Name == key.Name() && sig.Hash == key.KeyHash() {
			signed = true
		} else if raw, _ := base64.StdEncoding.DecodeString(sig.Base64); len(raw) == 76 {
			head.cosignatures[sig.Name+fmt.Sprint(sig.Hash)] = seconds(raw[4:])
		}
	}
	if !signed {
		return nil, fmt.Errorf("no signature by %s", key.Name())
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 4 || lines[0] != key.Name() {
		return nil, fmt.Errorf("not a head of %s", key.Name())
	}
	if head.tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil || head.tree.N < 0 || strconv.FormatInt(head.tree.N, 10) != lines[1] {
		return nil, fmt.Errorf("no size")
	}
	head.tree.Hash, err = tlog.ParseHash(lines[2])
	return head, err
}

// C2SP tlog-tiles names no height; x/mod's names do.
func (l *log) tilePath(t tlog.Tile) string {
	name := strings.TrimPrefix(t.Path(), "tile/8/")
	if t.L == -1 {
		return "tile/entries/" + strings.TrimPrefix(name, "data/")
	}
	return "tile/" + name
}

// Hashes every entry of every bundle, from nothing, up to the root.
func (l *log) leaves(tree tlog.Tree) error {
	read := l.reader()
	for first := int64(0); first < tree.N; first += 256 {
		width := tree.N - first
		if width > 256 {
			width = 256
		}
		path := l.tilePath(tlog.Tile{H: 8, L: -1, N: first / 256, W: int(width)})
		text, err := l.read(path)
		if err != nil {
			return err
		}
		for i := int64(0); i < width; i++ {
			if len(text) < 2 || len(text) < 2+int(binary.BigEndian.Uint16(text)) {
				return fmt.Errorf("%s ends early", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(text))
			hashes, err := tlog.StoredHashes(first+i, text[2:end], read)
			if err != nil {
				return err
			}
			l.entries = append(l.entries, text[2:end])
			l.stored = append(l.stored, hashes...)
			text = text[end:]
		}
		if len(text) > 0 {
			return fmt.Errorf("%s has more entries than the head says", path)
		}
	}
	root, err := tlog.TreeHash(tree.N, read)
	if tree.N == 0 {
		root = sha256.Sum256(nil) // RFC 6962; x/mod has no root of nothing
	}
	if err == nil && root != tree.Hash {
		err = fmt.Errorf("the entries hash to %v", root)
	}
	return err
}

func (l *log) reader() tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes := make([]tlog.Hash, len(indexes))
		for i, x := range indexes {
			if x < 0 || x >= int64(len(l.stored)) {
				return nil, fmt.Errorf("more leaves than the log has")
			}
			hashes[i] = l.stored[x]
		}
		return hashes, nil
	})
}

// Every tile must be, byte for byte, what the entries give.
func (l *log) tiles(size int64) (int, error) {
	count := 0
	for level := 0; size>>uint(8*level) > 0; level++ {
		hashes := size >> uint(8*level)
		for first := int64(0); first < hashes; first += 256 {
			t := tlog.Tile{H: 8, L: level, N: first / 256, W: 256}
			if hashes-first < 256 {
				t.W = int(hashes - first)
			}
			want, err := tlog.ReadTileData(t, l.reader())
			if err != nil {
				return 0, err
			}
			have, err := l.read(l.tilePath(t))
			if err != nil {
				return 0, err
			}
			if !bytes.Equal(have, want) {
				return 0, fmt.Errorf("%s is not what the entries give", l.tilePath(t))
			}
			count++
		}
	}
	return count, nil
}

// An earlier head, the proof that a later one continues it, and the entries themselves.
func (l *log) continues(size int64, head, proof string, to *signedHead) error {
	if head != fmt.Sprintf("%s/heads/%d", l.folder, size) || proof != fmt.Sprintf("%s/consistency/%d-%d", l.folder, size, to.tree.N) {
		return fmt.Errorf("the index names other files")
	}
	from, err := l.open(fmt.Sprintf("heads/%d", size))
	if err != nil {
		return err
	}
	if from.tree.N != size {
		return fmt.Errorf("a head of %d leaves", from.tree.N)
	}
	text, err := l.read(fmt.Sprintf("consistency/%d-%d", size, to.tree.N))
	if err != nil {
		return err
	}
	lines := strings.Split(string(text), "\n")
	if len(lines) < 3 || lines[0] != fmt.Sprintf("old %d", size) || lines[1] != fmt.Sprintf("new %d", to.tree.N) || lines[len(lines)-1] != "" {
		return fmt.Errorf("not a proof of these sizes")
	}
	var hashes tlog.TreeProof
	for _, line := range lines[2 : len(lines)-1] {
		hash, err := tlog.ParseHash(line)
		if err != nil || hash.String() != line {
			return fmt.Errorf("not a hash: %q", line)
		}
		hashes = append(hashes, hash)
	}
	if err := tlog.CheckTree(hashes, to.tree.N, to.tree.Hash, size, from.tree.Hash); err != nil {
		return err
	}
	root, err := tlog.TreeHash(size, l.reader())
	if err == nil && root != from.tree.Hash {
		err = fmt.Errorf("the entries hash to %v", root)
	}
	return err
}
