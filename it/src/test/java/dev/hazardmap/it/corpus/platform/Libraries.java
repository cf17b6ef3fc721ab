package dev.hazardmap.it.corpus.platform;

import static dev.hazardmap.it.corpus.Threads.inOrder;

import dev.hazardmap.it.corpus.Action;
import dev.hazardmap.it.corpus.Corpus;
import dev.hazardmap.it.corpus.Mode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.ref.Cleaner;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Collator;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Calendar;
import java.util.Currency;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Scanner;
import java.util.TimeZone;
import java.util.UUID;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.prefs.Preferences;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Text, time, locale, security, files, network, logging, XML, beans, management. */
@Corpus(Mode.MAPS)
class Libraries {
    private static void zip() throws Exception {
        Path file = Files.createTempDirectory("corpus").resolve("a.zip");
        try (var files = FileSystems.newFileSystem(file, java.util.Map.of("create", "true"))) {
            Files.writeString(files.getPath("x"), "y");
        }
        try (var zip = new java.util.zip.ZipFile(file.toFile())) {
            zip.stream().count();
        }
    }

    private static void loopback() throws Exception {
        try (var server = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new java.net.Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                var accepted = server.accept()) {
            client.getOutputStream().write(3);
            accepted.getInputStream().read();
        }
    }

    private static void server() throws Exception {
        var server = com.sun.net.httpserver.HttpServer.create(
                new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        var client = java.net.http.HttpClient.newHttpClient();
        var request = java.net.http.HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                .build();
        client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
        server.stop(0);
    }

    private static void hook() {
        Thread hook = new Thread(() -> {});
        Runtime.getRuntime().addShutdownHook(hook);
        Runtime.getRuntime().removeShutdownHook(hook);
    }

    private static void serialized(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            in.readObject();
        }
    }

    private static void twice(Action action) throws Exception {
        inOrder(action, action);
    }

    static void noRace_stringFormat() throws Exception {
        twice(() -> String.format("%5d %s %tF %e", 3, "x", new Date(0), 1.5));
    }

    static void noRace_stringFormatOfALocale() throws Exception {
        twice(() -> String.format(Locale.GERMANY, "%,.2f", 12345.678));
    }

    static void noRace_messageFormat() throws Exception {
        twice(() -> MessageFormat.format("{0,number} {1,date}", 3, new Date(0)));
    }

    static void noRace_numberFormat() throws Exception {
        twice(() -> NumberFormat.getCurrencyInstance(Locale.FRANCE).format(12));
    }

    static void noRace_simpleDateFormat() throws Exception {
        twice(() -> new SimpleDateFormat("EEE yyyy MMM", Locale.ITALY).format(new Date(0)));
    }

    static void noRace_calendar() throws Exception {
        twice(() -> Calendar.getInstance(TimeZone.getTimeZone("Europe/Berlin"), Locale.US)
                .getTime());
    }

    static void noRace_dateTimeFormatter() throws Exception {
        twice(() -> DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.CANADA).format(LocalDate.EPOCH));
    }

    static void noRace_localizedFormatter() throws Exception {
        twice(() -> DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                .withLocale(Locale.JAPAN)
                .format(LocalDate.EPOCH));
    }

    static void noRace_zonedTime() throws Exception {
        twice(() -> ZonedDateTime.of(2024, 3, 31, 2, 30, 0, 0, ZoneId.of("Europe/Paris"))
                .plusHours(1)
                .toString());
    }

    static void noRace_zoneIds() throws Exception {
        twice(() -> ZoneId.getAvailableZoneIds().size());
    }

    static void noRace_timeZones() throws Exception {
        twice(() -> TimeZone.getAvailableIDs());
    }

    static void noRace_locales() throws Exception {
        twice(() -> Locale.forLanguageTag("de-CH-1996").getDisplayName(Locale.ENGLISH));
    }

    static void noRace_availableLocales() throws Exception {
        twice(() -> Locale.getAvailableLocales());
    }

    static void noRace_currency() throws Exception {
        twice(() -> Currency.getInstance(Locale.UK).getSymbol(Locale.US));
    }

    static void noRace_collator() throws Exception {
        twice(() -> Collator.getInstance(Locale.GERMAN).compare("a", "ä"));
    }

    static void noRace_charset() throws Exception {
        twice(() -> Charset.forName("windows-1252").encode("é").remaining());
    }

    static void noRace_availableCharsets() throws Exception {
        twice(() -> Charset.availableCharsets().size());
    }

    static void noRace_regex() throws Exception {
        twice(() ->
                Pattern.compile("(?<a>\\p{L}+)\\s*[x-z&&[^y]]").matcher("abc z").matches());
    }

    static void noRace_scanner() throws Exception {
        twice(() -> new Scanner("1 2.5 x").nextInt());
    }

    static void noRace_uuid() throws Exception {
        twice(() -> UUID.randomUUID().hashCode());
    }

    static void noRace_digest() throws Exception {
        twice(() -> java.security.MessageDigest.getInstance("SHA-256").digest(new byte[3]));
    }

    static void noRace_cipher() throws Exception {
        twice(() -> javax.crypto.Cipher.getInstance("AES/GCM/NoPadding").getBlockSize());
    }

    static void noRace_mac() throws Exception {
        twice(() -> javax.crypto.Mac.getInstance("HmacSHA1").getMacLength());
    }

    static void noRace_secureRandom() throws Exception {
        twice(() -> new java.security.SecureRandom().nextInt());
    }

    static void noRace_keyPair() throws Exception {
        twice(() -> java.security.KeyPairGenerator.getInstance("EC")
                .generateKeyPair()
                .getPublic());
    }

    static void noRace_providers() throws Exception {
        twice(() -> java.security.Security.getProviders());
    }

    static void noRace_sslContext() throws Exception {
        twice(() -> javax.net.ssl.SSLContext.getDefault().getSupportedSSLParameters());
    }

    static void noRace_base64() throws Exception {
        twice(() -> Base64.getMimeEncoder().encodeToString(new byte[100]));
    }

    static void noRace_bigNumbers() throws Exception {
        twice(() -> new BigDecimal(BigInteger.TWO.pow(300))
                .sqrt(new java.math.MathContext(30))
                .toString());
    }

    static void noRace_prime() throws Exception {
        twice(() -> BigInteger.probablePrime(64, new java.util.Random(1)).bitLength());
    }

    static void noRace_parallelSort() throws Exception {
        twice(() -> Arrays.parallelSort(IntStream.range(0, 20_000).map(i -> -i).toArray()));
    }

    static void noRace_parallelStream() throws Exception {
        twice(() ->
                IntStream.range(0, 1000).parallel().boxed().sorted().toList().size());
    }

    static void noRace_environment() throws Exception {
        twice(() -> System.getenv("PATH").length());
    }

    static void noRace_wholeEnvironment() throws Exception {
        twice(() -> System.getenv().entrySet().size());
    }

    static void noRace_processBuilderEnvironment() throws Exception {
        twice(() -> new ProcessBuilder("x").environment().size());
    }

    static void noRace_properties() throws Exception {
        twice(() -> System.getProperties().stringPropertyNames().size());
    }

    static void noRace_process() throws Exception {
        twice(() -> new ProcessBuilder("true").start().waitFor());
    }

    static void noRace_processHandles() throws Exception {
        twice(() -> ProcessHandle.current().info().command().isPresent());
    }

    static void noRace_temporaryFile() throws Exception {
        twice(() -> Files.delete(Files.createTempFile("corpus", ".txt")));
    }

    static void noRace_fileWalk() throws Exception {
        twice(() -> Files.list(Path.of("/")).count());
    }

    static void noRace_zipFileSystem() throws Exception {
        twice(() -> zip());
    }

    static void noRace_deleteOnExit() throws Exception {
        twice(() -> new File("/tmp/corpus-none").deleteOnExit());
    }

    static void noRace_inetAddress() throws Exception {
        twice(() -> InetAddress.getByName("127.0.0.1").isReachable(1));
    }

    static void noRace_localHost() throws Exception {
        twice(() -> InetAddress.getLoopbackAddress().getHostName());
    }

    static void noRace_networkInterfaces() throws Exception {
        twice(() -> java.net.NetworkInterface.getNetworkInterfaces().hasMoreElements());
    }

    static void noRace_url() throws Exception {
        twice(() -> new URL("jar:file:/none.jar!/x").openConnection().getUseCaches());
    }

    static void noRace_uri() throws Exception {
        twice(() -> URI.create("http://a.b/c?d=e").resolve("../f").toURL().hashCode());
    }

    static void noRace_httpClient() throws Exception {
        twice(() -> java.net.http.HttpClient.newHttpClient().version());
    }

    static void noRace_sockets() throws Exception {
        twice(() -> loopback());
    }

    static void noRace_logger() throws Exception {
        twice(() -> Logger.getLogger("a.b.c").fine("x"));
    }

    static void noRace_logManager() throws Exception {
        twice(() -> LogManager.getLogManager().getLoggerNames().hasMoreElements());
    }

    static void noRace_xmlDocument() throws Exception {
        twice(() -> javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .newDocument()
                .createElement("a"));
    }

    static void noRace_xmlTransformer() throws Exception {
        twice(() -> javax.xml.transform.TransformerFactory.newInstance().newTransformer());
    }

    static void noRace_xpath() throws Exception {
        twice(() -> javax.xml.xpath.XPathFactory.newInstance().newXPath().compile("/a/b"));
    }

    static void noRace_beans() throws Exception {
        twice(() -> java.beans.Introspector.getBeanInfo(Thread.class).getPropertyDescriptors());
    }

    static void noRace_platformBeans() throws Exception {
        twice(() ->
                java.lang.management.ManagementFactory.getPlatformMBeanServer().getMBeanCount());
    }

    static void noRace_memoryBean() throws Exception {
        twice(() -> java.lang.management.ManagementFactory.getMemoryMXBean().getHeapMemoryUsage());
    }

    static void noRace_drivers() throws Exception {
        twice(() -> java.sql.DriverManager.drivers().count());
    }

    static void noRace_preferences() throws Exception {
        twice(() -> Preferences.userRoot().name());
    }

    static void noRace_serialized() throws Exception {
        twice(() -> serialized(new ArrayList<>(List.of("a", Locale.ROOT, LocalDate.EPOCH))));
    }

    static void noRace_serialFilter() throws Exception {
        twice(() -> java.io.ObjectInputFilter.Config.createFilter("java.base/*;!*"));
    }

    static void noRace_cleaner() throws Exception {
        twice(() -> Cleaner.create().register(new Object(), () -> {}).clean());
    }

    static void noRace_shutdownHook() throws Exception {
        twice(() -> hook());
    }

    static void noRace_threadDump() throws Exception {
        twice(() -> Thread.getAllStackTraces().size());
    }

    static void noRace_threadGroups() throws Exception {
        twice(() -> Thread.currentThread().getThreadGroup().activeCount());
    }

    static void noRace_threadLocals() throws Exception {
        twice(() -> ThreadLocal.withInitial(ArrayList::new).get().size());
    }

    static void noRace_normalizer() throws Exception {
        twice(() -> java.text.Normalizer.normalize("é", java.text.Normalizer.Form.NFD));
    }

    static void noRace_characterName() throws Exception {
        twice(() -> Character.getName(0x41));
    }

    static void noRace_interned() throws Exception {
        twice(() -> ("x" + System.nanoTime()).intern().length());
    }

    static void noRace_timers() throws Exception {
        twice(() -> new java.util.Timer(true).cancel());
    }

    static void noRace_completedAsync() throws Exception {
        twice(() -> java.util.concurrent.CompletableFuture.supplyAsync(() -> 1).join());
    }

    static void noRace_commonPool() throws Exception {
        twice(() ->
                java.util.concurrent.ForkJoinPool.commonPool().submit(() -> 1).join());
    }

    static void noRace_mimeType() throws Exception {
        twice(() -> java.net.URLConnection.guessContentTypeFromName("a.html"));
    }

    static void noRace_imageIo() throws Exception {
        twice(() -> javax.imageio.ImageIO.getReaderFormatNames());
    }

    static void noRace_keyStore() throws Exception {
        twice(() -> java.security.KeyStore.getInstance("PKCS12").load(null, null));
    }

    static void noRace_httpServer() throws Exception {
        twice(() -> server());
    }
}
