package winnow.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What CDK's check of a template, by CloudFormation's own rules, has found. */
final class Findings {
    private static final String REPORT = "validation-report.json";

    private Findings() {}

    /**
     * Of whatever severity: CDK calls a misspelt word a warning, and CloudFormation refuses it when half of the machines are
     * there.
     *
     * @param folder that was synthesised into
     */
    static List<String> in(Path folder) throws IOException {
        List<String> findings = new ArrayList<>();
        JsonNode report = new ObjectMapper().readTree(folder.resolve(REPORT).toFile());
        for (JsonNode check : report.path("pluginReports")) {
            for (JsonNode violation : check.path("violations")) {
                String where = violation
                        .path("violatingConstructs")
                        .path(0)
                        .path("cloudFormationResource")
                        .path("logicalId")
                        .asText("template");
                findings.add(where + ": " + violation.path("description").asText());
            }
            if (findings.isEmpty() && !check.path("conclusion").asText().equals("success")) {
                findings.add(check.path("pluginName").asText() + " failed");
            }
        }
        return findings;
    }
}
