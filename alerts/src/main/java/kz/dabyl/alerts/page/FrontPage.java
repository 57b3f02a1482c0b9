package kz.dabyl.alerts.page;

/** The page that says how it is. A pure function of what is known: the same picture gives the same bytes. */
record FrontPage(Picture picture, PageWords phrases, Frame frame) {

    static final String PATH = "/";

    String document() {
        var until = picture.until().isPresent()
                ? phrases.times().exact(picture.until().getAsLong())
                : "–";
        return frame.document(phrases.get("title"), until, html -> {
            new NowPart(picture, phrases, frame).write(html);
            new IncidentPart(picture, phrases, frame).write(html);
            new MapPart(picture, phrases, frame).write(html);
        });
    }
}
