#include "ui/common/settings.h"

#include <QFileInfo>
#include <QSettings>

#include "store/store_url.h"

namespace rollout {

namespace {

constexpr int mostRecentStores = 8;

QString recentKey()
{
    return QStringLiteral("stores/recent");
}

QString viewedKey()
{
    return QStringLiteral("stores/viewed"); // of URL to key of an entity
}

QString operatorKey()
{
    return QStringLiteral("operator/name");
}

QString loggedIn()
{
    for (const char* variable : {"USER", "LOGNAME", "USERNAME"})
        if (QString name = qEnvironmentVariable(variable); !name.isEmpty())
            return name;
    return QStringLiteral("operator");
}

/// Of the file that a store's URL names.
QString pathOf(const QString& url)
{
    const QString prefix = QStringLiteral("sqlite:");
    return url.startsWith(prefix) ? url.mid(prefix.size()) : url;
}

/// Not a store in memory, nor a file that is gone.
bool canBeOpenedAgain(const QString& url)
{
    return isServerUrl(url) || QFileInfo::exists(pathOf(url));
}

} // namespace

QStringList recentStores(const QSettings& settings)
{
    QStringList stores = settings.value(recentKey()).toStringList();
    stores.removeIf([](const QString& url) { return !canBeOpenedAgain(url); });
    return stores;
}

void addRecentStore(QSettings& settings, const QString& openedUrl)
{
    const QString storeUrl = splitPassword(openedUrl).url;
    if (!canBeOpenedAgain(storeUrl))
        return;
    QStringList stores = recentStores(settings);
    stores.removeAll(storeUrl);
    stores.prepend(storeUrl);
    stores = stores.mid(0, mostRecentStores);
    settings.setValue(recentKey(), stores);
    QVariantMap viewed = settings.value(viewedKey()).toMap();
    viewed.removeIf([&](QVariantMap::iterator entry) { return !stores.contains(entry.key()); });
    settings.setValue(viewedKey(), viewed);
}

std::optional<EntityKey> viewedEntity(const QSettings& settings, const QString& storeUrl)
{
    const QVariantMap viewed = settings.value(viewedKey()).toMap();
    const auto found = viewed.find(storeUrl);
    return found == viewed.end() ? std::nullopt
                                 : std::optional(EntityKey(found.value().toLongLong()));
}

void setViewedEntity(QSettings& settings, const QString& storeUrl, EntityKey key)
{
    if (!settings.value(recentKey()).toStringList().contains(storeUrl))
        return;
    QVariantMap viewed = settings.value(viewedKey()).toMap();
    viewed.insert(storeUrl, static_cast<qlonglong>(key));
    settings.setValue(viewedKey(), viewed);
}

QString operatorName(const QSettings& settings)
{
    QString name = settings.value(operatorKey()).toString().trimmed();
    return name.isEmpty() ? loggedIn() : name;
}

void setOperatorName(QSettings& settings, const QString& name)
{
    if (name.trimmed().isEmpty() || name.trimmed() == loggedIn())
        settings.remove(operatorKey());
    else
        settings.setValue(operatorKey(), name.trimmed());
}

} // namespace rollout
