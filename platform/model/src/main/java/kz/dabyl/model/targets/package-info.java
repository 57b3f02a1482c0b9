/** What probes measure: the list that a collector signs and its probes keep. */
@NullMarked
package kz.dabyl.model.targets;

import org.jspecify.annotations.NullMarked;
