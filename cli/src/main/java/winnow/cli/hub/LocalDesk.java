package winnow.cli.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import winnow.classifier.model.Classifier;
import winnow.classifier.store.Shared;
import winnow.cli.model.ChosenModel;
import winnow.cli.option.HomeOption;
import winnow.cli.option.ModelOptions;
import winnow.cli.run.Cancellation;
import winnow.cli.run.JobFolder;
import winnow.cli.run.NewJob;
import winnow.hub.desk.JobDesk;
import winnow.hub.desk.JobRequest;
import winnow.hub.desk.JobSource;
import winnow.hub.desk.RowsAnswer;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.ModelTopic;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.kafka.Topics;
import winnow.protocol.model.ModelRef;
import winnow.receiver.Receiver;
import winnow.sender.send.FrameSender;
import winnow.sender.source.InputFiles;

/**
 * Does for the hub what the command line does for a user. Each job is seen to by a process of its own, so that it goes on
 * whatever becomes of the hub. Any thread.
 */
public final class LocalDesk implements JobDesk {
    private static final Duration FORGOTTEN = Duration.ofSeconds(10);

    private final ClientSettings settings;
    private final HomeOption home;
    private final List<String> kafkaArguments;
    private final OpenModels models = new OpenModels();
    private final SecureRandom random = new SecureRandom();

    /** @param kafkaArguments tell a program where Kafka is and how to talk to it */
    public LocalDesk(ClientSettings settings, HomeOption home, List<String> kafkaArguments) {
        this.settings = settings;
        this.home = home;
        this.kafkaArguments = kafkaArguments;
    }

    @Override
    public JobId draw() {
        return JobId.at(Instant.now(), random.nextInt());
    }

    @Override
    public boolean knows(JobId job) {
        return new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class)
                .read()
                .containsKey(job.text());
    }

    @Override
    public void submit(JobId id, JobRequest request) {
        requireNoFileHere(request.model());
        RequestOptions options = RequestOptions.of(request);
        Path folder = home.job(id);
        try {
            JobInput input = input(request.source(), folder);
            ModelOptions.Choice chosen = options.model()
                    .choose(input, options.format().read(input), JobSpec.DEFAULT_PARTITIONS, () -> settings);
            FrameSender.requireSettings(settings, chosen.job().cut());
            Receiver.requireSettings(settings, id, chosen.job().cut());
            JobRecord job = JobRecord.queued(id, chosen.job(), Instant.now());
            NewJob.queue(job, chosen.model().files(), settings, new JobFolder(folder));
        } catch (RuntimeException e) {
            remove(folder);
            throw e;
        }
    }

    /** On the command line such a word is a file; who submits jobs must not read those of whoever runs the hub. */
    private static void requireNoFileHere(String model) {
        if (!model.startsWith("cel:") && Files.exists(Path.of(model))) {
            throw ExitCode.USAGE.because("the model '" + model
                    + "' is also a file where the hub runs: name the one that was pushed by its SHA-256");
        }
    }

    @Override
    public Optional<RowsAnswer> classify(JobRequest request, int mostRows) {
        requireNoFileHere(request.model());
        RequestOptions options = RequestOptions.of(request);
        JobInput input = InputFiles.ofOne(((JobSource.Upload) request.source()).file());
        CsvFormat format = options.format().read(input);
        ChosenModel model = options.model().model(input, format, () -> settings);
        try (Shared<Classifier>.Hold classifier = models.hold(model, format)) {
            return new FewRows(input, format, options.model().timeLimit(), mostRows).classify(classifier.value());
        }
    }

    private static JobInput input(JobSource source, Path folder) {
        if (source instanceof JobSource.Generated generated) {
            return new JobInput.Generated(generated.rows(), generated.seed());
        }
        if (source instanceof JobSource.Files files) {
            return InputFiles.resolve(
                    files.paths().stream().map(Path::toString).toList(),
                    Path.of("").toAbsolutePath());
        }
        return InputFiles.ofOne(takeOver(((JobSource.Upload) source).file(), folder));
    }

    private static Path takeOver(Path upload, Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.move(upload, folder.resolve("input.csv"));
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot move the rows that were sent to " + folder + ": " + e.getMessage()
                            + "; make sure that the disk has room",
                    e);
        }
    }

    @Override
    public void start(JobId job) {
        resume(job);
    }

    @Override
    public void resume(JobId job) {
        new Overseer(job, home, settings, kafkaArguments).start();
    }

    @Override
    public void cancel(JobId job) {
        Cancellation.of(job, settings, home, kafkaArguments);
    }

    @Override
    public void delete(JobId job) {
        CompactedTopic<JobRecord> jobs = new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class);
        JobRecord record = jobs.read().get(job.text());
        if (record == null) {
            throw ExitCode.USAGE.because("there is no job " + job);
        }
        if (!record.state().ended()) {
            throw ExitCode.FAILED.because("job " + job + " has not ended (" + record.state() + "): cancel it first");
        }
        jobs.writer().removeAndClose(job.text(), FORGOTTEN);
        remove(home.job(job));
    }

    private static void remove(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot remove " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String pushModel(Path file, String name) {
        ModelRef model = ModelRef.of(file, name);
        try (TopicAdmin admin = new TopicAdmin(settings)) {
            admin.ensureSharedTopics();
        }
        new ModelTopic(settings).push(model, ChosenModel.kindOf(file), file, Instant.now());
        return model.sha256();
    }
}
