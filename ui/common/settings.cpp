#include "ui/common/settings.h"

#include <QFileInfo>
#include <QMainWindow>
#include <QSettings>

namespace rollout {

namespace {

constexpr int layoutVersion = 1; // raise it when docks come or go: an old layout is left alone then
constexpr int mostRecentStores = 8;

QString geometryKey()
{
    return QStringLiteral("window/geometry");
}

QString stateKey()
{
    return QStringLiteral("window/state");
}

QString recentKey()
{
    return QStringLiteral("stores/recent");
}

QString viewedKey()
{
    return QStringLiteral("stores/viewed"); // of URL to key of an entity
}

/// Of the file that a store's URL names.
QString pathOf(const QString& url)
{
    const QString prefix = QStringLiteral("sqlite:");
    return url.startsWith(prefix) ? url.mid(prefix.size()) : url;
}

} // namespace

void saveLayout(QSettings& settings, const QMainWindow& window)
{
    settings.setValue(geometryKey(), window.saveGeometry());
    settings.setValue(stateKey(), window.saveState(layoutVersion));
}

bool restoreLayout(const QSettings& settings, QMainWindow& window)
{
    return window.restoreGeometry(settings.value(geometryKey()).toByteArray())
        && window.restoreState(settings.value(stateKey()).toByteArray(), layoutVersion);
}

void forgetLayout(QSettings& settings)
{
    settings.remove(geometryKey());
    settings.remove(stateKey());
}

QStringList recentStores(const QSettings& settings)
{
    QStringList stores = settings.value(recentKey()).toStringList();
    stores.removeIf([](const QString& url) { return !QFileInfo::exists(pathOf(url)); });
    return stores;
}

void addRecentStore(QSettings& settings, const QString& storeUrl)
{
    if (!QFileInfo::exists(pathOf(storeUrl)))
        return; // nothing that could be opened again: a store in memory, or on a server
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

} // namespace rollout
