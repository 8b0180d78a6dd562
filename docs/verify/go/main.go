// Verifies the logs of a published folder with golang.org/x/mod/sumdb (Debian: golang-golang-x-mod-dev): signed heads, cosignatures, every leaf
// and every tile, inclusion and consistency. Nothing of the program that wrote the folder is used.
//
//	verify-log DIR TRUST          prints tab-separated lines: ok|fail|note, code, arguments
//	verify-log --batch LIST       LIST has lines DIR <tab> TRUST; a line "= n" closes each one's findings
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"
)

var out = bufio.NewWriter(os.Stdout)
var failures int

func say(word, code string, args ...interface{}) {
	if word == "fail" {
		failures++
	}
	fmt.Fprintf(out, "%s\t%s", word, code)
	for _, arg := range args {
		fmt.Fprintf(out, "\t%s", strings.Map(printable, fmt.Sprint(arg)))
	}
	fmt.Fprintln(out)
}

// What a stranger's folder says must not reach a terminal as it is.
func printable(r rune) rune {
	if r < 0x20 || r >= 0x7f && r < 0xa0 {
		return '?'
	}
	return r
}

func main() {
	defer out.Flush()
	if len(os.Args) == 3 && os.Args[1] == "--batch" {
		list, err := os.ReadFile(os.Args[2])
		if err != nil {
			panic(err)
		}
		for _, line := range strings.Split(strings.TrimSpace(string(list)), "\n") {
			failures = 0
			parts := strings.Split(line, "\t")
			verify(parts[0], parts[1])
			fmt.Fprintf(out, "= %d\n", failures)
		}
		return
	}
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: verify-log DIR TRUST")
		os.Exit(2)
	}
	verify(os.Args[1], os.Args[2])
	if failures > 0 {
		out.Flush()
		os.Exit(1)
	}
}

func verify(dir, trustFile string) {
	t, err := readTrust(trustFile)
	if err != nil {
		say("fail", "trust", err)
		return
	}
	text, err := os.ReadFile(filepath.Join(dir, "index.json"))
	var ix index
	if err == nil {
		err = strict(text, &ix)
	}
	if err == nil && ix.Format != "atalaya-published/v1" {
		err = fmt.Errorf("format %q", ix.Format)
	}
	if err != nil {
		say("fail", "index", err)
		return
	}
	known := map[string]bool{"index.json": true}
	listed := map[string]bool{}
	for i := range ix.Logs {
		folder := ix.Logs[i].Folder
		if t.logs[folder] == nil || listed[folder] {
			say("fail", "log-unknown", folder)
			continue
		}
		listed[folder] = true
		l := &log{dir: dir, folder: folder, trust: t, known: known}
		l.verify(&ix, i)
	}
	for _, folder := range t.order {
		if !listed[folder] {
			say("fail", "log-missing", folder)
		}
	}
	unchecked(dir, known)
}

// A file that no check covers could be taken for one that was checked.
func unchecked(dir string, known map[string]bool) {
	extra := 0
	err := filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		if info.IsDir() {
			return nil
		}
		if !info.Mode().IsRegular() || !known[filepath.ToSlash(name)] {
			say("fail", "file-unknown", filepath.ToSlash(name))
			extra++
		}
		return nil
	})
	if err != nil {
		say("fail", "folder", err)
	} else if extra == 0 {
		say("ok", "files", len(known))
	}
}

func (l *log) verify(ix *index, which int) {
	listed := &ix.Logs[which]
	head, err := l.open("checkpoint")
	if err != nil {
		say("fail", "checkpoint", l.folder, err)
		return
	}
	if listed.Origin != l.trust.logs[l.folder].Name() || listed.Size != head.tree.N {
		say("fail", "index-head", l.folder)
	}
	say("ok", "checkpoint", l.folder, head.tree.N, head.tree.Hash)
	l.cosigned(head)
	if err := l.leaves(head.tree); err != nil {
		say("fail", "root", l.folder, err)
		return
	}
	say("ok", "root", l.folder, head.tree.N)
	if tiles, err := l.tiles(head.tree.N); err != nil {
		say("fail", "tiles", l.folder, err)
	} else {
		say("ok", "tiles", l.folder, tiles)
	}
	for i, earlier := range listed.Heads {
		to := head
		if i+1 < len(listed.Heads) {
			to, err = l.open(fmt.Sprintf("heads/%d", listed.Heads[i+1].Size))
		}
		if err == nil {
			err = l.continues(earlier.Size, earlier.Head, earlier.Consistency, to)
		}
		if err != nil {
			say("fail", "consistency", l.folder, earlier.Size, err)
			return
		}
		say("ok", "consistency", l.folder, earlier.Size, to.tree.N)
	}
	last := int64(-1)
	for _, record := range listed.Records {
		err := l.bundle(record.Index, record.Bundle, record.Opened, head)
		if err == nil && record.Index <= last {
			err = fmt.Errorf("out of order")
		}
		if err != nil {
			say("fail", "inclusion", l.folder, record.Index, err)
			return
		}
		last = record.Index
	}
	say("ok", "inclusion", l.folder, len(listed.Records))
	say("note", "unpublished", l.folder, head.tree.N-int64(len(listed.Records)))
}

func (l *log) cosigned(head *signedHead) {
	third := false
	for _, who := range append(append([]string{}, l.trust.order...), "third") {
		for _, witness := range l.trust.witnesses[who] {
			if at, ok := head.cosignatures[witness.Name()+fmt.Sprint(witness.KeyHash())]; ok {
				say("ok", "cosigned", l.folder, who, witness.Name(), time.Unix(at, 0).UTC().Format(time.RFC3339))
				third = third || who == "third"
			} else if who != l.folder {
				say("note", "not-cosigned", l.folder, who, witness.Name())
			}
		}
	}
	if third {
		say("ok", "third", l.folder)
	} else {
		say("note", "no-third", l.folder)
	}
}

// Reads JSON so that every tool sees the same in it: encoding/json takes "Opened" for "opened", and others the last of two members.
func strict(text []byte, into interface{}) error {
	if err := oneReading(json.NewDecoder(bytes.NewReader(text))); err != nil {
		return err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return fmt.Errorf("bytes after the end")
	}
	return nil
}

const names = " format logs folder origin size heads head consistency records index digest kind bundle sealed opened mediaType verificationMaterial " +
	"publicKey hint tlogEntries logIndex logId keyId kindVersion version inclusionProof rootHash treeSize hashes checkpoint envelope canonicalizedBody " +
	"dsseEnvelope payload payloadType signatures keyid sig "

func oneReading(decoder *json.Decoder) error {
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	open, isOpen := token.(json.Delim)
	if !isOpen {
		return nil
	}
	seen := map[string]bool{}
	for decoder.More() {
		if open == '{' {
			token, err := decoder.Token()
			if err != nil {
				return err
			}
			name := token.(string)
			if seen[name] || !strings.Contains(names, " "+name+" ") {
				return fmt.Errorf("a member %q that is not read or stands twice", name)
			}
			seen[name] = true
		}
		if err := oneReading(decoder); err != nil {
			return err
		}
	}
	_, err = decoder.Token()
	return err
}
