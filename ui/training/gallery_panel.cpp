#include "ui/training/gallery_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <limits>

#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr int indexRole = Qt::UserRole;

} // namespace

GalleryPanel::GalleryPanel(QWidget* parent)
    : QWidget(parent)
    , m_all(gallery())
    , m_list(new QListWidget)
    , m_about(new QLabel)
    , m_seed(new QSpinBox)
    , m_begin(new QPushButton(tr("Begin")))
    , m_simulate(new QPushButton(tr("Simulate only")))
{
    m_list->setObjectName(QStringLiteral("scenarioList"));
    m_list->setAccessibleName(tr("Scenarios"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_about->setObjectName(QStringLiteral("scenarioAbout"));
    m_about->setWordWrap(true);
    m_about->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_seed->setRange(0, std::numeric_limits<int>::max());
    m_seed->setObjectName(QStringLiteral("scenarioSeed"));
    m_seed->setAccessibleName(tr("Seed"));
    m_begin->setObjectName(QStringLiteral("beginExercise"));
    m_begin->setToolTip(tr("Play it in a store in memory; the store that is open is closed"));
    m_simulate->setObjectName(QStringLiteral("simulateScenario"));
    m_simulate->setToolTip(tr("Add its fleet to the open store, without events and questions"));
    auto* file = new QPushButton(tr("Open scenario or session…"));
    file->setObjectName(QStringLiteral("openScenario"));
    auto* seedLabel = new QLabel(tr("&Seed"));
    seedLabel->setBuddy(m_seed);
    auto* first = new QHBoxLayout;
    first->addWidget(seedLabel);
    first->addWidget(m_seed, 1);
    first->addWidget(m_begin);
    auto* second = new QHBoxLayout;
    second->addWidget(file);
    second->addStretch(1);
    second->addWidget(m_simulate);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_list, 1);
    column->addWidget(m_about);
    column->addLayout(first);
    column->addLayout(second);
    connect(m_list, &QListWidget::currentRowChanged, this, &GalleryPanel::showChosen);
    connect(m_list, &QListWidget::itemActivated, this, [this] {
        if (chosen())
            Q_EMIT begun();
    });
    connect(m_begin, &QPushButton::clicked, this, &GalleryPanel::begun);
    connect(m_simulate, &QPushButton::clicked, this, &GalleryPanel::simulationAsked);
    connect(file, &QPushButton::clicked, this, &GalleryPanel::fileAsked);
    fill();
    setFocusProxy(m_list);
}

void GalleryPanel::fill()
{
    for (const GallerySection section :
         {GallerySection::Exercises, GallerySection::Models, GallerySection::Hazards})
        addSection(section);
    m_list->setCurrentRow(1);
}

void GalleryPanel::addSection(GallerySection section)
{
    auto* head = new QListWidgetItem(sectionText(section), m_list);
    head->setFlags(Qt::NoItemFlags);
    QFont bold = m_list->font();
    bold.setBold(true);
    head->setFont(bold);
    head->setData(indexRole, -1);
    for (std::size_t i = 0; i < m_all.size(); ++i)
        if (sectionOf(m_all[i]) == section)
            addRow(i);
}

void GalleryPanel::addRow(std::size_t index)
{
    const NamedScenario& named = m_all[index];
    auto* item = new QListWidgetItem(
        QStringLiteral("   ") + text(named.title.empty() ? named.name : named.title), m_list);
    item->setData(indexRole, static_cast<int>(index));
    item->setToolTip(text(named.description));
}

void GalleryPanel::add(const NamedScenario& named)
{
    m_all.push_back(named);
    addRow(m_all.size() - 1);
    QListWidgetItem* item = m_list->takeItem(m_list->count() - 1);
    m_list->insertItem(0, item);
    m_list->setCurrentItem(item);
}

std::optional<NamedScenario> GalleryPanel::chosen() const
{
    const QListWidgetItem* item = m_list->currentItem();
    const int index = item ? item->data(indexRole).toInt() : -1;
    if (index < 0)
        return std::nullopt;
    NamedScenario named = m_all[static_cast<std::size_t>(index)];
    named.scenario.fleet.seed = static_cast<std::uint64_t>(m_seed->value());
    return named;
}

void GalleryPanel::showChosen()
{
    const QListWidgetItem* item = m_list->currentItem();
    const int index = item ? item->data(indexRole).toInt() : -1;
    m_begin->setEnabled(index >= 0);
    m_simulate->setEnabled(index >= 0);
    if (index < 0)
        return m_about->clear();
    const NamedScenario& named = m_all[static_cast<std::size_t>(index)];
    const auto seed =
        std::min<std::uint64_t>(named.scenario.fleet.seed, std::numeric_limits<int>::max());
    m_seed->setValue(static_cast<int>(seed));
    QString about =
        QStringLiteral("<b>%1</b><br>%2")
            .arg(text(named.title).toHtmlEscaped(), text(named.description).toHtmlEscaped());
    if (!named.training.goal.empty())
        about += QStringLiteral("<br><i>%1</i>").arg(text(named.training.goal).toHtmlEscaped());
    m_about->setText(about);
}

} // namespace rollout
