/** The lab where networks really fail, on this machine and beside its own network: {@code dabyl lab}. */
@NullMarked
package kz.dabyl.lab;

import org.jspecify.annotations.NullMarked;
