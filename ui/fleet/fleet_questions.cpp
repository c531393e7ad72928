#include "ui/fleet/fleet_questions.h"

#include <QCoreApplication>

#include <algorithm>

#include "core/names.h"
#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

struct FleetQuestions
{
    Q_DECLARE_TR_FUNCTIONS(rollout::FleetQuestions)
};

QString nameComplaint(const QString& what, const QString& name)
{
    const auto checked = checkName(utf8(what), utf8(name.trimmed()));
    return checked ? QString() : errorText(checked.error());
}

const DirectoryNode* namespaceNamed(const Directory& directory, const QString& ns)
{
    const auto found = std::find_if(directory.begin(), directory.end(), [&](const auto& node) {
        return node.name == utf8(ns.trimmed());
    });
    return found == directory.end() ? nullptr : &*found;
}

bool hasLiveTargets(const FleetNode& entity)
{
    return entity.isLive && entity.total > 0;
}

} // namespace

TextQuestion newNamespaceQuestion(const Session& session)
{
    const auto complaint = [&session](const QString& name) {
        const QString wrong = nameComplaint(FleetQuestions::tr("namespace name"), name);
        return wrong.isEmpty() && namespaceNamed(*session.directory(), name)
            ? FleetQuestions::tr("There is a namespace %1 already; choose another name.")
                  .arg(name.trimmed())
            : wrong;
    };
    return {.title = FleetQuestions::tr("New namespace"),
            .label = FleetQuestions::tr("Name of the namespace, such as test, dev or prod:"),
            .initial = {},
            .verb = FleetQuestions::tr("Create namespace"),
            .choices = {},
            .complaint = complaint};
}

TextQuestion newEntityQuestion(const Session& session, const QString& ns)
{
    const auto complaint = [&session, ns](const QString& name) {
        const QString wrong = nameComplaint(FleetQuestions::tr("entity name"), name);
        return wrong.isEmpty() && session.find(ns, name.trimmed())
            ? FleetQuestions::tr("%1 has an entity %2 already; choose another name.")
                  .arg(ns, name.trimmed())
            : wrong;
    };
    return {.title = FleetQuestions::tr("New entity"),
            .label = FleetQuestions::tr("Name of the entity in namespace %1:").arg(ns),
            .initial = {},
            .verb = FleetQuestions::tr("Create entity"),
            .choices = modeChoices(),
            .complaint = complaint};
}

std::optional<Confirmation> deletionQuestion(const FleetNode& node)
{
    const bool isNamespace = node.kind == FleetKind::Namespace;
    const bool isLive = isNamespace
        ? std::any_of(node.children.begin(), node.children.end(),
                      [](const auto& child) { return hasLiveTargets(*child); })
        : hasLiveTargets(node);
    if (!isLive)
        return std::nullopt;
    const QString targets = formatTargets(node.total);
    const QString sentence = isNamespace
        ? FleetQuestions::tr("%1 holds live entities, with %2 in all. Type its name to delete it.")
        : FleetQuestions::tr("%1 is live and has %2. Its controllers will be told of no such "
                             "entity. Type its name to delete it.");
    return Confirmation{.title = FleetQuestions::tr("Delete %1").arg(node.name),
                        .sentence = sentence.arg(node.name, targets),
                        .verb = FleetQuestions::tr("Delete %1").arg(targets),
                        .typed = node.name};
}

} // namespace rollout
