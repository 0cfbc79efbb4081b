package winnow.cli.option;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import winnow.metrics.BindAddress;
import winnow.protocol.StopException;
import winnow.protocol.job.JobId;
import winnow.protocol.job.RejectLimit;

/** How options become values of our own types. */
public final class Conversions {
    private Conversions() {}

    public static CommandLine register(CommandLine line) {
        line.registerConverter(JobId.class, refusing(JobId::new));
        line.registerConverter(BindAddress.class, refusing(BindAddress::of));
        line.registerConverter(ByteSize.class, refusing(ByteSize::of));
        line.registerConverter(RejectLimit.class, refusing(RejectLimit::new));
        line.registerConverter(TimeSpan.class, refusing(TimeSpan::of));
        return line;
    }

    /** A value that refuses what it is given says so itself, in a sentence of its own. */
    private static <T> ITypeConverter<T> refusing(Function<String, T> type) {
        return text -> {
            try {
                return type.apply(text);
            } catch (StopException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }
}
