@NullMarked
package kz.dabyl.collector.adapter.prometheus;

import org.jspecify.annotations.NullMarked;
