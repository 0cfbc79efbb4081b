package winnow.classifier.exec;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;

/**
 * One process of the program. It has a thread that reads what it writes and one that writes what it reads: whichever way
 * it goes about its work, neither waits for the other. Used by one thread at a time.
 */
final class RunningProgram implements AutoCloseable {
    /** Says in the queue of lines that there will be no more. */
    private static final byte[] END = {};
    /** The same, because the last one was too long to be kept. */
    private static final byte[] TOO_LONG = {};

    private static final int LONGEST_LINE = 1 << 20;
    /** A program that writes without end is made to wait. */
    private static final int LINES_AHEAD = 1024;

    private final Process process;
    private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>(LINES_AHEAD);
    private final BlockingQueue<byte[]> input = new LinkedBlockingQueue<>();
    private final Thread reader;

    private RunningProgram(Process process) {
        this.process = process;
        this.reader = daemon(this::readLines, "exec-reader-" + process.pid());
        daemon(this::writeInput, "exec-writer-" + process.pid());
    }

    /**
     * @param header the first line that it reads
     * @throws winnow.protocol.StopException if it cannot be started
     */
    static RunningProgram start(List<String> command, Path folder, byte[] header) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            // else Python keeps its lines back until it has 8 KB of them
            builder.environment().put("PYTHONUNBUFFERED", "1");
            RunningProgram program = new RunningProgram(builder.start());
            program.input.add(header);
            return program;
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot start the program " + String.join(" ", command) + ": " + e.getMessage()
                            + "; make sure that it can be executed and begins with its interpreter (#!/usr/bin/env python3)",
                    e);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void readLines() {
        try {
            lines.put(readToTheEnd());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return why there are no more */
    private byte[] readToTheEnd() throws InterruptedException {
        try (InputStream out = new BufferedInputStream(process.getInputStream(), 64 << 10)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = out.read(); b >= 0; b = out.read()) {
                if (b == '\n') {
                    lines.put(withLineEnd(line.toByteArray()));
                    line.reset();
                } else if (line.size() == LONGEST_LINE) {
                    return TOO_LONG;
                } else {
                    line.write(b);
                }
            }
        } catch (IOException e) {
            // it was killed
        }
        return END;
    }

    /** Kept to tell an empty line from the end; only a carriage return before it is taken away. */
    private static byte[] withLineEnd(byte[] line) {
        int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        byte[] whole = Arrays.copyOf(line, length + 1);
        whole[length] = '\n';
        return whole;
    }

    private void writeInput() {
        try (OutputStream in = process.getOutputStream()) {
            for (byte[] bytes = input.take(); bytes.length > 0; bytes = input.take()) {
                in.write(bytes);
                in.flush();
            }
        } catch (IOException e) {
            // it has ended: whoever waits for its lines finds out
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Rows, each with its line end. */
    void send(byte[] rows) throws ProgramFailedException {
        byte @Nullable [] line = lines.peek();
        if (line != null) {
            throw line.length == 0
                    ? noMore(line)
                    : new ProgramFailedException("wrote more lines than it was given rows");
        }
        input.add(rows);
    }

    /**
     * Its next line, without the line end, as soon as it is there.
     *
     * @throws InterruptedException if whoever called has given the call up
     */
    byte[] nextLine() throws ProgramFailedException, InterruptedException {
        byte[] line = lines.take();
        if (line.length == 0) {
            throw noMore(line);
        }
        return Arrays.copyOf(line, line.length - 1);
    }

    @SuppressWarnings("ReferenceEquality") // the two marks differ in nothing else
    private ProgramFailedException noMore(byte[] mark) {
        return new ProgramFailedException(
                mark == TOO_LONG ? "wrote a line of more than " + LONGEST_LINE + " bytes" : ended());
    }

    private String ended() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS)
                    ? "ended with exit code " + process.exitValue()
                    : "closed its output";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was interrupted";
        }
    }

    /** Kills it and whatever it has started: there is nothing that they could still do. */
    @Override
    public void close() {
        reader.interrupt(); // it may wait to hand on lines that nobody takes any more
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        input.add(END);
    }
}
