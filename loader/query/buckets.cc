#include "loader/query/buckets.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "core/json/value.h"
#include "loader/query/csv.h"

namespace fun::loader {
namespace {

using json::Value;
using json::ValueType;

constexpr std::size_t kDeepestAnswer = 512;

// A bucket and the names by which it was reached.
struct Row {
  std::vector<Value> keys;
  const Value* bucket;
};

struct Table {
  std::vector<std::string> headings;  // of the keys
  std::vector<Row> rows;
  bool has_buckets = false;
};

Value KeyOf(const std::string& name, const Value& bucket) {
  const Value* key = bucket.Find("key_as_string");
  if (key == nullptr) key = bucket.Find("key");
  return key == nullptr ? json::StringValue(name) : *key;
}

// One name further down.  False when an aggregation has none of that name.
bool Descend(const std::string& name, Table& table) {
  std::vector<Row> rows;
  bool has_buckets = false;
  for (const Row& row : table.rows) {
    const Value* const aggregation = row.bucket->Find(name);
    if (aggregation == nullptr) return false;
    const Value* const buckets = aggregation->Find("buckets");
    if (buckets == nullptr) {  // one bucket: a filter, global
      rows.push_back({row.keys, aggregation});
      continue;
    }
    has_buckets = true;
    for (const auto& [key, bucket] : buckets->of) {
      rows.push_back({row.keys, &bucket});
      rows.back().keys.push_back(KeyOf(key, bucket));
    }
  }
  if (has_buckets) table.headings.push_back(name);
  table.has_buckets = table.has_buckets || has_buckets;
  table.rows = std::move(rows);
  return true;
}

bool IsMetric(const Value& value) {
  return value.is_object() && value.Find("buckets") == nullptr && value.Find("hits") == nullptr &&
         value.Find("doc_count") == nullptr;
}

// "grade" for {"value": 1}, "grade.min", "grade.max" … for stats.
void AddMetrics(const Value& bucket, std::vector<std::string>& metrics) {
  const auto add = [&metrics](std::string name) {
    if (std::ranges::find(metrics, name) == metrics.end()) metrics.push_back(std::move(name));
  };
  for (const auto& [name, value] : bucket.of) {
    if (!IsMetric(value)) continue;
    if (value.Find("value") != nullptr) {
      add(name);
      continue;
    }
    for (const auto& [figure, number] : value.of) {
      if (number.type == ValueType::kNumber || number.type == ValueType::kNull)
        add(name + "." + figure);
    }
  }
}

const Value* FindMetric(const Value& bucket, const std::string& name) {
  if (const Value* const one = bucket.Find(name)) return one->Find("value");
  return FindPath(bucket, name);
}

void AppendTable(const Table& table, std::string& out) {
  std::vector<std::string> metrics;
  for (const Row& row : table.rows) AddMetrics(*row.bucket, metrics);
  CsvRow headings(out);
  for (const std::string& name : table.headings) headings.AddText(name);
  headings.AddHeading("doc_count");
  for (const std::string& name : metrics) headings.AddText(name);
  headings.End();
  for (const Row& row : table.rows) {
    CsvRow line(out);
    for (const Value& key : row.keys) line.AddValue(&key);
    line.AddValue(row.bucket->Find("doc_count"));
    for (const std::string& name : metrics) line.AddValue(FindMetric(*row.bucket, name));
    line.End();
  }
}

std::vector<std::string> NamesIn(std::string_view path) {
  std::vector<std::string> names;
  for (std::size_t end = 0; (end = path.find('>')) != std::string_view::npos;) {
    names.emplace_back(path.substr(0, end));
    path.remove_prefix(end + 1);
  }
  names.emplace_back(path);
  return names;
}

}  // namespace

Result<void> AppendBuckets(std::string_view aggregations, std::string_view path, std::string& out) {
  const auto root = json::ReadValue(aggregations, {kDeepestAnswer, true});
  if (!root) {
    return Failure(ExitCode::kUsage, "the answer holds no aggregations",
                   "--csv-buckets is for a query with aggs or facets");
  }
  Table table = {{}, {{{}, &*root}}, false};
  for (const std::string& name : NamesIn(path)) {
    if (!Descend(name, table)) {
      return Failure(ExitCode::kUsage, "--csv-buckets names an aggregation that the answer lacks",
                     "as in --csv-buckets courses, or courses>days for one within another");
    }
  }
  if (!table.has_buckets) {
    return Failure(ExitCode::kUsage, "--csv-buckets names an aggregation without buckets",
                   "name one of terms, date_histogram, range and the like");
  }
  AppendTable(table, out);
  return {};
}

}  // namespace fun::loader
