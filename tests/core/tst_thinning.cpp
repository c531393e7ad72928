// Which samples of a chart go once they are old.

#include <QTest>

#include <cmath>

#include "core/thinning.h"

using namespace rollout;
using namespace std::chrono_literals;

namespace {

constexpr Time now{Milliseconds(1'700'000'000'000)};
using std::chrono::days;

/// A sample every `pace`, from `oldest` ago to `youngest` ago.
std::vector<SamplePoint> samples(Milliseconds oldest, Milliseconds youngest, Milliseconds pace)
{
    std::vector<SamplePoint> points;
    std::uint64_t step = 0;
    for (Time at = now - oldest; at <= now - youngest; at += pace)
        points.push_back({at, ++step});
    return points;
}

std::vector<SamplePoint> thinned(const std::vector<SamplePoint>& points,
                                 const std::vector<Time>& kept = {})
{
    auto left = points;
    const auto dropped = pointsToDrop(points, now, kept);
    for (auto i = dropped.rbegin(); i != dropped.rend(); ++i)
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(*i));
    return left;
}

/// What a chart shows of a value that grows by one with every sample, times milliseconds.
double areaOf(const std::vector<SamplePoint>& points, Time end)
{
    double area = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Time until = i + 1 < points.size() ? points[i + 1].at : end;
        area += static_cast<double>(points[i].step)
            * static_cast<double>((until - points[i].at).count());
    }
    return area;
}

} // namespace

Q_DECLARE_METATYPE(std::chrono::milliseconds)

class TestThinning : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void thinsByAge_data();
    void thinsByAge();
    void keepsEndsAndDecisions();
    void changesNothingTheSecondTime();
    void goesOnInTheMiddle();
};

void TestThinning::thinsByAge_data()
{
    QTest::addColumn<Milliseconds>("oldest");
    QTest::addColumn<Milliseconds>("youngest");
    QTest::addColumn<Milliseconds>("width");
    const auto row = [](const char* name, Milliseconds oldest, Milliseconds youngest,
                        Milliseconds width) { QTest::newRow(name) << oldest << youngest << width; };
    row("of today", 23h, 22h, 0ms);
    row("of yesterday: a minute", 26h, 25h, 1min);
    row("almost a week", days(7) - 1h, days(7) - 2h, 1min);
    row("over a week: ten minutes", days(8), days(8) - 3h, 10min);
    row("over a month: an hour", days(40), days(40) - 12h, 1h);
}

void TestThinning::thinsByAge()
{
    QFETCH(Milliseconds, oldest);
    QFETCH(Milliseconds, youngest);
    QFETCH(Milliseconds, width);
    const auto all = samples(oldest, youngest, 7s);
    const auto left = thinned(all);
    if (width == 0ms) {
        QCOMPARE(left, all);
        return;
    }
    const auto most = (oldest - youngest) / width + 3;
    QVERIFY2(std::ssize(left) <= most, qPrintable(QString::number(left.size())));
    QVERIFY(std::ssize(left) >= most - 4);
    // Every change shows by at most a width too late.
    const double changes = static_cast<double>(all.back().step - all.front().step);
    const double lost = areaOf(all, now) - areaOf(left, now);
    QVERIFY(lost >= 0);
    QVERIFY(lost <= changes * static_cast<double>(width.count()));
    for (std::size_t i = 1; i < left.size(); ++i)
        QVERIFY(left[i].at - left[i - 1].at <= 2 * width);
}

void TestThinning::keepsEndsAndDecisions()
{
    const auto all = samples(days(40), days(40) - 1h, 1s);
    const auto left = thinned(all, {all[700].at, all[701].at});
    QCOMPARE(left.front(), all.front());
    QCOMPARE(left.back(), all.back());
    QVERIFY(std::find(left.begin(), left.end(), all[700]) != left.end());
    QVERIFY(std::find(left.begin(), left.end(), all[701]) != left.end());
    QVERIFY(std::find(left.begin(), left.end(), all[702]) == left.end());
}

void TestThinning::changesNothingTheSecondTime()
{
    const auto once = thinned(samples(days(40), 20h, 61s));
    QCOMPARE(thinned(once), once);
}

void TestThinning::goesOnInTheMiddle()
{
    const auto all = samples(days(40), days(40) - 1h, 10s);
    const auto whole = thinned(all);
    // In slices that overlap by one point, as the store does it.
    std::vector<SamplePoint> left;
    constexpr std::size_t slice = 50;
    for (std::size_t begin = 0; begin + 1 < all.size(); begin += slice - 1) {
        const auto part = std::span(all).subspan(begin, std::min(slice, all.size() - begin));
        const auto dropped =
            pointsToDrop(part, now, {}, begin == 0 ? FirstPoint::Stays : FirstPoint::MayGo);
        if (!left.empty())
            left.pop_back();
        for (std::size_t i = 0; i < part.size(); ++i)
            if (!std::binary_search(dropped.begin(), dropped.end(), i))
                left.push_back(part[i]);
    }
    // A slice's last point is popped only when the next slice says so again.
    QVERIFY(std::includes(all.begin(), all.end(), left.begin(), left.end()));
    QCOMPARE(left.front(), whole.front());
    QCOMPARE(left.back(), whole.back());
    QCOMPARE(left.size(), whole.size());
}

QTEST_GUILESS_MAIN(TestThinning)
#include "tst_thinning.moc"
