package kz.dabyl.alerts.page.map;

/**
 * A point on paper, in units of its sheet.
 *
 * @param x to the right
 * @param y downwards
 */
public record Point(double x, double y) {}
