// Where a run's lines go: standard output, one file, or a folder with a file for each input.
//
// The sink says which input it has come to; this opens, hashes and closes.  Nothing has its final
// name before Commit.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "anonymizer/options.h"
#include "anonymizer/output/journal.h"
#include "anonymizer/output/partial.h"
#include "core/stream/input_list.h"
#include "core/stream/output.h"
#include "core/stream/packer.h"

namespace fun::anonymizer {

class RunOutput {
 public:
  // Opens or makes what `options` name; under -o DIR takes the lock and checks the free space.  An
  // early no: before identities are gathered.
  static Result<RunOutput> Open(const Options& options, const stream::InputList& inputs);

  // Once, before all below: begins the journal or, to resume, goes on with it and verifies what is
  // there.  `bindings`: what the bytes depend on besides the inputs.
  Result<void> Bind(const Options& options, const stream::InputList& inputs, Bindings bindings);

  // Numbers of the inputs that are still to be read, in order.
  std::vector<std::uint32_t> ToRead() const;

  // Calls come in the order of the inputs: Begin, Write…, End for each.  A file that is whole
  // already has no Write; End then leaves its record as it is.
  Result<void> Begin(std::size_t number);
  // `raw`: what the bytes were made of; hashed under -o DIR.
  Result<void> Write(std::string_view bytes, std::string_view raw);
  Result<void> End(std::size_t number);

  // Writes a file of the release besides its data, under a folder only.
  Result<void> WriteBeside(const std::string& name, std::string_view text);

  // Gives the output its name.
  Result<void> Commit();

  // After an error that ends the run with `code`: says that --resume can go on with DIR.partial, or
  // removes it when none can, as after a damaged input.
  void Abandon(ExitCode code);

  FileRecord& record(std::size_t number) { return records_[number]; }
  const std::vector<FileRecord>& records() const { return records_; }
  std::string_view BindingOf(std::string_view word) const;  // none to an input; "" if it has none
  bool is_folder() const { return partial_.has_value(); }
  // "data/NAME" below the folder; empty unless is_folder().
  const std::vector<std::string>& names() const { return names_; }
  std::uint64_t bytes() const { return bytes_; }  // unpacked
  std::string FinishSha256();  // hex, of all bytes in a row, unpacked; once, only with --summary

 private:
  RunOutput() = default;
  Result<void> OpenFolder(const Options& options, const stream::InputList& inputs);
  Result<void> Resume(const Bindings& bindings);
  Result<void> Reread(const std::string& path);
  Result<void> FinishPacking();

  Bindings bindings_;                // without those to the inputs
  std::vector<FileRecord> records_;  // one for each input
  std::vector<std::string> names_;
  std::optional<PartialFolder> partial_;
  std::optional<Journal> journal_;
  std::unique_ptr<stream::Packer> packer_;  // none: the output is plain
  std::optional<stream::Output> file_;      // in hand; none for a file that is whole already
  std::optional<Sha256> raw_;               // of the input in hand, under -o DIR
  std::optional<Sha256> all_;               // with --summary
  std::uint64_t bytes_ = 0;                 // unpacked
  std::uint64_t bytes_before_ = 0;          // the file in hand
  bool is_resumed_ = false;
};

}  // namespace fun::anonymizer
