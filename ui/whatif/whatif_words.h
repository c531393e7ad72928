#pragma once

// A what-if in a person's words. Pure.

#include <QCoreApplication>
#include <QString>

#include "ui/whatif/whatif_figures.h"

namespace rollout {

/// The translation context of the free functions of ui/whatif.
struct WhatIfWords
{
    Q_DECLARE_TR_FUNCTIONS(rollout::WhatIfWords)
};

[[nodiscard]] QString metricText(WhatIfMetric metric); ///< "Time to detect"
[[nodiscard]] QString metricExplained(WhatIfMetric metric); ///< a sentence
[[nodiscard]] QString metricVersion(WhatIfMetric metric); ///< "good", "bad", "both"
[[nodiscard]] QString metricUnit(WhatIfMetric metric); ///< of files: "s", "share", "targets"

/// "12 min [11 min, 13 min]"; a dash where there is nothing.
[[nodiscard]] QString figureText(WhatIfMetric metric, const Estimate& estimate);
/// The same with a sign.
[[nodiscard]] QString differenceText(WhatIfMetric metric, const Estimate& estimate);
/// "97 % [95, 99]"
[[nodiscard]] QString shareText(const Estimate& estimate);
[[nodiscard]] QString outcomeText(Outcome outcome); ///< "rolled back"
/// "1,000 runs of each policy on each version, seed 1, prod / web, 1,000 targets; …"; fewer than
/// were asked for are said to be so.
[[nodiscard]] QString captionOf(const WhatIfFigures& figures);
/// Four digits, without needless noughts.
[[nodiscard]] QString shortNumber(double value);

} // namespace rollout
