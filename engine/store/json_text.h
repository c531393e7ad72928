#pragma once

// Texts of the engine inside JSON columns.

#include <QString>
#include <string>

namespace rollout {

/// Qt's JSON drops a leading U+FEFF of a string, and a version is any UTF-8.
[[nodiscard]] inline QString jsonText(const std::string& text)
{
    return QString::fromLatin1(QByteArray::fromStdString(text).toPercentEncoding());
}

[[nodiscard]] inline std::string textOfJson(const QString& text)
{
    return QByteArray::fromPercentEncoding(text.toLatin1()).toStdString();
}

} // namespace rollout
