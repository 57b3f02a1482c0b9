/** A quarter of summaries of a deployment that there is none of, and how long it takes to try thresholds on it. */
@NullMarked
package kz.dabyl.bench.backtest;

import org.jspecify.annotations.NullMarked;
