#pragma once

// Policies to choose from by ticking them: the entity's own, those saved in the store, presets. In
// this order; the first that is ticked is what the others are held against.

#include <QListWidget>

#include <optional>
#include <vector>

#include "core/policy.h"

namespace rollout {

class Session;

class PolicyList : public QListWidget
{
    Q_OBJECT
public:
    explicit PolicyList(Session& session, QWidget* parent = nullptr);

    /// The entity's own, which takes the first line; nothing: none.
    void setOwn(const std::optional<Policy>& policy);
    /// Ticked ones, in the order shown.
    [[nodiscard]] std::vector<NamedPolicy> chosen() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void changed();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fetchSaved();
    void fill();

    Session& m_session;
    std::optional<Policy> m_own;
    std::vector<NamedPolicy> m_saved; ///< those that can be read
    std::vector<NamedPolicy> m_all; ///< by row
};

} // namespace rollout
