package winnow.classifier.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AbandonedTransactionsTest {
    private static final String APPLICATION = "winnow-20261123-092410-123k7";
    private static final String LIVING = APPLICATION + "-7f3c1d5e-0000-4000-8000-000000000001";
    private static final String DEAD = APPLICATION + "-7f3c1d5e-0000-4000-8000-000000000002";

    @Test
    void withoutMember_areThoseOfProcessesThatAreNotInTheGroup() {
        Set<String> transactions = Set.of(LIVING + "-1", LIVING + "-12", DEAD + "-1", DEAD + "-2");
        assertThat(AbandonedTransactions.withoutMember(
                        transactions,
                        List.of(LIVING + "-StreamThread-1-consumer", LIVING + "-StreamThread-2-consumer")))
                .containsExactlyInAnyOrder(DEAD + "-1", DEAD + "-2");
        assertThat(AbandonedTransactions.withoutMember(transactions, List.of())).isEqualTo(transactions);
    }
}
