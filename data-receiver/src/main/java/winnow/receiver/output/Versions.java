package winnow.receiver.output;

/** What made the results. */
public record Versions(String winnow, String kafka, String java) {

    /** @param kafka the caller's to say: nothing here knows Kafka */
    public static Versions with(String kafka) {
        String winnow = Versions.class.getPackage().getImplementationVersion(); // from the jar's manifest
        return new Versions(winnow == null ? "dev" : winnow, kafka, System.getProperty("java.version"));
    }
}
