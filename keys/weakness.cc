#include "keys/weakness.h"

#include <algorithm>

namespace fun::keys {
namespace {

// What remains of a secret without its common parts must have this many bytes.
constexpr std::size_t kLeastOwnBytes = 10;

// Lower case; compared without regard to case, wherever they stand.
// clang-format off
constexpr std::string_view kCommon[] = {
    // digits and letters in a row, on the keyboard or in the alphabet
    "0123456789abcdef", "0123456789", "1234567890", "123456789", "12345678", "123456", "12345", "1234",
    "9876543210", "987654321", "abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnop", "abcdefgh", "abcdef",
    "qwertyuiopasdfghjklzxcvbnm", "qwertyuiop", "qwerty", "azertyuiop", "azerty", "asdfghjkl", "zxcvbnm", "1q2w3e4r5t",
    // words
    "password", "passw0rd", "p@ssw0rd", "p@ssword", "passphrase", "motdepasse", "mot_de_passe", "secret", "supersecret",
    "topsecret", "secretkey", "hmac", "key", "salt", "token", "changeme", "change_me", "change-me", "change me",
    "changethis", "replaceme", "replace_me", "letmein", "welcome", "bonjour", "default", "example", "sample", "insecure",
    "development", "production", "testing", "test", "dummy", "admin", "administrator", "root", "user", "login", "master",
    "iloveyou", "monkey", "dragon", "sunshine", "princess", "football", "foobar", "foobarbaz", "deadbeef", "cafebabe",
    "openedx", "open edx", "edx", "mooc", "tracking", "anonymize", "anonymise", "pseudonym", "your", "this", "please",
    // keys that Open edX published in its own settings
    "85920908f28904ed733fe576320db18cabd7b6cd", "dummy key change before going to production", "dev key",
};

// The same, but too many for an audit that tries each as a key on every name.
constexpr std::string_view kMoreCommon[] = {
    // rows, on the keyboard or in the alphabet
    "1qaz2wsx3edc", "1qaz2wsx", "zaq12wsx", "qazwsx", "q1w2e3r4", "qwer1234", "qwert", "147258369", "159753", "987654",
    "654321", "112233", "121212", "abcd1234", "abc123", "a1b2c3d4", "qsdfghjklm", "wxcvbn", "aqwzsxedc", "aqwzsx",
    "fedcba9876543210", "00112233445566778899aabbccddeeff",
    // words, English and French
    "trustno1", "hunter2", "superman", "batman", "starwars", "pokemon", "michael", "jordan", "charlie", "shadow",
    "baseball", "basketball", "soccer", "whatever", "freedom", "computer", "internet", "samsung", "google", "flower",
    "cheese", "ashley", "hello", "helloworld", "guest", "system", "server", "database", "vagrant", "docker", "ubuntu",
    "debian", "private", "security", "correct horse battery staple", "correcthorsebatterystaple", "lorem ipsum",
    "soleil", "doudou", "loulou", "chouchou", "jetaime", "marseille", "nicolas", "camille", "chocolat", "coucou",
    "utilisateur", "identifiant", "clesecrete", "cle_secrete", "universite", "formation", "bienvenue",
    // what a settings file says where a secret belongs
    "placeholder", "set-me-please", "set-me", "set_me", "setme", "fixme", "to be changed", "tobechanged",
    "a_remplacer", "a-changer", "achanger", "replace", "with", "enter", "random", "string", "unique", "long", "here",
    "value", "django-insecure", "devstack", "tutor", "funmooc", "fun-mooc", "platform", "elearning", "learning",
};
// clang-format on

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool StartsWithWord(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::ranges::equal(text.substr(0, word.size()), word, {}, Lower);
}

using Words = std::span<const std::string_view>;

// The length of the longest common word that `text` starts with, or 0.
std::size_t CommonWordAt(std::string_view text) {
  std::size_t longest = 0;
  for (const Words words : {Words(kCommon), Words(kMoreCommon)}) {
    for (const std::string_view word : words) {
      if (word.size() > longest && StartsWithWord(text, word)) longest = word.size();
    }
  }
  return longest;
}

// Bytes that belong to no common word; a run of one byte counts once.
std::size_t OwnBytes(std::string_view secret) {
  std::size_t own = 0;
  for (std::size_t i = 0; i < secret.size();) {
    if (const std::size_t word = CommonWordAt(secret.substr(i)); word > 0) {
      i += word;
      continue;
    }
    if (i == 0 || secret[i] != secret[i - 1]) ++own;
    ++i;
  }
  return own;
}

// True when `secret` is at least twice the same piece of `size` bytes; the last may be cut.
bool RepeatsEvery(std::string_view secret, std::size_t size) {
  return 2 * size <= secret.size() && secret.substr(size) == secret.substr(0, secret.size() - size);
}

}  // namespace

std::span<const std::string_view> CommonSecrets() { return kCommon; }

bool IsMadeOfCommonWords(std::string_view words) { return OwnBytes(words) < kLeastOwnBytes; }

std::string_view WeaknessOf(std::string_view secret) {
  if (secret.size() < kLeastSecretBytes) return "it is under 16 bytes";
  for (std::size_t size = 1; size < kLeastSecretBytes; ++size) {
    if (RepeatsEvery(secret, size)) return "it is one short piece over and over";
  }
  if (IsMadeOfCommonWords(secret)) return "it is made of common words or rows";
  return "";
}

}  // namespace fun::keys
