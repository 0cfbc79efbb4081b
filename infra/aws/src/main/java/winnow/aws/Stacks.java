package winnow.aws;

import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClientBuilder;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import winnow.protocol.ExitCode;

/** Asks CloudFormation, with the credentials that the aws command would take. Changes nothing: that is the cdk command's. */
final class Stacks {
    private final AwsCredentialsProvider credentials;
    private final @Nullable URI endpoint;

    Stacks() {
        this(DefaultCredentialsProvider.builder().build(), null);
    }

    /** @param endpoint of something that answers like CloudFormation, null for the region's own */
    Stacks(AwsCredentialsProvider credentials, @Nullable URI endpoint) {
        this.credentials = credentials;
        this.endpoint = endpoint;
    }

    /**
     * The stack of that name, if there is one.
     *
     * @throws winnow.protocol.StopException FAILED if AWS cannot be asked
     */
    Optional<StackState> find(Cluster cluster) {
        requireCredentials();
        CloudFormationClientBuilder builder = CloudFormationClient.builder()
                .region(Region.of(cluster.region()))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder());
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        try (CloudFormationClient client = builder.build()) {
            Stack stack = client.describeStacks(request -> request.stackName(cluster.name()))
                    .stacks()
                    .get(0);
            return Optional.of(new StackState(
                    stack.stackStatusAsString(),
                    stack.creationTime(),
                    stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue))));
        } catch (AwsServiceException e) {
            if (e.awsErrorDetails() != null
                    && e.awsErrorDetails().errorMessage() != null
                    && e.awsErrorDetails().errorMessage().contains("does not exist")) {
                return Optional.empty();
            }
            throw ExitCode.FAILED.because(
                    "CloudFormation refuses to tell of the stack " + cluster.name() + " in " + cluster.region() + ": "
                            + oneLine(e) + "; check the rights of these credentials",
                    e);
        } catch (SdkClientException e) {
            throw ExitCode.FAILED.because(
                    "CloudFormation in " + cluster.region() + " cannot be asked: " + oneLine(e)
                            + "; check the connection",
                    e);
        }
    }

    private void requireCredentials() {
        try {
            credentials.resolveCredentials();
        } catch (SdkClientException e) {
            throw ExitCode.FAILED.because(
                    "no credentials for AWS: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, as for the aws"
                            + " command; 'make plan TARGET=aws' needs none",
                    e);
        }
    }

    private static String oneLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
