package winnow.aws;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.constructs.Construct;

/**
 * The image of each architecture: at first what the owner's parameter names, from then on the same again, which stands in
 * the stack's outputs. Looked up anew, a newer image would replace every machine.
 */
final class Images {
    private static final String OUTPUT = "Image";

    private final Map<Architecture, String> ids = new EnumMap<>(Architecture.class);

    Images(Construct scope, Image image, Set<Architecture> known, Iterable<Machine> machines) {
        for (Machine machine : machines) {
            Architecture architecture = machine.hardware().architecture();
            if (!ids.containsKey(architecture)) {
                String id = known.contains(architecture)
                        ? theSame(scope, architecture)
                        : theNewest(scope, architecture, image);
                ids.put(architecture, id);
                CfnOutput.Builder.create(scope, output(architecture)).value(id).build();
            }
        }
    }

    String of(Architecture architecture) {
        String id = ids.get(architecture);
        if (id == null) {
            throw new IllegalArgumentException("no machine is " + architecture.label());
        }
        return id;
    }

    /** What a template is given that holds images to what they are, by the names of its parameters. */
    static Map<String, String> parameters(Map<Architecture, String> known) {
        Map<String, String> parameters = new TreeMap<>();
        known.forEach((architecture, id) -> parameters.put(same(architecture), id));
        return parameters;
    }

    /** The name of the output that says which image it was. */
    static String output(Architecture architecture) {
        return OUTPUT + architecture.label();
    }

    private static String theNewest(Construct scope, Architecture architecture, Image image) {
        return CfnParameter.Builder.create(scope, "Newest" + architecture.label())
                .type("AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>")
                .defaultValue(image.parameter(architecture))
                .description("The newest " + image.label() + " for " + architecture.label())
                .build()
                .getValueAsString();
    }

    /** Its value is given when it is deployed: {@link #parameters}. */
    private static String theSame(Construct scope, Architecture architecture) {
        return CfnParameter.Builder.create(scope, same(architecture))
                .type("AWS::EC2::Image::Id")
                .description("The image that the machines were made with")
                .build()
                .getValueAsString();
    }

    private static String same(Architecture architecture) {
        return "Same" + architecture.label();
    }
}
