#pragma once

// Edits what a simulated fleet does whatever it runs: seed, tick, adoption, silence, churn,
// outages, and how long people take. What its versions do is not touched.

#include <QWidget>

#include "core/simulation_settings.h"
#include "ui/inspector/number_field.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace rollout {

class FoldSection;

class FleetForm : public QWidget
{
    Q_OBJECT
public:
    /// Takes `behaviour`, which gets the first row.
    explicit FleetForm(QComboBox* behaviour, QWidget* parent = nullptr);

    void showSettings(const SimulationSettings& settings);
    [[nodiscard]] const SimulationSettings& settings() const { return m_settings; } ///< as typed
    /// A sentence on what cannot be read as a number; empty: nothing.
    [[nodiscard]] QString complaint() const;

Q_SIGNALS:
    void edited();

private:
    void makeSeedAndTick();
    FoldSection* makeWholeFleet();
    void add(QFormLayout& form, std::span<const NumberField<SimulationSettings>> fields);
    void showValues();
    void showWords();
    template <typename Change>
    void change(Change how); ///< by the person

    SimulationSettings m_settings;
    bool m_isShowing = false;
    QLineEdit* m_seed;
    QSpinBox* m_tick;
    QCheckBox* m_asksPeople;
    NumberEditors<SimulationSettings> m_numbers;
    FoldSection* m_wholeFleet;
};

} // namespace rollout
