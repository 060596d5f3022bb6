#include "loader/checkpoint/points.h"

#include <sstream>

namespace fun::loader {
namespace {

constexpr std::string_view kFirstLine = "funload-state 1";
constexpr std::string_view kLastLine = "end";
constexpr std::size_t kHexDigest = 64;

bool ReadInput(std::istream& words, LoadPoints& points) {
  InputPoint point;
  std::string end;
  words >> point.bytes >> point.lines >> point.sha256 >> end;
  point.is_open = end == "open";
  points.inputs.push_back(point);
  return words && point.sha256.size() == kHexDigest && (point.is_open || end == "whole");
}

bool ReadIndex(std::istream& words, LoadPoints& points) {
  std::string name;
  words >> name;
  IndexPoint& point = points.indices[name];
  words >> point.counts.indexed >> point.counts.already_there;
  if (!words) return false;
  if (HeldCount before; words >> before.records >> before.others) point.before = before;
  return true;
}

bool ReadLine(const std::string& line, LoadPoints& points) {
  if (const std::size_t tab = line.find('\t'); tab != std::string::npos) {
    points.bindings.emplace_back(line.substr(0, tab), line.substr(tab + 1));
    return true;
  }
  std::istringstream words(line);
  std::string kind;
  words >> kind;
  if (kind == "input") return ReadInput(words, points);
  if (kind == "index") return ReadIndex(words, points);
  return kind == "aside" && words >> points.aside_bytes;
}

}  // namespace

std::string TextOf(const LoadPoints& points) {
  std::ostringstream text;
  text << kFirstLine << '\n';
  for (const auto& [word, value] : points.bindings) text << word << '\t' << value << '\n';
  text << "aside " << points.aside_bytes << '\n';
  for (const InputPoint& point : points.inputs) {
    text << "input " << point.bytes << ' ' << point.lines << ' ' << point.sha256
         << (point.is_open ? " open" : " whole") << '\n';
  }
  for (const auto& [name, point] : points.indices) {
    text << "index " << name << ' ' << point.counts.indexed << ' ' << point.counts.already_there;
    if (point.before) text << ' ' << point.before->records << ' ' << point.before->others;
    text << '\n';
  }
  text << kLastLine << '\n';
  return std::move(text).str();
}

std::optional<LoadPoints> ReadPoints(std::string_view text) {
  std::istringstream lines{std::string(text)};
  std::string line;
  if (!std::getline(lines, line) || line != kFirstLine) return std::nullopt;
  LoadPoints points;
  while (std::getline(lines, line) && line != kLastLine) {
    if (!ReadLine(line, points)) return std::nullopt;
  }
  if (line != kLastLine) return std::nullopt;
  return points;
}

}  // namespace fun::loader
