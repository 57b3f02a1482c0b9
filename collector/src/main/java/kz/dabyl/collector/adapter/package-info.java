/** What others have measured, as reports: pure functions, one for each format. */
@NullMarked
package kz.dabyl.collector.adapter;

import org.jspecify.annotations.NullMarked;
