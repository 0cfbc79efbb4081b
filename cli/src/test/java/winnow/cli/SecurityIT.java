package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import winnow.cli.access.BrokerAcls;
import winnow.cli.access.Grant;
import winnow.cli.access.Grants;
import winnow.cli.access.KafkaRole;
import winnow.protocol.StopException;
import winnow.protocol.kafka.Json;

/** Whole jobs where nothing is plain and all that is not granted is denied, and whoever tries to get around that. */
class SecurityIT {
    private static final String[] JOB = {"--rows", "60000", "--seed", "4"};

    private static final WaitingJob LONG_JOB = WaitingJob.of(90_000);

    private static final int CONNECTIONS = 12;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static SecuredCluster cluster;
    private static BinWinnow winnow;
    private static Path longLog;

    @BeforeAll
    static void up() throws IOException, ExecutionException, InterruptedException {
        TestAuthority.requireOpenssl();
        authority = new TestAuthority(folder, "authority");
        cluster = new SecuredCluster(folder, authority);
        winnow = cluster.winnow();
        assertThat(winnow.run("classify", JOB[0], JOB[1], JOB[2], JOB[3], "direct.log")
                        .exitCode())
                .isZero();
        longLog = LONG_JOB.oracle(winnow);
        try (AccessProbes administrator = new AccessProbes(cluster.asAdministrator())) {
            administrator.prepare();
        }
    }

    @AfterAll
    static void down() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachRole_mayDoWhatTheTableSaysAndNothingElse(KafkaRole role) {
        List<String> wrong = new ArrayList<>();
        try (AccessProbes clients = new AccessProbes(cluster.as(role))) {
            for (AccessProbes.Probe probe : AccessProbes.all()) {
                boolean allowed = clients.allowed(probe);
                if (allowed != granted(role, probe)) {
                    wrong.add(probe + (allowed ? " is allowed" : " is denied"));
                }
            }
        }
        assertThat(wrong).as("of " + role + ", against the table").isEmpty();
    }

    @Test
    void eachCellOfTheTable_isTried() {
        List<AccessProbes.Probe> probes = AccessProbes.all();
        for (Grant grant : Grants.ALL) {
            for (AclOperation operation : grant.operations()) {
                assertThat(probes)
                        .as(grant + " " + operation)
                        .anyMatch(probe -> probe.operation() == operation && covers(grant, probe));
            }
        }
    }

    private static boolean granted(KafkaRole role, AccessProbes.Probe probe) {
        return Grants.ALL.stream()
                .filter(grant -> grant.role() == role && covers(grant, probe))
                .flatMap(grant -> grant.operations().stream())
                .anyMatch(operation -> operation == probe.operation()
                        || (probe.operation() == AclOperation.DESCRIBE && impliesDescribe(operation)));
    }

    private static boolean impliesDescribe(AclOperation operation) {
        return Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE, AclOperation.ALTER)
                .contains(operation);
    }

    private static boolean covers(Grant grant, AccessProbes.Probe probe) {
        return grant.type() == probe.type()
                && (grant.pattern() == PatternType.PREFIXED
                        ? probe.name().startsWith(grant.name())
                        : probe.name().equals(grant.name()));
    }

    @Test
    void aJobIsDoneByAllRolesTogether() {
        RunningCommand instance = cluster.instance("secured");
        TestJob job = TestJob.start(winnow, cluster.as(KafkaRole.OPERATOR), JOB);
        job.assertDone(job.run().await(), winnow.file("direct.log"));
        Await.that("the topics are deleted", PATIENCE, () -> topicsOf(job).isEmpty());
        assertThat(instance.said()).doesNotContain("uthorization");

        // what is in the programs' logs and on their command lines is no secret
        for (String log : List.of("send.log", "receive.log")) {
            assertThat(job.file(log)).content().doesNotContain("PRIVATE KEY").doesNotContain("not written");
        }
        stop(instance);
    }

    @Test
    void aJobIsStoppedResumedAndCancelled() {
        RunningCommand instance = cluster.instance("resuming");
        TestJob job = TestJob.start(winnow, cluster.as(KafkaRole.OPERATOR), LONG_JOB.arguments());
        job.awaitMoreReceived(0);
        Signal.TERM.send(job.run().pid());
        job.assertStopped(job.run().await(), 130);
        job.assertDone(job.resume(), longLog);

        TestJob given =
                TestJob.start(winnow, cluster.as(KafkaRole.OPERATOR), "--rows", "1000000", "--slowness", "2000");
        given.awaitMoreReceived(0);
        BinWinnow.Result cancel = winnow.run("cancel", given.id().text());
        assertThat(cancel.exitCode()).as(cancel.err()).isZero();
        assertThat(given.run().await().exitCode()).isEqualTo(1);
        assertThat(topicsOf(given)).isEmpty();
        stop(instance);
    }

    @Test
    void theHubTakesJobsAndCancelsThem() throws IOException {
        int port = TestCluster.firstOfFreePorts(1);
        RunningCommand hub = cluster.start("hub", "--bind", "127.0.0.1:" + port);
        RunningCommand instance = cluster.instance("hubs");
        String jobs = "http://127.0.0.1:" + port + "/v1/jobs";
        Await.that(
                "the hub is ready",
                PATIENCE,
                () -> status(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz"))) == 200);

        String small = submitted(jobs, "{\"input\": {\"rows\": 1000}}");
        awaitState(jobs, small, "SUCCEEDED");
        String large = submitted(jobs, "{\"input\": {\"rows\": 1000000}, \"slowness\": 2000}");
        awaitState(jobs, large, "RUNNING");
        assertThat(status(HttpRequest.newBuilder(URI.create(jobs + "/" + large + "/cancel"))
                        .POST(BodyPublishers.noBody())))
                .isBetween(200, 299);
        awaitState(jobs, large, "CANCELLED");
        assertThat(status(HttpRequest.newBuilder(URI.create(jobs + "/" + small)).DELETE()))
                .isBetween(200, 299);
        stop(hub);
        stop(instance);
    }

    private static String submitted(String jobs, String specification) throws IOException {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(jobs))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(specification)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String location = answer.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static void awaitState(String jobs, String job, String state) {
        Await.that(job + " is " + state, PATIENCE, () -> {
            try {
                String body = send(HttpRequest.newBuilder(URI.create(jobs + "/" + job)))
                        .body();
                String now = Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class)
                        .get("state")
                        .asText();
                assertThat(now).as(body).isNotIn("FAILED", "STOPPED");
                return now.equals(state);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** 0 while nobody answers. */
    private static int status(HttpRequest.Builder request) {
        try {
            return send(request).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** In this order nobody is ever without trust: first all trust both authorities, then come new keys, then the old go. */
    @Test
    void keysAndTheirAuthorityAreReplacedInTheMiddleOfAJob()
            throws IOException, ExecutionException, InterruptedException {
        TestAuthority next = new TestAuthority(folder, "next");
        cluster.trust(authority, next);
        reloadBroker();
        RunningCommand first = cluster.instance("before");
        TestJob job = TestJob.start(winnow, cluster.as(KafkaRole.OPERATOR), LONG_JOB.arguments());
        long received = job.awaitMoreReceived(0);

        next.issue(SecuredCluster.BROKER, cluster.key(SecuredCluster.BROKER));
        for (KafkaRole role : KafkaRole.values()) {
            next.issue(role.toString(), cluster.key(role.toString()));
        }
        reloadBroker();
        for (int port : new int[] {cluster.port(), cluster.port() + 1}) {
            Await.that(
                    "the new certificate at " + port,
                    PATIENCE,
                    () -> issuers(port).equals(Set.of("CN=next")));
        }

        // programs take theirs when they are started again, one after the other
        RunningCommand second = cluster.instance("after");
        stop(first);
        Signal.kill(job.pid("receive"));
        Signal.kill(job.pid("send"));
        job.awaitMoreReceived(received);

        cluster.trust(next);
        reloadBroker();
        job.assertDone(job.run().await(), longLog);
        stop(second);

        // what the old authority has signed is worth nothing now
        TestAuthority.replace(folder.resolve("old.properties"), cluster.client("late"));
        authority.issue("late", cluster.key("late"));
        assertRefused(winnow.run(
                "status", "--kafka-config", folder.resolve("old.properties").toString()));

        // as it was, for other tests
        cluster.trust(authority, next);
        reloadBroker();
    }

    @Test
    void whoIsNotKnownGetsNothing() throws IOException {
        TestAuthority stranger = new TestAuthority(folder, "stranger");
        Path settings = folder.resolve("stranger.properties");
        TestAuthority.replace(settings, cluster.client("stranger"));
        stranger.issue("operator", cluster.key("stranger"));
        assertRefused(winnow.run("status", "--kafka-config", settings.toString()));

        // known, and of no role
        authority.issue("stranger", cluster.key("stranger"));
        BinWinnow.Result denied = winnow.run("status", "--kafka-config", settings.toString());
        assertThat(denied.exitCode()).as(denied.err()).isEqualTo(1);
        assertThat(denied.sentence()).contains("Kafka does not allow", "'winnow acl show'");
        assertThat(denied.err().lines()).hasSize(1);

        // and nobody gives himself more
        for (KafkaRole role : KafkaRole.values()) {
            try (BrokerAcls acls = new BrokerAcls(cluster.as(role))) {
                assertThatThrownBy(() -> acls.apply(withTooMuch()))
                        .isInstanceOf(StopException.class)
                        .hasMessageContaining("uthoriz");
            }
        }
    }

    @Test
    void theDoctorSeesWhatAProgramSees() throws IOException {
        RunningCommand instance = cluster.instance("examined");
        for (String settings : List.of("operator.properties", "instance.properties", "receiver.properties")) {
            Path file = cluster.roles().resolve(settings);
            BinWinnow.Result well = winnow.run(
                    "doctor",
                    "--window",
                    "1MiB",
                    "--bootstrap",
                    cluster.bootstrap(),
                    "--kafka-config",
                    file.toString());
            assertThat(well.exitCode()).as(well.out() + well.err()).isZero();
            assertThat(well.out()).containsPattern("ok +broker 1 ").containsPattern("ok +clock +this machine is ");
        }
        Path key = cluster.key("sender");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        BinWinnow.Result ill = winnow.run("doctor", "--window", "1MiB");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(ill.exitCode()).as(ill.out() + ill.err()).isEqualTo(1);
        assertThat(ill.out()).containsPattern("mend +secret .*chmod 600 " + key);
        stop(instance);
    }

    @Test
    void applyingAgain_changesNothingAndTakesAwayWhatIsTooMuch() {
        assertThat(apply()).isEqualTo("rights: 0 added, 0 taken away\n");
        try (BrokerAcls acls = new BrokerAcls(cluster.asAdministrator())) {
            assertThat(acls.apply(withTooMuch())).isEqualTo(new BrokerAcls.Change(1, 0));
        }
        assertThat(apply()).isEqualTo("rights: 0 added, 1 taken away\n");
    }

    private static List<Grant> withTooMuch() {
        Grant tooMuch = new Grant(
                KafkaRole.SENDER,
                ResourceType.TOPIC,
                PatternType.LITERAL,
                AccessProbes.FOREIGN,
                Set.of(AclOperation.READ),
                "nothing");
        return Stream.concat(Grants.ALL.stream(), Stream.of(tooMuch)).toList();
    }

    private static String apply() {
        BinWinnow.Result apply = winnow.run(
                "acl", "apply", "--kafka-config", cluster.administrator().toString());
        assertThat(apply.exitCode()).as(apply.err()).isZero();
        return apply.out();
    }

    private static void assertRefused(BinWinnow.Result result) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.sentence()).contains("do not trust each other");
        assertThat(result.err().lines()).hasSize(1);
    }

    /** Of several connections in a row: each of a listener's threads takes the new certificate in its own time. */
    private static Set<String> issuers(int port) {
        Set<String> issuers = new TreeSet<>();
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            issuers.add(TestTls.issuerAt(port));
        }
        return issuers;
    }

    /** As {@code kafka-configs --alter} does: a file of the same name that has changed is read again. */
    private static void reloadBroker() throws ExecutionException, InterruptedException {
        List<AlterConfigOp> changes = new ArrayList<>();
        for (String listener : List.of("ssl", "controller")) {
            String prefix = "listener.name." + listener + ".ssl.";
            changes.add(set(prefix + "keystore.location", cluster.key(SecuredCluster.BROKER)));
            changes.add(set(prefix + "truststore.location", cluster.trusted()));
        }
        try (Admin admin = Admin.create(cluster.asAdministrator().merge(Map.of(), Map.of()))) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.BROKER, "1"), changes))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(String setting, Path value) {
        return new AlterConfigOp(new ConfigEntry(setting, value.toString()), AlterConfigOp.OpType.SET);
    }

    private static Set<String> topicsOf(TestJob job) {
        try (KafkaEyes kafka = new KafkaEyes(cluster.asAdministrator())) {
            return kafka.topicsOf(job.id());
        }
    }

    private static void stop(RunningCommand command) {
        Signal.TERM.send(command.pid());
        command.await();
    }
}
