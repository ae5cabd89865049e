// Smallest changes where nothing certifies one: what is drawn must come near the answer by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/conditions/hand_made.h"

namespace detente {
namespace {

using namespace hand_made;

// b gains 4 f1 f2 + f3 + ... + f7 - 3, a always gains; all are 0 now and their ranges [0, 1]. With
// s of f1 and of f2 the others have 3 - 4 s^2 to give, at as much cost: 2 s + 3 - 4 s^2 in all,
// which from s = 1/4 on falls until 4 s^2 = 3: 2 sqrt(3/4) = sqrt(3). f1 and f2 unequal have a
// smaller product for the same cost.
constexpr const char* kProduct = R"([dispute]
title = "A product"
[question]
of = "a"
with = ["b"]
compromise = "deal = yes"
[factors]
f1 = 0
f2 = 0
f3 = 0
f4 = 0
f5 = 0
f6 = 0
f7 = 0
[parties]
a = {}
b = {}
[issues]
deal = { options = ["no", "yes"], by = ["a", "b"] }
[preferences]
a = [ { wants = "deal = yes", weight = 1 } ]
b = [ { wants = "deal = yes", weight = "4 * f1 * f2 + f3 + f4 + f5 + f6 + f7" },
      { wants = "deal = no", weight = 3 } ]
)";

TEST(SampledChange, ComesNearTheSmallest) {
  const Dispute dispute = dispute_of(kProduct);
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    ConditionsOptions options;
    options.smallest.seed = seed;
    const SmallestChange change = *study_of(dispute, options).change;
    EXPECT_EQ(change.varied.size(), 7U);
    ASSERT_TRUE(change.found);
    EXPECT_EQ(change.status, ChangeStatus::kSampled);
    EXPECT_FALSE(change.proven);
    EXPECT_TRUE(change.too_many);
    EXPECT_GT(change.samples, 0U);
    EXPECT_EQ(change.seed, seed);
    EXPECT_EQ(change.verdict, kReady);
    EXPECT_TRUE(change.tight);
    EXPECT_GE(change.cost, std::sqrt(3.0));
    EXPECT_LE(change.cost, std::sqrt(3.0) + 1e-3);
  }
}

TEST(SampledChange, IsTheSameAtAnyNumberOfThreads) {
  const Dispute dispute = dispute_of(kProduct);
  ConditionsOptions options;
  const SmallestChange one = *study_of(dispute, options).change;
  options.threads = 3;
  const SmallestChange three = *study_of(dispute, options).change;
  EXPECT_EQ(one.cost, three.cost);
  EXPECT_EQ(one.samples, three.samples);
}

// All factors at 1 give 9, no more than it costs b: whatever is drawn, nothing does it.
TEST(SampledChange, SaysThatNoneOfSoManyDoesIt) {
  std::string text = kProduct;
  text.replace(text.find("weight = 3"), 10, "weight = 9");
  const Dispute dispute = dispute_of(text);
  ConditionsOptions options;
  options.smallest.samples = 500;
  const ConditionsStudy study = study_of(dispute, options);
  EXPECT_FALSE(study.change->found);
  EXPECT_FALSE(study.change->proven);
  EXPECT_GE(study.change->samples, 500U);
  const std::string words = render_markdown(conditions_document(dispute, {&study, 1}));
  EXPECT_NE(words.find("(seed 1) or on the way back from there; at none of them it is as wanted."),
            std::string::npos)
      << words;
}

// A condition that multiplies: the deal is worth 2 to b only where f1 * f2 > 0.25. The cheapest is
// 0.5 of each, a hair more; f3 to f7 add nothing.
TEST(SampledChange, OfAConditionThatMultiplies) {
  std::string text = kProduct;
  const std::string from = R"(weight = "4 * f1 * f2 + f3 + f4 + f5 + f6 + f7" })";
  text.replace(text.find(from), from.size(),
               R"(weight = "4 + f3 * f4 + f5 * f6 + f7 * f3", when = "f1 * f2 > 0.25" })");
  const Dispute dispute = dispute_of(text);
  const ConditionsStudy study = study_of(dispute);
  ASSERT_TRUE(study.change->found);
  EXPECT_EQ(study.change->status, ChangeStatus::kSampled);
  EXPECT_GE(study.change->cost, 1);
  EXPECT_LE(study.change->cost, 1 + 1e-3);
  EXPECT_EQ(study.change->lower_bound, 0);
  const std::string words = render_markdown(conditions_document(dispute, {&study, 1}));
  EXPECT_NE(words.find("and smaller ones may exist."), std::string::npos) << words;
  EXPECT_NE(words.find("more than the 6 for which more could be proven"), std::string::npos)
      << words;
}

}  // namespace
}  // namespace detente
