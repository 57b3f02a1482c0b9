/** The public page: pure functions from incidents and cells to HTML, and the routes that serve it. */
@NullMarked
package kz.dabyl.alerts.page;

import org.jspecify.annotations.NullMarked;
