// Taking members out of an object, commas and all.
#pragma once

#include <functional>
#include <vector>

#include "core/json/edit.h"
#include "loader/transform/members.h"

namespace fun::loader {

// Asked of each member in order.  May append edits of the members that stay: then all are in order.
using LeavesQuestion = std::function<bool(const Member&)>;

// Appends edits that take the members out for which `leaves` is true.  What stands before the first
// member of the object and behind its last stays.
void TakeOut(const Members& members, const LeavesQuestion& leaves, std::vector<json::Edit>& edits);

}  // namespace fun::loader
