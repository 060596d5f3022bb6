// The index template: how the server indexes events that nobody wrote a schema for.
//
// Every shape of every field is accepted, as far as the server allows: `event` is a string,
// an object or a list; a learner's `username` may be a list and `context` a string.
// Only the fields below are indexed, each as a leaf of its own (`subobjects: false`), so that an
// object where a word was expected is kept in the document instead of refusing it;
// all else is in the document and not searched.  A server that does not know that setting
// (Elasticsearch before 8.3, OpenSearch) gets the same fields as objects.  What stays
// refused is one line's fault: a key twice in one object, an empty name, a name of the
// server's own (`_id`), nesting deeper than 1,000, a number of over 1,000 digits.
//
// It is put again at every load.  To change it, put one of a higher priority than 500.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "loader/server/http.h"

namespace fun::loader {

enum class TemplateFlavour { kLeaves, kObjects };

// The body of `PUT _index_template/…` for all indices that begin with `prefix`.
std::string TemplateBody(std::string_view prefix, TemplateFlavour flavour);

// The template's name: `prefix` without its last dash.
std::string TemplateName(std::string_view prefix);

// True when `prefix` begins an index name by the server's rules, with room for a day.
bool IsIndexPrefix(std::string_view prefix);

// Puts the template.  kEnvironment when the server refuses it or does not answer.
Result<void> PutTemplate(Http& http, std::string_view prefix, std::chrono::milliseconds give_up);

}  // namespace fun::loader
