#include "anonymizer/coarsen.h"

#include <algorithm>
#include <span>

#include "core/event/grammar.h"

namespace fun::anonymizer {
namespace {

constexpr std::size_t kMinutes = 13;  // behind "2015-02-02T00"
constexpr std::size_t kMostVersionDigits = 3;

// What in an agent says which browser or system it is; the first that occurs decides.
struct Sign {
  std::string_view word;  // its version stands behind it, if it ends with '/'
  std::string_view name;
};

// clang-format off
constexpr Sign kBrowsers[] = {
    {"bot", "Bot"}, {"Bot", "Bot"}, {"spider", "Bot"}, {"crawler", "Bot"},
    {"Edg/", "Edge"}, {"EdgA/", "Edge"}, {"EdgiOS/", "Edge"}, {"Edge/", "Edge"},
    {"OPR/", "Opera"}, {"Opera/", "Opera"}, {"SamsungBrowser/", "Samsung"}, {"Samsung/", "Samsung"},
    {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
    {"Chrome/", "Chrome"}, {"CriOS/", "Chrome"}, {"Chromium/", "Chrome"},
    {"edX/", "edX"}, {"Dalvik/", "Android"}, {"Android/", "Android"},
    {"Trident/", "IE"}, {"MSIE", "IE"}, {"IE/", "IE"},
    {"Safari/", "Safari"},
};
constexpr Sign kSystems[] = {
    {"iPhone", "iOS"}, {"iPad", "iOS"}, {"iPod", "iOS"}, {"iOS)", "iOS"}, {"OS Version", "iOS"},
    {"Android", "Android"}, {"Dalvik", "Android"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"},
    {"ChromeOS", "ChromeOS"}, {"Mac OS X", "macOS"}, {"Macintosh", "macOS"}, {"macOS", "macOS"},
    {"Linux", "Linux"}, {"X11", "Linux"},
};
// clang-format on

const Sign* FirstSign(std::span<const Sign> signs, std::string_view agent) {
  const auto sign =
      std::ranges::find_if(signs, [agent](const Sign& each) { return agent.contains(each.word); });
  return sign == signs.end() ? nullptr : &*sign;
}

// The whole number behind `word`; "" if there is none.
std::string_view VersionBehind(std::string_view word, std::string_view agent) {
  const std::size_t at = agent.find(word);
  if (at == agent.npos) return {};
  agent.remove_prefix(at + word.size());
  const std::size_t digits = std::min(agent.find_first_not_of("0123456789"), agent.size());
  return digits > kMostVersionDigits ? std::string_view() : agent.substr(0, digits);
}

std::string_view VersionOf(const Sign& browser, std::string_view agent) {
  // These say elsewhere which version they are.
  if (browser.word == "Trident/") return VersionBehind("rv:", agent);
  if (browser.word == "MSIE") return VersionBehind("MSIE ", agent);
  if (browser.word == "Safari/" && agent.contains("Version/"))
    return VersionBehind("Version/", agent);
  return browser.word.ends_with('/') ? VersionBehind(browser.word, agent) : std::string_view();
}

}  // namespace

std::optional<std::string> CoarsenTime(std::string_view time) {
  if (time.empty() || !event::IsOfGrammar(event::Grammar::kTime, time)) return std::nullopt;
  std::string coarse(time);
  const std::size_t end = std::min(time.find_first_of("+-Z", kMinutes), time.size());
  for (std::size_t i = kMinutes; i < end; ++i) {
    if (coarse[i] >= '0' && coarse[i] <= '9') coarse[i] = '0';
  }
  return coarse;
}

std::string CoarsenAgent(std::string_view agent) {
  const Sign* const browser = FirstSign(kBrowsers, agent);
  const Sign* const system = FirstSign(kSystems, agent);
  std::string coarse(browser == nullptr ? "Other" : browser->name);
  if (browser != nullptr) {
    const std::string_view version = VersionOf(*browser, agent);
    if (!version.empty()) coarse.append("/").append(version);
  }
  return coarse.append(" (").append(system == nullptr ? "Other" : system->name).append(")");
}

}  // namespace fun::anonymizer
