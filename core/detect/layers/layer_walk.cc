#include "core/detect/layers/layer_walk.h"

#include <algorithm>
#include <limits>

namespace fun::detect {
namespace {

constexpr std::size_t kMonster = 1024 * 1024;  // decoded bytes after which memory is given back

constexpr EncodingSet kQuoted = EncodingSet::Of(Encoding::kQuotedPrintable);
constexpr EncodingSet kWritten = EncodingSet::Of(Encoding::kWritten);
constexpr EncodingSet kOdd = EncodingSet::OddCharacters();

// Some of `kinds` and others.
bool IsMixed(EncodingSet undone, EncodingSet kinds) {
  const EncodingSet others = undone.Without(kinds);
  return others != undone && !others.IsEmpty();
}

}  // namespace

void LayerWalk::Begin(std::string_view text) {
  if (budget_used_ != 0) {
    if (budget_used_ > kMonster) ShrinkFrames();
    arena_.Clear();
    budget_used_ = 0;
  }
  // Places in a layer are numbers of 32 bits.
  is_incomplete_ = text.size() >= std::numeric_limits<std::uint32_t>::max();
  budget_ = limits_.factor * text.size() + limits_.slack;
  has_begun_ = false;
  steps_ = 0;
  top_ = 0;
  Frame& root = frames_[0];
  root.text = text;
  root.undo = EncodingSet::LocalOnes();
  root.stage = Stage::kAll;
}

bool LayerWalk::Next() {
  if (!has_begun_) return has_begun_ = true;
  while (!Descend()) {
    if (top_ == 0) return false;
    --top_;
  }
  return true;
}

void LayerWalk::SkipBelow() {
  Frame& frame = frames_[top_];
  frame.stage = Stage::kBase64;
  frame.found.clear();
  frame.next_found = 0;
}

// Enters the next text below the one in hand; false when that has no more.
bool LayerWalk::Descend() {
  if (frames_[0].text.size() >= std::numeric_limits<std::uint32_t>::max()) return false;
  while (budget_used_ <= budget_) {
    Frame& frame = frames_[top_];
    switch (frame.stage) {
      case Stage::kAll:
        frame.stage = Stage::kSure;
        frame.has_doubt = frame.has_odd = frame.has_written = false;
        if (EnterDecoded(frame.undo, frame.undo)) return true;
        break;
      case Stage::kSure:
        frame.stage = Stage::kQuoted;
        if (frame.has_doubt) {
          const EncodingSet sure = frame.undo.Without(kQuoted);
          if (EnterDecoded(sure, sure)) return true;
        }
        break;
      case Stage::kQuoted:
        frame.stage = Stage::kOdd;
        if (frame.has_doubt && EnterDecoded(kQuoted, EncodingSet::LocalOnes())) return true;
        break;
      case Stage::kOdd:
        frame.stage = Stage::kWritten;
        if (frame.has_odd && EnterDecoded(kOdd, frame.undo)) return true;
        break;
      case Stage::kWritten:
        frame.stage = Stage::kFindBase64;
        if (frame.has_written && EnterDecoded(kWritten, frame.undo)) return true;
        break;
      case Stage::kFindBase64:
        frame.stage = Stage::kBase64;
        FindInTop();
        break;
      case Stage::kBase64:
        return EnterFound();
    }
  }
  is_incomplete_ = true;
  return false;
}

bool LayerWalk::EnterDecoded(EncodingSet undo, EncodingSet undo_below) {
  if (frames_.size() == top_ + 1) frames_.emplace_back();
  Frame& frame = frames_[top_];
  Frame& below = frames_[top_ + 1];
  steps_ += frame.text.size();
  const bool is_decoded = effort_ == Effort::kUsual
                              ? DecodeOneLevel(frame.text, undo, arena_, below.layer)
                              : DecodeOneLevelBytewise(frame.text, undo, arena_, below.layer);
  if (!is_decoded) return false;
  if (frame.stage == Stage::kSure) {
    frame.has_doubt = IsMixed(below.layer.undone(), kQuoted);
    frame.has_odd = IsMixed(below.layer.undone(), kOdd);
    frame.has_written = IsMixed(below.layer.undone(), kWritten);
  }
  budget_used_ += below.layer.text().size();
  if (!MayEnter()) return false;
  below.is_base64 = false;
  EnterText(below.layer.text(), undo_below);
  return true;
}

void LayerWalk::FindInTop() {
  Frame& frame = frames_[top_];
  const bool is_layer = top_ > 0 && !frame.is_base64;
  steps_ += finder_.Find(frame.text, is_layer ? &frame.layer : nullptr, arena_, frame.found);
  for (const Base64Text& found : frame.found) budget_used_ += found.text.size();
  frame.next_found = 0;
}

bool LayerWalk::EnterFound() {
  if (frames_[top_].next_found == frames_[top_].found.size() || !MayEnter()) return false;
  if (frames_.size() == top_ + 1) frames_.emplace_back();
  Frame& frame = frames_[top_];
  const Base64Text& found = frame.found[frame.next_found++];
  frames_[top_ + 1].is_base64 = true;
  frames_[top_ + 1].source = found.source;
  EnterText(found.text, EncodingSet::LocalOnes());
  return true;
}

// Something to enter was found: whether the limits let it.
bool LayerWalk::MayEnter() {
  const bool may = top_ < limits_.depth && budget_used_ <= budget_;
  if (!may) is_incomplete_ = true;
  return may;
}

void LayerWalk::EnterText(std::string_view text, EncodingSet undo) {
  Frame& frame = frames_[++top_];
  frame.text = text;
  frame.undo = undo;
  frame.stage = Stage::kAll;
}

std::string_view LayerWalk::BeforeBase64(std::size_t most) const {
  for (std::size_t level = top_; level > 0; --level) {
    if (!frames_[level].is_base64) continue;
    const std::size_t end = frames_[level].source.begin;
    const std::size_t size = std::min(end, most);
    return frames_[level - 1].text.substr(end - size, size);
  }
  return {};
}

OuterPlace LayerWalk::PlaceOf(Span span) const {
  OuterPlace place = {span, true};
  for (std::size_t level = top_; level > 0; --level) {
    const Frame& frame = frames_[level];
    place.span = frame.is_base64 ? frame.source : frame.layer.SourceOf(place.span);
    place.is_exact = place.is_exact && !frame.is_base64;
  }
  return place;
}

std::string LayerWalk::ChainOf(Span span) const {
  std::vector<EncodingSet> levels(top_);
  for (std::size_t level = top_; level > 0; --level) {
    const Frame& frame = frames_[level];
    if (frame.is_base64) {
      levels[level - 1].Add(Encoding::kBase64);
      span = frame.source;
    } else {
      levels[level - 1] = frame.layer.UndoneWithin(span);
      span = frame.layer.SourceOf(span);
    }
  }
  return SpellChain(levels);
}

void LayerWalk::ShrinkFrames() {
  finder_.Shrink();
  frames_.assign(1, {});
}

}  // namespace fun::detect
