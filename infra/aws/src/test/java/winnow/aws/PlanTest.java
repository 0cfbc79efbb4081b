package winnow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.aws.Fixtures.CLUSTER;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanTest {
    @TempDir
    Path folder;

    @Test
    void text_saysWhatWouldBeMadeAndWhatItCosts() {
        Wanted wanted = new Wanted(Layout.fresh(CLUSTER, 16), Map.of(), Access.nobodys(), List.of("+4930123456"));

        assertThat(Plan.text(wanted, Map.of("AWS::EC2::Instance", 17), Prices.read()))
                .contains("CLUSTER_SIZE=16' would make the stack winnow in us-east-1:")
                .contains("16 c7i.xlarge, amd64, 50 GiB encrypted, newest debian-12: instance-1 to instance-16")
                .contains("1 t3.medium, amd64, 30 GiB encrypted, newest debian-12: metrics")
                .contains("brokers on instance-1, instance-2, instance-3")
                .contains("the hub's port 4000; only from your address")
                .contains("SMS of failed checks to 1 number")
                .contains("17 AWS::EC2::Instance")
                .containsPattern("16 c7i.xlarge +2.8560")
                .containsPattern("together +[3-4]\\.\\d{4}");
    }

    @Test
    void plan_asksForNoCredentials() throws IOException {
        Node.missing().ifPresent(reason -> Assumptions.abort(reason + ": nothing to plan with"));
        Files.createDirectories(folder.resolve("infra/aws"));
        for (String file : List.of("cluster.json", "ONCALL.json")) {
            Files.copy(Path.of(file), folder.resolve("infra/aws").resolve(file));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new Aws(
                        Workplace.of(folder, Map.of()),
                        Request.of(Map.of("WINNOW_CLUSTER_SIZE", "3")),
                        new PrintStream(out, true, StandardCharsets.UTF_8))
                .run(List.of("plan"));

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("4 AWS::EC2::Instance", "12 AWS::CloudWatch::Alarm");
        assertThat(folder.resolve(".winnow/aws/plan/winnow.template.json")).exists();
    }
}
