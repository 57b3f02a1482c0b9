@NullMarked
package kz.dabyl.app.backtest.jobs;

import org.jspecify.annotations.NullMarked;
