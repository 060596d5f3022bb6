// The answers of learners, which the load of 2015 took out of an `event`.
#pragma once

#include <string_view>
#include <vector>

#include "core/json/edit.h"
#include "loader/transform/members.h"

namespace fun::loader {

// True for the types of events whose `event` holds them.
bool HasAnswers(std::string_view type);

// True when the server could hold `event`, an object, without them, with no leaf over
// `largest_leaf`.
bool CanBeHeldWithoutAnswers(const EventMembers& members, std::size_t largest_leaf);

// Appends edits of the event's text, in order, that take the answers out of `event`, an object.
void TakeAnswersOut(const EventMembers& members, std::vector<json::Edit>& edits);

}  // namespace fun::loader
