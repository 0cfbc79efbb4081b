package winnow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.aws.Fixtures.CLUSTER;
import static winnow.aws.Fixtures.WITH_BROKER_HOSTS;
import static winnow.aws.Fixtures.wanted;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** The template, as AWS would get it. CDK's own check runs each time: {@link Synthesis} ends with what it finds. */
final class ClusterStackTest {
    private static final String MACHINE = "AWS::EC2::Instance";
    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private static final String CALLER = Access.nobodys().address() + "/32";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void aMachineForEachInstanceAndOneForMetrics(int size) throws IOException {
        Synthesised template = Synthesised.of(wanted(Layout.fresh(CLUSTER, size)), folder);

        assertThat(template.all(MACHINE)).hasSize(size + 1);
        assertThat(typesOf(template)).isEqualTo(Map.of("c7i.xlarge", (long) size, "t3.medium", 1L));
        assertThat(checksOfEachMachine(template))
                .hasSize(size + 1)
                .allSatisfy((machine, checks) -> assertThat(checks)
                        .containsExactlyInAnyOrder(
                                "StatusCheckFailed", "StatusCheckFailed_Instance", "StatusCheckFailed_System"));
        nothingIsOpenToTheWorld(template);
        everyMachineIsHardened(template, size + 1);
        everyMachineIsDrawn(template);
    }

    @Test
    void brokersOnHostsOfTheirOwn_comeOnTopOfTheInstances() throws IOException {
        Synthesised template = Synthesised.of(wanted(Layout.fresh(WITH_BROKER_HOSTS, 2)), folder);

        assertThat(typesOf(template)).isEqualTo(Map.of("c7i.xlarge", 2L, "m7g.large", 3L, "t3.medium", 1L));
        assertThat(template.resource("Broker3").path("Properties").path("BlockDeviceMappings"))
                .hasToString("[{\"DeviceName\":\"/dev/sda1\",\"Ebs\":{\"DeleteOnTermination\":true,\"Encrypted\":true,"
                        + "\"VolumeSize\":200,\"VolumeType\":\"gp3\"}}]");
        assertThat(template.resource("Broker3")
                        .path("Properties")
                        .path("ImageId")
                        .path("Ref")
                        .asText())
                .isEqualTo("Newestarm64");
        assertThat(template.root()
                        .path("Parameters")
                        .path("Newestarm64")
                        .path("Default")
                        .asText())
                .isEqualTo("/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id");
        nothingIsOpenToTheWorld(template);
        everyMachineIsHardened(template, 6);
    }

    @Test
    void theLargest_isWithinWhatAStackMayHave() throws IOException {
        Layout layout = Layout.fresh(CLUSTER, Layout.MOST);
        Synthesised template = Synthesised.of(wanted(layout), folder);

        assertThat(template.root().path("Resources").size()).isLessThanOrEqualTo(500);
        assertThat(template.root().path("Outputs").size()).isLessThanOrEqualTo(200);
        assertThat(Files.size(folder.resolve("winnow.template.json"))).isLessThan(1_000_000);
        assertThatThrownBy(() -> Layout.fresh(CLUSTER, Layout.MOST + 1)).hasMessageContaining("from 1 to 100");
    }

    @Test
    void growing_leavesWhatIsThereAsItIs() throws IOException {
        Synthesised small = Synthesised.of(wanted(new Layout(CLUSTER, 3, 3)), folder.resolve("small"));
        Synthesised large = Synthesised.of(wanted(new Layout(CLUSTER, 16, 3)), folder.resolve("large"));

        JsonNode before = small.root().path("Resources");
        JsonNode after = large.root().path("Resources");
        before.fieldNames().forEachRemaining(id -> {
            if (!id.startsWith("Dashboard")) {
                assertThat(after.path(id)).as(id).isEqualTo(before.path(id));
            }
        });
        assertThat(after.size() - before.size()).isEqualTo(13 * 4);
    }

    @Test
    void everyNumberOnCall_isSubscribedOnceToWhatAllAlarmsTell() throws IOException {
        List<String> numbers = List.of("+4930123456", "+14155550100");
        Wanted wanted = new Wanted(Layout.fresh(CLUSTER, 3), Map.of(), Access.nobodys(), numbers);
        Synthesised template = Synthesised.of(wanted, folder);

        assertThat(template.all("AWS::SNS::Subscription"))
                .allSatisfy(subscription ->
                        assertThat(subscription.path("Protocol").asText()).isEqualTo("sms"))
                .extracting(subscription -> subscription.path("Endpoint").asText())
                .containsExactlyInAnyOrderElementsOf(numbers);
        assertThat(Stream.concat(
                                template.all("AWS::SNS::Subscription").stream()
                                        .map(subscription -> subscription.path("TopicArn")),
                                template.all(ALARM).stream()
                                        .map(alarm -> alarm.path("AlarmActions").path(0)))
                        .collect(Collectors.toSet()))
                .hasSize(1);
        assertThat(template.all("AWS::SNS::Topic")).hasSize(1);
    }

    @Test
    void nobodyOnCall_leavesTheAlarmsAndNoSubscription() throws IOException {
        Synthesised template = Synthesised.of(wanted(Layout.fresh(CLUSTER, 1)), folder);

        assertThat(template.all("AWS::SNS::Subscription")).isEmpty();
        assertThat(template.all(ALARM)).hasSize(6);
    }

    @Test
    void anImageThatWasLookedUp_staysThatOne() throws IOException {
        Wanted wanted = new Wanted(
                Layout.fresh(CLUSTER, 1),
                Map.of(Architecture.AMD64, "ami-0123456789abcdef0"),
                Access.nobodys(),
                List.of());
        Synthesised template = Synthesised.of(wanted, folder);

        assertThat(template.all(MACHINE))
                .allSatisfy(machine ->
                        assertThat(machine.path("ImageId").path("Ref").asText()).isEqualTo("Sameamd64"));
        assertThat(template.root()
                        .path("Parameters")
                        .path("Sameamd64")
                        .path("Type")
                        .asText())
                .isEqualTo("AWS::EC2::Image::Id");
        assertThat(Images.parameters(wanted.images())).isEqualTo(Map.of("Sameamd64", "ami-0123456789abcdef0"));
        assertThat(template.root().path("Parameters").has("Newestamd64")).isFalse();
        assertThat(template.root()
                        .path("Outputs")
                        .path("Imageamd64")
                        .path("Value")
                        .path("Ref")
                        .asText())
                .isEqualTo("Sameamd64");
    }

    @Test
    void whatAwsWouldRefuse_isOneLineThatNamesIt() {
        Node.missing().ifPresent(reason -> Assumptions.abort(reason));
        Cluster misspelt = new Cluster(
                "winnow", "us-east-1", Image.DEBIAN_12, new Hardware("c99.huge", 50), null, Fixtures.METRICS);

        assertThatThrownBy(() -> Synthesis.into(folder, wanted(Layout.fresh(misspelt, 1))))
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("Instance1")
                .hasMessageContaining("c99.huge")
                .hasMessageContaining("cluster.json")
                .hasMessageNotContaining("\n");
    }

    private static Map<String, Long> typesOf(Synthesised template) {
        return template.all(MACHINE).stream()
                .collect(Collectors.groupingBy(
                        machine -> machine.path("InstanceType").asText(), Collectors.counting()));
    }

    /** By the id of the machine in the template. */
    private static Map<String, List<String>> checksOfEachMachine(Synthesised template) {
        return template.all(ALARM).stream()
                .collect(Collectors.groupingBy(
                        alarm -> alarm.path("Dimensions")
                                .path(0)
                                .path("Value")
                                .path("Ref")
                                .asText(),
                        Collectors.mapping(alarm -> alarm.path("MetricName").asText(), Collectors.toList())));
    }

    /** Two ports from the caller's address; all else from the group of the machines itself. */
    private static void nothingIsOpenToTheWorld(Synthesised template) {
        List<JsonNode> inline = template.all("AWS::EC2::SecurityGroup").stream()
                .flatMap(group -> Synthesised.list(group.path("SecurityGroupIngress")).stream())
                .toList();
        assertThat(inline)
                .allSatisfy(rule -> {
                    assertThat(rule.path("CidrIp").asText()).isEqualTo(CALLER);
                    assertThat(rule.path("FromPort")).isEqualTo(rule.path("ToPort"));
                    assertThat(rule.has("CidrIpv6")).isFalse();
                })
                .extracting(rule -> rule.path("FromPort").asInt())
                .containsExactlyInAnyOrder(22, 4000);
        assertThat(template.all("AWS::EC2::SecurityGroupIngress"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.path("SourceSecurityGroupId")).isEqualTo(rule.path("GroupId"));
                    assertThat(rule.has("CidrIp") || rule.has("CidrIpv6") || rule.has("SourcePrefixListId"))
                            .isFalse();
                });
        List<String> withHub = template.root().path("Resources").properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals(MACHINE))
                .filter(resource -> resource.getValue()
                        .path("Properties")
                        .path("SecurityGroupIds")
                        .toString()
                        .contains("HubPage"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(withHub).containsExactly("Metrics");
    }

    private static void everyMachineIsHardened(Synthesised template, int machines) {
        assertThat(template.all(MACHINE)).hasSize(machines).allSatisfy(machine -> {
            assertThat(machine.path("MetadataOptions").path("HttpTokens").asText())
                    .isEqualTo("required");
            assertThat(Synthesised.list(machine.path("BlockDeviceMappings")))
                    .singleElement()
                    .satisfies(disk -> assertThat(
                                    disk.path("Ebs").path("Encrypted").asBoolean())
                            .isTrue());
            assertThat(machine.path("KeyName").path("Ref").asText()).isEqualTo("Key");
            assertThat(tags(machine)).containsKeys("Name", "cluster", "project", "role");
        });
    }

    private static Map<String, String> tags(JsonNode properties) {
        return Synthesised.list(properties.path("Tags")).stream()
                .collect(Collectors.toMap(
                        tag -> tag.path("Key").asText(),
                        tag -> tag.path("Value").asText()));
    }

    /** The body of the dashboard is a text with references in it: each of the figures beside each of the machines. */
    private static void everyMachineIsDrawn(Synthesised template) {
        JsonNode pieces = template.all("AWS::CloudWatch::Dashboard")
                .get(0)
                .path("DashboardBody")
                .path("Fn::Join")
                .path(1);
        Map<String, TreeSet<String>> drawn = new TreeMap<>();
        String text = "";
        for (JsonNode piece : pieces) {
            if (piece.isTextual()) {
                text = piece.textValue();
            } else {
                Matcher metric = Pattern.compile("\"AWS/EC2\",\"(\\w+)\",\"InstanceId\",\"$")
                        .matcher(text);
                if (metric.find()) {
                    drawn.computeIfAbsent(piece.path("Ref").asText(), id -> new TreeSet<>())
                            .add(metric.group(1));
                }
            }
        }
        assertThat(drawn.keySet()).isEqualTo(checksOfEachMachine(template).keySet());
        assertThat(drawn)
                .allSatisfy((machine, figures) -> assertThat(figures)
                        .containsExactly("CPUUtilization", "EBSReadBytes", "EBSWriteBytes", "NetworkIn", "NetworkOut"));
    }
}
