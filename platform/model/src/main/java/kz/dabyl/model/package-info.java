/** Records of the domain and their forms on the wire: JSON outside, versioned bytes in Kafka. */
@NullMarked
package kz.dabyl.model;

import org.jspecify.annotations.NullMarked;
