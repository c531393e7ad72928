// Policies on their way out: laid out by hand, so that a person likes to read them.

#include <QFileInfo>
#include <QSaveFile>

#include "io/policy_words.h"
#include "io/policy_yaml.h"

namespace rollout {

namespace {

bool isPlainCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
        || c == '_' || c == ' ' || c == '.' || c == '(' || c == ')' || c == '/' || c == '%';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Whether YAML takes the text for itself without quotes. "null", in whatever case, is none.
bool isPlain(const std::string& text)
{
    if (text.empty() || text.size() == 4 || !isLetter(text.front()) || text.back() == ' ')
        return false;
    for (const char c : text)
        if (!isPlainCharacter(c))
            return false;
    return true;
}

void appendHex(std::string& to, char kind, unsigned value, int digits)
{
    to += '\\';
    to += kind;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        to += "0123456789abcdef"[(value >> shift) & 0xfU];
}

/// Length and value of an invisible character of more than one byte at the beginning of `text`: C1
/// controls, line and paragraph separators, the byte order mark.
std::optional<std::pair<std::size_t, unsigned>> invisible(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (text.size() >= 2 && byte(0) == 0xc2 && byte(1) < 0xa0)
        return std::pair{std::size_t(2), unsigned(byte(1))};
    if (text.starts_with("\xe2\x80\xa8") || text.starts_with("\xe2\x80\xa9"))
        return std::pair{std::size_t(3), 0x2000U + (byte(2) & 0x3fU)};
    if (text.starts_with("\xef\xbb\xbf"))
        return std::pair{std::size_t(3), 0xfeffU};
    return std::nullopt;
}

std::string inQuotes(std::string_view text)
{
    std::string result = "\"";
    while (!text.empty()) {
        const char c = text.front();
        std::size_t length = 1;
        if (c == '"' || c == '\\')
            result += std::string("\\") + c;
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            appendHex(result, 'x', static_cast<unsigned char>(c), 2);
        else if (const auto found = invisible(text)) {
            length = found->first;
            appendHex(result, 'u', found->second, 4);
        } else
            result += c;
        text.remove_prefix(length);
    }
    return result + '"';
}

std::string scalar(const std::string& text)
{
    return isPlain(text) ? text : inQuotes(text);
}

const char* nameOf(MonitoringAction action)
{
    switch (action) {
    case MonitoringAction::Hold:
        return "hold";
    case MonitoringAction::RollBack:
        return "roll-back";
    case MonitoringAction::Report:
        return "report";
    }
    return "";
}

/// Lines "key: value" of one map; those that are off are not added.
class Lines
{
public:
    explicit Lines(std::string indent)
        : m_indent(std::move(indent))
    {
    }
    void add(const char* key, const std::string& value)
    {
        m_text += m_indent + key + ": " + value + '\n';
    }
    void addText(const char* key, const std::string& value)
    {
        if (!value.empty())
            add(key, scalar(value));
    }
    void addFlag(const char* key, bool value)
    {
        if (value)
            add(key, "true");
    }
    void addSpan(const char* key, Seconds value, Seconds unless = Seconds(0))
    {
        if (value != unless)
            add(key, spanWords(value));
    }
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    std::string m_indent;
    std::string m_text;
};

std::string guardsText(const Guards& guards)
{
    Lines lines("  ");
    lines.addSpan("forget-after", guards.forgetAfter, defaultForgetAfter);
    lines.addFlag("silent-counts-as-failed", guards.silentCountsAsFailed);
    lines.addFlag("stop-while-unhealthy", guards.stopWhileUnhealthy);
    if (guards.rollbackBatch)
        lines.add("rollback-batch", percentWords(*guards.rollbackBatch));
    lines.addFlag("open-for-rollback", guards.openForRollback);
    lines.addSpan("watch-after-good", guards.watchAfterGood);
    if (guards.monitoring != MonitoringAction::Hold)
        lines.add("monitoring", nameOf(guards.monitoring));
    lines.addSpan("minimum-time", guards.minimumTime);
    if (guards.minimumTargets > 0)
        lines.add("minimum-targets", std::to_string(guards.minimumTargets));
    return lines.text();
}

std::string waveText(const Wave& wave)
{
    Lines lines("    ");
    lines.addText("name", wave.name);
    lines.addText("group", wave.group);
    lines.addText("tag", wave.tag);
    lines.add("size", portionWords(wave.size));
    if (wave.batch)
        lines.add("batch", portionWords(*wave.batch));
    if (wave.success != Wave{}.success)
        lines.add("success", percentWords(wave.success));
    if (wave.error)
        lines.add("error", percentWords(*wave.error));
    lines.addSpan("bake", wave.bake);
    lines.addFlag("manual", wave.isManual);
    std::string text = lines.text();
    text[2] = '-';
    return text;
}

std::string approvalText(const ApprovalRule& rule)
{
    Lines lines("  ");
    if (rule.required > 0)
        lines.add("required", std::to_string(rule.required));
    lines.addSpan("timeout", rule.timeout);
    if (rule.onTimeout == OnTimeout::Approve)
        lines.add("on-timeout", "approve");
    lines.addFlag("for-rollback", rule.forRollback);
    return lines.text();
}

void appendSection(std::string& text, const char* key, const std::string& lines)
{
    if (!lines.empty())
        text += std::string(key) + ":\n" + lines;
}

tl::unexpected<Error> ioError(const std::string& path, const QSaveFile& file)
{
    return failure(ErrorCode::Io,
                   path + ": cannot be written (" + file.errorString().toStdString()
                       + "); allow it or name another");
}

} // namespace

std::string policyText(const NamedPolicy& named)
{
    const RolloutOptions& options = named.policy.options;
    Lines lines("");
    lines.addText("name", named.name);
    lines.addText("description", named.description);
    lines.add("batch", percentWords(options.batch));
    lines.add("success", percentWords(options.success));
    lines.add("success-timeout", spanWords(options.successTimeout));
    lines.add("duration-timeout", spanWords(options.durationTimeout));
    std::string text = lines.text();
    appendSection(text, "guards", guardsText(named.policy.guards));
    std::string waves;
    for (const Wave& wave : named.policy.waves)
        waves += waveText(wave);
    appendSection(text, "waves", waves);
    appendSection(text, "approval", approvalText(named.policy.approval));
    return text;
}

Result<void> writePolicy(const std::string& path, const NamedPolicy& named)
{
    const QFileInfo there(QString::fromStdString(path));
    if (there.exists() && !there.isFile())
        return failure(ErrorCode::InvalidArgument,
                       path + ": is not a regular file; name a file to write to");
    QSaveFile file(there.filePath());
    if (!file.open(QIODevice::WriteOnly))
        return ioError(path, file);
    const std::string text = policyText(named);
    file.write(text.data(), static_cast<qint64>(text.size()));
    if (!file.commit())
        return ioError(path, file);
    return {};
}

} // namespace rollout
