package winnow.bench;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** ONNX Runtime and nothing else, on tensors that are there already: no model can be faster than this. */
final class BareRuntime implements AutoCloseable {
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new TreeMap<>();

    BareRuntime(Case model) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(String.valueOf(model.file()), options);
        }
        List<String> columns = model.format().columns();
        List<String[]> rows = model.rows();
        for (NodeInfo input : session.getInputInfo().values()) {
            int column = columns.indexOf(input.getName());
            int from = Math.max(0, column);
            int width = column < 0 ? columns.size() : 1;
            long[] shape = {rows.size(), width};
            if (((TensorInfo) input.getInfo()).type == OnnxJavaType.STRING) {
                String[] texts = rows.stream().map(row -> row[from]).toArray(String[]::new);
                inputs.put(input.getName(), OnnxTensor.createTensor(environment, texts, shape));
            } else {
                FloatBuffer numbers = FloatBuffer.allocate(rows.size() * width);
                rows.forEach(row -> {
                    for (int i = from; i < from + width; i++) {
                        numbers.put(Float.parseFloat(row[i]));
                    }
                });
                inputs.put(input.getName(), OnnxTensor.createTensor(environment, numbers.flip(), shape));
            }
        }
    }

    /** @return the labels, so that nothing is left undone */
    Object run() throws OrtException {
        try (OrtSession.Result result = session.run(inputs, Set.of("label"))) {
            return result.get(0).getValue();
        }
    }

    @Override
    public void close() throws OrtException {
        inputs.values().forEach(OnnxTensor::close);
        session.close();
    }
}
