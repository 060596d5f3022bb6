// Package job is what the Go peers share: the keys, the pseudonyms, the edits of a decoded value and the line loop.
//
// The job is that of `funanon --policy seed`; see ../../../README.md for its words.  A peer brings only a parser and a
// printer, of a kind that keeps numbers as they were written (json.Number).
package job

import (
	"bufio"
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"runtime/debug"
	"strings"
)

const (
	remembered = 1 << 16 // names at most: a hostile log holds a new one on every line
	blockSize  = 256 << 10
)

// Codec is a JSON library.  What Decode returns may point into the line.
type Codec struct {
	Decode func(line []byte) (any, error)
	Append func(out *bytes.Buffer, value any) error
}

type peer struct {
	codec Codec
	keyed hash.Hash
	known map[string]string
}

func isDropped(key string, top bool) bool {
	switch key {
	case "name":
		return !top
	case "email", "mail", "address", "mailing_address", "full_name", "first_name", "last_name", "phone", "phone_number",
		"city", "year_of_birth", "gender":
		return true
	}
	return strings.HasPrefix(key, "password")
}

func mayHoldJSON(text string) bool {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case ' ', '\t', '\n', '\r':
			continue
		}
		return text[i] == '{' || text[i] == '['
	}
	return false
}

func (p *peer) pseudonym(name string) string {
	if known, found := p.known[name]; found {
		return known
	}
	if len(p.known) >= remembered {
		clear(p.known)
	}
	p.keyed.Reset()
	io.WriteString(p.keyed, name)
	text := hex.EncodeToString(p.keyed.Sum(nil))
	p.known[strings.Clone(name)] = text
	return text
}

// Returns what stands in the place of a username; false: no name can have this type, drop it.
func (p *peer) username(value any) (any, bool) {
	switch value := value.(type) {
	case nil:
		return nil, true
	case string:
		if value == "" {
			return value, true
		}
		return p.pseudonym(value), true
	case []any:
		kept := value[:0]
		for _, item := range value {
			if name, keep := p.username(item); keep {
				kept = append(kept, name)
			}
		}
		return kept, true
	}
	return nil, false
}

// Edits in place; returns what to put in its place and whether anything in it changed.
func (p *peer) edit(value any) (any, bool) {
	switch value := value.(type) {
	case map[string]any:
		return value, p.editObject(value, false)
	case []any:
		changed := false
		for i, item := range value {
			if edited, differs := p.edit(item); differs {
				value[i] = edited
				changed = true
			}
		}
		return value, changed
	case string:
		if mayHoldJSON(value) {
			return p.editText(value)
		}
	}
	return value, false
}

func (p *peer) editObject(members map[string]any, top bool) bool {
	changed := false
	for key, value := range members {
		if isDropped(key, top) {
			delete(members, key)
			changed = true
		} else if key == "username" {
			changed = true
			if name, keep := p.username(value); keep {
				members[key] = name
			} else {
				delete(members, key)
			}
		} else if edited, differs := p.edit(value); differs {
			members[key] = edited
			changed = true
		}
	}
	return changed
}

func (p *peer) editText(text string) (any, bool) {
	inner, err := p.codec.Decode([]byte(text))
	if err != nil {
		return text, false
	}
	inner, changed := p.edit(inner)
	if !changed {
		return text, false
	}
	var out bytes.Buffer
	if p.codec.Append(&out, inner) != nil {
		return text, false
	}
	return strings.TrimSuffix(out.String(), "\n"), true
}

// Appends what becomes of a line and a newline, or returns false: the line is rejected.
func (p *peer) editLine(line []byte, out *bytes.Buffer) bool {
	value, err := p.codec.Decode(line)
	if err != nil {
		return false
	}
	members, isObject := value.(map[string]any)
	if !isObject {
		return false
	}
	p.editObject(members, true)
	before := out.Len()
	if p.codec.Append(out, members) != nil {
		out.Truncate(before)
		return false
	}
	if text := out.Bytes(); text[len(text)-1] != '\n' {
		out.WriteByte('\n')
	}
	return true
}

func (p *peer) run() error {
	input := bufio.NewReaderSize(os.Stdin, blockSize)
	var out bytes.Buffer
	var long []byte // a line that no buffer holds whole
	rejected := 0
	for {
		line, err := input.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			long = append(long, line...)
			continue
		}
		if err != nil && err != io.EOF {
			return err
		}
		if len(long) > 0 {
			line = append(long, line...)
			long = nil
		}
		if begin := bytes.IndexByte(line, '{'); begin >= 0 && !p.editLine(line[begin:], &out) {
			rejected++
		}
		if out.Len() >= blockSize || err == io.EOF {
			if _, failed := out.WriteTo(os.Stdout); failed != nil {
				return failed
			}
		}
		if err == io.EOF {
			break
		}
	}
	if rejected > 0 {
		fmt.Fprintf(os.Stderr, "peer: %d lines rejected\n", rejected)
	}
	return nil
}

// Run does the whole job: the secret is in the file that the first argument names, less one final newline.
func Run(codec Codec) {
	debug.SetGCPercent(400) // half of the time would go there else
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: PEER KEYFILE < LOG")
		os.Exit(2)
	}
	secret, err := os.ReadFile(os.Args[1])
	if err == nil {
		secret = bytes.TrimSuffix(secret, []byte("\n"))
		err = (&peer{codec, hmac.New(sha256.New, secret), map[string]string{}}).run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "peer:", err)
		os.Exit(3)
	}
}
