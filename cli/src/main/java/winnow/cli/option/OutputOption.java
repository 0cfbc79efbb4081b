package winnow.cli.option;

import picocli.CommandLine.Option;

/** In what form a command answers. */
public final class OutputOption {
    @Option(
            names = "--output",
            paramLabel = "FORM",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}; json is one object on standard output and nothing else there"
                    + " (default: ${DEFAULT-VALUE})")
    private Form form = Form.text;

    /** In lower case, as it is typed. */
    enum Form {
        text,
        json
    }

    public boolean json() {
        return form == Form.json;
    }
}
