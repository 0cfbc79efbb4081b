package winnow.classifier.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import winnow.protocol.ExitCode;

/**
 * A compiled rule. Any thread.
 *
 * @param columns those that it reads
 */
record Rule(CelRuntime.Program program, List<String> columns) {
    /** Columns of other names cannot be written in a rule. */
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** A price of 3 is less than 3.5, whatever the first rows made of the column. */
    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
    /** A double is no label: Java prints the same one differently from version to version. */
    private static final List<CelType> LABELS =
            List.of(SimpleType.STRING, SimpleType.BOOL, SimpleType.INT, SimpleType.UINT);

    /** @throws winnow.protocol.StopException with USAGE, position and reason if the rule does not compile */
    static Rule compile(String rule, Schema schema) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        schema.types().forEach((column, type) -> {
            if (IDENTIFIER.matcher(column).matches()) {
                builder.addVar(column, type.type());
            }
        });
        CelValidationResult result = builder.build().compile(rule);
        if (result.hasError()) {
            throw refused(result.getErrors().get(0), schema);
        }
        try {
            CelAbstractSyntaxTree tree = result.getAst();
            if (!LABELS.contains(tree.getResultType())) {
                throw ExitCode.USAGE.because("the rule gives "
                        + tree.getResultType().name() + ", and a label is a string, int, uint or bool");
            }
            TreeSet<String> columns = new TreeSet<>();
            tree.getReferenceMap().values().forEach(reference -> columns.add(reference.name()));
            columns.retainAll(schema.types().keySet());
            CelRuntime runtime = CelRuntimeFactory.legacyCelRuntimeBuilder()
                    .setOptions(OPTIONS)
                    .build();
            return new Rule(runtime.createProgram(tree), List.copyOf(columns));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("a rule that compiles has a program", e);
        }
    }

    private static RuntimeException refused(CelIssue issue, Schema schema) {
        String reason = issue.getMessage().replaceAll("\\s+", " ").strip();
        return ExitCode.USAGE.because(
                "the rule does not compile: line %d, column %d: %s; columns are %s (--schema declares other types)"
                        .formatted(
                                issue.getSourceLocation().getLine(),
                                issue.getSourceLocation().getColumn() + 1,
                                reason,
                                String.join(
                                        ", ",
                                        schema.types().entrySet().stream()
                                                .map(entry -> entry.getKey() + " "
                                                        + entry.getValue()
                                                                .text()
                                                                .toLowerCase(Locale.ROOT))
                                                .toList())));
    }

    /** @param values by column */
    String label(Map<String, Object> values) throws CelEvaluationException {
        return String.valueOf(program.eval(name -> Optional.ofNullable(values.get(name))));
    }
}
