package winnow.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import winnow.classifier.Instance;
import winnow.classifier.jobs.InstanceConfig;
import winnow.cli.hub.LocalDesk;
import winnow.cli.option.HomeOption;
import winnow.cli.run.JobObserver;
import winnow.hub.Hub;
import winnow.hub.HubConfig;
import winnow.local.Broker;
import winnow.metrics.BindAddress;
import winnow.metrics.ProgramMetrics;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.job.RejectLimit;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Role;
import winnow.receiver.Receiver;
import winnow.sender.Sender;
import winnow.sender.cut.CsvHeader;

/**
 * Goes through one small job with the broker and all programs in this one process. The build does it once, and lets the
 * JVM write down the classes that it loaded (class-data sharing): every process then starts in half the time.
 */
@Command(hidden = true, description = "Goes through a small job in one process, for the build.")
final class RehearseCommand implements Callable<Integer> {
    private static final JobId JOB = new JobId("20000101-000000-00000");
    private static final int ROWS = 2000;

    @Parameters(index = "0", paramLabel = "DIR", description = "where what it leaves behind may lie")
    private Path place;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(place), "run");
        ClientSettings settings = ClientSettings.of(Broker.startHere(folder.resolve("broker")));
        ProgramMetrics instanceMetrics = ProgramMetrics.start("rehearsal", Role.INSTANCE, BindAddress.DEFAULT);
        ProgramMetrics senderMetrics = ProgramMetrics.start("rehearsal", Role.SENDER, BindAddress.DEFAULT);
        ProgramMetrics receiverMetrics = ProgramMetrics.start("rehearsal", Role.RECEIVER, BindAddress.DEFAULT);
        Instance instance = new Instance(
                new InstanceConfig(settings, "rehearsal", 1, folder.resolve("state"), false), instanceMetrics);
        // not the common pool, which has one thread where there are two cores
        ExecutorService threads = Executors.newCachedThreadPool();
        CompletableFuture<Void> working = CompletableFuture.runAsync(instance::run, threads);
        JobRecord job = makeJob(settings);
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        Hub hub = startHub(settings, folder);
        JobObserver observer = new JobObserver(JOB, Files.createDirectory(jobs.resolve(JOB.text())));
        observer.saw(job, Instant.now());
        CompletableFuture<Void> sending = CompletableFuture.runAsync(
                () -> new Sender(settings, JOB, Long.MAX_VALUE, senderMetrics).run(), threads);
        CompletableFuture<Void> receiving = CompletableFuture.runAsync(
                () -> new Receiver(settings, JOB, jobs.resolve(JOB.text()), receiverMetrics).run(), threads);
        sending.thenCompose(sent -> receiving).join(); // without a sender a receiver would wait, and the build with it
        observer.look(Instant.now());
        observer.writeReport(job);
        for (String page : List.of("", "v1/cluster", "v1/jobs", "v1/jobs/" + JOB, "readyz", "sd", "metrics")) {
            read("http://" + HubConfig.DEFAULT_HOST + ":" + hub.port() + "/" + page);
        }
        for (ProgramMetrics metrics : List.of(senderMetrics, instanceMetrics, receiverMetrics)) {
            for (String page : List.of("metrics", "livez", "readyz", "status")) {
                read("http://" + metrics.address() + "/" + page);
            }
            if (metrics != instanceMetrics) {
                metrics.close();
            }
        }
        execute("status", "--bootstrap", settings.bootstrap());
        execute("status", "--bootstrap", settings.bootstrap(), "--output", "json");
        execute("results", "--home", folder.toString(), "--output-dir", folder.toString());
        execute(
                "classify",
                "--rows",
                Integer.toString(ROWS),
                folder.resolve("direct.log").toString());
        execute("run", "--help");
        hub.close();
        instance.stop();
        working.join();
        threads.shutdown();
        instanceMetrics.close();
        return ExitCode.DONE.number();
    }

    /** As {@code run} makes one. */
    private static JobRecord makeJob(ClientSettings settings) {
        JobInput input = new JobInput.Generated(ROWS, 1);
        JobSpec spec = new JobSpec(
                input,
                CsvHeader.read(input, ',', Optional.empty()),
                CutRule.DEFAULT,
                ModelSpec.of("blackbox", Map.of()),
                RejectLimit.ANY,
                JobSpec.DEFAULT_TIME_LIMIT,
                JobSpec.DEFAULT_PARTITIONS,
                List.of("CLASSIFICATION"),
                null);
        try (TopicAdmin topics = new TopicAdmin(settings);
                CompactedTopic.Writer<JobRecord> jobs =
                        new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).writer()) {
            topics.ensureSharedTopics();
            JobRecord job = JobRecord.active(JOB, spec, Instant.now());
            topics.createJobTopics(job);
            jobs.put(JOB.text(), job);
            return job;
        }
    }

    private static Hub startHub(ClientSettings settings, Path home) {
        HubConfig config = new HubConfig(
                settings,
                HubConfig.DEFAULT_HOST,
                0,
                home.resolve("jobs"),
                List.of(),
                null,
                HubConfig.DEFAULT_MAX_RUNNING,
                false,
                HubConfig.DEFAULT_MOST_STREAMS,
                HubConfig.DEFAULT_MOST_UPLOAD_BYTES);
        HomeOption option = CommandLine.populateCommand(new HomeOption(), "--home", home.toString());
        return Hub.start(config, new LocalDesk(settings, option, List.of()));
    }

    private static void read(String page) throws IOException {
        try (InputStream in = URI.create(page).toURL().openStream()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static void execute(String... arguments) {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Winnow.commandLine(Map.of()).setOut(nowhere).setErr(nowhere).execute(arguments);
    }
}
