package kz.dabyl.model;

import org.jspecify.annotations.Nullable;

/**
 * What a probe's reports say between their time and their pings, as it was spelt once: mostly the next one says it in the
 * same letters. Immutable.
 *
 * @param text the letters, see {@link Words#copy}, up to where the pings begin
 * @param fields of {@link ReportFields}, a bit for each
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares forms.
record ReportForm(
        byte[] text,
        int fields,
        int interval,
        @Nullable String place,
        @Nullable String network,
        @Nullable Access access,
        @Nullable String boot,
        @Nullable String software,
        @Nullable Power power) {}
