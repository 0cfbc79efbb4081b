package winnow.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import winnow.protocol.frame.CorruptFrameException;
import winnow.protocol.job.Attempt;
import winnow.receiver.log.Digests;
import winnow.receiver.log.Mark;
import winnow.receiver.log.SafeMark;
import winnow.receiver.order.LostFrameException;
import winnow.sender.send.ChangedInputException;

/**
 * One job under one schedule: anything happens in any order for a while, then nothing bad any more, and the job has to be
 * finished to the bytes of an undisturbed run. One thread.
 */
final class Simulation {
    private static final int LEAST_EVENTS = 20;
    private static final int MOST_MORE_EVENTS = 140;
    /** Each finds another fault that was done, or tries the other input. */
    private static final int MOST_RESUMES = 8;

    private final Set<Guard> missing;
    private final Schedule schedule;
    private final Faults faults;
    private final TinyJob job;
    private final SimulatedDisk disk;
    private final SimulatedBroker broker = new SimulatedBroker();
    private final SimulatedGroup group;
    private final List<SimulatedSender> forsaken = new ArrayList<>();
    private @Nullable SimulatedSender sender;
    private @Nullable SimulatedReceiver receiver;

    /** What the job's folder remembers beside the log: the attempt, and that a receiver has made the files. */
    private Attempt remembered = Attempt.FIRST;

    private boolean claimed;
    private TinyInput input;
    private boolean edited;
    private boolean powerCutAtDeath;
    private boolean disturbed = true;
    /** So many frames were said to be safe. */
    private long promised;

    private boolean done;

    private Simulation(long seed, Set<Guard> missing, @Nullable List<String> events) {
        this.missing = missing;
        this.schedule = new Schedule(seed, events);
        this.faults = new Faults(schedule);
        this.job = TinyJob.any(schedule);
        this.input = job.original();
        this.disk = new SimulatedDisk(schedule, missing);
        this.group = new SimulatedGroup(job, schedule.oneIn(2), schedule);
    }

    /**
     * Plays one schedule.
     *
     * @param missing guards that are left out
     * @param events takes what happens, if anybody wants to know
     * @return how the promise was broken; null if it was kept
     */
    static @Nullable String violation(long seed, Set<Guard> missing, @Nullable List<String> events) {
        Simulation simulation = new Simulation(seed, missing, events);
        try {
            simulation.disturb();
            simulation.finish();
            simulation.requireExactFiles();
            return null;
        } catch (Violation e) {
            return e.getMessage();
        } catch (RuntimeException e) { // whatever it is, a program would have ended with it
            return e.toString();
        }
    }

    private void disturb() {
        make(Attempt.FIRST);
        Dice dice = new Dice(schedule);
        for (int n = LEAST_EVENTS + schedule.below(MOST_MORE_EVENTS); n > 0 && !done; n--) {
            happen(dice.next());
        }
    }

    private void happen(Event event) {
        schedule.note(event.name());
        switch (event) {
            case START -> start();
            case SEND -> send();
            case DELIVER -> deliver();
            case CLASSIFY -> classify(group::classifyOne);
            case ANSWER -> group.answer();
            case COMMIT -> group.commit();
            case POLL -> poll();
            case SYNC -> receive(() -> receiver != null && receiver.sync());
            case KILL_SENDER -> sender = null;
            case FORSAKE_SENDER -> forsakeSender();
            case DELIVER_LATE -> deliverLate();
            case ADD_INSTANCE -> addInstance();
            case KILL_INSTANCE -> group.kill();
            case REBALANCE -> group.rebalance();
            case FORSAKE_INSTANCE -> group.forsake();
            case CLASSIFY_LATE -> classify(group::classifyLate);
            case KILL_RECEIVER -> receiver = null;
            case DIE_AT_DISK -> dieAtDisk();
            case CUT_POWER -> cutPower();
            case FILL_DISK -> disk.fill(schedule.below(200));
            case FREE_DISK -> disk.free();
            case LOSE_FRAME -> onTopics(faults::loseFrame);
            case LOSE_END -> onTopics(faults::loseEnd);
            case DAMAGE_FRAME -> onTopics(faults::damageFrame);
            case WIPE_BROKER -> wipe();
            case GIVE_UP -> giveUp();
            case INTERRUPT -> interrupt();
            case EDIT_INPUT -> edit();
        }
    }

    // the user, and what watches over the programs

    private void start() {
        AttemptTopics topics = broker.topics();
        if (topics == null) {
            resume();
            return;
        }
        if (group.isEmpty()) {
            group.add(topics);
        }
        if (sender == null) {
            sender = new SimulatedSender(topics, input);
        }
        if (receiver == null) {
            receive(() -> startReceiver(topics));
        }
    }

    private boolean startReceiver(AttemptTopics topics) {
        SimulatedReceiver started = new SimulatedReceiver(topics, disk, claimed, missing);
        disk.call();
        claimed = true;
        schedule.note("receiver goes on at chunk", started.next());
        if (started.next() < promised) {
            throw new Violation(promised + " chunks were safe, and " + started.next() + " are left");
        }
        receiver = started;
        return true;
    }

    private void resume() {
        leave();
        Attempt left = broker.known();
        boolean known = left != null;
        if (left == null) {
            left = remembered;
        }
        Mark mark = SafeMark.of(TinyInput.FILES, disk);
        make(left.toGoOnBy(known && broker.has(left), mark.next(), mark.source()));
    }

    /** Each step so that a crash after it does no harm. */
    private void make(Attempt attempt) {
        schedule.note("attempt", attempt.number());
        remembered = attempt;
        if (dies()) {
            return;
        }
        broker.createTopics(attempt, job.partitions());
        if (dies()) {
            return;
        }
        broker.publishActive(attempt);
        if (dies()) {
            return;
        }
        broker.deleteEarlierTopics(attempt);
    }

    private boolean dies() {
        return disturbed && schedule.oneIn(32);
    }

    private void interrupt() {
        receive(() -> {
            if (receiver != null) {
                receiver.stop();
            }
            return true;
        });
        stop("interrupted", false);
    }

    private void stop(String reason, boolean broken) {
        AttemptTopics topics = broker.topics();
        if (topics != null) {
            schedule.note("stopped: " + reason);
            broker.publishStopped(topics.attempt(), broken);
            leave();
        }
    }

    private void leave() {
        sender = null;
        receiver = null;
        group.leave();
    }

    private void edit() {
        edited = true;
        input = input == job.original() ? job.edited() : job.original();
    }

    private void onTopics(Consumer<AttemptTopics> fault) {
        AttemptTopics topics = broker.topics();
        if (topics != null) {
            fault.accept(topics);
        }
    }

    private void wipe() {
        onTopics(AttemptTopics::wipe);
        broker.wipe();
    }

    // the sender

    private boolean send() {
        try {
            return sender != null && sender.send();
        } catch (ChangedInputException e) {
            if (!edited) {
                throw new Violation("the sender says of an input that nobody has touched: " + e.getMessage());
            }
            stop("the input has changed", true);
            return true;
        }
    }

    private boolean deliver() {
        return sender != null && sender.deliver(schedule.below(job.partitions()));
    }

    private void forsakeSender() {
        if (sender != null) {
            forsaken.add(sender);
            sender = null;
        }
    }

    /** It cuts and sends on, until it sees that the input has changed under it. */
    private void deliverLate() {
        if (!forsaken.isEmpty()) {
            SimulatedSender late = forsaken.get(schedule.below(forsaken.size()));
            if (!late.deliver(schedule.below(job.partitions()))) {
                try {
                    late.send();
                } catch (ChangedInputException e) {
                    forsaken.remove(late);
                }
            }
        }
    }

    // the instances

    private void addInstance() {
        AttemptTopics topics = broker.topics();
        if (topics != null) {
            group.add(topics);
        }
    }

    private void classify(Runnable step) {
        try {
            step.run();
        } catch (CorruptFrameException e) {
            stop("an instance has met a damaged frame", true);
        }
    }

    // the receiver

    private boolean poll() {
        int partition = schedule.below(job.partitions());
        int most = 1 + schedule.below(4);
        return receive(() -> receiver != null && receiver.poll(partition, most));
    }

    private boolean receive(BooleanSupplier step) {
        try {
            boolean worked = step.getAsBoolean();
            if (receiver != null) {
                note(receiver);
            }
            return worked;
        } catch (ProcessDiedException e) {
            receiverDied();
            return true;
        } catch (LostFrameException e) {
            lost(String.valueOf(e.getMessage()));
            return true;
        }
    }

    private void note(SimulatedReceiver at) {
        promised = Math.max(promised, at.safe());
        done = at.done();
        if (done && !isOfTheInput(at.digests())) {
            throw new Violation("the digests of the files are " + at.digests());
        }
        if (at.conflicts() > 0 && !edited) {
            throw new Violation("a frame came again with other bytes");
        }
    }

    private boolean isOfTheInput(@Nullable Digests digests) {
        return job.original().digests().equals(digests)
                || (edited && job.edited().digests().equals(digests));
    }

    private void lost(String reason) {
        try {
            if (receiver != null) {
                receiver.stop();
                note(receiver);
            }
            stop(reason, true);
        } catch (ProcessDiedException e) {
            receiverDied();
        }
    }

    private void giveUp() {
        if (receiver != null) {
            lost("given up");
        }
    }

    private void dieAtDisk() {
        disk.endProcessAtCall(1 + schedule.below(50));
        powerCutAtDeath = schedule.oneIn(2);
    }

    private void receiverDied() {
        schedule.note("the receiver has died at the disk");
        disk.endNoProcess();
        receiver = null;
        if (powerCutAtDeath) {
            cutPower();
        }
    }

    /** Of the machine that has the job's folder; its sender and its receiver go with it. */
    private void cutPower() {
        receiver = null;
        sender = null;
        disk.cutPower();
    }

    // the end

    /** Nothing bad happens any more. */
    private void finish() {
        disturbed = false;
        disk.free();
        disk.endNoProcess();
        schedule.note("from here on nothing is disturbed");
        for (int n = 0; n < MOST_RESUMES && !done; n++) {
            start();
            while (!done && work()) {}
            if (!done) {
                interrupt(); // by a user who sees that it waits
            }
            if (!done && edited) {
                schedule.note("the user puts the other input there");
                edit();
            }
        }
        if (!done) {
            throw new Violation("the job cannot be finished");
        }
    }

    /** @return whether anything was left to do */
    private boolean work() {
        AttemptTopics topics = broker.topics();
        if (topics == null) {
            return false;
        }
        if (sender == null || receiver == null || group.isEmpty()) {
            start();
        }
        boolean worked = send();
        worked |= deliver();
        boolean[] classified = new boolean[1];
        classify(() -> classified[0] = group.finish());
        worked |= classified[0];
        worked |= poll();
        if (!worked && receiver != null && receiver.isLost()) {
            lost("a frame is lost");
        }
        return worked;
    }

    private void requireExactFiles() {
        disk.cutPower(); // what is complete is safe
        FinishedFiles files = FinishedFiles.on(disk);
        if (!files.equals(job.original().finished())
                && !(edited && files.equals(job.edited().finished()))) {
            throw new Violation("the files of the job are not those of an undisturbed run");
        }
    }
}
