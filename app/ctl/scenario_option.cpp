#include "scenario_option.h"

#include <QFileInfo>

#include "io/scenario_presets.h"
#include "io/scenario_yaml.h"

namespace rollout::ctl {

CLI::Option* addScenarioOption(CLI::App& command, std::string& scenario)
{
    return command
        .add_option("--scenario", scenario,
                    "A scenario: a YAML file, or the name of one (see rolloutctl scenarios)")
        ->type_name("FILE|NAME");
}

Result<NamedScenario> findScenario(const std::string& word)
{
    if (word.find_first_of("/.") != std::string::npos)
        return readScenario(word);
    auto preset = scenarioNamed(word);
    if (preset || preset.error().code != ErrorCode::NotFound)
        return preset;
    if (QFileInfo::exists(QString::fromStdString(word)))
        return readScenario(word);
    return failure(ErrorCode::NotFound, preset.error().message + ", or a file");
}

} // namespace rollout::ctl
