package winnow.cli.hub;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.store.Shared;
import winnow.cli.model.ChosenModel;
import winnow.protocol.job.CsvFormat;

/**
 * The classifiers that were asked for last, kept open: to fetch a model and open it takes longer than to classify with it.
 * None is closed while somebody uses it. Any thread.
 */
final class OpenModels {
    private static final int KEPT = 4;

    private final Shared<Classifier> open = new Shared<>();
    /** The least used first. Each holds what it keeps, so that {@link Shared} does not close it. */
    private final Map<String, Shared<Classifier>.Hold> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    /**
     * A hold on the model's classifier for rows of this format.
     *
     * @throws winnow.protocol.StopException with USAGE if the model and the rows do not fit
     */
    Shared<Classifier>.Hold hold(ChosenModel model, CsvFormat format) {
        String key = model.spec() + " " + format;
        Shared<Classifier>.Hold hold = open.hold(key, () -> Classifiers.open(model.spec(), format, model.files()));
        keep(key, hold);
        return hold;
    }

    private synchronized void keep(String key, Shared<Classifier>.Hold inUse) {
        if (kept.get(key) == null) { // it is in use, so it is not opened a second time here
            kept.put(key, open.hold(key, inUse::value));
        }
        if (kept.size() > KEPT) {
            Iterator<Shared<Classifier>.Hold> oldestFirst = kept.values().iterator();
            Shared<Classifier>.Hold oldest = oldestFirst.next();
            oldestFirst.remove();
            oldest.close();
        }
    }
}
