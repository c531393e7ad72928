#include <QString>
#include <memory>
#include <optional>
#include <ostream>

#include "commands.h"
#include "store_options.h"

namespace rollout::ctl {

namespace {

using std::chrono::days;

struct RetentionOptions
{
    std::string store;
    std::string kept;
    bool isNow = false;
    bool isJson = false;
};

Result<std::optional<days>> daysOf(const std::string& words)
{
    if (words == "forever")
        return std::nullopt;
    bool isNumber = false;
    const int count = QString::fromStdString(words).toInt(&isNumber);
    if (!isNumber)
        return failure(ErrorCode::InvalidArgument,
                       "the journal is to be kept for \"" + words
                           + "\"; name a number of days, or forever");
    return days(count);
}

Result<void> change(Orchestrator& orchestrator, const RetentionOptions& options)
{
    if (!options.kept.empty()) {
        const auto wanted = daysOf(options.kept);
        if (!wanted)
            return tl::unexpected<Error>(wanted.error());
        if (auto ok = orchestrator.setRetention(*wanted); !ok)
            return ok;
    }
    return options.isNow ? orchestrator.maintain() : Result<void>{};
}

void print(const std::optional<days>& kept, const RetentionOptions& options, Context& context)
{
    if (options.isJson)
        return printJson(context,
                         {{QStringLiteral("retentionDays"),
                           kept ? QJsonValue(static_cast<qint64>(kept->count())) : QJsonValue()}});
    context.out << "the journal is kept "
                << (kept ? "for " + counted(kept->count(), "day") : std::string("forever")) << '\n';
}

ExitCode runRetention(const RetentionOptions& options, Context& context)
{
    const auto engine = openEngine(options.store, MissingStore::Refuse);
    if (!engine)
        return refuse(context, engine.error());
    Orchestrator& orchestrator = *(*engine)->orchestrator;
    if (auto ok = change(orchestrator, options); !ok)
        return refuse(context, ok.error());
    const auto kept = orchestrator.retention();
    if (!kept)
        return refuse(context, kept.error());
    print(*kept, options, context);
    return ExitCode::Done;
}

} // namespace

void addRetentionCommand(CLI::App& app, Context& context)
{
    auto options = std::make_shared<RetentionOptions>();
    auto* command = app.add_subcommand("retention", "Show or set for how long the journal is kept");
    command->add_option("days", options->kept, "A number of days, or forever")->type_name("DAYS");
    command->add_flag("--now", options->isNow,
                      "Make room at once: delete what is kept no longer, thin old samples of"
                      " charts");
    addStoreOption(*command, options->store);
    addJsonFlag(*command, options->isJson);
    command->footer("Rows of a rollout that is under way stay, however old, and so do those that"
                    " explain what\nan entity is now. A program that stays open makes room every"
                    " hour.");
    onRun(*command, context, [options, &context] { return runRetention(*options, context); });
}

} // namespace rollout::ctl
