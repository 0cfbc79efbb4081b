package winnow.local;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import winnow.protocol.StopException;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.member.Role;

/** Announces itself as an instance does, and does nothing else until SIGTERM. As {@code broken}, it ends at once. */
final class StandInInstance {
    static final String LAST_WORDS = "no model, no work";

    private StandInInstance() {}

    /** @param arguments name and bootstrap */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments[0].equals("broken")) {
            System.err.println(LAST_WORDS);
            System.exit(1);
        }
        CountDownLatch terminated = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            terminated.countDown();
            try {
                main.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        while (terminated.getCount() > 0) {
            try {
                Announcer announcer =
                        new Announcer(ClientSettings.of(arguments[1]), arguments[0], Role.INSTANCE, Map::of);
                System.out.println("announced");
                terminated.await();
                announcer.close();
            } catch (StopException e) {
                System.out.println("not yet: " + e.getMessage());
            }
        }
    }
}
