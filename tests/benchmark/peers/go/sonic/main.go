// The job with github.com/bytedance/sonic, which compiles its decoders at run time and uses SIMD.
//
// `sonic --is-native` ends with 0 where it does: with a Go or a processor that it does not know it silently is
// encoding/json, which would be measured under a wrong name.
package main

import (
	"bytes"
	"os"

	"benchmark/job"

	"github.com/bytedance/sonic"
	"github.com/bytedance/sonic/encoder"
)

// Like funanon it must not let a raw control character or broken UTF-8 through.
var api = sonic.Config{UseNumber: true, ValidateString: true}.Froze()

func decode(line []byte) (any, error) {
	var value any
	err := api.Unmarshal(line, &value)
	return value, err
}

func appendValue(out *bytes.Buffer, value any) error {
	text := out.AvailableBuffer()
	if err := encoder.EncodeInto(&text, value, 0); err != nil {
		return err
	}
	out.Write(text)
	return nil
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "--is-native" {
		if sonic.APIKind != sonic.UseSonicJSON {
			os.Exit(1)
		}
		return
	}
	job.Run(job.Codec{Decode: decode, Append: appendValue})
}
