#include "ui/common/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

// Qt wants it outside of any namespace.
static void initQrc()
{
    Q_INIT_RESOURCE(rollout);
}

namespace rollout {

namespace {

/// An SVG whose "currentColor" is the palette's.
class TintedSvg final : public QIconEngine
{
public:
    explicit TintedSvg(QByteArray svg)
        : m_svg(std::move(svg))
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const auto role =
            mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText;
        const QColor colour = QGuiApplication::palette().color(group, role);
        QByteArray svg = m_svg;
        svg.replace("currentColor", colour.name().toLatin1());
        QSvgRenderer(svg).render(painter, rect);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new TintedSvg(m_svg); }

private:
    QByteArray m_svg;
};

/// The badge is drawn anew for the size and scale that it is asked in.
class Badge final : public QIconEngine
{
public:
    Badge(QChar glyph, const QColor& fill, Scheme scheme)
        : m_glyph(glyph)
        , m_fill(fill)
        , m_scheme(scheme)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode, QIcon::State) override
    {
        const QRectF square = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(m_fill);
        painter->setPen(needsOutline(m_fill, m_scheme) ? QPen(outlineColour(m_scheme))
                                                       : QPen(m_fill));
        painter->drawRoundedRect(square, 3, 3);
        QFont font = painter->font();
        font.setPixelSize(std::max(8, rect.height() * 3 / 4));
        font.setBold(true);
        painter->setFont(font);
        painter->setPen(textOn(m_fill));
        painter->drawText(square, Qt::AlignCenter, m_glyph);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    [[nodiscard]] QIconEngine* clone() const override
    {
        return new Badge(m_glyph, m_fill, m_scheme);
    }

private:
    QChar m_glyph;
    QColor m_fill;
    Scheme m_scheme;
};

} // namespace

void initResources()
{
    initQrc();
}

QIcon icon(const QString& name)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? QIcon(new TintedSvg(file.readAll())) : QIcon();
}

QIcon badge(QChar glyph, const QColor& fill, Scheme scheme)
{
    return QIcon(new Badge(glyph, fill, scheme));
}

} // namespace rollout
