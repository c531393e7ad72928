#pragma once

#include <QTableView>

namespace rollout {

class WhatIfModel;

/// The figures of every policy. Selected rows can be copied.
class WhatIfTable : public QTableView
{
    Q_OBJECT
public:
    explicit WhatIfTable(WhatIfModel* model, QWidget* parent = nullptr);

private:
    void copyRows() const;

    WhatIfModel* m_model;
};

} // namespace rollout
