// Where the walk of a pair of lines stands, on both sides, to say where something differs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "auditor/judge/judge.h"
#include "auditor/judge/layer.h"
#include "auditor/judge/place.h"

namespace fun::auditor {

enum class Side : std::uint8_t { kRaw, kAnonymized };

// One thread; reuse it.
class Trail {
 public:
  explicit Trail(const PathWatch& watch) : watch_(watch) {}

  void Start(std::string_view raw, std::string_view anonymized);
  // Texts within the strings in hand.
  void EnterLayer(std::string_view raw, std::string_view anonymized);
  void LeaveLayer() { --depth_; }
  std::size_t depth() const { return depth_; }  // 0: the lines themselves

  void Open(bool is_object);
  void Close();
  std::size_t open() const { return layers_[0][depth_]->frames.size(); }
  void TakeKeys(Span raw, Span anonymized);
  void TakeKey(Side side, Span key);
  void TakeElement(Side side, std::size_t number);
  // What is compared now, of the layer's anonymized text.
  void TakeToken(Span token) { layers_[1][depth_]->token = token; }

  // Where the trail stands on `side`; the byte range is always of the anonymized line.
  Finding FindingOf(Side side, std::string_view rule, std::string shape) const;

 private:
  Layer& Of(Side side) const { return *layers_[static_cast<std::size_t>(side)][depth_]; }

  PathWatch watch_;
  std::vector<std::unique_ptr<Layer>> layers_[2];  // by side and depth
  std::size_t depth_ = 0;
};

}  // namespace fun::auditor
