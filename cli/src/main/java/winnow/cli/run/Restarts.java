package winnow.cli.run;

/** Whether a program that crashed is worth another start: not if it dies again and again without getting anywhere. */
final class Restarts {
    private static final int DEATHS_IN_A_ROW = 5;

    private int deaths;
    private long rowsAtLastDeath = -1;

    /** @param rows how far the job was when the program died */
    boolean again(long rows) {
        deaths = rows > rowsAtLastDeath ? 1 : deaths + 1;
        rowsAtLastDeath = rows;
        return deaths < DEATHS_IN_A_ROW;
    }
}
