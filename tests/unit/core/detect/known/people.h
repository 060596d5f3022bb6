// A file of people that is gone when the test is.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "core/detect/known/identities.h"

namespace fun::detect {

class PeopleFile {
 public:
  explicit PeopleFile(std::string_view content) {
    static int number = 0;
    path_ = testing::TempDir() + "people-" + std::to_string(::getpid()) + "-" +
            std::to_string(++number);
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~PeopleFile() { ::unlink(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline Result<Identities> LoadPeople(std::string_view csv) {
  return Identities::Load({PeopleFile(csv).path()});
}

}  // namespace fun::detect
