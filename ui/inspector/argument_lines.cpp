#include "ui/inspector/argument_lines.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

#include "ui/common/words.h"

namespace rollout {

namespace {

struct ArgumentWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::ArgumentWords)
};

constexpr QChar quote = u'"';

/// What an editor of text takes for the end of a line.
bool endsLine(QChar character)
{
    return character == u'\n' || character == u'\r' || character == QChar::ParagraphSeparator
        || character == QChar::LineSeparator;
}

bool fitsIntoALine(const QString& argument)
{
    return !argument.isEmpty() && !argument.startsWith(quote)
        && std::none_of(argument.begin(), argument.end(), endsLine);
}

QString quoted(const QString& argument)
{
    const QByteArray list = QJsonDocument(QJsonArray{argument}).toJson(QJsonDocument::Compact);
    QString line = QString::fromUtf8(list.mid(1, list.size() - 2));
    line.replace(QChar(QChar::ParagraphSeparator), QLatin1String("\\u2029"));
    line.replace(QChar(QChar::LineSeparator), QLatin1String("\\u2028"));
    return line;
}

Result<QString> unquoted(const QString& line, int number)
{
    const auto list = QJsonDocument::fromJson('[' + line.trimmed().toUtf8() + ']').array();
    if (list.size() == 1 && list.first().isString())
        return list.first().toString();
    return failure(ErrorCode::InvalidArgument,
                   utf8(ArgumentWords::tr("Line %1 of the arguments begins with a quotation mark "
                                          "and is no JSON string; end it with one, and write \\\" "
                                          "for those within.")
                            .arg(number)));
}

} // namespace

QStringList argumentLines(const std::vector<std::string>& arguments)
{
    QStringList lines;
    for (const std::string& argument : arguments) {
        const QString words = text(argument);
        lines << (fitsIntoALine(words) ? words : quoted(words));
    }
    return lines;
}

Result<std::vector<std::string>> argumentsOf(const QStringList& lines)
{
    std::vector<std::string> arguments;
    int number = 0;
    for (const QString& line : lines) {
        ++number;
        if (line.isEmpty())
            continue;
        const Result<QString> words =
            line.startsWith(quote) ? unquoted(line, number) : Result<QString>(line);
        if (!words)
            return tl::unexpected(words.error());
        arguments.push_back(utf8(*words));
    }
    return arguments;
}

} // namespace rollout
