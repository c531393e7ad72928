#pragma once

// A key ring that is, or is not, there. Answers come later, as those of a real one do.

#include <QHash>
#include <QPointer>
#include <QTimer>

#include "ui/common/secrets.h"

namespace rollout {

class FakeSecrets final : public Secrets
{
public:
    bool isAvailable = false;
    bool answers = true; ///< otherwise nobody ever hears of a question
    QHash<QString, QString> kept;
    int reads = 0;

    void read(QObject* context, const QString& key, Answered answered) override
    {
        ++reads;
        if (answers)
            QTimer::singleShot(0, context, [this, key, answered] {
                const bool isKnown = isAvailable && kept.contains(key);
                answered({isAvailable, isKnown ? std::optional(kept.value(key)) : std::nullopt});
            });
    }
    void write(QObject* context, const QString& key, const QString& secret,
               Written written) override
    {
        if (isAvailable)
            kept.insert(key, secret);
        QTimer::singleShot(0, context, [this, written] { written(isAvailable); });
    }
    void forget(const QString& key) override { kept.remove(key); }
};

} // namespace rollout
