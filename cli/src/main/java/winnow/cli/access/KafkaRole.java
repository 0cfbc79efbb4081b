package winnow.cli.access;

import java.nio.file.Path;
import java.util.Locale;

/** As whom a program speaks to Kafka: each has a certificate, and rights, of its own. */
public enum KafkaRole {
    /** Who runs, resumes and cancels jobs and looks how they are. */
    OPERATOR,
    SENDER,
    INSTANCE,
    RECEIVER,
    HUB;

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As Kafka names whoever shows a certificate whose subject is this and nothing else. */
    public String principal() {
        return "User:CN=" + word();
    }

    /** Its settings, in a folder that has those of several. */
    Path fileIn(Path folder) {
        return folder.resolve(word() + ".properties");
    }

    @Override
    public String toString() {
        return word();
    }
}
