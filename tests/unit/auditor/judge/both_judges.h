// For tests: one text to a judge with every short cut and to judges with none.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "auditor/judge/judge.h"

namespace fun::auditor {

inline bool AreSame(const Finding& a, const Finding& b) {
  return a.rule == b.rule && a.severity == b.severity && a.string == b.string &&
         a.chain == b.chain && a.pointer == b.pointer && a.shape == b.shape;
}

// One thread.
class BothJudges {
 public:
  explicit BothJudges(std::string_view policy = "standard", bool has_people = true)
      : policy_(*event::Policy::BuiltIn(policy)),
        people_(People()),
        judges_(MakeJudges(has_people ? &people_ : nullptr)) {}

  // Judges the lines of `text`; true when nothing that a short cut passes over is found without.
  bool FindTheSame(std::string_view text) {
    for (std::size_t i = 0; i < judges_.size(); ++i) JudgeLines(judges_[i], text, found_[i]);
    return std::ranges::equal(found_[kUsual], found_[kNoShortCuts], AreSame);
  }

  // Of the last text.  Who reads base64 of every alphabet finds what the others find …
  bool IsEveryAlphabetNoLess() const {
    return std::ranges::all_of(found_[kUsual], [this](const Finding& usual) {
      return std::ranges::any_of(found_[kEveryAlphabet], [&usual](const Finding& thorough) {
        return usual.rule == thorough.rule && usual.string == thorough.string;
      });
    });
  }
  // … and seldom more.
  bool IsEveryAlphabetTheSame() const {
    return std::ranges::equal(found_[kUsual], found_[kEveryAlphabet], AreSame);
  }
  const std::vector<Finding>& usual() const { return found_[kUsual]; }

  // Who is looked for: invented.
  static std::vector<detect::KnownIdentity> Known() {
    using enum detect::IdentityKind;
    return {
        {kUsername, "ada_l"},    {kUsername, "Grâce-93"},     {kUsername, "_zoe_"},
        {kUsername, "zoe"},      {kUsername, "zoe.qux"},      {kUsername, "video"},
        {kUsername, "k2"},       {kEmail, "ada@example.org"}, {kEmail, "grace.h@mail.example.org"},
        {kName, "Ada Lovelace"}, {kName, "Jean-Luc d'Été"},   {kName, "李 小龙"},
        {kName, "Ada"},          {kUserId, "57300414"},       {kName, "Marie Anne de la Tour"},
        {kUsername, "562383"},   {kName, "Quux 14"}};
  }

 private:
  enum Way : std::size_t { kUsual, kNoShortCuts, kEveryAlphabet };

  static detect::Identities People() {
    const auto known = Known();
    auto people = detect::Identities::Load({}, known);
    people->PrepareExhaustiveScan();
    return std::move(*people);
  }

  std::vector<Judge> MakeJudges(const detect::Identities* people) const {
    std::vector<Judge> judges;
    for (const auto effort :
         {detect::Effort::kUsual, detect::Effort::kNoShortCuts, detect::Effort::kEveryAlphabet}) {
      JudgeOptions options;
      options.effort = effort;
      judges.emplace_back(policy_, detector_, people, options);
    }
    return judges;
  }

  void JudgeLines(Judge& judge, std::string_view text, std::vector<Finding>& findings) {
    findings.clear();
    splitter_.Start(text);
    event::Line line;
    while (splitter_.Next(line)) {
      if (!line.is_blank) judge.JudgeLine(line, findings);
    }
  }

  event::Policy policy_;
  detect::Detector detector_;
  detect::Identities people_;
  std::vector<Judge> judges_;
  event::LineSplitter splitter_;
  std::array<std::vector<Finding>, 3> found_;
};

}  // namespace fun::auditor
