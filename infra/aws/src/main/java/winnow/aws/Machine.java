package winnow.aws;

/**
 * One machine. Its id says all that CloudFormation knows it by: as long as a number keeps its id, growing and shrinking
 * leave it alone.
 *
 * @param number from 1 on; the metrics host is the only one of its kind
 */
record Machine(Role role, int number, Hardware hardware) {
    /** In the template: letters and digits only. */
    String id() {
        return role == Role.METRICS ? role.id() : role.id() + number;
    }

    /** In the inventory, in the console and in alarms. */
    String label() {
        return role == Role.METRICS ? role.label() : role.label() + "-" + number;
    }
}
