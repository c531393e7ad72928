#pragma once

// For how long a store keeps its journal. What would go is said before it is chosen; nothing goes
// before the next upkeep.

#include <QDialog>

#include <chrono>
#include <optional>

#include "ui/common/session.h"

class QLabel;
class QPushButton;
class QRadioButton;
class QSpinBox;

namespace rollout {

/// Of the rows that may go; an entity's are counted up to a number.
struct RetentionForecast
{
    std::int64_t rows = 0;
    std::int64_t entities = 0;
    bool isMore = false; ///< not all were counted
};
/// At most: rows that explain what is, and those of a rollout under way, stay. In the engine's
/// thread; `now` is the live clock's.
[[nodiscard]] Result<RetentionForecast> forecastRetention(const Orchestrator& engine,
                                                          std::chrono::days kept, Time now);
/// A sentence.
[[nodiscard]] QString forecastText(const RetentionForecast& forecast, std::chrono::days kept);

class RetentionDialog : public QDialog
{
    Q_OBJECT
public:
    using Kept = std::optional<std::chrono::days>; ///< nothing: for ever

    RetentionDialog(Session& session, const Kept& stored, Time now, QWidget* parent = nullptr);

    [[nodiscard]] Kept chosen() const;

private:
    QWidget* makeChoices();
    QWidget* makeButtons();
    void judge();
    void askForecast();

    Session& m_session;
    Kept m_stored;
    Time m_now;
    int m_asked = 0; ///< answers to all but the latest question come too late
    QRadioButton* m_forEver;
    QRadioButton* m_some;
    QSpinBox* m_days;
    QLabel* m_forecast;
    QPushButton* m_verb = nullptr;
};

} // namespace rollout
