#pragma once

// Where passwords are kept from one start to the next: nowhere but here, never in the settings.
// Injected, so that tests need no key ring. Nothing here blocks; answers come by callback in the
// window's thread, and not at all when the context is gone.

#include <QString>

#include <functional>
#include <optional>

class QObject;

namespace rollout {

class Secrets
{
public:
    struct Answer
    {
        bool isAvailable = false; ///< there is a place to keep secrets in, and it answered
        std::optional<QString> secret; ///< nothing: it knows none
    };
    using Answered = std::function<void(const Answer&)>;
    using Written = std::function<void(bool isKept)>;

    virtual ~Secrets() = default;
    /// `key` names what the secret is for; it is no secret itself.
    virtual void read(QObject* context, const QString& key, Answered answered) = 0;
    virtual void write(QObject* context, const QString& key, const QString& secret,
                       Written written) = 0;
    virtual void forget(const QString& key) = 0;
};

} // namespace rollout
