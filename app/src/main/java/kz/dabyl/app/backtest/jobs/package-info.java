/** Back-tests that a running service makes for its operators. */
@NullMarked
package kz.dabyl.app.backtest.jobs;

import org.jspecify.annotations.NullMarked;
