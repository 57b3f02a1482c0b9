/** Dabyl by role on a Kafka cluster, and what is left of it when its machines die or lose each other. */
@NullMarked
package kz.dabyl.e2e.cluster;

import org.jspecify.annotations.NullMarked;
