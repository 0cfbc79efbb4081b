/** What lies in the jobs' folders on this machine. Start reading in {@link winnow.hub.folder.JobFolders}. */
@NullMarked
package winnow.hub.folder;

import org.jspecify.annotations.NullMarked;
