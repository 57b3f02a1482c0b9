/** The way of reports to a collector, and what its answers mean. */
@NullMarked
package kz.dabyl.probe.deliver;

import org.jspecify.annotations.NullMarked;
