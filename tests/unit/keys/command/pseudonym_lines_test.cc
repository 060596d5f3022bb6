#include "keys/command/pseudonym_lines.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <array>

#include "core/base/fd.h"
#include "tests/unit/keys/scratch.h"

namespace fun::keys {
namespace {

constexpr std::string_view kAda =
    "9556fd532c3b9e35076ea008688401f9cb99ba974b3efedbb0c450109b523c97";

Pseudonymizer Make() {
  Secret secret(32);
  for (std::size_t i = 0; i < 32; ++i) secret.room()[i] = static_cast<char>(i);
  return Pseudonymizer::Create(secret, Domain::kUsername).value();
}

struct Outcome {
  std::string out;
  Result<LineCounts> counts;
};

Outcome Turn(std::string_view names, LineForm form = LineForm::kPseudonym) {
  const Scratch scratch;
  const UniqueFd in(::open(scratch.File("in", names).c_str(), O_RDONLY));
  const UniqueFd out(::open(scratch.File("out", "").c_str(), O_WRONLY));
  Pseudonymizer pseudonymizer = Make();
  auto counts = PseudonymizeLines(in.get(), out.get(), {&pseudonymizer, nullptr}, form);
  return {ReadWhole(scratch.Path("out")), std::move(counts)};
}

TEST(PseudonymizeLines, GivesOneLineForEachInOrder) {
  const std::string ada(kAda);
  const Outcome outcome = Turn("ada\n\nada");
  EXPECT_EQ(outcome.out, ada + "\n\n" + ada + "\n");
  EXPECT_EQ(outcome.counts->read, 3U);
  EXPECT_EQ(outcome.counts->pseudonyms, 2U);
  EXPECT_EQ(outcome.counts->empty, 1U);
}

TEST(PseudonymizeLines, PutsTheNameBeforeATab) {
  EXPECT_EQ(Turn("ada\n\n", LineForm::kNameTabPseudonym).out,
            "ada\t" + std::string(kAda) + "\n\t\n");
}

TEST(PseudonymizeLines, TakesEveryByteOfTheLineForTheName) {
  const Outcome outcome = Turn("ada\r\n ada\nAda\nada\xff\n");
  EXPECT_EQ(outcome.out.find(kAda), std::string::npos);
  EXPECT_EQ(outcome.counts->carriage_returns, 1U);
  EXPECT_EQ(outcome.counts->pseudonyms, 4U);
}

TEST(PseudonymizeLines, GivesNothingForNothing) {
  const Outcome outcome = Turn("");
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.counts->read, 0U);
}

// Lines of all lengths around the 64 KiB in which the input comes.
TEST(PseudonymizeLines, JoinsLinesThatChunksCut) {
  std::string names;
  std::string expected;
  Pseudonymizer pseudonymizer = Make();
  for (std::size_t i = 0; i < 200; ++i) {
    const std::string name(i * 37 % 4001 + 60'000 * (i % 50 == 7), static_cast<char>('a' + i % 26));
    names.append(name).append("\n");
    if (!name.empty()) expected.append(pseudonymizer.Of(name));
    expected.append("\n");
  }
  EXPECT_EQ(Turn(names).out, expected);
}

TEST(PseudonymizeLines, RefusesALineOver4MiBByItsNumberAndKeepsThoseBefore) {
  const Outcome outcome = Turn("ada\n" + std::string(kLongestNameLine + 1, 'z'));
  ASSERT_FALSE(outcome.counts.has_value());
  EXPECT_EQ(outcome.counts.error().code, ExitCode::kInput);
  EXPECT_EQ(outcome.counts.error().message, "line 2 of standard input is longer than 4 MiB");
  EXPECT_EQ(outcome.out, std::string(kAda) + "\n");
}

TEST(PseudonymizeLines, EndsWhenTheReaderHasGone) {
  ::signal(SIGPIPE, SIG_IGN);
  const Scratch scratch;
  const UniqueFd in(::open(scratch.File("in", "ada\n").c_str(), O_RDONLY));
  std::array<int, 2> ends = {};
  ASSERT_EQ(::pipe(ends.data()), 0);
  ::close(ends[0]);
  const UniqueFd out(ends[1]);
  Pseudonymizer pseudonymizer = Make();
  const auto counts =
      PseudonymizeLines(in.get(), out.get(), {&pseudonymizer, nullptr}, LineForm::kPseudonym);
  ASSERT_TRUE(counts.has_value());
  EXPECT_TRUE(counts->is_reader_gone);
}

// A writer that waits for the answer before it goes on must get it.
TEST(PseudonymizeLines, AnswersALineBeforeMoreComes) {
  std::array<int, 2> in = {};
  std::array<int, 2> out = {};
  ASSERT_EQ(::pipe(in.data()), 0);
  ASSERT_EQ(::pipe(out.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(in[1]);
    Pseudonymizer pseudonymizer = Make();
    ::_exit(PseudonymizeLines(in[0], out[1], {&pseudonymizer, nullptr}, LineForm::kPseudonym) ? 0
                                                                                              : 1);
  }
  ASSERT_GT(child, 0);
  ::close(out[1]);
  ASSERT_EQ(::write(in[1], "ada\n", 4), 4);
  std::string answer(65, '\0');
  ::alarm(60);  // ends the test program should no answer come
  EXPECT_EQ(::read(out[0], answer.data(), answer.size()), 65);
  ::alarm(0);
  EXPECT_EQ(answer, std::string(kAda) + "\n");
  ::close(in[1]);
  ::close(in[0]);
  ::close(out[0]);
}

TEST(PseudonymizeLines, GivesTheOldAndTheNewInTwoColumns) {
  const Scratch scratch;
  const UniqueFd in(::open(scratch.File("in", "ada\n\nbob").c_str(), O_RDONLY));
  const UniqueFd out(::open(scratch.File("out", "").c_str(), O_WRONLY));
  Pseudonymizer old_names = Make();
  Pseudonymizer new_names =
      Pseudonymizer::Create(Secret::CopyOf("another secret"), Domain::kUsername).value();
  ASSERT_TRUE(PseudonymizeLines(in.get(), out.get(), {&old_names, &new_names}, LineForm::kOldTabNew)
                  .has_value());
  std::string want = std::string(kAda) + "\t";
  want.append(new_names.Of("ada")).append("\n\t\n").append(old_names.Of("bob")).append("\t");
  want.append(new_names.Of("bob")).append("\n");
  EXPECT_EQ(ReadWhole(scratch.Path("out")), want);
}

}  // namespace
}  // namespace fun::keys
