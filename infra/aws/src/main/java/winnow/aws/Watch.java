package winnow.aws;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.SmsSubscription;
import software.constructs.Construct;

/** Who is told when a machine fails, and where its figures are drawn. CloudWatch has all of them without an agent. */
final class Watch {
    /** All, of the instance's own and of AWS's checks; then each by itself, which says whose turn it is. */
    static final List<String> CHECKS =
            List.of("StatusCheckFailed", "StatusCheckFailed_Instance", "StatusCheckFailed_System");

    /** CloudWatch's own grid. */
    private static final int FULL_WIDTH = 24;

    private final Construct scope;
    private final Topic topic;
    private final Dashboard dashboard;

    Watch(Construct scope, String name, List<String> oncall) {
        this.scope = scope;
        topic = Topic.Builder.create(scope, "Oncall").displayName(name).build();
        oncall.forEach(number -> topic.addSubscription(new SmsSubscription(number)));
        dashboard =
                Dashboard.Builder.create(scope, "Dashboard").dashboardName(name).build();
    }

    void add(Machine machine, String instanceId) {
        for (String check : CHECKS) {
            alarm(machine, instanceId, check);
        }
        dashboard.addWidgets(
                graph(machine, "processor, %", List.of(metric("CPUUtilization", instanceId, "Average"))),
                graph(
                        machine,
                        "network, bytes",
                        List.of(metric("NetworkIn", instanceId, "Sum"), metric("NetworkOut", instanceId, "Sum"))),
                graph(
                        machine,
                        "disk, bytes",
                        List.of(
                                metric("EBSReadBytes", instanceId, "Sum"),
                                metric("EBSWriteBytes", instanceId, "Sum"))));
    }

    /** Two minutes of failed checks, not one: a machine that starts fails some. */
    private void alarm(Machine machine, String instanceId, String check) {
        Alarm alarm = Alarm.Builder.create(scope, machine.id() + check.replace("_", ""))
                .alarmDescription(machine.label() + ": " + check)
                .metric(Metric.Builder.create()
                        .namespace("AWS/EC2")
                        .metricName(check)
                        .dimensionsMap(Map.of("InstanceId", instanceId))
                        .statistic("Maximum")
                        .period(Duration.minutes(1))
                        .build())
                .threshold(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(2)
                .treatMissingData(TreatMissingData.MISSING)
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
    }

    private static GraphWidget graph(Machine machine, String what, List<? extends IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(machine.label() + ": " + what)
                .left(metrics)
                .width(FULL_WIDTH / 3)
                .build();
    }

    private static Metric metric(String name, String instanceId, String statistic) {
        return Metric.Builder.create()
                .namespace("AWS/EC2")
                .metricName(name)
                .dimensionsMap(Map.of("InstanceId", instanceId))
                .statistic(statistic)
                // what CloudWatch has of a machine without paying for more
                .period(Duration.minutes(5))
                .build();
    }
}
