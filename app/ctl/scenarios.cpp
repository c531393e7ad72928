// scenarios: those that ship, and the text of one.

#include <QJsonArray>
#include <memory>
#include <ostream>

#include "commands.h"
#include "io/scenario_presets.h"
#include "io/scenario_yaml.h"
#include "rollout_json.h"

namespace rollout::ctl {
namespace {

struct ScenariosOptions
{
    std::string name;
    bool isJson = false;
};

ExitCode list(const ScenariosOptions& options, Context& context)
{
    QJsonArray array;
    for (const ScenarioPreset& preset : scenarioPresets()) {
        const auto named = scenarioNamed(preset.name);
        if (!named)
            return refuse(context, named.error());
        if (options.isJson)
            array.append(QJsonObject{{QStringLiteral("name"), text(named->name)},
                                     {QStringLiteral("title"), text(named->title)},
                                     {QStringLiteral("description"), text(named->description)}});
        else
            context.out << named->name
                        << std::string(28 - std::min<std::size_t>(27, named->name.size()), ' ')
                        << named->title << ". " << named->description << '\n';
    }
    if (options.isJson)
        printJson(context, {{QStringLiteral("scenarios"), array}});
    return ExitCode::Done;
}

ExitCode show(const ScenariosOptions& options, Context& context)
{
    for (const ScenarioPreset& preset : scenarioPresets())
        if (preset.name == options.name) {
            context.out << preset.yaml;
            return ExitCode::Done;
        }
    return refuse(context, scenarioNamed(options.name).error());
}

} // namespace

void addScenariosCommand(CLI::App& app, Context& context)
{
    const auto options = std::make_shared<ScenariosOptions>();
    CLI::App* command =
        app.add_subcommand("scenarios", "The scenarios that ship, or the text of one as YAML");
    command->add_option("name", options->name, "Print this one, to begin a scenario of your own")
        ->type_name("NAME");
    command->add_flag("--json", options->isJson, "One JSON document instead of lines")
        ->disable_flag_override();
    onRun(*command, context, [options, &context] {
        return options->name.empty() ? list(*options, context) : show(*options, context);
    });
}

} // namespace rollout::ctl
