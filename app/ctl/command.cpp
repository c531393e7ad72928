#include "command.h"

#include <QJsonDocument>
#include <ostream>
#include <utility>

namespace rollout::ctl {

void onRun(CLI::App& command, Context& context, std::function<ExitCode()> run)
{
    command.callback([&context, run = std::move(run)] { context.run = run; });
}

namespace {

/// Names in an error may hold anything; an error is one line all the same.
std::string onOneLine(std::string_view message)
{
    std::string line;
    for (const char c : message)
        if (c == '\n')
            line += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f')
            line += '?';
        else
            line += c;
    return line;
}

} // namespace

ExitCode refuse(Context& context, std::string_view message)
{
    context.err << "rolloutctl: " << onOneLine(message) << '\n';
    return ExitCode::BadInput;
}

std::string counted(std::int64_t count, std::string_view thing)
{
    return std::to_string(count) + ' ' + std::string(thing) + (count == 1 ? "" : "s");
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
