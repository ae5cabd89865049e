#include "base/decimal.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace detente {
namespace {

TEST(Decimal, ReadsLiteralsAsWritten) {
  EXPECT_EQ(Decimal::parse("0.1")->units(), 100'000'000);
  EXPECT_EQ(Decimal::parse("-12")->units(), -12'000'000'000);
  EXPECT_EQ(Decimal::parse("+1_000.5")->units(), 1'000'500'000'000);
  EXPECT_EQ(Decimal::parse("2.5e-3")->units(), 2'500'000);
  EXPECT_EQ(Decimal::parse("1E3")->units(), 1'000'000'000'000);
  EXPECT_EQ(Decimal::parse("0.100000000000")->units(), 100'000'000);
  EXPECT_EQ(Decimal::parse("0e999")->units(), 0);
}

TEST(Decimal, TenthsAddUpExactly) {
  EXPECT_EQ(Decimal::parse("0.1")->units() + Decimal::parse("0.2")->units(),
            Decimal::parse("0.3")->units());
}

TEST(Decimal, RefusesWhatItCannotHold) {
  for (const char* literal :
       {"", "nan", "inf", "-inf", "1.0000000001", "1e-10", "1e10", "0x10", "1.2.3", "1e", "--1"}) {
    EXPECT_FALSE(Decimal::parse(literal).has_value()) << literal;
  }
  EXPECT_FALSE(Decimal::from_double(std::numeric_limits<double>::quiet_NaN()).has_value());
  EXPECT_FALSE(Decimal::from_double(std::numeric_limits<double>::infinity()).has_value());
  EXPECT_FALSE(Decimal::from_double(1e10).has_value());
}

TEST(Decimal, RoundsHalvesAwayFromZero) {
  EXPECT_EQ(Decimal::from_double(0.5e-9)->units(), 1);
  EXPECT_EQ(Decimal::from_double(-0.5e-9)->units(), -1);
  EXPECT_EQ(Decimal::from_double(0.3)->units(), 300'000'000);
}

RC_GTEST_PROP(Decimal, WrittenAndReadAgainIsTheSame, ()) {
  const auto units = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000'000, 1'000'000'000'000'000);
  const Decimal value = Decimal::from_units(units);
  const auto again = Decimal::parse(value.to_string());
  RC_ASSERT(again.has_value());
  RC_ASSERT(again->units() == units);
}

}  // namespace
}  // namespace detente
