/**
 * What a program tells of itself over HTTP: {@code /metrics} for Prometheus, {@code /status} for the hub, {@code /livez} and
 * {@code /readyz}. Start reading in {@link winnow.metrics.ProgramMetrics}; programs count in {@link winnow.metrics.JobMeter}.
 */
@NullMarked
package winnow.metrics;

import org.jspecify.annotations.NullMarked;
