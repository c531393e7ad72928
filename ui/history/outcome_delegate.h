#pragma once

// The mark of an outcome before its words.

#include "ui/common/mark_delegate.h"

namespace rollout {

class OutcomeDelegate : public MarkDelegate
{
    Q_OBJECT
public:
    using MarkDelegate::MarkDelegate;

private:
    [[nodiscard]] Mark markOf(const QModelIndex& index, Scheme scheme) const override;
};

} // namespace rollout
