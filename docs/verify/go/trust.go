package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// What the holder of the trust file believes. Officers' keys are the other tool's (node/verify.mjs).
type trust struct {
	logs      map[string]note.Verifier   // by folder
	order     []string                   // folders, as the file lists them
	witnesses map[string][]note.Verifier // by who runs them: a folder, or "third"
	keys      []string                   // the logs' raw keys
}

func readTrust(path string) (*trust, error) {
	bytes, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(string(bytes), "\n")
	if lines[0] != "atalaya-trust/v1" {
		return nil, fmt.Errorf("not a trust file")
	}
	t := &trust{logs: map[string]note.Verifier{}, witnesses: map[string][]note.Verifier{}}
	for _, line := range lines[1:] {
		words := strings.Split(line, " ")
		switch words[0] {
		case "log", "witness":
			if len(words) != 3 {
				return nil, fmt.Errorf("not a trust file: %q", line)
			}
		default:
			continue
		}
		if words[0] == "log" {
			key, err := note.NewVerifier(words[2])
			if err != nil {
				return nil, fmt.Errorf("log %s: %v", words[1], err)
			}
			if t.logs[words[1]] != nil || strings.Trim(words[1], "abcdefghijklmnopqrstuvwxyz") != "" {
				return nil, fmt.Errorf("log %q twice, or no name for a folder", words[1])
			}
			t.logs[words[1]] = key
			raw, _ := base64.StdEncoding.DecodeString(strings.SplitN(words[2], "+", 3)[2])
			t.keys = append(t.keys, string(raw[1:]))
			t.order = append(t.order, words[1])
			continue
		}
		key, err := newCosigner(words[2])
		if err != nil {
			return nil, fmt.Errorf("witness %s: %v", words[1], err)
		}
		t.witnesses[words[1]] = append(t.witnesses[words[1]], key)
	}
	if err := t.apart(); err != nil {
		return nil, err
	}
	if len(t.order) == 0 {
		return nil, fmt.Errorf("no log is trusted")
	}
	return t, nil
}

// A third witness whose key is also a government's would be none.
func (t *trust) apart() error {
	seen := map[string]string{}
	for who, witnesses := range t.witnesses {
		if who != "third" && t.logs[who] == nil {
			return fmt.Errorf("witness %s is no log's and not the third", who)
		}
		for _, witness := range witnesses {
			key := string(witness.(*cosigner).key)
			if seen[key] != "" {
				return fmt.Errorf("one key for witnesses %s and %s", seen[key], who)
			}
			seen[key] = who
		}
	}
	for _, key := range t.keys {
		if seen[key] != "" {
			return fmt.Errorf("one key for a log and witness %s", seen[key])
		}
	}
	return nil
}

// x/mod knows signature type 1 only; this is a note.Verifier for type 4 (C2SP tlog-cosignature): eight bytes of time, then Ed25519.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newCosigner(text string) (*cosigner, error) {
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("malformed key")
	}
	key, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return nil, fmt.Errorf("not a cosigning key")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	if fmt.Sprintf("%x", sum[:4]) != parts[1] {
		return nil, fmt.Errorf("the key's id is not its own")
	}
	return &cosigner{parts[0], binary.BigEndian.Uint32(sum[:4]), key[1:]}, nil
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }
func (c *cosigner) Verify(msg, sig []byte) bool {
	return len(sig) == 72 && seconds(sig) > 0 &&
		ed25519.Verify(c.key, []byte("cosignature/v1\ntime "+strconv.FormatInt(seconds(sig), 10)+"\n"+string(msg)), sig[8:])
}

func seconds(sig []byte) int64 { return int64(binary.BigEndian.Uint64(sig)) }

// The list in the folder, as far as this tool needs it. It is believed in nothing: each file is held against the log.
type index struct {
	Format string
	Logs   []struct {
		Folder, Origin string
		Size           int64
		Heads          []struct {
			Size              int64
			Head, Consistency string
		}
		Records []struct {
			Index                        int64
			Digest, Kind, Bundle, Opened string
			Sealed                       int
		}
	}
}

// A Sigstore bundle, as far as it speaks of the log; node/verify.mjs reads the same file with the Sigstore libraries.
type bundle struct {
	MediaType            string
	VerificationMaterial struct {
		PublicKey   struct{ Hint string }
		TlogEntries []struct {
			LogIndex       string
			LogID          struct{ KeyID []byte }
			KindVersion    struct{ Kind, Version string }
			InclusionProof struct {
				LogIndex   string
				RootHash   []byte
				TreeSize   string
				Hashes     [][]byte
				Checkpoint struct{ Envelope string }
			}
			CanonicalizedBody []byte
		}
	}
	DsseEnvelope json.RawMessage
}
