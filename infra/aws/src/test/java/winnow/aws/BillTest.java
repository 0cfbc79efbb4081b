package winnow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static winnow.aws.Fixtures.CLUSTER;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BillTest {
    @Test
    void hourly_isTheSumOfAllThatIsPaidFor() {
        Bill bill = Bill.of(Layout.fresh(CLUSTER, 3), Prices.read());

        // 3 x 0.1785 + 0.0416; 180 GiB x 0.08 / 730; 4 x 0.005; 12 x 0.10 / 730; 3 / 730
        assertThat(bill.hourly().doubleValue()).isEqualTo(0.622579, within(1e-6));
        assertThat(bill.unknown()).isEmpty();
        assertThat(bill.items())
                .extracting(Item::what)
                .containsExactly(
                        "3 c7i.xlarge",
                        "1 t3.medium",
                        "180 GiB of disk, gp3",
                        "4 public addresses",
                        "12 alarms",
                        "1 dashboard");
    }

    @Test
    void after_saysHowLongAndHowMuch() {
        assertThat(Bill.of(Layout.fresh(CLUSTER, 3), Prices.read())
                        .after(Duration.ofHours(25).plusMinutes(30)))
                .isEqualTo("25:30 hours: about $15.88, by prices of 2026-11-25, without what was sent");
    }

    @Test
    void whatTheTableDoesNotKnow_isNamedAndNotCounted() {
        Cluster unknown = new Cluster(
                "winnow", "us-east-1", Image.DEBIAN_12, new Hardware("x2idn.32xlarge", 50), null, Fixtures.METRICS);
        Bill bill = Bill.of(Layout.fresh(unknown, 2), Prices.read());

        assertThat(bill.unknown()).containsExactly("2 x2idn.32xlarge");
        assertThat(bill.after(Duration.ofHours(1))).contains("and 2 x2idn.32xlarge, whose price is not known");
        Cluster elsewhere =
                new Cluster("winnow", "ap-south-2", Image.DEBIAN_12, Fixtures.INSTANCE, null, Fixtures.METRICS);
        assertThat(Bill.of(Layout.fresh(elsewhere, 1), Prices.read()).unknown())
                .containsExactly("1 c7i.xlarge", "1 t3.medium", "80 GiB of disk, gp3");
    }
}
