#pragma once

#include "ui/common/secrets.h"

namespace rollout {

/// The desktop's key ring: Secret Service or KWallet. One that does not answer within half a minute
/// (a person may have to unlock it) counts as not there; one that stays locked knows no secret and
/// takes none.
class KeyRing final : public Secrets
{
public:
    void read(QObject* context, const QString& key, Answered answered) override;
    void write(QObject* context, const QString& key, const QString& secret,
               Written written) override;
    void forget(const QString& key) override;
};

} // namespace rollout
