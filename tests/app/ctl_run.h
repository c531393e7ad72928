#pragma once

// rolloutctl run in the test's own process.

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <QTest>
#include <sstream>
#include <string>
#include <vector>

#include "ctl.h"

namespace rollout::test {

struct Ran
{
    int exitCode = -1;
    QString out;
    QString err;

    [[nodiscard]] QJsonObject json() const
    {
        return QJsonDocument::fromJson(out.toUtf8()).object();
    }
};

inline Ran run(const QStringList& arguments, ctl::Terminal terminal = ctl::Terminal::No)
{
    std::vector<std::string> words{"rolloutctl"};
    for (const auto& argument : arguments)
        words.push_back(argument.toStdString());
    std::vector<const char*> argv;
    for (const auto& word : words)
        argv.push_back(word.c_str());
    std::ostringstream out;
    std::ostringstream err;
    ctl::Context context{out, err, terminal, {}};
    const int exitCode = ctl::runCtl(static_cast<int>(argv.size()), argv.data(), context);
    return {exitCode, QString::fromStdString(out.str()), QString::fromStdString(err.str())};
}

inline QStringList words(const char* text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '));
}

/// Of words with one space between them.
inline Ran run(const char* text)
{
    return run(words(text));
}

inline void write(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace rollout::test
