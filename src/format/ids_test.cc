#include "format/ids.h"

#include <gtest/gtest.h>

namespace detente {
namespace {

TEST(IdMaker, MakesNamesThatADisputeFileAllows) {
  IdMaker ids;
  EXPECT_EQ(ids.make("Abandon_it", "option", 1), "Abandon_it");
  EXPECT_EQ(ids.make("Air strike!", "option", 2), "air_strike");
  EXPECT_EQ(ids.make("2 Reduced (GDU)", "option", 3), "o2_reduced_gdu");
  EXPECT_EQ(ids.make("not", "option", 4), "not_");
  EXPECT_EQ(ids.make("\u505c\u6218", "option", 5), "option_5");
  EXPECT_EQ(ids.make("", "option", 6), "option_6");
}

TEST(IdMaker, GivesNoIdTwice) {
  IdMaker ids({"outcome"});
  EXPECT_EQ(ids.make("outcome", "party", 1), "outcome_2");
  EXPECT_EQ(ids.make("a b", "party", 2), "a_b");
  EXPECT_EQ(ids.make("A-B", "party", 3), "a_b_2");
  EXPECT_EQ(ids.make("a_b_2", "party", 4), "a_b_2_2");
}

}  // namespace
}  // namespace detente
