package winnow.bench.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of results, as text, CSV, Markdown and a picture. */
record Report(String machine, List<Result> results) {
    private static final int BAR = 300;
    private static final int LINE = 24;
    private static final int WIDTH = 860;

    /** This one, for the head of a report. */
    static String thisMachine() {
        return String.format(
                Locale.ROOT,
                "%d processors, %s %s, Java %s",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"));
    }

    String text() {
        StringBuilder text = new StringBuilder(machine).append("\n\n");
        for (Result result : results) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-66s %12s  %12s  %s%n",
                    result.what(),
                    result.figureText(),
                    result.goalText(),
                    result.met() ? "met" : "missed"));
        }
        return text.toString();
    }

    /** Writes all three into a folder. */
    void writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("jobs.csv"), csv());
        Files.writeString(folder.resolve("jobs.md"), markdown());
        Files.writeString(folder.resolve("jobs.svg"), svg());
    }

    private String csv() {
        return "what,median,unit,goal,met,all\n"
                + results.stream()
                        .map(result -> String.format(
                                Locale.ROOT,
                                "\"%s\",%.3f,%s,%.3f,%s,%s%n",
                                result.what(),
                                result.figure(),
                                result.unit(),
                                result.goal(),
                                result.met(),
                                result.all().stream()
                                        .map(one -> String.format(Locale.ROOT, "%.3f", one))
                                        .collect(Collectors.joining(" "))))
                        .collect(Collectors.joining());
    }

    private String markdown() {
        return machine + "\n\n| what | median | goal | |\n|---|---|---|---|\n"
                + results.stream()
                        .map(result -> "| " + result.what() + " | " + result.figureText() + " | " + result.goalText()
                                + " | " + (result.met() ? "met" : "missed") + " |\n")
                        .collect(Collectors.joining());
    }

    /** A bar for each, in shares of its goal, which is the line. */
    private String svg() {
        int height = LINE * (results.size() + 2);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"13\"><title>What was measured, in shares of its goal</title>%n",
                WIDTH,
                height));
        int goal = WIDTH - BAR - 60;
        for (int i = 0; i < results.size(); i++) {
            Result result = results.get(i);
            double share = result.goal() == 0 ? 0 : result.figure() / result.goal();
            int y = LINE * (i + 1);
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"8\" y=\"%d\" fill=\"#667\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.0f\" height=\"%d\""
                            + " fill=\"%s\"/><text x=\"%d\" y=\"%d\" fill=\"#667\">%s</text>%n",
                    y + 16,
                    result.what().replace("&", "&amp;").replace("<", "&lt;"),
                    goal - BAR / 2 + 80,
                    y + 4,
                    Math.min(2, share) * BAR / 2,
                    LINE - 8,
                    result.met() ? "#1d7f4e" : "#c2571a",
                    goal + BAR / 2 + 90,
                    y + 16,
                    result.figureText()));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%1$d\" x2=\"%1$d\" y1=\"%2$d\" y2=\"%3$d\" stroke=\"#667\"/><text x=\"%1$d\" y=\"16\""
                        + " fill=\"#667\" text-anchor=\"middle\">goal</text>%n</svg>%n",
                goal + 80,
                LINE,
                height - LINE));
        return svg.toString();
    }
}
