package winnow.hub.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static winnow.hub.view.MadeUpCluster.JOB;
import static winnow.hub.view.MadeUpCluster.START;
import static winnow.hub.view.MadeUpCluster.figures;
import static winnow.hub.view.MadeUpCluster.job;
import static winnow.hub.view.MadeUpCluster.jobOfFile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import winnow.hub.view.EventView.Kind;
import winnow.protocol.job.JobTotals;
import winnow.protocol.member.Histogram;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;

class LiveViewsTest {
    private final MadeUpCluster cluster = new MadeUpCluster();

    @Test
    void job_startsRunsAndSucceeds() {
        cluster.views.saw(job(1000), cluster.now);
        assertThat(cluster.view().state()).isEqualTo(JobPhase.STARTING);

        cluster.flows(5, 100);
        assertThat(cluster.view().state()).isEqualTo(JobPhase.RUNNING);
        assertThat(cluster.view().share()).isEqualTo(0.5);
        assertThat(cluster.view().counts().received()).isEqualTo(500);
        assertThat(cluster.view().totalIsExact()).isTrue();

        cluster.views.saw(job(1000).done(new JobTotals(1000, 990, 10, 0, 0), cluster.now), cluster.now);
        assertThat(cluster.view().state()).isEqualTo(JobPhase.SUCCEEDED);
        assertThat(cluster.view().counts()).isEqualTo(new JobView.Counts(1000, 990, 1000, 10, 0));
        assertThat(cluster.view().seconds()).isEqualTo(5);
        assertThat(cluster.event(Kind.ENDED).seconds()).isEqualTo(5);
        assertThat(cluster.view().throughput().now()).isZero();
    }

    @Test
    void job_thatWasStopped_canBeResumed() {
        cluster.views.saw(jobOfFile(), cluster.now);
        cluster.views.saw(jobOfFile().stopped("Ctrl-C"), cluster.now);

        assertThat(cluster.view().state()).isEqualTo(JobPhase.FAILED);
        assertThat(cluster.view().resumable()).isTrue();
        assertThat(cluster.view().input()).isEqualTo("file churn.csv");
    }

    @Test
    void rates_fallToZeroWhenDataStops() {
        cluster.views.saw(job(1_000_000), cluster.now);
        cluster.flows(10, 1000);
        assertThat(cluster.view().throughput().now()).isCloseTo(1000, within(1.0));
        assertThat(cluster.views.cluster().members().get(2).rowsPerSecond()).isCloseTo(1000, within(1.0));

        cluster.stands(8);

        assertThat(cluster.view().throughput().now()).isZero();
        assertThat(cluster.view().throughput().min()).isZero();
        assertThat(cluster.view().throughput().max()).isCloseTo(1000, within(1.0));
        assertThat(cluster.views.cluster().members())
                .allSatisfy(member -> assertThat(member.rowsPerSecond()).isZero());
    }

    @Test
    void throughput_hasAPointASecondAndKeepsFiveMinutes() {
        cluster.views.saw(job(1_000_000), cluster.now);
        cluster.flows(400, 1000);

        List<JobView.Point> points = cluster.view().throughput().points();

        assertThat(points).hasSize(300);
        assertThat(points.get(299).epochSecond()).isEqualTo(cluster.now.getEpochSecond());
        assertThat(points.get(0).epochSecond()).isEqualTo(cluster.now.getEpochSecond() - 299);
        assertThat(cluster.view().throughput().median()).isCloseTo(1000, within(1.0));
    }

    @Test
    void eta_onAnEvenLoadIsRight_whateverTheCommits() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        cluster.views.saw(jobOfFile(), cluster.now);
        int start = 4; // seconds in which nothing comes
        int whole = 60;
        cluster.seconds(start);
        long rate = 10_000;
        for (int second = 1; second < whole; second++) {
            long sent = second * rate;
            long received = Math.max(0, sent - (long) (random.nextDouble() * rate)); // up to a second behind
            cluster.says("sender", Role.SENDER, Progress.sent(sent, 0, (double) second / whole));
            cluster.says("worker", Role.INSTANCE, Progress.of(sent, 0));
            cluster.says("receiver", Role.RECEIVER, Progress.of(received, 0));
            cluster.seconds(1);
            if (second == whole / 4 || second == whole / 2 || second == whole * 3 / 4) {
                double truth = whole - second;
                assertThat(cluster.view().etaSeconds())
                        .describedAs("after %d s, seed %d", second, seed)
                        .isCloseTo(truth, within(truth * 0.2));
                assertThat(cluster.view().total()).isEqualTo(whole * rate);
                assertThat(cluster.view().totalIsExact()).isFalse();
            }
        }
    }

    @Test
    void sent_isNoLessThanWhatWasSeenFurtherOn_whenTheSenderHasEndedBeforeTheHubCame() {
        cluster.views.saw(job(10_000), cluster.now);
        cluster.says("worker", Role.INSTANCE, Progress.of(4000, 0));
        cluster.says("receiver", Role.RECEIVER, Progress.of(3000, 0));
        assertThat(cluster.view().counts()).isEqualTo(new JobView.Counts(4000, 4000, 3000, 0, 0));
    }

    @Test
    void missing_isWhatTheReceiverHasNotCounted() {
        cluster.views.saw(job(10_000), cluster.now);
        cluster.says("receiver", Role.RECEIVER, Progress.received(3000, 10, 0));
        assertThat(cluster.view().counts().missing()).isZero();
        cluster.says("receiver", Role.RECEIVER, Progress.received(3500, 10, 2));
        assertThat(cluster.view().counts().missing()).isEqualTo(2);
    }

    @Test
    void stall_isNamedWithTheChunkItWaitsFor_andEndsWhenRowsCome() {
        cluster.views.saw(job(1_000_000), cluster.now);
        cluster.flows(3, 1000);
        cluster.answers("receiver", Role.RECEIVER, Progress.of(3000, 0), figures(4711, 0, Map.of()));
        cluster.stands(9);
        assertThat(cluster.view().stall()).isNull();

        cluster.stands(3);

        JobView view = cluster.view();
        assertThat(view.state()).isEqualTo(JobPhase.STALLED);
        assertThat(view.stall()).isEqualTo(new JobView.Stall(4711L, 12, "chunk 4711 has not come for 12 s"));
        assertThat(cluster.event(Kind.STALLED).who()).isEqualTo(JOB.text());

        cluster.says("receiver", Role.RECEIVER, Progress.of(3500, 0));
        cluster.seconds(1);
        assertThat(cluster.view().state()).isEqualTo(JobPhase.RUNNING);
        assertThat(cluster.event(Kind.GOES_ON).seconds()).isCloseTo(13, within(1.0));
    }

    @Test
    void start_isNoStallWhileRowsAreOnTheirWay_butNotForEver() {
        cluster.views.saw(job(1_000_000), cluster.now);
        for (int second = 1; second <= 29; second++) {
            cluster.says("sender", Role.SENDER, Progress.sent(second * 1000L, 0, 0));
            cluster.seconds(1);
        }
        assertThat(cluster.view().state()).isEqualTo(JobPhase.STARTING);
        cluster.says("sender", Role.SENDER, Progress.sent(30_000, 0, 0));
        cluster.seconds(1);
        assertThat(cluster.view().state()).isEqualTo(JobPhase.STALLED);
    }

    @Test
    void start_isAStallWhenNothingMoves() {
        cluster.views.saw(job(1_000_000), cluster.now);
        cluster.seconds(9);
        assertThat(cluster.view().state()).isEqualTo(JobPhase.STARTING);
        cluster.seconds(1);
        assertThat(cluster.view().state()).isEqualTo(JobPhase.STALLED);
    }

    @Test
    void stall_saysWhatTheReceiverWaitsFor() {
        cluster.views.saw(job(1_000_000), cluster.now);
        cluster.flows(3, 1000);
        cluster.says("receiver", Role.RECEIVER, Progress.of(3000, 0).waiting("chunk 7 is not yet sent"));
        cluster.seconds(11);

        assertThat(cluster.view().stall()).isEqualTo(new JobView.Stall(null, 11, "chunk 7 is not yet sent"));
    }

    @Test
    void member_thatIsSilent_isLostAfterThreeHeartbeats() {
        cluster.says("worker", Role.INSTANCE, Progress.of(0, 0));
        cluster.seconds(14);
        assertThat(cluster.views.cluster().state()).isEqualTo("ready");

        cluster.seconds(1);

        assertThat(cluster.views.cluster().state()).isEqualTo("empty");
        assertThat(cluster.views.cluster().sentence()).isEqualTo("no instance is ready; lost: worker");
        assertThat(cluster.views.cluster().members().get(0).state()).isEqualTo("lost");
        assertThat(cluster.events()).containsExactly("lost worker", "joined worker");
    }

    @Test
    void member_whosePortRefuses_isLostWithinTenSeconds() {
        cluster.views.saw(job(1_000_000), cluster.now);
        cluster.flows(3, 1000);
        cluster.says("other", Role.INSTANCE, Progress.of(0, 0));
        int after = 0;
        while (cluster.events().stream().noneMatch(event -> event.equals("lost worker"))) {
            cluster.views.refused("worker", cluster.now);
            cluster.seconds(1);
            after++;
        }
        assertThat(after).isLessThan(10);
        assertThat(cluster.views.cluster().state()).isEqualTo("degraded");
        assertThat(cluster.view().events()).extracting(EventView::kind).contains(Kind.LOST);
    }

    @Test
    void member_whosePortRefusesButWhichSpeaks_isNotLost() {
        for (int second = 0; second < 30; second++) {
            if (second % 5 == 0) {
                cluster.says("worker", Role.INSTANCE, Progress.of(0, 0));
            }
            cluster.views.refused("worker", cluster.now);
            cluster.seconds(1);
        }
        assertThat(cluster.events()).containsExactly("joined worker");
    }

    @Test
    void member_thatComesBack_hasRecovered() {
        cluster.says("worker", Role.INSTANCE, Progress.of(0, 0));
        cluster.seconds(20);

        cluster.says("worker", Role.INSTANCE, Progress.of(0, 0));

        assertThat(cluster.event(Kind.RECOVERED).seconds()).isEqualTo(20);
        assertThat(cluster.views.cluster().state()).isEqualTo("ready");
    }

    @Test
    void member_thatEndsInGoodOrder_hasLeft() {
        cluster.says("worker", Role.INSTANCE, Progress.of(0, 0));
        cluster.views.left("worker", cluster.now);

        assertThat(cluster.events()).containsExactly("left worker", "joined worker");
        assertThat(cluster.views.cluster().members()).isEmpty();
    }

    @Test
    void member_thatIsGivenOtherPartitions_isSaidTo() {
        cluster.views.saw(job(1000), cluster.now);
        cluster.says("worker", Role.INSTANCE, Progress.of(0, 0));
        cluster.answers("worker", Role.INSTANCE, Progress.of(0, 0), figures(0, 1, Map.of()));
        cluster.answers("worker", Role.INSTANCE, Progress.of(0, 0), figures(0, 2, Map.of()));

        assertThat(cluster.events()).containsExactly("rebalanced worker", "joined worker", "started " + JOB);
        assertThat(cluster.view().events()).extracting(EventView::kind).contains(Kind.REBALANCED);
    }

    @Test
    void entries_fromBeforeTheHub_areNotBelieved() {
        cluster.views.found(cluster.member("worker", Role.INSTANCE, Progress.of(0, 0)), cluster.now.plusSeconds(3600));
        assertThat(cluster.views.cluster().members()).isEmpty();
    }

    @Test
    void lostInstances_areForgottenAfterAWhile() {
        cluster.says("worker", Role.INSTANCE, Progress.of(0, 0));
        cluster.seconds((int) Duration.ofMinutes(16).toSeconds());
        assertThat(cluster.views.cluster().members()).isEmpty();
    }

    @Test
    void latency_isReadOffTheHistograms_slowestInstanceFirst() {
        cluster.views.saw(job(1000), cluster.now);
        for (String name : List.of("fast", "slow")) {
            cluster.says(name, Role.INSTANCE, Progress.of(1, 0));
            Histogram histogram = name.equals("fast") ? all(100, 0.01) : all(100, 0.5);
            cluster.answers(name, Role.INSTANCE, Progress.of(1, 0), figures(0, 0, Map.of("classify", histogram)));
        }

        JobView.Latency latency = cluster.view().latency();

        assertThat(latency.instances())
                .extracting(JobView.InstanceLatency::name)
                .containsExactly("slow", "fast");
        Percentiles classify = Objects.requireNonNull(latency.stages().get("classify"));
        assertThat(classify.p50()).isCloseTo(0.01, within(1e-9));
        assertThat(classify.p99()).isBetween(0.2, 0.5);
        assertThat(latency.stages()).containsOnlyKeys("pipeline", "queue", "parse", "classify", "write");
        assertThat(latency.stages().get("queue"))
                .isEqualTo(new Percentiles(null, null, null, null, Histogram.EMPTY.counts()));
        assertThat(cluster.view().labels()).containsExactly(new JobView.LabelRows("hot", 14));
    }

    /** So many in the bin that ends there. */
    private static Histogram all(long count, double bound) {
        List<Long> counts = new ArrayList<>(Histogram.EMPTY.counts());
        counts.set(Histogram.BOUNDS.indexOf(bound), count);
        return new Histogram(Histogram.BOUNDS, counts, 0);
    }

    @Test
    void flow_namesEveryPartInOrder() {
        cluster.views.saw(job(1_000_000), cluster.now);
        cluster.flows(3, 1000);
        cluster.says("sender", Role.SENDER, Progress.sent(50_000, 0, 0));
        cluster.answers("worker", Role.INSTANCE, Progress.of(3000, 0), figures(0, 0, Map.of()));
        cluster.seconds(1);

        JobView.Flow flow = cluster.view().flow();

        assertThat(flow.nodes())
                .extracting(JobView.Node::id)
                .containsExactly("sender", "rows", "instances", "results", "receiver");
        assertThat(flow.nodes().get(1).word()).isEqualTo("full");
        assertThat(flow.nodes().get(2).busy()).isCloseTo(0.7, within(1e-9));
        assertThat(flow.edges().get(1)).isEqualTo(new JobView.Edge("rows", "instances", 3, 47_000));
    }

    @Test
    void json_hasEveryKey() {
        cluster.views.saw(job(1000), START);
        String json = new String(ViewJson.write(cluster.view()), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(json)
                .contains(
                        "\"ended\":null", "\"stall\":null", "\"report\":null", "\"created\":\"2026-11-24T10:00:00Z\"");
        cluster.flows(2, 10);
        assertThat(new String(ViewJson.write(cluster.view()), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"points\":[[" + START.plusSeconds(1).getEpochSecond());
    }
}
