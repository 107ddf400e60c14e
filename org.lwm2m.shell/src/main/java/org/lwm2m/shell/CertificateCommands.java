package org.lwm2m.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.naming.ldap.Rdn;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.lwm2m.api.Bytes;
import org.lwm2m.tls.issue.CertificateDraft;
import org.lwm2m.tls.issue.Extensions;
import org.lwm2m.tls.issue.TrialAuthority;
import org.lwm2m.tls.key.Keys;
import org.lwm2m.tls.key.Pem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes a key and what one needs to get a certificate for it, or a certificate for trials. */
@Component(service = CertificateCommands.class)
@GogoCommand(scope = "lwm2m", function = "certificate")
public final class CertificateCommands {

    private static final String CERTIFICATE =
            "NAME FOLDER [--self-signed] [dns=NAME] [ip=ADDRESS] [uri=URI] [days=DAYS]"
                    + "  the common name, such as an endpoint; writes key.pem, public.pem and request.pem or certificate.pem";

    private static final Set<String> KINDS = Set.of("dns", "ip", "uri");
    private static final int YEAR = 365;

    private final Clock clock;

    @Activate
    public CertificateCommands() {
        this(Clock.systemUTC());
    }

    CertificateCommands(Clock clock) {
        this.clock = clock;
    }

    @Descriptor("makes a key with a request for a certificate, or with a self-signed certificate for trials")
    public String certificate(@Descriptor(CERTIFICATE) String... words) throws CommandFailed {
        var arguments = Arguments.of("certificate", CERTIFICATE, 2, 20, words);
        var selfSigned = arguments.words().contains("--self-signed");
        var days = YEAR;
        var names = new ArrayList<String>();
        for (var word : arguments.words().subList(2, words.length)) {
            var kind = word.substring(0, Math.max(0, word.indexOf('=')));
            if (KINDS.contains(kind)) {
                names.add(word.replaceFirst("=", ":"));
            } else if (kind.equals("days")) {
                days = arguments.number(word.substring(kind.length() + 1));
            } else if (!word.equals("--self-signed")) {
                throw arguments.wrong("'" + word + "' is not understood");
            }
        }
        try {
            var keys = TrialAuthority.keyPair();
            var draft = draft(arguments.text(0), keys, names, days);
            return write(Path.of(arguments.text(1)), keys, draft, selfSigned);
        } catch (IllegalArgumentException e) {
            throw arguments.wrong(e.getMessage());
        } catch (IOException e) {
            throw new CommandFailed("can't write: " + e, e);
        } catch (GeneralSecurityException e) {
            throw new CommandFailed("this Java can't make it: " + e.getMessage(), e);
        }
    }

    private CertificateDraft draft(String name, KeyPair keys, List<String> names, int days) {
        if (days < 1 || days > 100 * YEAR) {
            throw new IllegalArgumentException("days has to be 1 to " + 100 * YEAR);
        }
        var now = clock.instant();
        return new CertificateDraft(
                "CN=" + Rdn.escapeValue(name),
                keys.getPublic(),
                // A clock that is a little behind should not find it too early.
                now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofDays(days)),
                new Extensions(false, List.of(), List.copyOf(names)));
    }

    private static String write(Path folder, KeyPair keys, CertificateDraft draft, boolean selfSigned)
            throws IOException, GeneralSecurityException, CommandFailed {
        Files.createDirectories(folder);
        var open = pem("PUBLIC KEY", keys.getPublic().getEncoded());
        var what = selfSigned ? "certificate.pem" : "request.pem";
        var made = selfSigned ? draft.selfSigned(keys.getPrivate()) : null;
        var text = selfSigned ? pem("CERTIFICATE", made.getEncoded()) : pem("CERTIFICATE REQUEST", draft.request(keys));
        for (var name : List.of("key.pem", "public.pem", what)) {
            if (Files.exists(folder.resolve(name))) {
                throw new CommandFailed(folder.resolve(name) + " is there already; take another folder");
            }
        }
        create(folder.resolve("key.pem"), pem("PRIVATE KEY", keys.getPrivate().getEncoded()) + open);
        create(folder.resolve("public.pem"), open);
        create(folder.resolve(what), text);
        return "made key.pem, public.pem and " + what + " in " + folder
                + (selfSigned ? "\nSHA-256 " + Keys.fingerprint(made).hex() : "");
    }

    private static String pem(String label, byte[] der) {
        return new Pem(label, Bytes.wrap(der)).text();
    }

    /** Its owner's alone from the first moment; one that is there stays as it is. */
    private static void create(Path file, String text) throws IOException {
        var posix = Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
        var owner = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try (var channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
            channel.write(StandardCharsets.US_ASCII.encode(text));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + " is there already", e);
        }
    }
}
