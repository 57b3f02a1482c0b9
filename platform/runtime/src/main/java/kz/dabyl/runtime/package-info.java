/**
 * What two rooms need: {@code http} with its {@code fast} path, {@code kafka}, {@code health}, {@code access}, {@code tls} and
 * {@code secrets}. Here stands no class, and these know each other one way only.
 */
@NullMarked
package kz.dabyl.runtime;

import org.jspecify.annotations.NullMarked;
