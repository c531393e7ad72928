#pragma once

// YAML that people write, read key by key: each key says what is right for it, the first fault
// stays. Internal to this room; yaml-cpp's exceptions end in readDocument().

#include <yaml-cpp/yaml.h>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"
#include "core/rollout.h"
#include "core/time.h"
#include "io/policy_words.h"

namespace rollout {

inline constexpr const char* rightSpan =
    "seconds or a time such as 90 s, 10 min, 1 h or 2 d, up to ten years";
inline constexpr const char* rightPercent = "a whole percent from 0 to 100, as 25 %";

/// "text", cut to what fits in a sentence.
[[nodiscard]] std::string quotedShort(const std::string& text);
/// What a node is, in a person's words.
[[nodiscard]] std::string wordsOf(const YAML::Node& node);

/// A key of a map, and what is done with its value.
struct YamlKey
{
    const char* name;
    std::function<void(const YAML::Node&)> take;
    bool mayBeEmpty = false; ///< a section of which everything is commented out
};

/// Used for one document, in one thread. Keys refer to it and to the values that they set.
class YamlFields
{
public:
    /// What is wrong, and where in the text.
    struct Fault
    {
        std::size_t offset = 0;
        std::string sentence;
    };
    [[nodiscard]] const std::optional<Fault>& fault() const { return m_fault; }

    /// The first stays.
    void blame(const YAML::Node& node, const std::string& sentence);
    /// Every entry must be one of the keys, once. `what` is for sentences.
    void takeMap(const YAML::Node& node, const std::string& what, const std::vector<YamlKey>& keys);
    /// A list of at most so many maps or values; `example` is what one looks like.
    void takeList(const YAML::Node& node, const std::string& what, std::size_t most,
                  const std::string& example,
                  const std::function<void(const YAML::Node& entry, std::size_t number)>& take);

    /// `parse` gives an optional of what `value` holds; `right` says what would be right.
    template <typename Value, typename Parse>
    [[nodiscard]] YamlKey parsed(const char* name, Value& value, Parse parse, const char* right)
    {
        return {name, [this, name, &value, parse, right](const YAML::Node& node) {
                    const auto read = node.IsScalar() ? parse(node.Scalar()) : std::nullopt;
                    if (!read)
                        return blame(node,
                                     std::string(name) + " is " + wordsOf(node)
                                         + "; right would be " + right);
                    value = *read;
                }};
    }
    template <typename Value>
    [[nodiscard]] YamlKey choice(const char* name, Value& value,
                                 std::vector<std::pair<std::string, Value>> choices)
    {
        return {name, [this, name, &value, choices = std::move(choices)](const YAML::Node& node) {
                    std::string right;
                    for (const auto& [word, meaning] : choices) {
                        if (node.IsScalar() && node.Scalar() == word) {
                            value = meaning;
                            return;
                        }
                        right += (right.empty() ? "" : " or ") + word;
                    }
                    blame(node,
                          std::string(name) + " is " + wordsOf(node) + "; right would be " + right);
                }};
    }
    template <typename Value>
    [[nodiscard]] YamlKey percent(const char* name, Value& value)
    {
        return parsed(name, value, parsePercent, rightPercent);
    }
    template <typename Value>
    [[nodiscard]] YamlKey portion(const char* name, Value& value)
    {
        return parsed(name, value, parsePortion,
                      "a percent or a number of targets, as 10 % or 5 targets");
    }
    [[nodiscard]] YamlKey flag(const char* name, bool& value);
    /// A name, as checkOptionalName() allows.
    [[nodiscard]] YamlKey text(const char* name, std::string& value);
    [[nodiscard]] YamlKey span(const char* name, Seconds& value);
    [[nodiscard]] YamlKey span(const char* name, Milliseconds& value);

private:
    void takeEntry(const YAML::Node& key, const YAML::Node& value,
                   const std::vector<YamlKey>& keys);

    std::optional<Fault> m_fault;
};

/// Reads the one document of a text. An error reads "careful.yaml:3:8: what is wrong; what would be
/// right" (InvalidArgument). `kind` is what the file should hold: "a policy".
[[nodiscard]] Result<void>
readDocument(const std::string& text, const std::string& path, const std::string& kind,
             const std::function<void(YamlFields& fields, const YAML::Node& root)>& read);

} // namespace rollout
