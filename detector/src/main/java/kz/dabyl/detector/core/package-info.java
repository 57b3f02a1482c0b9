/**
 * The pure detection: both folds over the log, as the live service, {@code detect}, back-tests and tests run them. No engine, no
 * clock, no thread. Packages below know only those before them: rules, probes and cells, world, scopes, troubles, incidents,
 * openings; none of them knows this one.
 *
 * <p>A <em>hop</em> is five seconds of the log. A <em>cell</em> is the probes of one network and access at one place. The first
 * fold makes of reports a summary of each cell a hop, the second makes of summaries incidents and their revisions. A
 * <em>nat</em> is a unit of evidence: so many natural logarithms of a likelihood ratio.
 */
@NullMarked
package kz.dabyl.detector.core;

import org.jspecify.annotations.NullMarked;
