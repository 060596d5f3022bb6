// Random events with values planted that must not leave, and values that must stay.
//
// A plant is a word that begins with "Zq" and stands nowhere else; what must
// stay begins with "Kept".  Both stand at random depths, in JSON in strings, in
// JSON that became a key, and in every spelling that escapes allow.
#pragma once

#include <cstdio>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/json/text.h"
#include "tests/unit/core/json/random_json.h"

namespace fun {

inline constexpr std::string_view kPlant = "Zq";

struct PlantedEvent {
  std::string text;
  std::vector<std::string> kept;
  int plants = 0;
};

class EventMaker {
 public:
  // `with_plants` false: no key of any policy stands in the events.
  EventMaker(std::mt19937& random, bool with_plants, bool with_usernames = true)
      : random_(random),
        values_(random),
        with_plants_(with_plants),
        with_usernames_(with_usernames) {}

  PlantedEvent Make() {
    event_ = {};
    event_.text = values_.Space() + Object(kDepth, false) + values_.Space();
    return event_;
  }

 private:
  static constexpr int kDepth = 3;

  bool OneIn(std::size_t n) { return values_.Below(n) == 0; }

  // `text` in quotes; now and then a letter is escaped that need not be.
  std::string Quoted(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", byte);
      if (byte < 0x80 && OneIn(20)) {
        quoted += escape;
      } else if (c == '"' || c == '\\') {
        quoted += {'\\', c};
      } else {
        quoted += byte < 0x20 ? std::string(escape) : std::string(1, c);
      }
    }
    return quoted + '"';
  }

  std::string Plant() {
    ++event_.plants;
    std::string word(kPlant);
    for (int i = 0; i < 6; ++i) word += static_cast<char>('A' + values_.Below(26));
    return word;
  }

  std::string Kept(bool goes) {
    const std::string word = "Kept" + std::to_string(random_());
    if (!goes) event_.kept.push_back(word);
    return word;
  }

  std::string Member(int depth, bool goes) {
    static constexpr std::string_view kDropped[] = {
        "email",      "mail",      "address",   "mailing_address", "name",  "full_name",
        "first_name", "last_name", "phone",     "phone_number",    "city",  "year_of_birth",
        "gender",     "password",  "password2", "password_again",  "email", "name"};
    const std::size_t kind = values_.Below(10);
    if (with_plants_ && kind == 0) {
      const std::string_view key = kDropped[values_.Below(std::size(kDropped))];
      const bool is_event_name = depth == kDepth && key == "name";  // it stays
      return Quoted(is_event_name ? "email" : key) + Colon() + GoingValue(depth);
    }
    if (with_plants_ && with_usernames_ && kind == 1) {
      return Quoted("username") + Colon() +
             (OneIn(3) ? "[" + Quoted(Plant()) + "," + GoingObject(depth) + "]" : Quoted(Plant()));
    }
    if (kind == 2 && depth > 0) return Quoted(Object(depth - 1, goes)) + Colon() + "[\"\"]";
    return '"' + values_.Characters(4) + '"' + Colon() + Value(depth, goes);
  }

  std::string Colon() { return values_.Space() + ':' + values_.Space(); }

  std::string Value(int depth, bool goes) {
    const std::size_t kind = values_.Below(depth > 0 ? 8 : 3);
    if (kind == 0) return values_.Value(1);
    if (kind <= 2) return Quoted(Kept(goes));
    if (kind <= 4) return Object(depth - 1, goes);
    if (kind == 5) return "[" + Value(depth - 1, goes) + "," + Object(depth - 1, goes) + "]";
    return Quoted(values_.Space() + Object(depth - 1, goes));  // a layer
  }

  std::string GoingObject(int depth) {
    return depth > 0 ? Object(depth - 1, true) : "{\"a\":" + Quoted(Plant()) + "}";
  }

  std::string GoingValue(int depth) {
    switch (values_.Below(4)) {
      case 0:
        return "[" + Quoted(Plant()) + ", " + Quoted(Plant()) + "]";
      case 1:
        return GoingObject(depth);
      case 2:
        return Quoted("{\"x\":" + Quoted(Plant()) + "}");
      default:
        return Quoted(Plant());
    }
  }

  std::string Object(int depth, bool goes) {
    std::string text = "{";
    for (std::size_t i = 0, n = values_.Below(5); i < n; ++i) {
      if (i > 0) text += ',';
      text += values_.Space() + Member(depth, goes) + values_.Space();
    }
    return text + values_.Space() + '}';
  }

  std::mt19937& random_;
  json::RandomJson values_;
  bool with_plants_;
  bool with_usernames_;
  PlantedEvent event_;
};

// All texts that `line` becomes when escapes are undone once, twice, …: a
// value in a layer of any depth stands in one of them.
inline std::vector<std::string> Peeled(std::string line) {
  std::vector<std::string> texts = {std::move(line)};
  for (;;) {
    Arena arena;
    std::string next(json::Unescape(texts.back(), arena).text);
    if (next == texts.back()) return texts;
    texts.push_back(std::move(next));
  }
}

inline bool IsInAny(const std::vector<std::string>& texts, std::string_view word) {
  for (const std::string& text : texts) {
    if (text.find(word) != text.npos) return true;
  }
  return false;
}

}  // namespace fun
