#pragma once

// What the window remembers from one start to the next. The QSettings is given: tests hand in a
// file of their own.

#include <QStringList>

#include <optional>

#include "service/orchestrator.h"

class QSettings;

namespace rollout {

/// Files that are still there and servers, newest first, at most eight; never with a password.
[[nodiscard]] QStringList recentStores(const QSettings& settings);
void addRecentStore(QSettings& settings, const QString& openedUrl);

/// The entity that was looked at last in a recent store; nothing is remembered of others.
[[nodiscard]] std::optional<EntityKey> viewedEntity(const QSettings& settings,
                                                    const QString& storeUrl);
void setViewedEntity(QSettings& settings, const QString& storeUrl, EntityKey key);

/// Who signs what is done in this window: what was set, or else the name of who is logged in.
[[nodiscard]] QString operatorName(const QSettings& settings);
void setOperatorName(QSettings& settings, const QString& name); ///< empty: who is logged in

} // namespace rollout
