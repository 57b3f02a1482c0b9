/** Measurements that anyone can repeat. */
@NullMarked
package kz.dabyl.bench;

import org.jspecify.annotations.NullMarked;
