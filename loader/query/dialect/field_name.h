// Names of fields: the subfield .raw that Logstash's template of 1.x gave every string.
//
// The index template has it where old queries used to ask for it; a word without one is itself what
// .raw was.  Fields that the template does not know stay as they are.
#pragma once

#include <string>
#include <string_view>

#include "core/json/value.h"
#include "loader/query/dialect/rewriting.h"

namespace fun::loader {

// "session.raw" is "session" afterwards, "username.raw" what it was.  The place in hand is the
// member that the name stands in, or its parent when the name is a key.
void RewriteFieldName(std::string& name, Rewriting& work);

// The same of a string, or a list of strings.
void RewriteFieldNames(json::Value& names, Rewriting& work);

// The same of the member `key`.
void RewriteFieldIn(json::Value& body, std::string_view key, Rewriting& work);

// What an index without the field `name` sorts it as: "date", "keyword", "long".
std::string_view UnmappedTypeOf(std::string_view name);

}  // namespace fun::loader
