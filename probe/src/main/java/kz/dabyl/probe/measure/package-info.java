/** What a probe does to targets: connections of its own, and why one failed. */
@NullMarked
package kz.dabyl.probe.measure;

import org.jspecify.annotations.NullMarked;
