/** The demonstration: a simulated afternoon played to a service, and somebody who receives its webhooks. */
@NullMarked
package kz.dabyl.app.demo;

import org.jspecify.annotations.NullMarked;
