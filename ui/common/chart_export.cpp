#include "ui/common/chart_export.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QTextDocument>
#include <QWidget>

#include <algorithm>

#include "ui/common/words.h"

namespace rollout {

namespace {

constexpr int margin = 12;

QSize sizeOf(const QWidget& chart, const QWidget& legend)
{
    return {std::max(chart.width(), legend.width()) + 2 * margin,
            chart.height() + legend.height() + 3 * margin};
}

void paint(QPainter& painter, QWidget& chart, QWidget& legend)
{
    painter.fillRect(QRect(QPoint(), sizeOf(chart, legend)), chart.palette().color(QPalette::Base));
    const auto flags = QWidget::RenderFlags(QWidget::DrawChildren);
    legend.render(&painter, QPoint(margin, margin), {}, flags);
    chart.render(&painter, QPoint(margin, legend.height() + 2 * margin), {}, flags);
}

/// On pages of its own, as wide as the widest line needs.
void paintTable(QPainter& painter, QPdfWriter& writer, const QString& table)
{
    QTextDocument document;
    document.setHtml(table);
    const double wide = document.idealWidth();
    const double scale = std::min(writer.width() / wide, writer.logicalDpiX() / 96.0);
    document.setPageSize(QSizeF(writer.width(), writer.height()) / scale);
    for (int page = 0; page < document.pageCount(); ++page) {
        writer.newPage();
        painter.save();
        painter.scale(scale, scale);
        const QRectF part(QPointF(0, page * document.pageSize().height()), document.pageSize());
        painter.translate(-part.topLeft());
        document.drawContents(&painter, part);
        painter.restore();
    }
}

} // namespace

QImage pictureOf(QWidget& chart, QWidget& legend)
{
    constexpr int scale = 2;
    QImage image(sizeOf(chart, legend) * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    paint(painter, chart, legend);
    return image;
}

Result<void> writePicture(const QImage& picture, const QString& path)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!picture.save(&buffer, "PNG"))
        return failure(ErrorCode::Io, utf8(Words::tr("the picture could not be encoded as PNG")));
    return writeBytes(bytes, path);
}

Result<void> writeDrawing(QWidget& chart, QWidget& legend, const QString& path)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(sizeOf(chart, legend));
    generator.setViewBox(QRect(QPoint(), sizeOf(chart, legend)));
    QPainter painter(&generator);
    paint(painter, chart, legend);
    painter.end();
    return writeBytes(bytes, path);
}

Result<void> writePages(const std::vector<QWidget*>& charts, QWidget& legend, const QString& path,
                        const QString& table)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageOrientation(QPageLayout::Landscape);
    QPainter painter(&writer);
    for (QWidget* chart : charts) {
        if (chart != charts.front())
            writer.newPage();
        const QSizeF drawn = sizeOf(*chart, legend);
        const double scale =
            std::min(writer.width() / drawn.width(), writer.height() / drawn.height());
        painter.save();
        painter.scale(scale, scale);
        paint(painter, *chart, legend);
        painter.restore();
    }
    if (!table.isEmpty())
        paintTable(painter, writer, table);
    painter.end();
    return writeBytes(bytes, path);
}

Result<void> writeBytes(const QByteArray& bytes, const QString& path)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return failure(ErrorCode::Io,
                   utf8(Words::tr("%1 could not be written: %2").arg(path, file.errorString())));
}

} // namespace rollout
