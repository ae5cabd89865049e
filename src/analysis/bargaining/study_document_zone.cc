#include <fmt/format.h>

#include "analysis/bargaining/study_words.h"
#include "analysis/readiness/words.h"

namespace detente {
namespace {

class ZoneWriter {
 public:
  ZoneWriter(const StudyWords& words, Document& document)
      : words_(words),
        study_(words.study()),
        sample_(study_.zone_sample ? &*study_.zone_sample : nullptr),
        document_(document) {}

  void write() {
    document_.heading(3, "What is at stake");
    Table table;
    table.header = {"party", "accepts", "ratified", "both", "no-deal", "best deal", "surplus"};
    table.right = {false, true, true, true, true, true, true};
    for (std::size_t b = 0; b < words_.parties(); ++b) table.rows.push_back(row(b));
    document_.table(std::move(table));
    if (!study_.zone) return;
    why_not_counted();
    cuts();
  }

 private:
  std::vector<std::string> row(std::size_t b) const {
    std::vector<std::string> out(7, "-");
    out[0] = words_.letters() ? words_.column(b) + ": " + words_.name(b) : words_.name(b);
    if (study_.zone) {
      const ZoneParty& from = study_.zone->parties[b];
      const ZoneParty* drawn = sample_ != nullptr ? &sample_->zone.parties[b] : nullptr;
      out[1] = number(from.accepts, drawn != nullptr ? &drawn->accepts : nullptr);
      out[2] = number(from.ratified, drawn != nullptr ? &drawn->ratified : nullptr);
      out[3] = number(from.both, drawn != nullptr ? &drawn->both : nullptr);
    }
    if (study_.cardinal[b] != 0) {
      out[4] = decimal_in_words(study_.no_deal[b]);
      if (study_.ideal) {
        out[5] = decimal_in_words((*study_.ideal)[b]);
        out[6] = decimal_in_words((*study_.ideal)[b] - study_.no_deal[b]);
      }
    }
    return out;
  }
  std::string number(const Count& exact, const Count* hits) const {
    return words_.count_or_share(exact, hits);
  }
  void why_not_counted() {
    const std::string& why = study_.zone->why;
    if (why.empty()) return;
    if (sample_ == nullptr) {
      document_.paragraph("Where '-' stands, it was not counted: " + why + ".");
      return;
    }
    document_.paragraph(fmt::format(
        "Where '~' stands, it was not counted ({}) but sampled: the share of {} outcomes "
        "of the table drawn at random (seed {}), with its 95 % interval.",
        why, sample_->drawn, sample_->seed));
  }

  std::string cut_in_words(std::size_t b, const Cut& cut) const {
    if (cut.kind == CutKind::kNoDeal) return "no-deal of " + words_.name(b);
    if (cut.kind == CutKind::kRatifier)
      return words_.ratifier(cut.index) + ", for " + words_.name(b);
    const Statement& one = words_.dispute()->statements[static_cast<std::size_t>(cut.index)];
    return fmt::format("red line {} of {}: {}", one.id, words_.name(b),
                       one.says.empty() ? one.formula.text : one.says);
  }
  void cuts() {
    // the outcomes drawn have every cut; those counted may lack some
    const Zone& all = sample_ != nullptr ? sample_->zone : *study_.zone;
    const auto largest = largest_cut(all);
    if (!largest) return;
    const Cut& most = all.parties[largest->first].cuts[largest->second];
    const Cut known = cut_like(study_.zone->parties[largest->first], most);
    const std::string name = cut_in_words(largest->first, most);
    if (known.removes.known()) {
      const std::string alone = known.alone.known()  ? words_.count(known.alone) + " of them"
                                : sample_ != nullptr ? number({}, &most.alone) + " of all"
                                                     : "an unknown number of them";
      document_.paragraph(
          fmt::format("What cuts most: {}. It excludes {} of {} outcomes, {} alone.", name,
                      words_.count(known.removes), words_.count(study_.zone->outcomes), alone));
    } else {
      document_.paragraph(
          fmt::format("What cuts most: {}. It excludes {} of the outcomes, {} of all alone.", name,
                      number(known.removes, &most.removes), number(known.alone, &most.alone)));
    }
    Table table;
    table.header = {"cut", "excludes", "alone"};
    table.right = {false, true, true};
    for (std::size_t b = 0; b < all.parties.size(); ++b) {
      for (const Cut& cut : all.parties[b].cuts) {
        const Cut exact = cut_like(study_.zone->parties[b], cut);
        const Count& seen = exact.removes.known() ? exact.removes : cut.removes;
        if (!seen.known() || seen.is_zero()) continue;
        table.rows.push_back({cut_in_words(b, cut), number(exact.removes, &cut.removes),
                              number(exact.alone, &cut.alone)});
      }
    }
    if (table.rows.size() > 1) document_.table(std::move(table));
  }

  const StudyWords& words_;
  const BargainingStudy& study_;
  const ZoneSample* sample_;
  Document& document_;
};

}  // namespace

void say_zone(const StudyWords& words, Document& document) { ZoneWriter(words, document).write(); }

}  // namespace detente
