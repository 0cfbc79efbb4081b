package winnow.aws;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A public image, looked up by a parameter that its owner keeps: no image of ours, and never an old one. */
enum Image {
    DEBIAN_12("debian-12", "/aws/service/debian/release/12/latest/%s", "/dev/xvda", "admin"),
    UBUNTU_24_04(
            "ubuntu-24.04",
            "/aws/service/canonical/ubuntu/server/24.04/stable/current/%s/hvm/ebs-gp3/ami-id",
            "/dev/sda1",
            "ubuntu");

    private final String label;
    private final String parameter;
    private final String disk;
    private final String user;

    Image(String label, String parameter, String disk, String user) {
        this.label = label;
        this.parameter = parameter;
        this.disk = disk;
        this.user = user;
    }

    static Optional<Image> of(String label) {
        return Arrays.stream(values())
                .filter(image -> image.label.equals(label))
                .findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(Image::label).collect(Collectors.joining(" or "));
    }

    String label() {
        return label;
    }

    /** The name of the public parameter of Systems Manager. */
    String parameter(Architecture architecture) {
        return parameter.formatted(architecture.label());
    }

    /** The device of its root file system: a mapping of another name would add a second disk. */
    String disk() {
        return disk;
    }

    /** Who may log in, with sudo. */
    String user() {
        return user;
    }
}
