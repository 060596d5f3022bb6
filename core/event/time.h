// When an event happened: read from its line, written for the server.
//
// The platform writes Python's isoformat(), which leaves out `.000000` once in a
// million events, and older logs vary more; a reader that takes one
// form only puts such events into the wrong day.  What cannot be read is never
// replaced by "now".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fun::event {

// Milliseconds since 1970-01-01T00:00:00Z; years 0000 to 9999.
using EpochMs = std::int64_t;
// Days since then: an index holds one, in UTC.
using EpochDay = std::int32_t;

// YYYY-MM-DD, `T` or a space, HH:MM, and then as far as it is there: :SS, a dot
// with up to nine digits (cut to milliseconds), Z or ±hh:mm or ±hhmm.  Without
// an offset the time is UTC.  The leap second :60 is read as :59.999, because the server has none.
// Nothing for any other text.
std::optional<EpochMs> ParseTime(std::string_view text);

// Appends "2015-02-02T00:30:00.864Z".
void AppendTimestamp(EpochMs time, std::string& out);

EpochDay DayOf(EpochMs time);

// Appends "2015.02.02".
void AppendDay(EpochDay day, std::string& out);

}  // namespace fun::event
