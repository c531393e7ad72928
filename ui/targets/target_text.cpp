#include "ui/targets/target_text.h"

#include <QCoreApplication>

#include "ui/common/target_words.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

struct TargetText
{
    Q_DECLARE_TR_FUNCTIONS(rollout::TargetText)
};

QString oneLine(QString cell)
{
    for (QChar& c : cell)
        if (c == u'\t' || c == u'\n' || c == u'\r')
            c = u' ';
    return cell;
}

} // namespace

QString targetCell(const EntitySnapshot& snapshot, TargetId id, TargetColumn column)
{
    const Fleet& fleet = snapshot.state.fleet;
    const Block& block = fleet.block(id);
    const std::size_t at = Fleet::offset(id);
    switch (column) {
    case TargetColumn::Phase:
        return phaseText(phaseOf(snapshot.state, id, snapshot.now));
    case TargetColumn::Name:
        return text(fleet.name(id));
    case TargetColumn::Group:
        return text(fleet.group(id));
    case TargetColumn::Tags:
        return text(fleet.tags().at(block.reported[at].tags));
    case TargetColumn::Current:
        return versionText(fleet, block.reported[at].version);
    case TargetColumn::Expected:
        return versionText(fleet, block.expectedVersion[at]);
    case TargetColumn::Health:
        return healthWords(snapshot, id);
    case TargetColumn::Since:
        return phaseDuration(snapshot, id);
    case TargetColumn::Message:
        return oneLine(messageWords(snapshot, id));
    }
    return {};
}

QString targetColumnTitle(TargetColumn column)
{
    switch (column) {
    case TargetColumn::Phase:
        return TargetText::tr("State");
    case TargetColumn::Name:
        return TargetText::tr("Name");
    case TargetColumn::Group:
        return TargetText::tr("Group");
    case TargetColumn::Tags:
        return TargetText::tr("Tags");
    case TargetColumn::Current:
        return TargetText::tr("Current");
    case TargetColumn::Expected:
        return TargetText::tr("Expected");
    case TargetColumn::Health:
        return TargetText::tr("Health");
    case TargetColumn::Since:
        return TargetText::tr("For");
    case TargetColumn::Message:
        return TargetText::tr("Last message");
    }
    return {};
}

QString targetsAsTsv(const EntitySnapshot& snapshot, const std::vector<TargetId>& targets)
{
    QString table;
    const auto addLine = [&table](const auto& cellAt) {
        for (int column = 0; column < targetColumnCount; ++column) {
            if (column > 0)
                table += u'\t';
            table += oneLine(cellAt(TargetColumn(column)));
        }
        table += u'\n';
    };
    addLine([](TargetColumn column) { return targetColumnTitle(column); });
    for (const TargetId id : targets)
        addLine([&](TargetColumn column) { return targetCell(snapshot, id, column); });
    return table;
}

} // namespace rollout
