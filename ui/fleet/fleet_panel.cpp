#include "ui/fleet/fleet_panel.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/common/focus.h"
#include "ui/common/prompts.h"
#include "ui/common/session.h"
#include "ui/common/words.h"
#include "ui/fleet/fleet_delegate.h"
#include "ui/fleet/fleet_editor.h"
#include "ui/fleet/fleet_filter.h"
#include "ui/fleet/fleet_model.h"
#include "ui/fleet/fleet_questions.h"

namespace rollout {

namespace {

constexpr int smallestWidth = 200;
constexpr int widthForBars = 290; // names are readable beside them

QTreeView* makeTree(QWidget* parent, QAbstractItemModel* model)
{
    auto* tree = new QTreeView(parent);
    tree->setObjectName(QStringLiteral("fleetTree"));
    tree->setAccessibleName(FleetPanel::tr("Fleet: namespaces, entities and groups"));
    tree->setModel(model);
    tree->setItemDelegate(new FleetDelegate(tree));
    tree->setUniformRowHeights(true);
    tree->setAlternatingRowColors(false);
    tree->setEditTriggers(QAbstractItemView::EditKeyPressed);
    tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    tree->setTextElideMode(Qt::ElideMiddle);
    tree->setIndentation(14);
    QHeaderView* header = tree->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(FleetModel::NameColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(FleetModel::CountColumn, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(FleetModel::VersionColumn, QHeaderView::ResizeToContents);
    header->setMinimumSectionSize(40);
    header->resizeSection(FleetModel::ProgressColumn, 72);
    return tree;
}

QLineEdit* makeFilterEdit(QWidget* parent)
{
    auto* edit = new QLineEdit(parent);
    edit->setObjectName(QStringLiteral("fleetFilter"));
    edit->setPlaceholderText(FleetPanel::tr("Filter by name or version"));
    edit->setAccessibleName(FleetPanel::tr("Filter the fleet by name or version"));
    edit->setClearButtonEnabled(true);
    return edit;
}

} // namespace

FleetPanel::FleetPanel(const PageContext& context, FleetEditor& editor, const FleetActions& actions)
    : m_context(context)
    , m_editor(editor)
    , m_model(new FleetModel(this))
    , m_filter(new FleetFilter(this))
    , m_filterEdit(makeFilterEdit(this))
    , m_tree(nullptr)
    , m_actions(actions)
{
    m_filter->setSourceModel(m_model);
    m_tree = makeTree(this, m_filter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    setMinimumWidth(smallestWidth);
    layout->addWidget(m_filterEdit);
    layout->addWidget(m_tree);

    connectTree();
    connectActions(actions);
    refreshDirectory();
}

void FleetPanel::connectTree()
{
    connect(m_filterEdit, &QLineEdit::textChanged, this, &FleetPanel::filter);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &FleetPanel::takeSelection);
    connect(m_filter, &FleetFilter::rowsInserted, this, &FleetPanel::expandMatches);
    connect(m_model, &FleetModel::renameAsked, this, &FleetPanel::rename);
    connect(&m_context.session, &Session::directoryChanged, this, &FleetPanel::refreshDirectory);
    connect(&m_context.session, &Session::entityChanged, this, &FleetPanel::refreshEntity);
    connect(&m_context.focus, &Focus::groupChanged, this, &FleetPanel::showFocus);
    connect(&m_context.focus, &Focus::pastChanged, this, &FleetPanel::showPast);
    connect(&m_editor, &FleetEditor::namespaceAppeared, this, [this](NamespaceKey key) {
        m_awaitedNamespace = key;
        selectAwaited();
    });
    connect(&m_editor, &FleetEditor::entityAppeared, this, &FleetPanel::await);
}

void FleetPanel::connectActions(const FleetActions& actions)
{
    connect(actions.newNamespace, &QAction::triggered, this, &FleetPanel::askNewNamespace);
    connect(actions.newEntity, &QAction::triggered, this, &FleetPanel::askNewEntity);
    connect(actions.rename, &QAction::triggered, this, &FleetPanel::renameCurrent);
    connect(actions.remove, &QAction::triggered, this, &FleetPanel::deleteCurrent);
    const auto addSeparator = [this] {
        auto* line = new QAction(m_tree);
        line->setSeparator(true);
        m_tree->addAction(line);
    };
    m_tree->addAction(actions.setVersion);
    for (QAction* action : actions.rollout)
        if (action)
            m_tree->addAction(action);
        else
            addSeparator();
    for (QAction* action :
         {actions.import, actions.newEntity, actions.newNamespace, actions.rename, actions.remove})
        m_tree->addAction(action);
}

void FleetPanel::refreshDirectory()
{
    const auto directory = m_context.session.directory();
    const bool wasEmpty = m_model->rowCount() == 0;
    {
        const QScopedValueRollback guard(m_isChanging, true);
        m_model->setDirectory(*directory);
        for (const DirectoryNode& ns : *directory)
            for (const auto& entity : ns.entities)
                showEntity(entity.key);
    }
    if (wasEmpty)
        m_tree->expandToDepth(0);
    settle();
    selectAwaited();
}

void FleetPanel::refreshEntity(EntityKey key)
{
    {
        const QScopedValueRollback guard(m_isChanging, true);
        showEntity(key);
    }
    settle();
}

void FleetPanel::showEntity(EntityKey key)
{
    const PastViewPtr past = m_context.focus.past();
    if (past && past->snapshot->key == key)
        return m_model->setPastEntity(*past->snapshot, *past->summary);
    const SnapshotPtr snapshot = m_context.session.snapshot(key);
    const SummaryPtr summary = m_context.session.summary(key);
    if (snapshot && summary)
        m_model->setEntity(*snapshot, *summary);
}

/// Another moment is looked at, or the present again, perhaps because another entity is.
void FleetPanel::showPast()
{
    const PastViewPtr past = m_context.focus.past();
    const auto now = past ? std::optional(past->snapshot->key) : std::nullopt;
    const auto before = std::exchange(m_pastEntity, now);
    {
        const QScopedValueRollback guard(m_isChanging, true);
        if (before && before != now)
            showEntity(*before);
        if (now)
            showEntity(*now);
    }
    showFocus(); // a filter may have hidden it, or shown it again, by its version
    refreshActions();
}

void FleetPanel::filter(const QString& text)
{
    {
        const QScopedValueRollback guard(m_isChanging, true);
        m_filter->setText(text);
        m_tree->expandAll();
    }
    settle();
}

/// What begins to match is seen.
void FleetPanel::expandMatches(const QModelIndex& parent, int first, int last)
{
    if (m_filterEdit->text().isEmpty())
        return;
    m_tree->expand(parent);
    for (int row = first; row <= last; ++row)
        m_tree->expandRecursively(m_filter->index(row, 0, parent));
}

/// After rows have come and gone: what is in focus stays there while it exists, whatever the view
/// made its current row meanwhile.
void FleetPanel::settle()
{
    const auto entity = m_context.focus.entity();
    if (entity && m_model->indexOf(*entity).isValid())
        showFocus();
    else
        takeSelection();
    refreshActions();
}

void FleetPanel::await(EntityKey key)
{
    m_awaitedEntity = key;
    selectAwaited();
}

void FleetPanel::selectAwaited()
{
    if (m_awaitedNamespace && m_model->indexOf(*m_awaitedNamespace).isValid())
        reveal(m_model->indexOf(*std::exchange(m_awaitedNamespace, {})));
    if (m_awaitedEntity && m_model->indexOf(*m_awaitedEntity).isValid())
        reveal(m_model->indexOf(*std::exchange(m_awaitedEntity, {})));
}

const FleetNode* FleetPanel::current() const
{
    return m_model->node(m_filter->mapToSource(m_tree->currentIndex()));
}

void FleetPanel::refreshActions()
{
    const FleetNode* node = current();
    m_actions.rename->setEnabled(node && node->kind != FleetKind::Group);
    m_actions.remove->setEnabled(node && node->kind != FleetKind::Group);
}

void FleetPanel::takeSelection()
{
    if (m_isChanging)
        return;
    refreshActions();
    const FleetNode* node = current();
    if (!node || node->kind == FleetKind::Namespace)
        m_context.focus.setEntity(std::nullopt);
    else if (node->kind == FleetKind::Group)
        m_context.focus.setEntity(node->entityKey, utf8(node->name));
    else
        m_context.focus.setEntity(node->entityKey);
}

void FleetPanel::showFocus()
{
    const auto entity = m_context.focus.entity();
    if (!entity)
        return;
    const auto& group = m_context.focus.group();
    const QModelIndex index =
        m_model->indexOf(*entity, group ? std::optional(text(*group)) : std::nullopt);
    if (group && !index.isValid() && m_model->indexOf(*entity).isValid())
        return m_context.focus.setEntity(entity); // the group's last target has gone
    select(index);
}

/// Marks nothing when the filter hides it.
void FleetPanel::select(const QModelIndex& sourceIndex)
{
    const QModelIndex index = m_filter->mapFromSource(sourceIndex);
    if (index.siblingAtColumn(0) == m_tree->currentIndex().siblingAtColumn(0))
        return;
    const QScopedValueRollback guard(m_isChanging, true); // the focus is what is being shown
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    refreshActions();
}

/// Selects it, and brings it into focus; a filter that hides it gives way.
void FleetPanel::reveal(const QModelIndex& sourceIndex)
{
    if (!m_filter->mapFromSource(sourceIndex).isValid())
        m_filterEdit->clear();
    select(sourceIndex);
    takeSelection();
}

/// Names before bars where there is no room for both.
void FleetPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_tree->setColumnHidden(FleetModel::ProgressColumn, width() < widthForBars);
}

void FleetPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape || m_filterEdit->text().isEmpty())
        return QWidget::keyPressEvent(event);
    m_filterEdit->clear();
}

QString FleetPanel::currentNamespace() const
{
    const FleetNode* node = current();
    while (node && node->kind != FleetKind::Namespace)
        node = node->parent;
    return node ? node->name : QString();
}

void FleetPanel::askNewNamespace()
{
    m_context.prompts.askText(
        this, newNamespaceQuestion(m_context.session),
        [this](const QString& name, int) { m_editor.createNamespace(name.trimmed()); });
}

void FleetPanel::askNewEntity()
{
    const QString ns = currentNamespace().isEmpty() ? tr("default") : currentNamespace();
    m_context.prompts.askText(
        this, newEntityQuestion(m_context.session, ns), [this, ns](const QString& name, int mode) {
            m_editor.createEntity(ns, name.trimmed(),
                                  mode == 0 ? std::optional(SimulationSettings()) : std::nullopt);
        });
}

void FleetPanel::renameCurrent()
{
    m_tree->setFocus();
    m_tree->edit(m_tree->currentIndex().siblingAtColumn(FleetModel::NameColumn));
}

void FleetPanel::rename(const QModelIndex& sourceIndex, const QString& name)
{
    const FleetNode* node = m_model->node(sourceIndex);
    if (node->kind == FleetKind::Namespace)
        m_editor.renameNamespace(node->namespaceKey, node->name, name);
    else
        m_editor.renameEntity(node->entityKey, node->name, name);
}

void FleetPanel::deleteCurrent()
{
    m_context.focus.setPast(nullptr); // the question names what there is now
    const FleetNode* node = current();
    if (node && node->kind == FleetKind::Namespace)
        deleteNamespace(*node);
    else if (node && node->kind == FleetKind::Entity)
        deleteEntity(*node);
}

void FleetPanel::deleteEntity(const FleetNode& node)
{
    const auto remove = [this, key = node.entityKey, name = node.name] {
        m_editor.deleteEntity(key, name);
    };
    if (const auto question = deletionQuestion(node))
        m_context.prompts.confirm(this, *question, remove);
    else
        remove(); // undo brings it back
}

void FleetPanel::deleteNamespace(const FleetNode& node)
{
    const auto remove = [this, key = node.namespaceKey, name = node.name] {
        m_editor.deleteNamespace(key, name);
    };
    if (const auto question = deletionQuestion(node))
        m_context.prompts.confirm(this, *question, remove);
    else
        remove();
}

} // namespace rollout
