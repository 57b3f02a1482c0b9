/** Tests of the embedded broker, most of them against the real one. */
@NullMarked
package kz.dabyl.broker;

import org.jspecify.annotations.NullMarked;
