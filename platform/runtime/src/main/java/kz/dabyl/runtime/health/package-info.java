/** Whether a service works, as asked by whoever watches it: health and meters. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.runtime.health;
