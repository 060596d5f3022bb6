// Sound JSON at random: odd white space, every escape, any number, duplicate keys.
#pragma once

#include <random>
#include <span>
#include <string>
#include <string_view>

namespace fun::json {

class RandomJson {
 public:
  explicit RandomJson(std::mt19937& random) : random_(random) {}

  // One object with white space around and within.
  std::string Object(int depth) { return Space() + Members(depth) + Space(); }
  std::string Value(int depth) { return Space() + Item(depth) + Space(); }

  // What may stand between the quotes of a string.
  std::string Characters(std::size_t most) {
    static constexpr std::string_view kPieces[] = {"a",
                                                   "b",
                                                   "Z",
                                                   "0",
                                                   " ",
                                                   ",",
                                                   ":",
                                                   "{",
                                                   "}",
                                                   "[",
                                                   "]",
                                                   "/",
                                                   "\\\"",
                                                   "\\\\",
                                                   "\\/",
                                                   "\\b",
                                                   "\\f",
                                                   "\\n",
                                                   "\\r",
                                                   "\\t",
                                                   "\\u0041",
                                                   "\\u00e9",
                                                   "\\u20ac",
                                                   "\\ud83d\\ude00",
                                                   "\\ud83d",
                                                   "\\udE00",
                                                   "\xC3\xA9",
                                                   "\xE2\x82\xAC",
                                                   "\xF0\x9F\x98\x80",
                                                   "plain text",
                                                   "\x7F",
                                                   "\\u0000"};
    std::string text;
    for (std::size_t left = Below(most + 1); left > 0; --left) text += Pick(kPieces);
    return text;
  }

  std::string Space() {
    static constexpr std::string_view kSpaces[] = {"", "", "", "", " ", "  ", "\t", "\r"};
    return std::string(Pick(kSpaces));
  }

  std::size_t Below(std::size_t bound) { return random_() % bound; }

 private:
  template <std::size_t size>
  std::string_view Pick(const std::string_view (&list)[size]) {
    return list[Below(size)];
  }

  std::string Scalar() {
    static constexpr std::string_view kScalars[] = {
        "0",    "-0",    "7",   "1234567890123456789012345", "-3.25", "1e400", "0.1E-7", "1e+0",
        "true", "false", "null"};
    return std::string(Pick(kScalars));
  }

  std::string Item(int depth) {
    const std::size_t kind = Below(depth > 0 ? 6 : 3);
    if (kind == 0) return Scalar();
    if (kind <= 2) return '"' + Characters(20) + '"';
    return kind <= 4 ? Members(depth - 1) : Elements(depth - 1);
  }

  std::string Members(int depth) {
    std::string text = "{";
    for (std::size_t i = 0, n = Below(4); i < n; ++i) {
      if (i > 0) text += ',';
      text += Space() + '"' + Characters(4) + '"' + Space() + ':' + Value(depth);
    }
    return text + Space() + '}';
  }

  std::string Elements(int depth) {
    std::string text = "[";
    for (std::size_t i = 0, n = Below(4); i < n; ++i) {
      if (i > 0) text += ',';
      text += Value(depth);
    }
    return text + Space() + ']';
  }

  std::mt19937& random_;
};

}  // namespace fun::json
