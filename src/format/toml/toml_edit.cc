#include "format/toml/toml_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include <toml++/toml.h>

#include "format/toml/toml_scan.h"

namespace detente {
namespace {

std::string path_in_words(const TomlPath& path, std::size_t length) {
  std::string out;
  for (std::size_t k = 0; k < length; ++k) {
    if (!out.empty()) out += '.';
    if (const auto* key = std::get_if<std::string>(&path[k])) {
      out += toml_key(*key);
    } else {
      out += std::to_string(std::get<std::size_t>(path[k]) + 1);
    }
  }
  return out.empty() ? "the file" : out;
}

class Editor {
 public:
  Editor(const std::string& text, const toml::table& root) : text_(text), root_(root) {
    line_starts_.push_back(0);
    for (std::size_t k = 0; k < text.size(); ++k) {
      if (text[k] == '\n') line_starts_.push_back(k + 1);
    }
  }

  // From the whole file to what is at the path, as far as it exists.
  std::vector<const toml::node*> way_to(const TomlPath& path) const {
    std::vector<const toml::node*> way{&root_};
    for (const auto& step : path) {
      const toml::node* const next = child(*way.back(), step);
      if (next == nullptr) break;
      way.push_back(next);
    }
    return way;
  }

  Result<Splice> run(const TomlEdit& edit) const {
    if (edit.path.empty()) return nowhere(edit.path, 0);
    const std::vector<const toml::node*> way = way_to(edit.path);
    const bool whole = way.size() == edit.path.size() + 1;
    if (edit.kind == TomlEdit::Kind::kSet) return set(edit, way, whole);
    const bool parts =
        whole ? way.back()->is_array_of_tables() && !is_value(*way.back()) : edit.path.size() == 1;
    if (edit.kind == TomlEdit::Kind::kAppend && parts) return part(edit);
    if (!whole) return nowhere(edit.path, way.size());
    return edit.kind == TomlEdit::Kind::kAppend ? append(edit, *way.back())
                                                : remove(edit, *way[way.size() - 2], *way.back());
  }

 private:
  static tl::unexpected<Errors> nowhere(const TomlPath& path, std::size_t length) {
    return fail(
        ErrorCode::kUnknownName,
        fmt::format("the file has no {}", path_in_words(path, std::min(length, path.size()))));
  }
  static tl::unexpected<Errors> cannot(const TomlPath& path, std::string why) {
    return fail(ErrorCode::kUnsupported,
                fmt::format("{} cannot be changed from here: {}", path_in_words(path, path.size()),
                            std::move(why)),
                {}, "change it in the text");
  }

  static const toml::node* child(const toml::node& node,
                                 const std::variant<std::string, std::size_t>& step) {
    if (const auto* key = std::get_if<std::string>(&step))
      return node.is_table() ? node.as_table()->get(*key) : nullptr;
    return node.is_array() ? node.as_array()->get(std::get<std::size_t>(step)) : nullptr;
  }

  // Lines count from 1, columns count characters from 1.
  std::size_t offset(const toml::source_position& at) const {
    if (at.line < 1 || at.line > line_starts_.size()) return text_.size();
    std::size_t out = line_starts_[at.line - 1];
    for (toml::source_index column = 1; column < at.column && out < text_.size(); ++column) {
      ++out;
      while (out < text_.size() && (static_cast<unsigned char>(text_[out]) & 0xC0U) == 0x80U) ++out;
    }
    return out;
  }
  std::size_t begin_of(const toml::node& node) const { return offset(node.source().begin); }
  std::size_t end_of(const toml::node& node) const { return toml_value_end(text_, begin_of(node)); }
  // Is it written as one value, not as lines below a header or as dotted keys?
  bool is_value(const toml::node& node) const {
    if (const auto* table = node.as_table()) return table->is_inline();
    // [[name]] headers, or tables in brackets of their own
    return !node.is_array_of_tables() || text_.compare(begin_of(node), 2, "[[") != 0;
  }

  Result<Splice> set(const TomlEdit& edit, const std::vector<const toml::node*>& way,
                     bool whole) const {
    const toml::node& last = *way.back();
    if (whole) {
      if (!is_value(last)) return cannot(edit.path, "it is a whole part of the file");
      return Splice{begin_of(last), end_of(last), edit.value};
    }
    const auto* key = std::get_if<std::string>(&edit.path[way.size() - 1]);
    // factors may be bare numbers: trust = 0.4
    if (last.is_number() && way.size() == edit.path.size() && key != nullptr && *key == "value")
      return Splice{begin_of(last), end_of(last), edit.value};
    if (!last.is_table() || key == nullptr) return nowhere(edit.path, edit.path.size());
    const toml::table& table = *last.as_table();
    std::vector<std::string> keys;  // from the first that is new
    for (std::size_t k = way.size() - 1; k < edit.path.size(); ++k) {
      const auto* name = std::get_if<std::string>(&edit.path[k]);
      if (name == nullptr) return nowhere(edit.path, edit.path.size());
      keys.push_back(*name);
    }
    if (way.size() <= 2 && keys.size() > 1 && !table.is_inline()) {
      // a new named thing: a header of its own at the end
      std::string header;
      if (way.size() == 2) header = toml_key(std::get<std::string>(edit.path[0])) + ".";
      std::string out = text_.empty() || text_.back() == '\n' ? "\n" : "\n\n";
      out += fmt::format("[{}{}]\n{}\n", header, toml_key(keys[0]), entry(keys, 1, edit.value));
      return Splice{text_.size(), text_.size(), out};
    }
    const std::string fresh = entry(keys, 0, edit.value);
    return table.is_inline() ? into_inline(table, fresh) : into_lines(edit, table, fresh);
  }
  // key = value, with tables around the value for the keys behind the first.
  static std::string entry(const std::vector<std::string>& keys, std::size_t from,
                           const std::string& value) {
    std::string out = value;
    for (std::size_t k = keys.size(); k-- > from;) {
      out = fmt::format("{} = {}", toml_key(keys[k]), out);
      if (k > from) out = fmt::format("{{ {} }}", out);
    }
    return out;
  }
  // The end of the last entry that stands in this table itself; nothing if there is none.
  std::optional<std::size_t> last_entry_end(const toml::table& table) const {
    std::optional<std::size_t> out;
    for (const auto& [key, node] : table) {
      if (!is_value(node)) continue;
      out = std::max(out.value_or(0), end_of(node));
    }
    return out;
  }
  Result<Splice> into_inline(const toml::table& table, const std::string& fresh) const {
    if (const auto end = last_entry_end(table)) return Splice{*end, *end, ", " + fresh};
    return Splice{begin_of(table), end_of(table), "{ " + fresh + " }"};
  }
  Result<Splice> into_lines(const TomlEdit& edit, const toml::table& table,
                            const std::string& fresh) const {
    std::size_t place = 0;
    if (const auto end = last_entry_end(table)) {
      place = toml_line_end(text_, *end);
    } else {
      const std::size_t header = begin_of(table);
      if (&table == &root_ || header >= text_.size() || text_[header] != '[')
        return cannot(edit.path, "the table around it has no place of its own");
      place = toml_line_end(text_, header);
    }
    return Splice{place, place, "\n" + fresh};
  }

  // One more [[part]] at the end of the file, its entries on lines of their own.
  Result<Splice> part(const TomlEdit& edit) const {
    const auto* name = std::get_if<std::string>(&edit.path[0]);
    const std::string source = "v = " + edit.value;
    toml::table parsed;
    try {
      parsed = toml::parse(source);
    } catch (const toml::parse_error&) {
      return cannot(edit.path, "the new value is no TOML");
    }
    const toml::table* const entries = parsed["v"].as_table();
    if (name == nullptr || entries == nullptr) return cannot(edit.path, "its members are tables");
    const Editor inside(source, parsed);
    std::vector<std::pair<std::size_t, std::string>> lines;  // in the order they were given
    for (const auto& [key, node] : *entries) {
      const std::size_t from = inside.begin_of(node);
      lines.emplace_back(from, fmt::format("{} = {}\n", toml_key(key.str()),
                                           source.substr(from, inside.end_of(node) - from)));
    }
    std::sort(lines.begin(), lines.end());
    std::string out = text_.empty() || text_.back() == '\n' ? "\n" : "\n\n";
    out += fmt::format("[[{}]]\n", toml_key(*name));
    for (const auto& [from, line] : lines) out += line;
    return Splice{text_.size(), text_.size(), out};
  }

  Result<Splice> append(const TomlEdit& edit, const toml::node& node) const {
    const auto* list = node.as_array();
    if (list == nullptr || !is_value(node)) return cannot(edit.path, "it is no list in brackets");
    const std::size_t begin = begin_of(node);
    if (list->empty()) return Splice{begin, end_of(node), "[" + edit.value + "]"};
    const std::size_t first = begin_of(*list->get(0)), end = end_of(*list->get(list->size() - 1));
    const bool lines = text_.substr(begin, first - begin).find('\n') != std::string::npos;
    std::size_t behind = end;
    while (behind < text_.size() && (toml_blank(text_[behind]) || text_[behind] == '\n')) ++behind;
    const bool comma = behind < text_.size() && text_[behind] == ',';
    if (!lines) {
      const std::size_t place = comma ? behind + 1 : end;
      return Splice{place, place, (comma ? " " : ", ") + edit.value};
    }
    const std::size_t line = text_.rfind('\n', first) + 1;
    const std::string indent = "\n" + text_.substr(line, first - line);
    if (!comma) return Splice{end, end, "," + indent + edit.value};
    const std::size_t place = toml_line_end(text_, behind);
    // a comment behind the last member stays with it
    const std::size_t more = text_.find_first_not_of(" \t\r", behind + 1);
    if (more < text_.size() && text_[more] != '\n' && text_[more] != '#')
      return Splice{behind + 1, behind + 1, indent + edit.value + ","};
    return Splice{place, place, indent + edit.value + ","};
  }

  // A [part] or [[part]] from its header to its last entry; comments around it stay.
  Result<Splice> remove_part(const TomlEdit& edit, const toml::node& node) const {
    const auto* table = node.as_table();
    const std::size_t header = begin_of(node);
    if (table == nullptr || header >= text_.size() || text_[header] != '[')
      return cannot(edit.path, "it has no place of its own");
    for (const auto& [key, inner] : *table) {
      if (!is_value(inner)) return cannot(edit.path, "it has parts of its own");
    }
    const std::size_t end = last_entry_end(*table).value_or(header);
    std::size_t to = std::min(toml_line_end(text_, end) + 1, text_.size());
    if (to < text_.size() && text_[to] == '\n') ++to;  // and the empty line behind it
    return Splice{header, to, ""};
  }

  Result<Splice> remove(const TomlEdit& edit, const toml::node& around,
                        const toml::node& node) const {
    if (!is_value(node)) return remove_part(edit, node);
    std::size_t from = begin_of(node), to = end_of(node);
    if (const auto* table = around.as_table()) {
      for (const auto& [key, value] : *table) {
        if (&value == &node) from = offset(key.source().begin);
      }
      if (!table->is_inline()) {  // the whole line
        const std::size_t line = from == 0 ? 0 : text_.rfind('\n', from - 1) + 1;
        return Splice{line, std::min(toml_line_end(text_, to) + 1, text_.size()), ""};
      }
    }
    // a member and one comma: the one behind, else the one before
    std::size_t behind = to;
    while (behind < text_.size() && (toml_blank(text_[behind]) || text_[behind] == '\n')) ++behind;
    if (behind < text_.size() && text_[behind] == ',') {
      to = behind + 1;
      while (to < text_.size() && toml_blank(text_[to])) ++to;
      if (to < text_.size() && text_[to] == '\n') {  // alone on its lines
        std::size_t line = from;
        while (line > 0 && toml_blank(text_[line - 1])) --line;
        if (line > 0 && text_[line - 1] == '\n') return Splice{line, to + 1, ""};
      }
      return Splice{from, to, ""};
    }
    std::size_t before = from;
    while (before > 0 && (toml_blank(text_[before - 1]) || text_[before - 1] == '\n')) --before;
    if (before > 0 && text_[before - 1] == ',') return Splice{before - 1, to, ""};
    return Splice{from, to, ""};
  }

  const std::string& text_;
  const toml::table& root_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace

Result<Splice> splice_of(const std::string& text, const TomlEdit& edit) {
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error&) {
    return fail(ErrorCode::kSyntax, "the text has an error of form, so no place in it is certain",
                {}, "mend the text first");
  }
  return Editor(text, root).run(edit);
}

bool toml_has(const std::string& text, const TomlPath& path) {
  try {
    const toml::table root = toml::parse(text);
    return Editor(text, root).way_to(path).size() == path.size() + 1;
  } catch (const toml::parse_error&) {
    return false;
  }
}

std::string spliced(const std::string& text, const Splice& splice) {
  return text.substr(0, splice.from) + splice.insert + text.substr(splice.to);
}

}  // namespace detente
