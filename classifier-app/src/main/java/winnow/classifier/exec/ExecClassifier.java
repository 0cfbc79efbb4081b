package winnow.classifier.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import winnow.classifier.model.Answers;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.ModelFile;
import winnow.protocol.StopException;
import winnow.protocol.frame.RejectCode;

/**
 * Gives each row the line that a program writes for it. Each thread has a process of its own, which goes from batch to
 * batch. Where one dies, the first row without a line is given alone to a new one: if that fails too it is the row's fault,
 * and it becomes a reject. One that keeps silent is killed when its caller gives up and interrupts.
 */
final class ExecClassifier implements Classifier {
    /** Instead of a number of fields. */
    private static final int OPEN = -1;

    private final Supplier<RunningProgram> start;
    private final ModelFile file;
    private final List<String> outputs;
    private final byte delimiter;
    /** Processes whose threads are not at work now. */
    private final ConcurrentLinkedDeque<RunningProgram> idle = new ConcurrentLinkedDeque<>();

    ExecClassifier(Supplier<RunningProgram> start, ModelFile file, List<String> outputs, char delimiter) {
        this.start = start;
        this.file = file;
        this.outputs = outputs;
        this.delimiter = (byte) delimiter;
    }

    @Override
    public List<String> inputs() {
        return List.of();
    }

    @Override
    public List<String> outputs() {
        return outputs;
    }

    @Override
    public void classify(Batch batch, Answers answers) {
        int row = 0;
        while (row < batch.rows()) {
            row = answerMany(batch, row, answers);
            if (row < batch.rows()) {
                answerAlone(batch, row, answers);
                row++;
            }
        }
    }

    /** @return the first row without a line, which is the number of rows if all went well */
    private int answerMany(Batch batch, int from, Answers answers) {
        RunningProgram free = idle.pollFirst();
        RunningProgram program = free == null ? start() : free;
        int row = from;
        try {
            program.send(rows(batch, from, batch.rows()));
            for (; row < batch.rows(); row++) {
                answer(row, program.nextLine(), answers);
            }
            idle.addFirst(program);
        } catch (ProgramFailedException e) {
            program.close();
        } catch (InterruptedException e) {
            throw givenUp(program);
        }
        return row;
    }

    private void answerAlone(Batch batch, int row, Answers answers) {
        RunningProgram program = start();
        try {
            program.send(rows(batch, row, row + 1));
            answer(row, program.nextLine(), answers);
            idle.addFirst(program);
        } catch (ProgramFailedException e) {
            program.close();
            answers.reject(row, RejectCode.CLASSIFIER_FAILED, "", "the program " + e.getMessage());
        } catch (InterruptedException e) {
            throw givenUp(program);
        }
    }

    /** The time limit was reached: whoever set it finds out for which row. */
    private static IllegalStateException givenUp(RunningProgram program) {
        program.close();
        Thread.currentThread().interrupt();
        return new IllegalStateException("the program did not answer in time");
    }

    /** That the machine cannot start a process is no row's fault: as an Error it ends the job instead. */
    private RunningProgram start() {
        try {
            return start.get();
        } catch (StopException e) {
            throw new IOError(e);
        }
    }

    private void answer(int row, byte[] line, Answers answers) {
        int fields = fields(line);
        if (fields == outputs.size()) {
            answers.answer(row, line, 0, line.length);
        } else {
            String fault = fields == OPEN
                    ? "the program's line ends inside a quoted field"
                    : "the program's line has " + fields + " fields, expected " + outputs.size()
                            + " (--outputs names them)";
            answers.reject(row, RejectCode.CLASSIFIER_FAILED, "", fault);
        }
    }

    private static byte[] rows(Batch batch, int from, int to) {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int row = from; row < to; row++) {
            rows.write(batch.bytes(), batch.start(row), batch.end(row) - batch.start(row));
            rows.write('\n');
        }
        return rows.toByteArray();
    }

    private int fields(byte[] line) {
        int fields = 1;
        boolean quoted = false;
        for (byte b : line) {
            quoted ^= b == '"';
            fields += b == delimiter && !quoted ? 1 : 0;
        }
        return quoted ? OPEN : fields;
    }

    @Override
    public void close() {
        for (RunningProgram program = idle.pollFirst(); program != null; program = idle.pollFirst()) {
            program.close();
        }
        file.close();
    }
}
