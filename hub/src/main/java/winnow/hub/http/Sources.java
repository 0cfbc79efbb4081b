package winnow.hub.http;

import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import winnow.hub.folder.JobFolders;
import winnow.hub.view.Views;
import winnow.protocol.model.PushedModel;

/**
 * Where the answers come from.
 *
 * @param models asked for each request, and may take a second
 * @param current whether what the views say is of now
 */
public record Sources(
        Views views,
        JobFolders folders,
        Supplier<List<PushedModel>> models,
        BooleanSupplier current,
        Supplier<Instant> clock) {}
