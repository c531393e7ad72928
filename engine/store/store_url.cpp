#include "store/store_url.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStringList>
#include <QUrl>
#include <optional>

using namespace Qt::StringLiterals;

namespace rollout {

namespace {

/// The URL without what only its owner may see: its password, and parameters, which may hold one.
QString harmless(QString url)
{
    static const QRegularExpression password(u"(//[^:/?#]*):.*@"_s);
    url.replace(password, u"\\1:***@"_s);
    return url.section(u'?', 0, 0);
}

tl::unexpected<Error> badUrl(const QString& url, const QString& how, const QString& right)
{
    return failure(ErrorCode::InvalidArgument,
                   u"the store \"%1\" %2; name %3"_s.arg(harmless(url), how, right).toStdString());
}

tl::unexpected<Error> badServer(const QString& url, const QString& how)
{
    return badUrl(url, how, u"postgresql://user@host:port/database"_s);
}

QString decoded(const QString& text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.toUtf8()));
}

/// Those that say how to reach a server; one that libpq reads from files or that changes what is
/// sent is for nobody's URL.
bool isKnown(const QString& parameter)
{
    static const QStringList known{u"host"_s,
                                   u"application_name"_s,
                                   u"channel_binding"_s,
                                   u"connect_timeout"_s,
                                   u"gssencmode"_s,
                                   u"keepalives"_s,
                                   u"keepalives_idle"_s,
                                   u"keepalives_interval"_s,
                                   u"options"_s,
                                   u"passfile"_s,
                                   u"sslcert"_s,
                                   u"sslcrl"_s,
                                   u"sslkey"_s,
                                   u"sslmode"_s,
                                   u"sslrootcert"_s,
                                   u"krbsrvname"_s,
                                   u"tcp_user_timeout"_s,
                                   u"target_session_attrs"_s};
    return known.contains(parameter);
}

/// What is wrong with the parameters, if anything is.
std::optional<QString> takeParameters(PostgresPlace& place, const QString& query)
{
    for (const QString& pair : query.split(u'&', Qt::SkipEmptyParts)) {
        const QString name = decoded(pair.section(u'=', 0, 0));
        const QString value = decoded(pair.section(u'=', 1));
        if (!isKnown(name))
            return u"has a parameter \"%1\" that means nothing here"_s.arg(name);
        if (value.contains(u';')) // Qt separates parameters with it
            return u"has a semicolon in its parameter \"%1\""_s.arg(name);
        if (name == "host"_L1)
            place.host = value;
        else
            place.parameters.append({name, value});
    }
    return std::nullopt;
}

Result<StoreUrl> parseServer(const QString& url)
{
    static const QRegularExpression form(
        u"^[a-z]+://(?:([^/?#]*)@)?(\\[[^\\]]*\\]|[^:/?#]*)(?::([^/?#]*))?(?:/([^?#]*))?(?:\\?([^#]*))?$"_s);
    const auto match = form.match(url);
    if (!match.hasMatch())
        return badServer(url, u"cannot be read"_s);
    StoreUrl parsed;
    parsed.kind = StoreUrl::Kind::Postgres;
    PostgresPlace& place = parsed.server;
    place.user = decoded(match.captured(1).section(u':', 0, 0));
    place.password = decoded(match.captured(1).section(u':', 1));
    place.host = decoded(match.captured(2));
    if (place.host.startsWith(u'['))
        place.host = place.host.mid(1, place.host.size() - 2);
    // Not the host's: a password that is not percent-encoded, as it should be.
    if (match.captured(4).contains(u'@'))
        return badServer(url, u"cannot be read"_s);
    place.database = decoded(match.captured(4));
    if (place.database.isEmpty())
        return badServer(url, u"names no database"_s);
    if (const QString port = match.captured(3); !port.isEmpty()) {
        bool isNumber = false;
        place.port = port.toInt(&isNumber);
        if (!isNumber || place.port < 1 || place.port > 65535)
            return badServer(url, u"has a port that is not from 1 to 65535"_s);
    }
    if (const auto wrong = takeParameters(place, match.captured(5)))
        return badServer(url, *wrong);
    return parsed;
}

} // namespace

QString PostgresPlace::where() const
{
    const bool isAddress = host.contains(u':');
    return u"postgresql://%1%2:%3/%4"_s.arg(user.isEmpty() ? user : user + u'@',
                                            isAddress ? u'[' + host + u']' : host,
                                            QString::number(port), database);
}

std::string StoreUrl::where() const
{
    switch (kind) {
    case Kind::Memory:
        return "memory:";
    case Kind::File:
        return path.toStdString();
    case Kind::Postgres:
        break;
    }
    return server.where().toStdString();
}

bool isServerUrl(const QString& url)
{
    return url.startsWith("postgresql://"_L1) || url.startsWith("postgres://"_L1);
}

SplitUrl splitPassword(const QString& url)
{
    if (!isServerUrl(url))
        return {url, {}};
    static const QRegularExpression named(u"^([a-z]+://)([^/?#]*)@(.*)$"_s);
    const auto match = named.match(url);
    const QString login = match.captured(2);
    const QString user = login.section(u':', 0, 0);
    SplitUrl split{url, decoded(login.section(u':', 1))};
    if (login.contains(u':'))
        split.url = match.captured(1) + (user.isEmpty() ? user : user + u'@') + match.captured(3);
    if (!parseStoreUrl(split.url.toStdString()))
        split.url = harmless(split.url);
    return split;
}

QString withPassword(const SplitUrl& split)
{
    static const QRegularExpression form(u"^([a-z]+://)(?:([^/?#]*)@)?(.*)$"_s);
    const auto match = form.match(split.url);
    if (split.password.isEmpty() || !match.hasMatch())
        return split.url;
    return match.captured(1) + match.captured(2) + u':'
        + QString::fromLatin1(QUrl::toPercentEncoding(split.password)) + u'@' + match.captured(3);
}

StoreUrl fileUrl(const QString& path)
{
    return {StoreUrl::Kind::File, path, {}};
}

Result<StoreUrl> parseStoreUrl(const std::string& url)
{
    if (url == "memory:")
        return StoreUrl{};
    const QString text = QString::fromStdString(url);
    if (isServerUrl(text))
        return parseServer(text);
    const bool hasScheme = text.startsWith("sqlite:"_L1);
    const QString known = u"memory:, sqlite:PATH, a path or postgresql://user@host:port/database"_s;
    static const QRegularExpression scheme(u"^[A-Za-z][A-Za-z0-9+.-]*:"_s);
    if (!hasScheme && scheme.match(text).hasMatch())
        return badUrl(text, u"is of an unknown kind"_s, known);
    const QString path = hasScheme ? text.mid(7) : text;
    if (path.isEmpty())
        return badUrl(text, u"names no file"_s, known);
    // Of a URL's two slashes and a host only the path would be left, and that is another file.
    if (hasScheme && path.startsWith("//"_L1) && !path.startsWith("///"_L1))
        return badUrl(text, u"names a host"_s, known);
    // Qt and SQLite both give a leading colon a meaning of their own.
    return fileUrl(QDir::cleanPath(
        QFileInfo(path.startsWith(u':') ? "./"_L1 + path : path).absoluteFilePath()));
}

} // namespace rollout
