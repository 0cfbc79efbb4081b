package winnow.train;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Rows as Tribuo takes them. Feature i has the name i, with as many digits as the last one. One thread. */
final class Examples {
    /** It tells of each thousandth step; held, as a logger that nobody holds forgets its level. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    static {
        TRIBUO.setLevel(Level.WARNING);
    }

    private final Table table;
    private final Features features;
    private final String[] names;
    private final FeatureRow row = new FeatureRow();

    Examples(Table table, Features features) {
        this.table = table;
        this.features = features;
        this.names = new String[features.width()];
        for (int i = 0; i < names.length; i++) {
            names[i] = Integer.toString(i);
        }
    }

    /** @param label the class as Tribuo knows it */
    Example<Label> of(int tableRow, String label) {
        features.encode(table, tableRow, row);
        ArrayExample<Label> example = new ArrayExample<>(new Label(label), 1f, row.size());
        for (int i = 0; i < row.size(); i++) {
            example.add(names[row.index(i)], row.value(i));
        }
        return example;
    }

    MutableDataset<Label> of(int[] rows, Labels labels) {
        LabelFactory factory = new LabelFactory();
        MutableDataset<Label> dataset =
                new MutableDataset<>(new SimpleDataSourceProvenance("winnow train", factory), factory);
        for (int tableRow : rows) {
            dataset.add(of(tableRow, labels.classes().get(labels.classOf(tableRow))));
        }
        return dataset;
    }
}
