package winnow.aws;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** Turns what is wanted into a template, and has CDK check it. Needs Node.js, which CDK is written for, and no network. */
final class Synthesis {
    private Synthesis() {}

    /**
     * @param folder for the template and what the cdk command wants to know beside it
     * @return the template
     * @throws StopException USAGE if AWS would refuse it
     */
    static Path into(Path folder, Wanted wanted) throws IOException {
        Node.require();
        App app = App.Builder.create()
                .outdir(folder.toString())
                .analyticsReporting(false)
                // what the check finds is told here, on one line, whatever its severity
                .context(Map.of(
                        "@aws-cdk/core:validateAgainstDefaultRules", true,
                        "@aws-cdk/core:failSynthOnValidationErrors", false))
                .build();
        ClusterStack stack = new ClusterStack(app, wanted);
        Path template =
                Path.of(app.synth().getStackArtifact(stack.getArtifactId()).getTemplateFullPath());
        List<String> findings = Findings.in(folder);
        if (!findings.isEmpty()) {
            throw ExitCode.USAGE.because(
                    "AWS would refuse this: " + String.join("; ", findings) + "; correct infra/aws/cluster.json");
        }
        return template;
    }
}
