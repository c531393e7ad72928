#pragma once

// What the window remembers from one start to the next. The QSettings is given: tests hand in a
// file of their own.

#include <QStringList>

#include <optional>

#include "service/orchestrator.h"

class QMainWindow;
class QSettings;

namespace rollout {

void saveLayout(QSettings& settings, const QMainWindow& window);
/// Whether there was one that fits this version of the window.
[[nodiscard]] bool restoreLayout(const QSettings& settings, QMainWindow& window);
void forgetLayout(QSettings& settings);

/// Those whose file is still there, newest first, at most eight.
[[nodiscard]] QStringList recentStores(const QSettings& settings);
void addRecentStore(QSettings& settings, const QString& storeUrl);

/// The entity that was looked at last in a recent store; nothing is remembered of others.
[[nodiscard]] std::optional<EntityKey> viewedEntity(const QSettings& settings,
                                                    const QString& storeUrl);
void setViewedEntity(QSettings& settings, const QString& storeUrl, EntityKey key);

} // namespace rollout
