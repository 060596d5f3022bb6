#include "loader/bulk/sending.h"

#include <gtest/gtest.h>

namespace fun::loader {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const Sending::Time kStart = Sending::Time(std::chrono::hours(1));

Batch BatchOf(std::size_t size) {
  Batch batch;
  for (std::size_t i = 0; i < size; ++i) batch.Add({"{}", {0, 2}, "i", "ID", {}, 1, {0, i + 1}});
  return batch;
}

Settlement Good(std::uint64_t records) {
  Settlement settlement;
  settlement.outcome.by_day[1].indexed = records;
  return settlement;
}

Settlement Bad(Pressure pressure, std::size_t again) {
  Settlement settlement;
  settlement.pressure = pressure;
  settlement.said = "503 some_exception";
  settlement.again.push_back(BatchOf(again));
  return settlement;
}

TEST(Sending, KeepsAsManyInFlightAsItMay) {
  Sending sending(2, seconds(600), kStart);
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(sending.WantsMore());
    sending.Add(BatchOf(1), kStart);
    ASSERT_TRUE(sending.Next(kStart));
  }
  EXPECT_FALSE(sending.WantsMore());
  Settlement good = Good(1);
  EXPECT_EQ(sending.Settled(good, kStart, {}), "");
  EXPECT_TRUE(sending.WantsMore());
}

TEST(Sending, MakesBodiesSmallerWhileAnswersAreSlow) {
  constexpr std::size_t kMiB = 1024 * 1024;
  Sending sending(1, seconds(600), kStart);
  const std::size_t any = sending.body_limit();
  const auto answer = [&sending](Settlement settlement, std::size_t bytes, milliseconds took) {
    sending.Add(BatchOf(1), kStart);
    EXPECT_TRUE(sending.Next(kStart + seconds(60)));
    sending.Settled(settlement, kStart, {bytes, took});
    return sending.body_limit();
  };
  EXPECT_EQ(answer(Good(1), 4 * kMiB, seconds(5)), any);
  EXPECT_EQ(answer(Good(1), 4 * kMiB, seconds(10)), 2 * kMiB);
  EXPECT_EQ(answer(Good(1), 4 * kMiB, seconds(11)), 2 * kMiB) << "sent before";
  EXPECT_EQ(answer(Bad(Pressure::kUnavailable, 1), 2 * kMiB, seconds(120)), kMiB) << "no answer";
  for (int i = 0; i < 9; ++i) answer(Good(1), 300'000, seconds(20));
  EXPECT_EQ(sending.body_limit(), kMiB / 4) << "not smaller for ever";
  EXPECT_EQ(answer(Good(1), 300'000, seconds(2)), kMiB / 2);
  for (int i = 0; i < 9; ++i) answer(Good(1), 300'000, seconds(2));
  EXPECT_EQ(sending.body_limit(), any);
}

TEST(Sending, SendsAgainBeforeItTakesMoreAndNotAtOnce) {
  Sending sending(2, seconds(600), kStart);
  sending.Add(BatchOf(3), kStart);
  sending.Next(kStart);
  Settlement bad = Bad(Pressure::kUnavailable, 3);
  EXPECT_EQ(sending.Settled(bad, kStart, {}),
            "the server does not take records (503 some_exception); trying again");
  EXPECT_FALSE(sending.WantsMore());
  EXPECT_LE(sending.Pause(kStart, seconds(5)), Backoff::kFirstCeiling + milliseconds(1));
  const auto later = kStart + Backoff::kFirstCeiling;
  const auto again = sending.Next(later);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->size(), 3U);
  Settlement worse = Bad(Pressure::kUnavailable, 3);
  EXPECT_EQ(sending.Settled(worse, later, {}), "");  // said once
  ASSERT_TRUE(sending.Next(later + seconds(60)));
  Settlement good = Good(3);
  EXPECT_EQ(sending.Settled(good, later + seconds(60), {1, {}, {0, 1}}),
            "the server takes records again");
  EXPECT_TRUE(sending.is_idle());
}

TEST(Sending, AsksAServerThatIsAwaySoonerThanABusyOne) {
  for (const auto& [pressure, ceiling] : {std::pair(Pressure::kUnavailable, seconds(5)),
                                          {Pressure::kFloodStage, seconds(5)},
                                          {Pressure::kBusy, seconds(30)}}) {
    Sending sending(1, seconds(600'000), kStart);
    sending.Add(BatchOf(1), kStart);
    auto now = kStart;
    milliseconds longest{0};
    for (int i = 0; i < 500; ++i) {
      ASSERT_TRUE(sending.Next(now));
      Settlement bad = Bad(pressure, 1);
      sending.Settled(bad, now, {});
      const milliseconds pause = sending.Pause(now, seconds(60));
      longest = std::max(longest, pause);
      now += pause;
    }
    EXPECT_LE(longest, ceiling + milliseconds(1));
    EXPECT_GT(longest, ceiling * 9 / 10);  // of 500 pauses some is long: full jitter
  }
}

TEST(Sending, TakesWhatFailsAtOneMomentForOneFailure) {
  for (int round = 0; round < 50; ++round) {
    Sending sending(8, seconds(600), kStart);
    for (int i = 0; i < 8; ++i) {
      sending.Add(BatchOf(1), kStart);
      ASSERT_TRUE(sending.Next(kStart));
    }
    for (int i = 0; i < 8; ++i) {
      Settlement bad = Bad(Pressure::kBusy, 1);
      sending.Settled(bad, kStart, {});
    }
    EXPECT_LE(sending.Pause(kStart, seconds(60)), Backoff::kFirstCeiling + milliseconds(1));
  }
}

TEST(Sending, AsksAFullDiskWithOneRequestAtATime) {
  Sending sending(4, seconds(600), kStart);
  for (int i = 0; i < 3; ++i) {
    sending.Add(BatchOf(1), kStart);
    sending.Next(kStart);
  }
  Settlement full = Bad(Pressure::kFloodStage, 1);
  EXPECT_TRUE(sending.Settled(full, kStart, {}).starts_with("paused: the server's disk is full"));
  EXPECT_FALSE(sending.Next(kStart + seconds(60)));  // two are still in flight
}

TEST(Sending, LearnsTheLargestBody) {
  Sending sending(1, seconds(600), kStart);
  sending.Add(BatchOf(8), kStart);
  ASSERT_TRUE(sending.Next(kStart));
  Settlement large;
  large.pressure = Pressure::kTooLarge;
  large.again = {BatchOf(4), BatchOf(4)};
  sending.Settled(large, kStart, {});
  for (int i = 0; i < 2; ++i) {
    ASSERT_EQ(sending.Next(kStart)->size(), 4U);
    Settlement good = Good(4);
    sending.Settled(good, kStart, {});
  }
  sending.Add(BatchOf(8), kStart);
  EXPECT_EQ(sending.Next(kStart)->size(), 4U);
}

TEST(Sending, LosesPatienceOnlyWithoutProgress) {
  Sending sending(1, seconds(10), kStart);
  EXPECT_FALSE(sending.OutOfPatience(kStart + seconds(100), false));  // nothing to do
  auto now = kStart + seconds(100);
  sending.Add(BatchOf(2), now);
  sending.Next(now);
  EXPECT_FALSE(sending.OutOfPatience(now + milliseconds(9'999), false));
  now += seconds(9);
  Settlement part = Bad(Pressure::kBusy, 1);
  part.outcome.by_day[1].indexed = 1;
  sending.Settled(part, now, {});
  EXPECT_FALSE(sending.OutOfPatience(now + milliseconds(9'999), false));
  const auto error = sending.OutOfPatience(now + seconds(10), false);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, ExitCode::kEnvironment);
  EXPECT_EQ(error->message, "the server has taken nothing for 10 s: 503 some_exception");
}

TEST(Sending, HintsAtWhatWouldMendTheLastTroubleWhenThatIsKnown) {
  Sending sending(1, seconds(10), kStart);
  sending.Add(BatchOf(1), kStart);
  sending.Next(kStart);
  Settlement refused = Bad(Pressure::kUnavailable, 1);
  refused.hint = "--url https://es";
  sending.Settled(refused, kStart, {});
  const auto error = sending.OutOfPatience(kStart + seconds(10), false);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->hint, "--url https://es; then run again: it adds only what is missing");
}

Batch BatchAt(std::uint64_t line) {
  Batch batch;
  batch.Add({"{}", {0, 2}, "i", "ID", {}, 1, {0, line}});
  return batch;
}

TEST(Sending, DoesNotSayThatATroubleIsOverWhileOneRecordIsStillTurnedAway) {
  Sending sending(2, seconds(600), kStart);
  sending.Add(BatchAt(5), kStart);
  sending.Add(BatchAt(7), kStart);
  ASSERT_TRUE(sending.Next(kStart) && sending.Next(kStart));
  Settlement bad = Bad(Pressure::kUnavailable, 1);
  bad.again = {BatchAt(5)};
  EXPECT_NE(sending.Settled(bad, kStart, {1, {}, {0, 5}}), "");
  Settlement good = Good(1);
  EXPECT_EQ(sending.Settled(good, kStart, {1, {}, {0, 7}}), "");
  ASSERT_TRUE(sending.Next(kStart + seconds(60)));
  EXPECT_EQ(sending.Settled(good, kStart, {1, {}, {0, 5}}), "the server takes records again");
}

TEST(Sending, KnowsTheFirstRecordWithoutAnAnswer) {
  Sending sending(2, seconds(600), kStart);
  EXPECT_FALSE(sending.FirstUnanswered());
  sending.Add(BatchAt(5), kStart);
  sending.Add(BatchAt(7), kStart);
  ASSERT_TRUE(sending.Next(kStart) && sending.Next(kStart));
  EXPECT_EQ(sending.FirstUnanswered(), (LinePlace{0, 5}));
  Settlement again;  // of the second, while the first is in flight
  again.again.push_back(BatchAt(7));
  sending.Settled(again, kStart, {1, {}, {0, 7}});
  EXPECT_EQ(sending.FirstUnanswered(), (LinePlace{0, 5}));
  Settlement good = Good(1);
  sending.Settled(good, kStart, {1, {}, {0, 5}});
  EXPECT_EQ(sending.FirstUnanswered(), (LinePlace{0, 7}));
  ASSERT_TRUE(sending.Next(kStart));
  sending.Settled(good, kStart, {1, {}, {0, 7}});
  EXPECT_FALSE(sending.FirstUnanswered());
}

TEST(Sending, HasLessPatienceOnceAStopIsRequested) {
  Sending sending(1, seconds(600), kStart);
  sending.Add(BatchOf(1), kStart);
  EXPECT_FALSE(sending.OutOfPatience(kStart + seconds(50), true));
  EXPECT_FALSE(sending.OutOfPatience(kStart + seconds(59), true));
  EXPECT_TRUE(sending.OutOfPatience(kStart + seconds(60), true));
}

TEST(Backoff, StaysUnderACeilingThatDoublesToHalfAMinute) {
  EXPECT_EQ(Backoff::CeilingAfter(0), milliseconds(250));
  EXPECT_EQ(Backoff::CeilingAfter(1), milliseconds(500));
  EXPECT_EQ(Backoff::CeilingAfter(7), seconds(30));
  EXPECT_EQ(Backoff::CeilingAfter(4'000'000'000U), seconds(30));
  EXPECT_EQ(Backoff::CeilingAfter(4, Backoff::kLastCeilingAway), seconds(4));
  EXPECT_EQ(Backoff::CeilingAfter(5, Backoff::kLastCeilingAway), seconds(5));
  for (unsigned seed = 1; seed <= 100; ++seed) {
    Backoff backoff(seed);
    for (unsigned failures = 0; failures < 12; ++failures) {
      const auto pause = backoff.Next();
      ASSERT_GE(pause, milliseconds(0));
      ASSERT_LE(pause, Backoff::CeilingAfter(failures)) << "seed " << seed;
    }
    backoff.Reset();
    ASSERT_LE(backoff.Next(), Backoff::kFirstCeiling);
  }
}

TEST(Backoff, UsesAllOfTheTimeUnderItsCeiling) {
  Backoff backoff(20240607);
  milliseconds least = seconds(30);
  milliseconds most{0};
  for (int i = 0; i < 2'000; ++i) {
    backoff.Reset();
    const auto pause = backoff.Next();
    least = std::min(least, pause);
    most = std::max(most, pause);
  }
  EXPECT_LT(least, milliseconds(10));
  EXPECT_GT(most, milliseconds(240));
}

}  // namespace
}  // namespace fun::loader
