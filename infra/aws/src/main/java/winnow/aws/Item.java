package winnow.aws;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A line of the bill.
 *
 * @param hourly US dollars an hour for all of it, null if the table does not say
 */
record Item(String what, @Nullable BigDecimal hourly) {}
