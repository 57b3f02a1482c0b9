@NullMarked
package kz.dabyl.collector.adapter.telegraf;

import org.jspecify.annotations.NullMarked;
