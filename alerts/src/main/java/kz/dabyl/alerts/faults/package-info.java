/** Why tries to deliver fail: below all that tries and all that tells of it. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.alerts.faults;
