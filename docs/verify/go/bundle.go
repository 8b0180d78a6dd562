package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strconv"

	"golang.org/x/mod/sumdb/tlog"
)

// What a Rekor "dsse" 0.0.1 leaf says, as far as the envelope is concerned. Signature and signer are for the Sigstore libraries.
type leafBody struct {
	Spec struct {
		EnvelopeHash struct{ Algorithm, Value string }
	}
}

// A bundle's inclusion proof with x/mod, and everything in it that the Sigstore libraries do not look at.
func (l *log) bundle(at int64, path, opened string, head *signedHead) error {
	if path != fmt.Sprintf("%s/records/%06d.sigstore.json", l.folder, at) {
		return fmt.Errorf("the index names another file")
	}
	if opened != "" && opened != fmt.Sprintf("%s/records/%06d.opened", l.folder, at) {
		return fmt.Errorf("the index names another file of opened fields")
	}
	if at < 0 || at >= head.tree.N {
		return fmt.Errorf("no such leaf")
	}
	text, err := l.read(fmt.Sprintf("records/%06d.sigstore.json", at))
	if err != nil {
		return err
	}
	var b bundle
	if err := strict(text, &b); err != nil {
		return err
	}
	if len(b.VerificationMaterial.TlogEntries) != 1 {
		return fmt.Errorf("not one log entry")
	}
	entry := &b.VerificationMaterial.TlogEntries[0]
	id := make([]byte, 4)
	binary.BigEndian.PutUint32(id, l.trust.logs[l.folder].KeyHash())
	stated, err := l.parse([]byte(entry.InclusionProof.Checkpoint.Envelope))
	if err != nil {
		return err
	}
	size, where := strconv.FormatInt(head.tree.N, 10), strconv.FormatInt(at, 10)
	switch {
	case stated.tree != head.tree:
		return fmt.Errorf("proof to another head")
	case !bytes.Equal(entry.LogID.KeyID, id):
		return fmt.Errorf("another log's id")
	case entry.LogIndex != where || entry.InclusionProof.LogIndex != where:
		return fmt.Errorf("another index")
	case entry.InclusionProof.TreeSize != size || !bytes.Equal(entry.InclusionProof.RootHash, head.tree.Hash[:]):
		return fmt.Errorf("another tree")
	case !bytes.Equal(entry.CanonicalizedBody, l.entries[at]):
		return fmt.Errorf("not the entry of the log")
	}
	var hashes tlog.RecordProof
	for _, raw := range entry.InclusionProof.Hashes {
		var hash tlog.Hash
		if copy(hash[:], raw) != tlog.HashSize || len(raw) != tlog.HashSize {
			return fmt.Errorf("not a hash")
		}
		hashes = append(hashes, hash)
	}
	if err := tlog.CheckRecord(hashes, head.tree.N, head.tree.Hash, at, tlog.RecordHash(entry.CanonicalizedBody)); err != nil {
		return err
	}
	// The leaf promises the envelope's exact bytes, key id included.
	var leaf leafBody
	if err := json.Unmarshal(entry.CanonicalizedBody, &leaf); err != nil {
		return err
	}
	if sum := sha256.Sum256(b.DsseEnvelope); leaf.Spec.EnvelopeHash.Algorithm != "sha256" || leaf.Spec.EnvelopeHash.Value != fmt.Sprintf("%x", sum) {
		return fmt.Errorf("not the envelope that the leaf promises")
	}
	if opened != "" {
		l.known[opened] = true
	}
	return nil
}
