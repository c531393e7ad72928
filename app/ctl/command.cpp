#include "command.h"

#include <QJsonDocument>
#include <ostream>
#include <utility>

namespace rollout::ctl {

void onRun(CLI::App& command, Context& context, std::function<ExitCode()> run)
{
    command.callback([&context, run = std::move(run)] { context.run = run; });
}

ExitCode refuse(Context& context, std::string_view message)
{
    context.err << "rolloutctl: " << message << '\n';
    return ExitCode::BadInput;
}

ExitCode refuse(Context& context, const Error& error)
{
    return refuse(context, error.message);
}

void printJson(Context& context, const QJsonObject& object)
{
    context.out << QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString() << '\n';
}

} // namespace rollout::ctl
