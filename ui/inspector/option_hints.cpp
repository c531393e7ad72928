#include "ui/inspector/option_hints.h"

#include <QCoreApplication>

#include "ui/common/format.h"

namespace rollout {

namespace {

struct OptionHints
{
    Q_DECLARE_TR_FUNCTIONS(rollout::OptionHints)
};

} // namespace

QString effectiveWords(const RolloutOptions& options, std::int64_t total)
{
    if (total == 0)
        return OptionHints::tr("No targets yet.");
    const Limits limits = limitsOf(options, total);
    return OptionHints::tr("Of %1 targets: batch %2, needed %3, tolerated %4.")
        .arg(formatCount(total), formatCount(limits.batch), formatCount(limits.needed),
             formatCount(limits.tolerated));
}

} // namespace rollout
