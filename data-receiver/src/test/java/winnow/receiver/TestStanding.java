package winnow.receiver;

import java.util.ArrayList;
import java.util.List;

/** A job that goes on until a test says otherwise; remembers what it was told. */
final class TestStanding implements Standing {
    final List<String> told = new ArrayList<>();
    Runnable ensureAtWork;
    Runnable whilePaused = () -> {};
    boolean stopWhilePaused;

    TestStanding(Runnable ensureAtWork) {
        this.ensureAtWork = ensureAtWork;
    }

    @Override
    public void ensureAtWork() {
        ensureAtWork.run();
    }

    @Override
    public void diskFull(String sentence) {
        told.add(sentence);
    }

    @Override
    public void roomAgain() {
        told.add("room again");
    }

    @Override
    public boolean pause() {
        whilePaused.run();
        return stopWhilePaused;
    }
}
