package winnow.hub.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page's modules as one script: browsers load no module from a disk. Each becomes a function that is called once, after
 * those that it imports from. That takes modules of one form: imports in one line, by names, from {@code "./other.js"};
 * exports of functions and constants.
 */
final class PageModules {
    private static final Pattern IMPORT =
            Pattern.compile("^import \\{ (.+) \\} from \"\\./(.+)\";$", Pattern.MULTILINE);
    private static final Pattern EXPORT =
            Pattern.compile("^export ((?:async )?function|const) (\\w+)", Pattern.MULTILINE);
    private static final Pattern OTHER_FORM = Pattern.compile("^(?:import|export)\\b", Pattern.MULTILINE);

    private final Map<String, String> functions = new LinkedHashMap<>();

    private PageModules() {}

    /** @param first the module that the page begins with */
    static String from(String first) {
        PageModules modules = new PageModules();
        modules.add(first);
        return "const modules = {};\n" + String.join("", modules.functions.values());
    }

    private void add(String name) {
        if (functions.containsKey(name)) {
            return;
        }
        String source = PageFile.read(name);
        IMPORT.matcher(source).results().forEach(imported -> add(imported.group(2)));
        functions.put(name, function(name, source));
    }

    private static String function(String name, String source) {
        String exported =
                EXPORT.matcher(source).results().map(export -> export.group(2)).collect(Collectors.joining(", "));
        String taken = IMPORT.matcher(source).replaceAll("const { $1 } = modules[\"$2\"];");
        String body = EXPORT.matcher(taken).replaceAll("$1 $2");
        Matcher other = OTHER_FORM.matcher(body);
        if (other.find()) {
            throw new IllegalStateException(name + " imports or exports in another form: "
                    + body.substring(other.start()).lines().findFirst().orElse(""));
        }
        return "modules[\"" + name + "\"] = (() => {\n" + body + "\nreturn { " + exported + " };\n})();\n";
    }
}
