/** Tests of what services share. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.runtime;
