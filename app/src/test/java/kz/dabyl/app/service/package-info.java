/** Tests of the service as it is wired. */
@NullMarked
package kz.dabyl.app.service;

import org.jspecify.annotations.NullMarked;
