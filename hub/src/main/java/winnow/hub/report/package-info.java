/** The page of a job that has ended, as one file. Start reading in {@link winnow.hub.report.ReportPage}. */
@NullMarked
package winnow.hub.report;

import org.jspecify.annotations.NullMarked;
