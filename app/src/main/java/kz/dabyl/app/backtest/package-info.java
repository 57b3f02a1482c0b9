/** Where a back-test gets its history from. */
@NullMarked
package kz.dabyl.app.backtest;

import org.jspecify.annotations.NullMarked;
