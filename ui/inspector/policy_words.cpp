#include "ui/inspector/policy_words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

struct PolicyWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::PolicyWords)
};

QString portionWords(const Portion& portion)
{
    return portion.isPercent ? PolicyWords::tr("%1 %").arg(portion.value)
                             : formatTargets(portion.value);
}

QString partWords(const Wave& wave)
{
    QString words = portionWords(wave.size);
    if (!wave.group.empty())
        words = PolicyWords::tr("%1 of group %2").arg(words, text(wave.group));
    if (!wave.tag.empty())
        words = PolicyWords::tr("%1 tagged %2").arg(words, text(wave.tag));
    return wave.group.empty() && wave.tag.empty() ? PolicyWords::tr("%1 of all").arg(words) : words;
}

} // namespace

QString guardsSummary(const Guards& guards)
{
    const Guards off;
    const std::array isOn{guards.forgetAfter != off.forgetAfter,
                          guards.silentCountsAsFailed,
                          guards.stopWhileUnhealthy,
                          guards.rollbackBatch.has_value(),
                          guards.openForRollback,
                          guards.watchAfterGood > Seconds(0),
                          guards.monitoring != off.monitoring,
                          guards.minimumTime > Seconds(0),
                          guards.minimumTargets > 0};
    const auto count = std::count(isOn.begin(), isOn.end(), true);
    return count == 0 ? PolicyWords::tr("all off")
                      : PolicyWords::tr("%1 of %2 on").arg(count).arg(isOn.size());
}

QString wavesSummary(const std::vector<Wave>& waves)
{
    if (waves.empty())
        return PolicyWords::tr("none");
    return waves.size() == 1 ? PolicyWords::tr("1 wave")
                             : PolicyWords::tr("%1 waves").arg(waves.size());
}

QString approvalSummary(const ApprovalRule& rule)
{
    if (rule.required == 0)
        return PolicyWords::tr("nobody is asked");
    return rule.required == 1 ? PolicyWords::tr("by 1 person")
                              : PolicyWords::tr("by %1 people").arg(rule.required);
}

QString waveWords(const Wave& wave)
{
    QStringList parts{PolicyWords::tr("%1 % succeeded").arg(wave.success.value())};
    if (wave.batch)
        parts.prepend(PolicyWords::tr("batch %1").arg(portionWords(*wave.batch)));
    if (wave.error)
        parts << PolicyWords::tr("at most %1 % failed").arg(wave.error->value());
    if (wave.bake > Seconds(0))
        parts << PolicyWords::tr("bakes %1").arg(formatDuration(wave.bake));
    if (wave.isManual)
        parts << PolicyWords::tr("then an operator");
    const QString words =
        PolicyWords::tr("%1; %2").arg(partWords(wave), parts.join(QStringLiteral(", ")));
    return wave.name.empty() ? words : PolicyWords::tr("%1: %2").arg(text(wave.name), words);
}

} // namespace rollout
