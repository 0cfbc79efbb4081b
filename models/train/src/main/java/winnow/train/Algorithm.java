package winnow.train;

/** How a model is learnt. In lower case, as it is typed. */
public enum Algorithm {
    logistic("logistic regression"),
    forest("random forest");

    private final String words;

    Algorithm(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
