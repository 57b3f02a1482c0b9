/** When a probe measures, promises and delivers. */
@NullMarked
package kz.dabyl.probe.agent;

import org.jspecify.annotations.NullMarked;
