#pragma once

// The form of a simulated fleet with an entity in it, as its tests use it.

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QTableWidget>

#include "ui/inspector/simulation_form.h"

namespace rollout {

using Names = std::vector<std::string>;
using Models = std::vector<VersionModel>;

/// v1 is last known good, v2 is asked for.
inline EntityState stateWith(const SimulationSettings& settings)
{
    EntityState state;
    auto& versions = state.fleet.versions();
    state.rollout.lastKnownGood = versions.intern("v1");
    state.rollout.rolling = state.rollout.lastKnownGood;
    state.rollout.target = versions.intern("v2");
    state.simulation = settings;
    return state;
}

inline SimulationSettings settingsWith(Models models)
{
    SimulationSettings settings;
    settings.versions = std::move(models);
    return settings;
}

struct Shown
{
    explicit Shown(const SimulationSettings& settings)
        : state(stateWith(settings))
    {
        form.resize(340, 900);
        form.show();
        form.showState(state, Subject::Other);
    }
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name)
    {
        return form.findChild<Widget*>(QLatin1String(name));
    }
    void set(const char* name, double value) { find<QDoubleSpinBox>(name)->setValue(value); }
    void press(const char* name) { find<QPushButton>(name)->click(); }
    void choose(const QString& title)
    {
        auto* choice = find<QComboBox>("behavesLike");
        const int index = choice->findText(title);
        choice->setCurrentIndex(index);
        Q_EMIT choice->activated(index);
    }
    [[nodiscard]] bool canApply() { return find<QPushButton>("applySimulation")->isEnabled(); }
    [[nodiscard]] Names rows()
    {
        const auto* table = find<QTableWidget>("versionModels");
        Names names;
        for (int row = 0; row < table->rowCount(); ++row)
            names.push_back(table->item(row, 0)->text().toStdString());
        return names;
    }

    EntityState state;
    SimulationForm form;
};

} // namespace rollout
