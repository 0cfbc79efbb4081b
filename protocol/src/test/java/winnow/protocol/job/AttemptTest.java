package winnow.protocol.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptTest {
    private static final Attempt THIRD = new Attempt(3, 40, 71, false);

    @Test
    void toGoOnBy_isTheSameWhileNothingIsLost() {
        assertThat(THIRD.toGoOnBy(true, 40, 4711)).isEqualTo(THIRD);
        assertThat(THIRD.toGoOnBy(true, 99, 4711)).isEqualTo(THIRD);
    }

    @Test
    void toGoOnBy_isANewOneFromTheMarkAfterALoss() {
        Attempt fourth = new Attempt(4, 99, 4711, false);
        assertThat(THIRD.asBroken().toGoOnBy(true, 99, 4711)).isEqualTo(fourth);
        assertThat(THIRD.toGoOnBy(false, 99, 4711)).isEqualTo(fourth);
    }

    @Test
    void toGoOnBy_isANewOneWhereResultsWereLostThatWereSafeBeforeIt() {
        assertThat(THIRD.toGoOnBy(true, 39, 4711)).isEqualTo(new Attempt(4, 39, 4711, false));
    }
}
