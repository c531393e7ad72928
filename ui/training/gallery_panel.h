#pragma once

// The scenarios that ship, by section, with what each is about; and files of one's own.

#include <QWidget>

#include <optional>
#include <vector>

#include "core/scenario.h"
#include "ui/training/training_words.h"

class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace rollout {

class GalleryPanel : public QWidget
{
    Q_OBJECT
public:
    explicit GalleryPanel(QWidget* parent = nullptr);

    /// One that was read from a file: listed on top and chosen.
    void add(const NamedScenario& named);
    /// Nothing is chosen when a header is.
    [[nodiscard]] std::optional<NamedScenario> chosen() const; ///< with the seed

Q_SIGNALS:
    void begun(); ///< the chosen one
    void simulationAsked(); ///< of the chosen one
    void fileAsked();

private:
    void fill();
    void addSection(GallerySection section);
    void addRow(std::size_t index);
    void showChosen();

    std::vector<NamedScenario> m_all;
    QListWidget* m_list;
    QLabel* m_about;
    QSpinBox* m_seed;
    QPushButton* m_begin;
    QPushButton* m_simulate;
};

} // namespace rollout
