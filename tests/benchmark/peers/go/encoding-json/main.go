// The job with Go's own encoding/json: what most Go programmers would write first.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"benchmark/job"
)

var errTrailing = errors.New("more than one value")

func decode(line []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(line))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errTrailing
	}
	return value, nil
}

func appendValue(out *bytes.Buffer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

func main() {
	job.Run(job.Codec{Decode: decode, Append: appendValue})
}
