#include "ui/demo/demo_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include "io/demo_presets.h"
#include "ui/common/palette.h"
#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr int aboutLines = 3; // of a description

} // namespace

DemoDialog::DemoDialog(QWidget* parent)
    : QDialog(parent)
    , m_list(new QListWidget(this))
    , m_about(new QLabel(this))
{
    setObjectName(QStringLiteral("demoDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Play demo"));
    m_list->setObjectName(QStringLiteral("demoList"));
    m_list->setAccessibleName(tr("Demos"));
    m_about->setObjectName(QStringLiteral("demoAbout"));
    m_about->setWordWrap(true);
    m_about->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_about->setMinimumHeight(fontMetrics().height() * aboutLines);
    connect(m_list, &QListWidget::currentRowChanged, this, &DemoDialog::tell);
    fill();
    auto* note = new QLabel(tr("A demo plays in a store of its own, full screen; the store that is"
                               " open is closed meanwhile. Space pauses, the arrow keys change the"
                               " scene, Escape ends it."),
                            this);
    note->setWordWrap(true);
    QPalette quiet = note->palette();
    quiet.setColor(QPalette::WindowText, quietText(quiet));
    note->setPalette(quiet);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* play = buttons->addButton(tr("Play"), QDialogButtonBox::AcceptRole);
    play->setObjectName(QStringLiteral("demoPlay"));
    play->setDefault(true);
    auto* file = buttons->addButton(tr("Open demo file…"), QDialogButtonBox::ActionRole);
    file->setObjectName(QStringLiteral("demoFile"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_list, 1);
    column->addWidget(m_about);
    column->addWidget(note);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &DemoDialog::play);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemActivated, this, &DemoDialog::play);
    connect(file, &QPushButton::clicked, this, [this] {
        Q_EMIT fileAsked();
        reject();
    });
    resize(520, 340);
}

void DemoDialog::fill()
{
    for (const DemoPreset& preset : demoPresets()) {
        const auto script = demoNamed(preset.name);
        if (!script)
            continue;
        auto* item = new QListWidgetItem(text(script->title), m_list);
        item->setData(Qt::UserRole, text(preset.name));
        item->setData(Qt::UserRole + 1, text(script->description));
    }
    m_list->setCurrentRow(0);
}

void DemoDialog::tell(int row)
{
    const QListWidgetItem* item = m_list->item(row);
    m_about->setText(item ? item->data(Qt::UserRole + 1).toString() : QString());
}

void DemoDialog::play()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (!item)
        return;
    const auto script = demoNamed(utf8(item->data(Qt::UserRole).toString()));
    if (script)
        Q_EMIT chosen(*script);
    accept();
}

} // namespace rollout
