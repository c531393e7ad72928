#include "ui/inspector/waves_form.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/inspector/policy_words.h"
#include "ui/inspector/wave_dialog.h"

namespace rollout {

namespace {

constexpr int listHeight = 96;

} // namespace

WavesForm::WavesForm(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_add(makeButton("addWave", tr("Add…"), tr("Add a wave at the end")))
    , m_edit(makeButton("editWave", tr("Edit…"), tr("Edit the selected wave")))
    , m_remove(makeButton("removeWave", tr("Remove"), tr("Remove the selected wave")))
    , m_up(makeButton("waveUp", tr("↑"), tr("Move the selected wave up")))
    , m_down(makeButton("waveDown", tr("↓"), tr("Move the selected wave down")))
{
    m_list->setObjectName(QStringLiteral("waveList"));
    m_list->setAccessibleName(tr("Waves, the first one on top"));
    m_list->setFixedHeight(listHeight);
    m_list->setWordWrap(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    for (QToolButton* button : {m_add, m_edit, m_remove, m_up, m_down})
        row->addWidget(button);
    row->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);
    column->addLayout(row);
    connect(m_add, &QToolButton::clicked, this, [this] { edit(static_cast<int>(m_waves.size())); });
    connect(m_edit, &QToolButton::clicked, this, [this] { edit(m_list->currentRow()); });
    connect(m_remove, &QToolButton::clicked, this, &WavesForm::removeCurrent);
    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
    connect(m_list, &QListWidget::currentRowChanged, this, &WavesForm::judge);
    connect(m_list, &QListWidget::itemActivated, this, [this] { edit(m_list->currentRow()); });
    judge();
}

QToolButton* WavesForm::makeButton(const char* name, const QString& words, const QString& tip)
{
    auto* button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setText(words);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

void WavesForm::setWaves(const std::vector<Wave>& waves)
{
    m_waves = waves;
    showWaves(m_list->currentRow());
}

void WavesForm::showWaves(int current)
{
    m_list->clear();
    int number = 0;
    for (const Wave& wave : m_waves)
        m_list->addItem(tr("%1. %2").arg(++number).arg(waveWords(wave)));
    m_list->setCurrentRow(std::min(current, m_list->count() - 1));
    judge();
}

void WavesForm::judge()
{
    const int row = m_list->currentRow();
    m_add->setEnabled(m_waves.size() < maximumWaves);
    m_edit->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_list->count());
}

void WavesForm::edit(int row)
{
    if (row < 0)
        return;
    const bool isNew = row == static_cast<int>(m_waves.size());
    auto* dialog = new WaveDialog(isNew ? Wave{} : m_waves[static_cast<std::size_t>(row)], row + 1,
                                  m_groups(), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog, row] { take(row, dialog->wave()); });
    dialog->open();
}

void WavesForm::take(int row, const Wave& wave)
{
    const auto place = static_cast<std::size_t>(row);
    if (place < m_waves.size())
        m_waves[place] = wave;
    else
        m_waves.push_back(wave);
    showWaves(row);
    Q_EMIT edited();
}

void WavesForm::removeCurrent()
{
    m_waves.erase(m_waves.begin() + m_list->currentRow());
    showWaves(m_list->currentRow());
    Q_EMIT edited();
}

void WavesForm::move(int by)
{
    const int row = m_list->currentRow();
    const int to = row + by;
    std::swap(m_waves[static_cast<std::size_t>(row)], m_waves[static_cast<std::size_t>(to)]);
    showWaves(to);
    Q_EMIT edited();
}

} // namespace rollout
