#include "store/controller_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "store/json_text.h"

using namespace Qt::StringLiterals;

namespace rollout {

std::string controllerToJson(const std::optional<CommandSettings>& settings)
{
    if (!settings)
        return {};
    QJsonArray arguments;
    for (const std::string& argument : settings->arguments)
        arguments.append(jsonText(argument));
    const Hooks& hooks = settings->hooks;
    const QJsonObject object{{u"program"_s, jsonText(settings->program)},
                             {u"arguments"_s, arguments},
                             {u"timeoutSeconds"_s, static_cast<qint64>(settings->timeout.count())},
                             {u"selection"_s, hooks.selection},
                             {u"approval"_s, hooks.approval},
                             {u"removal"_s, hooks.removal},
                             {u"monitoring"_s, hooks.monitoring},
                             {u"externalMonitoring"_s, hooks.externalMonitoring}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

Result<CommandSettings> controllerFromJson(const std::string& json, const std::string& where)
{
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json));
    CommandSettings settings;
    settings.program = textOfJson(document["program"_L1].toString());
    const QJsonArray arguments = document["arguments"_L1].toArray();
    for (const auto argument : arguments)
        settings.arguments.push_back(textOfJson(argument.toString()));
    settings.timeout = Seconds(document["timeoutSeconds"_L1].toInteger());
    settings.hooks.selection = document["selection"_L1].toBool();
    settings.hooks.approval = document["approval"_L1].toBool();
    settings.hooks.removal = document["removal"_L1].toBool();
    settings.hooks.monitoring = document["monitoring"_L1].toBool();
    settings.hooks.externalMonitoring = document["externalMonitoring"_L1].toBool();
    if (!document.isObject() || !checkSettings(settings))
        return failure(ErrorCode::Corrupt,
                       "the store \"" + where
                           + "\" is damaged (the program that answers an entity's hooks cannot be"
                             " read); restore it from a backup or name another");
    return settings;
}

} // namespace rollout
