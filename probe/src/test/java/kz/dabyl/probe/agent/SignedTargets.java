package kz.dabyl.probe.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import kz.dabyl.model.targets.Target;
import kz.dabyl.model.targets.TargetList;
import kz.dabyl.model.targets.TargetListJson;

/** Lists of targets as a collector signs them, with a key of its own. */
public final class SignedTargets {

    private final KeyPair keys;

    public SignedTargets() throws GeneralSecurityException {
        keys = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    }

    /** As it is told at enrolment. */
    public String key() {
        var encoded = keys.getPublic().getEncoded();
        return Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }

    public static byte[] list(long issued, long expires, List<Target> targets) {
        return TargetListJson.write(new TargetList(issued, expires, targets));
    }

    public String signature(byte[] body) throws GeneralSecurityException {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes("dabyl targets, version 1\n".getBytes(UTF_8));
        whole.writeBytes(body);
        var signer = Signature.getInstance("Ed25519");
        signer.initSign(keys.getPrivate());
        signer.update(whole.toByteArray());
        return Base64.getEncoder().encodeToString(signer.sign());
    }
}
