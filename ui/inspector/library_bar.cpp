#include "ui/inspector/library_bar.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QUndoStack>
#include <QVBoxLayout>

#include "core/names.h"
#include "io/policy_presets.h"
#include "io/policy_yaml.h"
#include "ui/common/focus.h"
#include "ui/common/prompts.h"
#include "ui/common/session.h"
#include "ui/common/store_command.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

QString fileFilter()
{
    return LibraryBar::tr("Policies (*.yaml *.yml)");
}

/// What had the name before; nothing, when nothing that can be read had.
Result<std::optional<NamedPolicy>> replace(Orchestrator& engine, const NamedPolicy& named)
{
    const auto before = engine.policy(named.name);
    if (const auto ok = engine.savePolicy(named); !ok)
        return tl::unexpected<Error>(ok.error());
    return before ? std::optional(*before) : std::nullopt;
}

Result<NamedPolicy> takeOut(Orchestrator& engine, const std::string& name)
{
    auto named = engine.policy(name);
    if (!named)
        return named;
    if (const auto ok = engine.deletePolicy(name); !ok)
        return tl::unexpected<Error>(ok.error());
    return named;
}

StoreCommand::Change saving(const NamedPolicy& named)
{
    return [named](Orchestrator& engine) { return engine.savePolicy(named); };
}

StoreCommand::Change deleting(const std::string& name)
{
    return [name](Orchestrator& engine) { return engine.deletePolicy(name); };
}

QAction* addChoice(QMenu& menu, const QString& words, const QString& name)
{
    QString shown = words;
    QAction* action = menu.addAction(shown.replace(u'&', QLatin1String("&&")));
    action->setObjectName(name);
    return action;
}

void addNothing(QMenu& menu, const QString& words)
{
    menu.addAction(words)->setEnabled(false);
}

} // namespace

LibraryBar::LibraryBar(const PageContext& context, std::function<Policy()> edited, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_edited(std::move(edited))
    , m_choices(new QMenu(this))
    , m_rest(new QMenu(this))
    , m_note(new QLabel)
{
    m_note->setObjectName(QStringLiteral("libraryNote"));
    m_note->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // A file's name may be longer than the pane is wide, and must not widen it.
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_note->hide();
    auto* row = new QHBoxLayout;
    row->addWidget(makeButton("choosePolicy", tr("Choose policy"), m_choices));
    row->addWidget(makeButton("policyLibrary", tr("Save and share"), m_rest));
    row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addLayout(row);
    column->addWidget(m_note);
    // Another program may have saved some since.
    connect(m_choices, &QMenu::aboutToShow, this, &LibraryBar::fetchNames);
    connect(m_rest, &QMenu::aboutToShow, this, &LibraryBar::fetchNames);
    connect(&context.session, &Session::opened, this, &LibraryBar::fetchNames);
    connect(&context.session, &Session::policiesChanged, this, &LibraryBar::fetchNames);
    fillMenus();
    connect(&context.focus, &Focus::policyProposed, this, &LibraryBar::propose);
    const auto enable = [this] {
        for (const QMenu* menu : menus())
            menu->menuAction()->setEnabled(m_context.focus.entity().has_value());
    };
    connect(&context.focus, &Focus::entityChanged, this, enable);
    enable();
    if (context.session.hasStore())
        fetchNames();
}

QPushButton* LibraryBar::makeButton(const char* name, const QString& words, QMenu* menu)
{
    auto* button = new QPushButton(words);
    button->setObjectName(QLatin1String(name));
    button->setMenu(menu);
    menu->setTitle(words);
    return button;
}

void LibraryBar::forget()
{
    m_last = {};
    say({});
}

void LibraryBar::settle()
{
    if (m_isWaiting)
        say({});
}

void LibraryBar::followEdit()
{
    if (m_isWaiting && m_edited() != m_last.policy)
        say({});
}

void LibraryBar::fetchNames()
{
    m_context.session.request(
        this, [](Orchestrator& engine) { return engine.policyNames(); },
        [this](const Result<std::vector<std::string>>& names) {
            if (!names)
                return complain(names.error());
            if (*names == m_names)
                return;
            m_names = *names;
            fillMenus();
        });
}

void LibraryBar::fillMenus()
{
    m_commands.clear();
    fillChoices();
    fillRest();
}

/// The editor is what the policy comes from or goes into: it has to be seen, and to show the entity
/// that is in focus.
void LibraryBar::offer(QMenu& menu, const QString& words, const QString& name,
                       const QString& command, std::function<void()> act)
{
    QAction* action = addChoice(menu, words, name);
    connect(action, &QAction::triggered, this, [this, act = std::move(act)] {
        m_context.focus.askPage(QStringLiteral("inspector"));
        act();
    });
    m_commands.push_back({command, action});
}

void LibraryBar::fillChoices()
{
    m_choices->clear();
    m_choices->addSection(tr("Saved in this store"));
    if (m_names.empty())
        addNothing(*m_choices, tr("None yet"));
    for (const std::string& name : m_names)
        offer(*m_choices, text(name), QStringLiteral("saved_") + text(name),
              tr("Choose policy %1").arg(text(name)), [this, name] { chooseSaved(name); });
    m_choices->addSection(tr("Presets"));
    for (const PolicyPreset& preset : policyPresets())
        offer(*m_choices, text(preset.name), QStringLiteral("preset_") + text(preset.name),
              tr("Choose preset policy %1").arg(text(preset.name)),
              [this, name = preset.name] { choosePreset(name); });
}

void LibraryBar::fillRest()
{
    m_rest->clear();
    qDeleteAll(m_rest->findChildren<QMenu*>(Qt::FindDirectChildrenOnly));
    offer(*m_rest, tr("Save as…"), QStringLiteral("savePolicy"), tr("Save policy as…"),
          [this] { askName(); });
    QMenu* saved = m_rest->addMenu(tr("Delete saved"));
    saved->setEnabled(!m_names.empty());
    for (const std::string& name : m_names)
        offer(*saved, text(name), QStringLiteral("delete_") + text(name),
              tr("Delete policy %1").arg(text(name)), [this, name] { remove(name); });
    m_rest->addSeparator();
    offer(*m_rest, tr("Import file…"), QStringLiteral("importPolicy"), tr("Import policy…"),
          [this] { importFile(); });
    offer(*m_rest, tr("Export file…"), QStringLiteral("exportPolicy"), tr("Export policy…"),
          [this] { exportFile(); });
}

void LibraryBar::choosePreset(std::string_view name)
{
    take(presetNamed(name));
}

void LibraryBar::chooseSaved(const std::string& name)
{
    m_context.session.request(
        this, [name](Orchestrator& engine) { return engine.policy(name); },
        [this](const Result<NamedPolicy>& named) { take(named); });
}

void LibraryBar::take(const Result<NamedPolicy>& named)
{
    if (!named)
        return complain(named.error());
    m_isWaiting = false;
    m_last = *named;
    Q_EMIT chosen(named->policy);
    const QString words = tr("%1 is in the editor, not applied yet.").arg(text(named->name));
    say(named->description.empty() ? words : words + u' ' + text(named->description));
    m_isWaiting = true;
}

void LibraryBar::propose(const NamedPolicy& named)
{
    m_context.focus.askPage(QStringLiteral("inspector"));
    take(named);
}

void LibraryBar::askName()
{
    const Policy policy = m_edited();
    if (const auto checked = checkPolicy(policy); !checked)
        return complain(checked.error());
    const auto complaint = [](const QString& name) {
        const auto checked = checkName("policy name", utf8(name.trimmed()));
        return checked ? QString() : errorText(checked.error());
    };
    m_context.prompts.askText(window(),
                              {.title = tr("Save policy"),
                               .label = tr("Name of the policy; one that is saved is replaced:"),
                               .initial = text(m_last.name),
                               .verb = tr("Save policy"),
                               .choices = {},
                               .complaint = complaint},
                              [this](const QString& name, int) { save(utf8(name.trimmed())); });
}

void LibraryBar::save(const std::string& name)
{
    const NamedPolicy named{name, name == m_last.name ? m_last.description : std::string(),
                            m_edited()};
    m_context.session.request(
        this, [named](Orchestrator& engine) { return replace(engine, named); },
        [this, named](const Result<std::optional<NamedPolicy>>& before) {
            if (!before)
                return complain(before.error());
            noteSaved(named, *before);
        });
}

void LibraryBar::noteSaved(const NamedPolicy& named, const std::optional<NamedPolicy>& before)
{
    const auto fetch = [this] { fetchNames(); };
    m_context.undo.push(new StoreCommand(
        m_context.session, this, tr("save policy %1").arg(text(named.name)),
        {before ? saving(*before) : deleting(named.name), fetch}, {saving(named), fetch}));
    m_last = named;
    say(before ? tr("%1 is replaced in this store.").arg(text(named.name))
               : tr("%1 is saved in this store.").arg(text(named.name)));
    fetchNames();
}

void LibraryBar::remove(const std::string& name)
{
    m_context.session.request(
        this, [name](Orchestrator& engine) { return takeOut(engine, name); },
        [this, name](const Result<NamedPolicy>& named) {
            if (named)
                return noteRemoved(*named);
            if (named.error().code == ErrorCode::Corrupt)
                return askToRemoveUnreadable(name);
            complain(named.error());
            fetchNames();
        });
}

void LibraryBar::noteRemoved(const NamedPolicy& named)
{
    const auto fetch = [this] { fetchNames(); };
    m_context.undo.push(new StoreCommand(m_context.session, this,
                                         tr("delete policy %1").arg(text(named.name)),
                                         {saving(named), fetch}, {deleting(named.name), fetch}));
    say(tr("%1 is deleted from this store.").arg(text(named.name)));
    fetchNames();
}

/// It could not be given back.
void LibraryBar::askToRemoveUnreadable(const std::string& name)
{
    m_context.prompts.confirm(window(),
                              {.title = tr("Delete policy"),
                               .sentence = tr("The policy %1 cannot be read. Deleting it cannot be "
                                              "undone.")
                                               .arg(text(name)),
                               .verb = tr("Delete policy %1").arg(text(name)),
                               .typed = {}},
                              [this, name] {
                                  m_context.session.attempt(this, deleting(name),
                                                            [this] { fetchNames(); });
                              });
}

void LibraryBar::importFile()
{
    m_context.prompts.openFile(
        window(), tr("Import policy"), fileFilter(), [this](const QString& path) {
            m_context.session.request(
                this, [file = utf8(path)](Orchestrator&) { return readPolicy(file); },
                [this, path](const Result<NamedPolicy>& named) {
                    if (!named)
                        return complain(named.error(), path);
                    take(named);
                });
        });
}

void LibraryBar::exportFile()
{
    const NamedPolicy named{m_last.name, m_last.description, m_edited()};
    if (const auto checked = checkPolicy(named.policy); !checked)
        return complain(checked.error());
    const QString name = named.name.empty() ? tr("policy") : text(named.name);
    m_context.prompts.saveFile(
        window(), tr("Export policy"), name + QLatin1String(".yaml"), fileFilter(),
        [this, named](const QString& path) {
            m_context.session.request(
                this,
                [named, file = utf8(path)](Orchestrator&) { return writePolicy(file, named); },
                [this, path](const Result<void>& written) {
                    if (!written)
                        return complain(written.error(), path);
                    say(tr("%1 is written.").arg(QFileInfo(path).fileName()));
                });
        });
}

void LibraryBar::say(const QString& sentence)
{
    m_isWaiting = false;
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

/// A file is named without its folder: the person has just chosen it.
void LibraryBar::complain(const Error& error, const QString& path)
{
    QString sentence = errorText(error);
    if (!path.isEmpty())
        sentence.replace(path, QFileInfo(path).fileName());
    say(QStringLiteral("⚠ ") + sentence);
}

} // namespace rollout
