/** The service: its rooms wired together, and what it serves besides them. */
@NullMarked
package kz.dabyl.app.service;

import org.jspecify.annotations.NullMarked;
