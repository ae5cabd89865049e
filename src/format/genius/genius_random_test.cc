// Random domains: read as defined, and the same after writing and reading again.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "format/domains/utility_testing.h"
#include "format/genius/genius_writer.h"
#include "format/genius/random_profile_testing.h"
#include "format/geniusweb/geniusweb_writer.h"
#include "format/registry.h"
#include "format/scores/scores.h"

namespace detente {
namespace {

using testing_support::RandomGenius;
using testing_support::utilities;

Dispute must(const Result<Dispute>& dispute) {
  if (!dispute) RC_FAIL(format_error(dispute.error().front()));
  return *dispute;
}
// Utilities above 1 are divided, and it is said.
bool divided(const Written& written) {
  return std::any_of(written.left_out.begin(), written.left_out.end(), [](const std::string& what) {
    return what.find("are divided by") != std::string::npos;
  });
}
std::vector<SourceFile> files_of(const Written& written, const std::string& ending) {
  std::vector<SourceFile> out{{"x/domain" + ending, written.text}};
  for (const WrittenFile& more : written.more) out.push_back({"x/" + more.name, more.text});
  return out;
}

RC_GTEST_PROP(GeniusRandom, UtilitiesAreThoseOfTheDefinition, ()) {
  const auto made = RandomGenius(*rc::gen::arbitrary<unsigned>()).run();
  const Dispute dispute = must(parse_dispute(made.files));
  for (std::size_t p = 0; p < made.utilities.size(); ++p) {
    testing_support::each_outcome(dispute, [&](const std::vector<int>& outcome) {
      const double here = static_cast<double>(testing_support::utility(dispute, p, outcome)) / 1e9;
      RC_ASSERT(std::abs(here - made.utilities[p](outcome)) < 2e-8);
    });
  }
}

RC_GTEST_PROP(GeniusRandom, WritingAndReadingAgainKeepsEveryUtility, ()) {
  const auto made = RandomGenius(*rc::gen::arbitrary<unsigned>()).run();
  const Dispute dispute = must(parse_dispute(made.files));
  const auto written = write_genius(dispute, nullptr);
  if (!written) RC_FAIL(format_error(written.error().front()));
  RC_PRE(!divided(*written));
  const Dispute again = must(parse_dispute(files_of(*written, ".xml")));
  RC_ASSERT(utilities(again) == utilities(dispute));
  for (std::size_t p = 0; p < dispute->parties.size(); ++p) {
    RC_ASSERT(again->parties[p].remarks.name == dispute->parties[p].remarks.name);
    RC_ASSERT(std::get<Decimal>(again->parties[p].no_deal) ==
              std::get<Decimal>(dispute->parties[p].no_deal));
  }
  const auto toml = format_of_ending(".toml")->write(dispute, nullptr);
  RC_ASSERT(utilities(must(parse_dispute(toml->text, "x.toml"))) == utilities(dispute));
}

RC_GTEST_PROP(GeniusRandom, GeniusWebAndScoresKeepAdditiveUtilities, ()) {
  const auto made = RandomGenius(*rc::gen::arbitrary<unsigned>()).run();
  const Dispute dispute = must(parse_dispute(made.files));
  const auto web = write_geniusweb(dispute, nullptr);
  RC_PRE(web.has_value());  // no hyper-rectangles
  RC_PRE(!divided(*web));
  RC_ASSERT(utilities(must(parse_dispute(files_of(*web, ".json")))) == utilities(dispute));
  const auto table = scores::write_scores(dispute, ',');
  RC_ASSERT(table.has_value());
  RC_ASSERT(utilities(must(parse_dispute(table->text, "x.csv"))) == utilities(dispute));
}

}  // namespace
}  // namespace detente
