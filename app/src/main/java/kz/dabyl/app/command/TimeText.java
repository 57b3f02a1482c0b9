package kz.dabyl.app.command;

import kz.dabyl.model.Times;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time on the command line, as epoch milliseconds. */
final class TimeText implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
        return Times.parse(text)
                .orElseThrow(() -> new TypeConversionException(
                        "expected a time such as 2021-04-24T07:00:00Z, was '" + text + "'"));
    }
}
