// The answers of learners, which the load of 2015 took out of an `event`.
#pragma once

#include <vector>

#include "core/json/edit.h"
#include "loader/transform/reading.h"

namespace fun::loader {

// True for the types of events whose `event` holds them.
bool HasAnswers(const Reading& reading);

// Appends edits of reading.event_text, in order, that take the answers out of `event`, an object.
void TakeAnswersOut(const Reading& reading, std::vector<json::Edit>& edits);

}  // namespace fun::loader
