/**
 * What two rooms need: {@code http} with its {@code fast} path, {@code kafka}, {@code health}, {@code access}, {@code tls} and
 * {@code secrets}. Here stands what a room is given of all
 * that; the packages know each other one way only.
 */
@NullMarked
package kz.dabyl.runtime;

import org.jspecify.annotations.NullMarked;
