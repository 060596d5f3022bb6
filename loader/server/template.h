// The index template: how the server indexes events that nobody wrote a schema for.
//
// It has the types of loader/transform/fields.h, and `event` as a tree whose leaves are all
// searchable, whatever their names; the transform sends nothing that these types refuse.  All else
// is in the document and not searched (`dynamic: false`): learners' answers are keys there, and
// would be fields without end.
//
// It is put again at every load, with priority 500; that of a data stream, which fits one name
// only, with 501.  Before the first document the server is asked which template wins: under
// another's types records would be lost.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "loader/server/http.h"
#include "loader/server/target.h"
#include "loader/server/template_difference.h"

namespace fun::loader {

enum class ServerKind : std::uint8_t { kElasticsearch, kOpenSearch };

// The body of `PUT _index_template/…` for all indices of `target`, or for its stream.
std::string TemplateBody(const Target& target, ServerKind kind);

// What the server's template of that name has otherwise than ours; nothing when there is none.
// kEnvironment when the server does not say.
Result<std::optional<TemplateDifference>> CompareTemplate(Http& http, const Target& target,
                                                          std::chrono::milliseconds give_up);

// Puts the template of the kind of server that answers, and sees that it wins for `index`, or that
// the stream, if it is there already, was made by it. kEnvironment when the server refuses it or
// does not answer; kUsage when another wins.
Result<void> PutTemplate(Http& http, const Target& target, std::string_view index,
                         std::chrono::milliseconds give_up);

}  // namespace fun::loader
