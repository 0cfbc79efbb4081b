package winnow.classifier.jobs;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions that an instance left open when it died, or when it was stopped for so long that it counts as
 * dead. An open transaction holds back everybody who reads the results, until it times out; and that has to be long after
 * the slowest chunk. So whoever is left when the group has given a member up fences that member's producers.
 *
 * <p>Kafka Streams names a transaction after its process, {@code <application>-<process>-<thread>}, and the members of
 * its group too. Has a thread of its own.
 */
final class AbandonedTransactions implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AbandonedTransactions.class);
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(300);

    /** Also when nothing is known to have changed: a group may settle between two looks, or a broker be too busy to answer. */
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(3);

    private final Admin admin;
    private final String application;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean rebalancing;

    AbandonedTransactions(Admin admin, String application) {
        this.admin = admin;
        this.application = application;
        this.thread = new Thread(this::watch, "abandoned-transactions-" + application);
        thread.setDaemon(true);
        thread.start();
    }

    /** A member has come or gone, or all have settled down. Any thread. */
    void rebalancing(boolean now) {
        rebalancing = now;
    }

    private void watch() {
        long lookedAt = System.nanoTime();
        try {
            while (!closing.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                if (rebalancing || System.nanoTime() - lookedAt >= LOOK_ANYWAY.toNanos()) {
                    end();
                    lookedAt = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() throws InterruptedException {
        try {
            Set<String> abandoned = abandoned();
            if (!abandoned.isEmpty()) {
                log.info("application={} ends the transactions of the dead: {}", application, abandoned);
                within(admin.fenceProducers(abandoned).all());
            }
        } catch (ExecutionException | TimeoutException e) {
            log.debug("application={} transactions not ended, tries again", application, e);
        }
    }

    /** In this order: whoever had a transaction and is no member afterwards works no more, or has ended it. */
    private Set<String> abandoned() throws ExecutionException, TimeoutException, InterruptedException {
        ListTransactionsOptions open = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
        Set<String> transactions = within(admin.listTransactions(open).all()).stream()
                .map(TransactionListing::transactionalId)
                .filter(id -> id.startsWith(application + "-"))
                .collect(Collectors.toSet());
        if (transactions.isEmpty()) {
            return transactions;
        }
        List<String> members = within(
                        admin.describeConsumerGroups(List.of(application)).all())
                .values()
                .stream()
                .flatMap(group -> group.members().stream())
                .map(MemberDescription::clientId)
                .toList();
        return withoutMember(transactions, members);
    }

    static Set<String> withoutMember(Set<String> transactions, Collection<String> members) {
        return transactions.stream()
                .filter(transaction -> {
                    String process = transaction.substring(0, transaction.lastIndexOf('-') + 1);
                    return members.stream().noneMatch(member -> member.startsWith(process));
                })
                .collect(Collectors.toSet());
    }

    private static <T> T within(KafkaFuture<T> answer)
            throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(REQUEST.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
    }
}
