#include "io/yaml_fields.h"

#include <algorithm>
#include <set>

#include "core/names.h"
#include "io/text_file.h"

namespace rollout {
namespace {

constexpr std::size_t maximumBytes = 1'000'000;

std::size_t offsetOf(const YAML::Mark& mark)
{
    return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

tl::unexpected<Error> refused(const std::string& text, const std::string& path,
                              const YamlFields::Fault& fault)
{
    return failure(ErrorCode::InvalidArgument,
                   atPosition(path, positionAt(text, fault.offset), fault.sentence));
}

} // namespace

std::string quotedShort(const std::string& text)
{
    constexpr std::size_t most = 60;
    if (text.size() <= most)
        return "\"" + text + "\"";
    std::size_t cut = most;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0U) == 0x80U)
        --cut;
    return "\"" + text.substr(0, cut) + "…\"";
}

std::string wordsOf(const YAML::Node& node)
{
    if (node.IsMap())
        return "a map";
    if (node.IsSequence())
        return "a list";
    if (node.IsNull())
        return "empty";
    return quotedShort(node.Scalar());
}

void YamlFields::blame(const YAML::Node& node, const std::string& sentence)
{
    if (!m_fault)
        m_fault = Fault{offsetOf(node.Mark()), sentence};
}

void YamlFields::takeMap(const YAML::Node& node, const std::string& what,
                         const std::vector<YamlKey>& keys)
{
    if (!node.IsMap())
        return blame(node,
                     what + " is " + wordsOf(node) + "; right would be keys and values, as "
                         + keys.front().name + ": …");
    std::set<std::string> seen;
    for (const auto& entry : node) {
        if (!entry.first.IsScalar())
            return blame(entry.first,
                         "a key of " + what + " is " + wordsOf(entry.first)
                             + "; right would be a word");
        if (!seen.insert(entry.first.Scalar()).second)
            return blame(entry.first,
                         "the key " + quotedShort(entry.first.Scalar())
                             + " is there twice; remove one");
        takeEntry(entry.first, entry.second, keys);
    }
}

void YamlFields::takeEntry(const YAML::Node& key, const YAML::Node& value,
                           const std::vector<YamlKey>& keys)
{
    const std::string& name = key.Scalar();
    const auto found =
        std::find_if(keys.begin(), keys.end(), [&](const YamlKey& k) { return name == k.name; });
    if (found != keys.end() && value.IsNull())
        return found->mayBeEmpty
            ? void()
            : blame(key, name + " is empty; right would be to give it a value or remove it");
    if (found != keys.end())
        return found->take(value);
    std::string known;
    for (const YamlKey& k : keys)
        known += (known.empty() ? "" : ", ") + std::string(k.name);
    blame(key,
          "the key " + quotedShort(name) + " is not known here; right would be one of " + known);
}

void YamlFields::takeList(
    const YAML::Node& node, const std::string& what, std::size_t most, const std::string& example,
    const std::function<void(const YAML::Node& entry, std::size_t number)>& take)
{
    if (!node.IsSequence())
        return blame(node,
                     what + " is " + wordsOf(node) + "; right would be a list, as " + example);
    if (node.size() > most)
        return blame(node,
                     "there are " + std::to_string(node.size()) + " " + what + "; right would be "
                         + std::to_string(most) + " at most");
    std::size_t number = 0;
    for (const YAML::Node& entry : node)
        take(entry, ++number);
}

YamlKey YamlFields::span(const char* name, Seconds& value)
{
    return parsed(name, value, parseSpan, rightSpan);
}

YamlKey YamlFields::span(const char* name, Milliseconds& value)
{
    return parsed(name, value, parseSpan, rightSpan);
}

YamlKey YamlFields::flag(const char* name, bool& value)
{
    return choice<bool>(name, value, {{"true", true}, {"false", false}});
}

YamlKey YamlFields::text(const char* name, std::string& value)
{
    return {name, [this, name, &value](const YAML::Node& node) {
                if (!node.IsScalar())
                    return blame(node,
                                 std::string(name) + " is " + wordsOf(node)
                                     + "; right would be a text, in quotes if need be");
                if (const auto ok = checkOptionalName(name, node.Scalar()); !ok)
                    return blame(node, ok.error().message);
                value = node.Scalar();
            }};
}

Result<void>
readDocument(const std::string& text, const std::string& path, const std::string& kind,
             const std::function<void(YamlFields& fields, const YAML::Node& root)>& read)
{
    if (text.size() > maximumBytes)
        return failure(ErrorCode::InvalidArgument,
                       path + ": is over a million bytes; " + kind + " takes a few hundred");
    if (!isCleanUtf8(text))
        return failure(ErrorCode::InvalidArgument, path + ": is not UTF-8 text; save it as UTF-8");
    try {
        const std::vector<YAML::Node> documents = YAML::LoadAll(text);
        if (documents.size() != 1)
            return failure(ErrorCode::InvalidArgument,
                           path + ": holds " + std::to_string(documents.size())
                               + " documents; right would be " + kind);
        YamlFields fields;
        read(fields, documents.front());
        if (fields.fault())
            return refused(text, path, *fields.fault());
    } catch (const YAML::Exception& e) {
        return refused(text, path, {offsetOf(e.mark), "is not YAML (" + e.msg + "); correct it"});
    }
    return {};
}

} // namespace rollout
