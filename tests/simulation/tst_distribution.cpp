// What is drawn of a sample: its distribution function, and a histogram of differences.

#include <QTest>

#include <algorithm>
#include <rapidcheck.h>

#include "simulation/distribution.h"

using namespace rollout;

namespace {

using Sample = std::vector<std::optional<double>>;
using Values = std::vector<double>;
using Counts = std::vector<std::size_t>;

/// Small whole numbers and gaps: ties are what goes wrong.
rc::Gen<Sample> anySample()
{
    return rc::gen::container<Sample>(rc::gen::map(rc::gen::inRange(-9, 20), [](int number) {
        return number > 15 ? std::nullopt : std::optional<double>(number);
    }));
}

std::size_t upTo(const Sample& sample, double value)
{
    return static_cast<std::size_t>(std::count_if(
        sample.begin(), sample.end(), [&](const auto& one) { return one && *one <= value; }));
}

} // namespace

class DistributionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fewValuesAreAllThere()
    {
        const Distribution of = distributionOf({3.0, std::nullopt, 1.0, 2.0}, 10);
        QCOMPARE(of.runs, std::size_t(4));
        QCOMPARE(of.defined, std::size_t(3));
        QCOMPARE(of.values, (Values{1, 2, 3}));
        QCOMPARE(of.shareUpTo(0), 0.25);
        QCOMPARE(of.shareUpTo(2), 0.75); // the fourth run has none
        QCOMPARE(of.median, std::optional(2.0));
        QCOMPARE(of.p95, std::nullopt); // in three of four only
    }

    void nothingIsDefined()
    {
        const Distribution of = distributionOf({std::nullopt, std::nullopt}, 10);
        QCOMPARE(of.runs, std::size_t(2));
        QVERIFY(of.values.empty());
        QCOMPARE(of.median, std::nullopt);
        QCOMPARE(distributionOf({}, 10), Distribution());
    }

    void manyValuesAreThinnedEvenly()
    {
        Sample sample;
        for (int i = 1000; i > 0; --i)
            sample.emplace_back(i);
        const Distribution of = distributionOf(sample, 11);
        QCOMPARE(of.values.size(), std::size_t(11));
        QCOMPARE(of.values.front(), 1.0);
        QCOMPARE(of.values[5], 500.0);
        QCOMPARE(of.values.back(), 1000.0);
        QCOMPARE(of.shareUpTo(5), 0.5);
        QCOMPARE(of.shareUpTo(10), 1.0);
        QCOMPARE(of.median, std::optional(500.0)); // of the sample, not of what is drawn
        QCOMPARE(of.p95, std::optional(950.0));
    }

    void sharesAreThoseOfTheSample()
    {
        const bool isRight =
            rc::check("shares of what is drawn are those of the sample", [](int thin) {
                const Sample sample = *anySample();
                const auto most = static_cast<std::size_t>(2 + std::abs(thin % 20));
                const Distribution of = distributionOf(sample, most);
                RC_ASSERT(of.values.size() == std::min(most, of.defined));
                RC_ASSERT(std::is_sorted(of.values.begin(), of.values.end()));
                for (std::size_t i = 0; i < of.values.size(); ++i) {
                    const auto count = static_cast<std::size_t>(
                        of.shareUpTo(i) * static_cast<double>(sample.size()) + 0.5);
                    // Of equal values any may be the one that is drawn; none lies beyond.
                    RC_ASSERT(count <= upTo(sample, of.values[i]));
                    RC_ASSERT(count > upTo(sample, of.values[i] - 1));
                }
            });
        QVERIFY(isRight);
    }

    void zeroIsBetweenBins()
    {
        const Histogram of = histogramAroundZero({-2.0, -1.0, 0.0, 0.0, 2.0, std::nullopt}, 4, 0);
        QCOMPARE(of.width, 1.0);
        QCOMPARE(of.from, -2.0);
        QCOMPARE(of.counts, (Counts{1, 1, 0, 1}));
        QCOMPARE(of.alike, std::size_t(2));
        QCOMPARE(of.lowerEdge(2), 0.0);
        QCOMPARE(of.total(), std::size_t(5));
    }

    void oneSidedDifferencesReachFromZero()
    {
        const Histogram of = histogramAroundZero({8.0, 10.0}, 5, 0);
        QCOMPARE(of.width, 2.0);
        QCOMPARE(of.from, 0.0);
        QCOMPARE(of.counts, (Counts{0, 0, 0, 1, 1}));
    }

    void alikeEverywhereHasNoBins()
    {
        const Histogram of = histogramAroundZero({0.0, 0.0, 0.0}, 40, 10);
        QCOMPARE(of.counts, Counts());
        QCOMPARE(of.alike, std::size_t(3));
        QCOMPARE(histogramAroundZero({std::nullopt}, 40, 0), Histogram());
    }

    void binsOfAGridHoldAsMuchEach()
    {
        Sample sample; // each multiple of 10 once, from -300 to 300
        for (int value = -300; value <= 300; value += 10)
            sample.emplace_back(value);
        const Histogram of = histogramAroundZero(sample, 40, 10);
        QCOMPARE(of.width, 20.0);
        QCOMPARE(of.counts, Counts(30, 2));
        QCOMPARE(of.alike, std::size_t(1));
    }

    void farOnesDoNotFlattenTheRest()
    {
        Sample sample(999, -60.0);
        sample.emplace_back(36000);
        const Histogram of = histogramAroundZero(sample, 40, 10);
        QCOMPARE(of.above, std::size_t(1));
        QCOMPARE(of.counts.front(), std::size_t(999));
        QCOMPARE(of.from, -60.0);
    }

    void everyDifferenceIsCountedWhereItIs()
    {
        const bool isRight = rc::check("each difference is on its side", [](int number) {
            const Sample sample = *anySample();
            const auto bins = static_cast<std::size_t>(1 + std::abs(number % 50));
            const Histogram of = histogramAroundZero(sample, bins, 1);
            RC_ASSERT(of.total() == upTo(sample, 1000));
            RC_ASSERT(of.counts.size() <= bins + 2);
            std::size_t under = of.below;
            for (std::size_t bin = 0; bin < of.counts.size(); ++bin)
                under += of.lowerEdge(bin) < -1e-9 ? of.counts[bin] : 0;
            RC_ASSERT(under == upTo(sample, -1));
            RC_ASSERT(of.alike == upTo(sample, 0) - upTo(sample, -1));
        });
        QVERIFY(isRight);
    }
};

QTEST_APPLESS_MAIN(DistributionTest)
#include "tst_distribution.moc"
