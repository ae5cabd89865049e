#include "format/domains/ratio.h"

#include <gtest/gtest.h>

namespace detente::domains {
namespace {

Ratio read(const char* text) {
  const auto out = Ratio::parse(text);
  EXPECT_TRUE(out) << text;
  return out.value_or(Ratio());
}

TEST(Ratio, AddsAndMultipliesWithoutRounding) {
  EXPECT_EQ(read("0.1") + read("0.2"), read("0.3"));
  EXPECT_EQ(Ratio(1) / Ratio(3) * Ratio(3), Ratio(1));
  EXPECT_EQ(Ratio(-1) / Ratio(-2), read(".5"));
  EXPECT_LT(Ratio(1) / Ratio(3), read("0.333333333333333334"));
}

TEST(Ratio, ReadsNumbersAsOtherProgramsWriteThem) {
  EXPECT_EQ(read(" 1.5E-3 "), Ratio(3) / Ratio(2000));
  EXPECT_EQ(read("-2"), Ratio(-2));
  EXPECT_EQ(read("+00.50"), Ratio(1) / Ratio(2));
  EXPECT_EQ(read("1e-300"), Ratio(0));
  EXPECT_EQ(read("0e999999999999"), Ratio(0));
  for (const char* bad : {"", " ", "-", ".", "NaN", "Infinity", "-inf", "1e", "1,5", "0x10", "1d",
                          "1e300", "1000000000001", "1 2"})
    EXPECT_FALSE(Ratio::parse(bad)) << bad;
}

// 17 digits are what Java writes of a double; three of them multiplied still round rightly.
TEST(Ratio, RoundsAtTheEndOnly) {
  EXPECT_EQ((read("0.5016547003555888") * Ratio(3) / Ratio(5)).to_decimal()->to_string(),
            "0.30099282");
  EXPECT_EQ((Ratio(1) / Ratio(3)).to_decimal()->to_string(), "0.333333333");
  EXPECT_EQ(read("0.0000000005").to_decimal()->to_string(), "0.000000001");
  EXPECT_EQ(read("-0.0000000005").to_decimal()->to_string(), "-0.000000001");
  EXPECT_EQ(read("0.00000000049999").to_decimal()->to_string(), "0");
  EXPECT_FALSE(read("1000000001").to_decimal());
}

TEST(Ratio, SurvivesNumbersTooLongForIt) {
  Ratio product = 1;
  for (int k = 0; k < 40; ++k) product = product * read("0.987654321987654321");
  EXPECT_NEAR(product.to_double(), 0.6084133600964158, 1e-12);  // 0.98765432198...^40
  Ratio sum;
  for (int k = 1; k < 100; ++k) sum += Ratio(1) / Ratio(k);
  EXPECT_NEAR(sum.to_double(), 5.17737751763962, 1e-12);  // the 99th harmonic number
}

TEST(Ratio, RoundsHalvesUpAsJavaDoes) {
  EXPECT_EQ(read("2.5").rounded_to_whole(), Ratio(3));
  EXPECT_EQ(read("-2.5").rounded_to_whole(), Ratio(-2));
  EXPECT_EQ(read("-2.6").rounded_to_whole(), Ratio(-3));
  EXPECT_EQ(read("1.4999").rounded_to_whole(), Ratio(1));
}

TEST(Ratio, WritesDecimals) {
  EXPECT_EQ((Ratio(1) / Ratio(8)).to_text(), "0.125");
  EXPECT_EQ((Ratio(-2) / Ratio(3)).to_text(4), "-0.6667");
  EXPECT_EQ(Ratio(12).to_text(), "12");
  EXPECT_EQ((Ratio(1) / Ratio(3)).to_text(), "0.333333333333333333");
}

}  // namespace
}  // namespace detente::domains
