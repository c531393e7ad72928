#include "ui/inspector/behaviour_box.h"

#include <algorithm>
#include <span>

#include "ui/common/shipped_scenarios.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

/// Of another scenario, too, which differs by its policy alone.
bool isBehaviourOf(std::span<const ShippedScenario> others, const ShippedScenario& shipped)
{
    return std::any_of(others.begin(), others.end(), [&](const ShippedScenario& other) {
        return other.isModel && other.fleet == shipped.fleet;
    });
}

} // namespace

BehaviourBox::BehaviourBox(QWidget* parent)
    : QComboBox(parent)
{
    setObjectName(QStringLiteral("behavesLike"));
    setAccessibleName(tr("Behaves like"));
    setToolTip(tr("Fills in how fleets of a scenario that ships behave; seed and tick stay"));
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
    addItem(tr("its own way"));
    const auto& all = shippedScenarios();
    for (std::size_t number = 0; number < all.size(); ++number) {
        const ShippedScenario& shipped = all[number];
        if (!shipped.isModel || isBehaviourOf(std::span(all).first(number), shipped))
            continue;
        addItem(text(shipped.title), QVariant::fromValue(number));
        setItemData(count() - 1, text(shipped.description), Qt::ToolTipRole);
    }
    connect(this, &QComboBox::activated, this, &BehaviourBox::choose);
}

void BehaviourBox::choose(int index)
{
    if (index > 0)
        Q_EMIT chosen(shippedScenarios()[itemData(index).value<std::size_t>()].fleet);
    else
        setCurrentIndex(m_shown); // any other way is made by editing
}

void BehaviourBox::showLike(const EntityState& state, const SimulationSettings& settings)
{
    m_shown = 0;
    for (int index = 1; index < count() && m_shown == 0; ++index) {
        const auto number = itemData(index).value<std::size_t>();
        SimulationSettings like = behavingLike(state, shippedScenarios()[number].fleet);
        like.seed = settings.seed;
        like.tick = settings.tick;
        if (like == settings)
            m_shown = index;
    }
    setCurrentIndex(m_shown);
}

} // namespace rollout
