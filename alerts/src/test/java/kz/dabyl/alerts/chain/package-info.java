@NullMarked
package kz.dabyl.alerts.chain;

import org.jspecify.annotations.NullMarked;
