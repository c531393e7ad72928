#pragma once

// Wald's sequential probability ratio test (SPRT) of "the failure probability is p0" against "it is
// p1": after each observation, stop when the log likelihood ratio leaves (lower, upper). Source: A.
// Wald, "Sequential Tests of Statistical Hypotheses", 1945; his approximations neglect the
// overshoot.

namespace rollout {

struct SequentialTest
{
    double goodProbability = 0.01; ///< p0, 0 < p0 < p1
    double badProbability = 0.05; ///< p1 < 1
    double falseAlarm = 0.05; ///< α: bad is concluded of a good version
    double miss = 0.05; ///< β: good is concluded of a bad version
};

struct SequentialTestFigures
{
    double upper; ///< ln((1 − β)/α): at it, the version is bad
    double lower; ///< ln(β/(1 − α)): at it, the version is good
    double perFailure; ///< what a failure adds: ln(p1/p0)
    double perSuccess; ///< what a success adds: ln((1 − p1)/(1 − p0)), negative
    double observationsIfGood; ///< expected number when p = p0
    double observationsIfBad; ///< expected number when p = p1
    double observationsFixed; ///< of a test of fixed size with the same errors, by the normal
                              ///< approximation
};

[[nodiscard]] SequentialTestFigures figuresOf(const SequentialTest& test);

} // namespace rollout
