#include "ui/fleet/fleet_model.h"

#include <algorithm>
#include <tuple>

#include "ui/common/format.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

QString nameText(const FleetNode& node)
{
    return node.kind == FleetKind::Group && node.name.isEmpty() ? FleetModel::tr("(no group)")
                                                                : node.name;
}

QString progressText(const ProgressParts& parts)
{
    return FleetModel::tr("%1 succeeded, %2 in rollout, %3 failed, %4 to come")
        .arg(formatCount(parts.done), formatCount(parts.baking), formatCount(parts.failed),
             formatCount(parts.old));
}

QString described(const FleetNode& node)
{
    const QString live =
        node.isLive && node.kind == FleetKind::Entity ? FleetModel::tr("LIVE, ") : QString();
    QString words =
        FleetModel::tr("%1: %2%3; %4")
            .arg(nameText(node), live, rolloutPhaseText(node.phase), progressText(node.progress));
    if (const auto excluded = node.total - node.progress.total(); excluded > 0)
        words += FleetModel::tr("; %1 excluded").arg(formatCount(excluded));
    if (node.standing != Standing::Free)
        words += FleetModel::tr("; %1").arg(standingText(node.standing));
    if (node.pending > 0)
        words += FleetModel::tr("; waiting for approval: %1").arg(formatCount(node.pending));
    if (node.isPast)
        words += node.kind == FleetKind::Namespace
            ? FleetModel::tr("; one of its entities is shown as it was")
            : FleetModel::tr("; as it was at the moment that you see");
    return words;
}

/// That it is past weighs more than what holds it, and that more than what waits.
QString markOf(const FleetNode& node)
{
    if (node.isPast)
        return QStringLiteral("history");
    if (node.standing != Standing::Free)
        return standingIcon(node.standing);
    return node.pending > 0 ? QStringLiteral("approvals") : QString();
}

/// Groups that had no targets yet, or whose targets have gone since, stay rows.
void takeGroupsOfNow(FleetNode& past, const FleetNode& now)
{
    std::vector<std::unique_ptr<FleetNode>> groups;
    for (const auto& group : now.children) {
        const auto found =
            std::find_if(past.children.begin(), past.children.end(),
                         [&](const auto& then) { return then && then->isSameAs(*group); });
        if (found != past.children.end()) {
            groups.push_back(std::move(*found));
            continue;
        }
        groups.push_back(std::make_unique<FleetNode>());
        groups.back()->kind = FleetKind::Group;
        groups.back()->entityKey = group->entityKey;
        groups.back()->name = group->name;
        groups.back()->isLive = group->isLive;
    }
    past.children = std::move(groups);
}

} // namespace

FleetModel::FleetModel(QObject* parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<FleetNode>())
{
}

FleetModel::~FleetModel() = default;

void FleetModel::setDirectory(const Directory& directory)
{
    Nodes wanted;
    for (const DirectoryNode& node : directory)
        wanted.push_back(namespaceNode(node));
    syncChildren(*m_root, std::move(wanted));
}

void FleetModel::setEntity(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    // Where it is missing the directory that names it is still to come, and asks again.
    if (FleetNode* entity = findEntity(snapshot.key))
        showEntity(*entity, entityNode(snapshot, summary));
}

void FleetModel::setPastEntity(const EntitySnapshot& snapshot, const EntitySummary& summary)
{
    FleetNode* entity = findEntity(snapshot.key);
    if (!entity)
        return;
    auto wanted = entityNode(snapshot, summary);
    wanted->isPast = true;
    wanted->name = entity->name;
    takeGroupsOfNow(*wanted, *entity);
    showEntity(*entity, std::move(wanted));
}

void FleetModel::showEntity(FleetNode& entity, std::unique_ptr<FleetNode> wanted)
{
    const bool differs = entity.update(*wanted);
    for (auto& group : wanted->children)
        group->namespaceKey = entity.namespaceKey;
    syncChildren(entity, std::move(wanted->children));
    if (differs) {
        changed(entity);
        sumUpNamespace(*entity.parent);
    }
}

void FleetModel::syncChildren(FleetNode& node, Nodes wanted)
{
    removeMissing(node, wanted);
    for (int row = 0; row < std::ssize(wanted); ++row)
        place(node, row, std::move(wanted[static_cast<std::size_t>(row)]));
    if (node.kind == FleetKind::Namespace)
        sumUpNamespace(node);
}

void FleetModel::removeMissing(FleetNode& node, const Nodes& wanted)
{
    for (int row = static_cast<int>(node.children.size()) - 1; row >= 0; --row) {
        const FleetNode& child = *node.children[static_cast<std::size_t>(row)];
        if (std::any_of(wanted.begin(), wanted.end(),
                        [&](const auto& w) { return w->isSameAs(child); }))
            continue;
        beginRemoveRows(indexOf(node), row, row);
        node.children.erase(node.children.begin() + row);
        endRemoveRows();
    }
}

void FleetModel::place(FleetNode& node, int row, std::unique_ptr<FleetNode> wanted)
{
    const auto first = node.children.begin() + row;
    const auto found = std::find_if(first, node.children.end(),
                                    [&](const auto& child) { return child->isSameAs(*wanted); });
    if (found == node.children.end()) {
        wanted->parent = &node;
        for (auto& child : wanted->children)
            child->parent = wanted.get();
        beginInsertRows(indexOf(node), row, row);
        node.children.insert(first, std::move(wanted));
        endInsertRows();
        return;
    }
    if (found != first) {
        const int from = static_cast<int>(found - node.children.begin());
        beginMoveRows(indexOf(node), from, from, indexOf(node), row);
        std::rotate(first, found, found + 1);
        endMoveRows();
    }
    FleetNode& child = *node.children[static_cast<std::size_t>(row)];
    if (child.kind == FleetKind::Group) {
        if (child.update(*wanted))
            changed(child);
        return;
    }
    // A directory knows names only; the figures come with the entities.
    if (std::exchange(child.name, wanted->name) != wanted->name)
        changed(child);
    if (child.kind == FleetKind::Namespace)
        syncChildren(child, std::move(wanted->children));
}

void FleetModel::changed(const FleetNode& node)
{
    Q_EMIT dataChanged(indexOf(node), indexOf(node, columns - 1));
}

void FleetModel::sumUpNamespace(FleetNode& node)
{
    const auto shown = [&node] {
        return std::tuple(node.phase, node.progress, node.standing, node.pending, node.total,
                          node.isPast);
    };
    const auto before = shown();
    sumUp(node);
    if (before != shown())
        changed(node);
}

FleetNode* FleetModel::findEntity(EntityKey key) const
{
    for (const auto& ns : m_root->children)
        for (const auto& entity : ns->children)
            if (entity->entityKey == key)
                return entity.get();
    return nullptr;
}

FleetNode& FleetModel::nodeAt(const QModelIndex& index) const
{
    return index.isValid() ? *static_cast<FleetNode*>(index.internalPointer()) : *m_root;
}

const FleetNode* FleetModel::node(const QModelIndex& index) const
{
    return index.isValid() ? &nodeAt(index) : nullptr;
}

QModelIndex FleetModel::indexOf(const FleetNode& node, int column) const
{
    return node.parent ? createIndex(node.row(), column, &node) : QModelIndex();
}

QModelIndex FleetModel::indexOf(NamespaceKey key) const
{
    for (const auto& ns : m_root->children)
        if (ns->namespaceKey == key)
            return indexOf(*ns);
    return {};
}

QModelIndex FleetModel::indexOf(EntityKey key, const std::optional<QString>& group) const
{
    const FleetNode* entity = findEntity(key);
    if (!entity || !group)
        return entity ? indexOf(*entity) : QModelIndex();
    for (const auto& child : entity->children)
        if (child->name == *group)
            return indexOf(*child);
    return {};
}

QModelIndex FleetModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent).children[static_cast<std::size_t>(row)].get());
}

QModelIndex FleetModel::parent(const QModelIndex& index) const
{
    return index.isValid() ? indexOf(*nodeAt(index).parent) : QModelIndex();
}

int FleetModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent).children.size());
}

int FleetModel::columnCount(const QModelIndex&) const
{
    return columns;
}

QString FleetModel::displayText(const FleetNode& node, int column) const
{
    switch (column) {
    case NameColumn:
        return nameText(node);
    case CountColumn:
        return formatCount(node.total);
    case VersionColumn:
        return node.version;
    default:
        return {};
    }
}

QVariant FleetModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const FleetNode& node = nodeAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return displayText(node, index.column());
    case Qt::EditRole:
        return index.column() == NameColumn ? node.name : displayText(node, index.column());
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return described(node);
    case Qt::AccessibleTextRole:
        return index.column() == ProgressColumn ? progressText(node.progress)
                                                : displayText(node, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == CountColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                             : QVariant();
    case ProgressRole:
        return QVariant::fromValue(node.progress);
    case PhaseRole:
        return static_cast<int>(node.phase);
    case KindRole:
        return static_cast<int>(node.kind);
    case LiveRole:
        return node.isLive;
    case MarkRole:
        return markOf(node);
    default:
        return {};
    }
}

QVariant FleetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == CountColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Fleet");
    case CountColumn:
        return tr("Targets");
    case ProgressColumn:
        return tr("Progress");
    case VersionColumn:
        return tr("Version");
    default:
        return {};
    }
}

Qt::ItemFlags FleetModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags basic = QAbstractItemModel::flags(index);
    if (!index.isValid() || index.column() != NameColumn || nodeAt(index).kind == FleetKind::Group)
        return basic;
    return basic | Qt::ItemIsEditable;
}

bool FleetModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const QString name = value.toString().trimmed();
    if (name.isEmpty() || name == nodeAt(index).name)
        return false;
    Q_EMIT renameAsked(index, name);
    return false; // the new name comes with the directory, once the store has taken it
}

} // namespace rollout
