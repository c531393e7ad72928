#include "ui/whatif/policy_list.h"

#include <QSet>
#include <QSignalBlocker>
#include <QStyledItemDelegate>

#include <algorithm>

#include "io/policy_presets.h"
#include "ui/common/palette.h"
#include "ui/common/session.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

/// Ticked at first, beside the entity's own: two that many people know.
const QStringList& tickedAtFirst()
{
    static const QStringList names{QStringLiteral("azure-rolling-upgrade"),
                                   QStringLiteral("kubernetes-rolling-update")};
    return names;
}

/// Boxes that are seen in a dark window, too.
class SeenBoxes final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (isDark(option->palette))
            option->palette.setColor(QPalette::Base, checkGround());
    }
};

std::vector<NamedPolicy> readable(Orchestrator& engine)
{
    std::vector<NamedPolicy> policies;
    const auto names = engine.policyNames();
    if (!names)
        return policies;
    policies.reserve(names->size());
    for (const std::string& name : *names)
        if (auto named = engine.policy(name))
            policies.push_back(std::move(*named));
    return policies;
}

} // namespace

PolicyList::PolicyList(Session& session, QWidget* parent)
    : QListWidget(parent)
    , m_session(session)
{
    setObjectName(QStringLiteral("whatIfPolicies"));
    setAccessibleName(tr("Policies to compare"));
    setItemDelegate(new SeenBoxes(this));
    setSelectionMode(QAbstractItemView::NoSelection);
    connect(&session, &Session::opened, this, &PolicyList::fetchSaved);
    connect(&session, &Session::policiesChanged, this, &PolicyList::fetchSaved);
    connect(this, &QListWidget::itemChanged, this, &PolicyList::changed);
    fill();
    for (int row = 0; row < count(); ++row)
        if (tickedAtFirst().contains(item(row)->text()))
            item(row)->setCheckState(Qt::Checked);
}

/// Nobody tells of what is saved in a store that no other program can open.
void PolicyList::showEvent(QShowEvent* event)
{
    QListWidget::showEvent(event);
    if (m_session.hasStore())
        fetchSaved();
}

QSize PolicyList::sizeHint() const
{
    return {230, 6 * (fontMetrics().height() + 6)};
}

QSize PolicyList::minimumSizeHint() const
{
    return {160, 4 * (fontMetrics().height() + 6)};
}

void PolicyList::setOwn(const std::optional<Policy>& policy)
{
    if (m_own == policy)
        return;
    const bool isNew = !m_own;
    m_own = policy;
    fill();
    if (isNew && policy)
        item(0)->setCheckState(Qt::Checked);
    Q_EMIT changed();
}

void PolicyList::fetchSaved()
{
    m_session.request(
        this, [](Orchestrator& engine) { return readable(engine); },
        [this](const std::vector<NamedPolicy>& saved) {
            if (saved == m_saved)
                return;
            m_saved = saved;
            fill();
            Q_EMIT changed();
        });
}

/// What was ticked stays so, by name.
void PolicyList::fill()
{
    QSet<QString> ticked;
    for (const NamedPolicy& named : chosen())
        ticked.insert(text(named.name));
    const QSignalBlocker quiet(this);
    clear();
    m_all.clear();
    const auto add = [&](const NamedPolicy& named, const QString& help) {
        auto* line = new QListWidgetItem(text(named.name), this);
        line->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable);
        line->setToolTip(help);
        line->setCheckState(ticked.contains(text(named.name)) ? Qt::Checked : Qt::Unchecked);
        m_all.push_back(named);
    };
    if (m_own)
        add({utf8(tr("current policy")), {}, *m_own}, tr("What governs the entity now"));
    for (const NamedPolicy& named : m_saved)
        add(named, tr("Saved in this store. %1").arg(text(named.description)).trimmed());
    for (const PolicyPreset& preset : policyPresets()) {
        const auto named = presetNamed(preset.name);
        const bool isHidden =
            std::any_of(m_saved.begin(), m_saved.end(),
                        [&](const NamedPolicy& saved) { return saved.name == preset.name; });
        if (named && !isHidden)
            add(*named, tr("Preset. %1").arg(text(named->description)).trimmed());
    }
}

std::vector<NamedPolicy> PolicyList::chosen() const
{
    std::vector<NamedPolicy> chosen;
    for (int row = 0; row < count(); ++row)
        if (item(row)->checkState() == Qt::Checked)
            chosen.push_back(m_all[static_cast<std::size_t>(row)]);
    return chosen;
}

} // namespace rollout
