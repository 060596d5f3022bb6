// A second reader of JSON, slow and plain: RFC 8259 word by word, on bytes.
//
// Tests hold the walker against it.  It shares no code with core/json.
#pragma once

#include <cstdint>
#include <string_view>

namespace fun::json {

class ReferenceParser {
 public:
  explicit ReferenceParser(std::string_view text) : text_(text) {}

  // section 2: ws value ws, and nothing else.
  bool IsJson() {
    SkipSpace();
    if (!Value()) return false;
    SkipSpace();
    return at_ == text_.size();
  }

 private:
  char Now() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool Take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool TakeWord(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  void SkipSpace() {
    while (Now() == ' ' || Now() == '\t' || Now() == '\n' || Now() == '\r') ++at_;
  }

  bool Value() {
    if (Now() == '{') return Items('{', '}');
    if (Now() == '[') return Items('[', ']');
    if (Now() == '"') return String();
    return TakeWord("true") || TakeWord("false") || TakeWord("null") || Number();
  }

  // sections 4 and 5
  bool Items(char open, char close) {
    Take(open);
    SkipSpace();
    if (Take(close)) return true;
    for (;;) {
      SkipSpace();
      if (open == '{') {
        if (!String()) return false;
        SkipSpace();
        if (!Take(':')) return false;
        SkipSpace();
      }
      if (!Value()) return false;
      SkipSpace();
      if (Take(close)) return true;
      if (!Take(',')) return false;
    }
  }

  bool Digits() {
    const std::size_t begin = at_;
    while (Now() >= '0' && Now() <= '9') ++at_;
    return at_ != begin;
  }

  // section 6
  bool Number() {
    Take('-');
    if (!Take('0') && !Digits()) return false;
    if (Take('.') && !Digits()) return false;
    if (Take('e') || Take('E')) {
      if (!Take('+')) Take('-');
      return Digits();
    }
    return true;
  }

  // section 7
  bool String() {
    if (!Take('"')) return false;
    while (!Take('"')) {
      if (at_ == text_.size() || static_cast<unsigned char>(text_[at_]) < 0x20) return false;
      if (Take('\\') ? !Escape() : !Character()) return false;
    }
    return true;
  }

  bool Escape() {
    const char c = Now();
    if (c == '\0') return false;
    ++at_;
    if (c != 'u') return std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos;
    for (int i = 0; i < 4; ++i, ++at_) {
      if (Now() == '\0' ||
          std::string_view("0123456789abcdefABCDEF").find(Now()) == std::string_view::npos) {
        return false;
      }
    }
    return true;
  }

  unsigned Byte(std::size_t ahead) const {
    return at_ + ahead < text_.size() ? static_cast<unsigned char>(text_[at_ + ahead]) : 0;
  }

  // RFC 3629, section 4
  bool Character() {
    const unsigned b0 = Byte(0);
    const unsigned b1 = Byte(1);
    if (b0 < 0x80) return Skip(1);
    const auto is_tail = [this](std::size_t i) { return Byte(i) >= 0x80 && Byte(i) <= 0xBF; };
    if (b0 >= 0xC2 && b0 <= 0xDF) return is_tail(1) && Skip(2);
    if (!is_tail(1) || !is_tail(2)) return false;
    if (b0 == 0xE0) return b1 >= 0xA0 && Skip(3);
    if (b0 == 0xED) return b1 <= 0x9F && Skip(3);
    if (b0 >= 0xE1 && b0 <= 0xEF) return Skip(3);
    if (!is_tail(3)) return false;
    if (b0 == 0xF0) return b1 >= 0x90 && Skip(4);
    if (b0 == 0xF4) return b1 <= 0x8F && Skip(4);
    return b0 >= 0xF1 && b0 <= 0xF3 && Skip(4);
  }

  bool Skip(std::size_t size) {
    at_ += size;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace fun::json
