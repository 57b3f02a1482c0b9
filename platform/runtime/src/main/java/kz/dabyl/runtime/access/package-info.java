/** Who operates the deployment and who relays for others, by the tokens that a request bears. */
@org.jspecify.annotations.NullMarked
package kz.dabyl.runtime.access;
