package kz.dabyl.app.verify;

import java.util.ArrayList;
import java.util.List;

/** Signed notes that stand one behind the other in a file. */
public final class Notes {

    private static final String SIGNATURE = "— ";

    private Notes() {}

    /** Each with its signatures; text below the last signature is a note that nobody signed. */
    public static List<String> split(String text) {
        var notes = new ArrayList<String>();
        var note = new StringBuilder();
        var signed = false;
        for (var line : text.split("\n", -1)) {
            var signature = line.startsWith(SIGNATURE);
            if (signed && !signature) {
                notes.add(note.toString());
                note.setLength(0);
            }
            signed = signature;
            note.append(line).append('\n');
        }
        if (!note.toString().isBlank()) {
            notes.add(note.toString());
        }
        return notes;
    }
}
