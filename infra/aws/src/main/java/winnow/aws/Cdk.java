package winnow.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The cdk command, of the version that {@code package.json} names: it has CloudFormation make what was synthesised. */
final class Cdk {
    /** Neither usage to AWS nor news from it. */
    static final Map<String, String> QUIET = Map.of("CDK_DISABLE_CLI_TELEMETRY", "true");

    private final Path folder;
    private final Commands commands;

    /** @param folder of package.json */
    Cdk(Path folder, Commands commands) {
        this.folder = folder;
        this.commands = commands;
    }

    /**
     * A stack whose making fails is taken back by CloudFormation itself, and a change that fails is undone.
     *
     * @param assembly what was synthesised
     * @param parameters of the template that have no value of their own
     */
    void deploy(Path assembly, Map<String, String> parameters) throws IOException {
        install();
        // Once for a region: the bucket that CDK uploads templates to. It finds out itself that all is there.
        run("preparing the region for CDK", List.of("bootstrap", "--app", assembly.toString()));
        List<String> deploy = new ArrayList<>(
                List.of("deploy", "--all", "--app", assembly.toString(), "--require-approval", "never"));
        parameters.forEach((name, value) -> deploy.addAll(List.of("--parameters", name + "=" + value)));
        run("deploying the stack", deploy);
    }

    void destroy(Path assembly) throws IOException {
        install();
        run("deleting the stack", List.of("destroy", "--all", "--app", assembly.toString(), "--force"));
    }

    private void run(String what, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(folder.resolve("node_modules/.bin/cdk").toString());
        command.addAll(arguments);
        command.add("--no-notices");
        commands.run(what, command);
    }

    private void install() throws IOException {
        Path installed = folder.resolve("node_modules/aws-cdk/package.json");
        String wanted = new ObjectMapper()
                .readTree(folder.resolve("package.json").toFile())
                .path("devDependencies")
                .path("aws-cdk")
                .asText();
        if (Files.exists(installed)
                && new ObjectMapper()
                        .readTree(installed.toFile())
                        .path("version")
                        .asText()
                        .equals(wanted)) {
            return;
        }
        commands.run(
                "installing the cdk command",
                List.of("npm", "ci", "--prefix", folder.toString(), "--silent", "--no-audit", "--no-fund"));
    }
}
