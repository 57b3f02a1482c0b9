package kz.dabyl.deploy;

/**
 * One PromQL query of a panel.
 *
 * @param legend how its series are called, with labels in double braces
 * @param instant whether only the present counts, as in tables and single figures
 */
record Query(String expression, String legend, boolean instant) {

    static Query over(String expression, String legend) {
        return new Query(expression, legend, false);
    }

    static Query now(String expression, String legend) {
        return new Query(expression, legend, true);
    }
}
