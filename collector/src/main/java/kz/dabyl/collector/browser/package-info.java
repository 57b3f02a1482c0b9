/** The probe that runs in a browser: its page, what that page loads, and what it may measure. */
@NullMarked
package kz.dabyl.collector.browser;

import org.jspecify.annotations.NullMarked;
