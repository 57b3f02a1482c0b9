@NullMarked
package kz.dabyl.app.backtest;

import org.jspecify.annotations.NullMarked;
