package winnow.aws;

/**
 * What a machine is made of.
 *
 * @param type as AWS calls it, {@code c7i.xlarge}
 */
record Hardware(String type, int diskGiB) {
    Architecture architecture() {
        return Architecture.of(type);
    }
}
