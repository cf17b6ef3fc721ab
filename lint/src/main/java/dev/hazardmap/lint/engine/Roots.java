package dev.hazardmap.lint.engine;

import java.util.Locale;
import java.util.Set;

/** Which code frameworks call from many threads: by annotation and supertype name, so that no framework need be present. */
public final class Roots {
    private static final Set<String> SHARED_ANNOTATIONS = Set.of(
            "ThreadSafe",
            "Controller",
            "RestController",
            "Service",
            "Component",
            "Repository",
            "ControllerAdvice",
            "RestControllerAdvice",
            "WebServlet",
            "WebFilter",
            "WebListener",
            "Singleton",
            "ApplicationScoped",
            "Named",
            "ServerEndpoint",
            "ChannelHandler.Sharable",
            "Sharable",
            "GrpcService",
            "Provider");
    private static final Set<String> NOT_SHARED = Set.of(
            "NotThreadSafe",
            "RequestScoped",
            "SessionScoped",
            "Dependent",
            "Stateless",
            "Stateful",
            "JobScope",
            "StepScope",
            "RequestScope",
            "SessionScope");
    private static final Set<String> SHARED_SUPERTYPES = Set.of(
            "HttpServlet",
            "GenericServlet",
            "Servlet",
            "Filter",
            "HttpHandler",
            "HandlerInterceptor",
            "OncePerRequestFilter",
            "ContainerRequestFilter",
            "ContainerResponseFilter",
            "BindableService",
            "ServletContextListener",
            "HttpSessionListener");
    private static final Set<String> SHARED_METHODS = Set.of(
            "KafkaListener",
            "Scheduled",
            "Async",
            "EventListener",
            "JmsListener",
            "RabbitListener",
            "SqsListener",
            "StreamListener",
            "RequestMapping",
            "GetMapping",
            "PostMapping",
            "PutMapping",
            "DeleteMapping",
            "PatchMapping",
            "GET",
            "POST",
            "PUT",
            "DELETE",
            "PATCH",
            "OnMessage",
            "Incoming",
            "Subscribe",
            "Asynchronous",
            "Schedule");
    private static final Set<String> INIT_METHODS = Set.of(
            "PostConstruct",
            "Inject",
            "Autowired",
            "BeforeEach",
            "BeforeAll",
            "Before",
            "BeforeClass",
            "PreDestroy",
            "Bean");
    private static final Set<String> INIT_NAMES = Set.of(
            "init",
            "afterPropertiesSet",
            "contextInitialized",
            "readObject",
            "contextDestroyed",
            "readExternal",
            "readResolve",
            "finalize");

    private static final Set<String> STARTUP_NAMES = Set.of(
            "start",
            "open",
            "connect",
            "activate",
            "setUp",
            "doStart",
            "onStart",
            "serviceInit",
            "serviceStart",
            "startup",
            "bind",
            "prepare",
            "build");

    private final Program program;

    Roots(Program program) {
        this.program = program;
    }

    /** Whether one instance serves many threads: servlets, singleton components, @ThreadSafe classes. */
    public boolean shared(ClassInfo info) {
        if (hasAny(info.annotations(), NOT_SHARED) || prototype(info) || ejbSingleton(info)) {
            return false;
        }
        if (hasAny(info.annotations(), SHARED_ANNOTATIONS)) {
            return true;
        }
        return extendsShared(info, 0);
    }

    /** Whether the class makes its only instance itself: private constructors and a static field of its own type, or an enum. */
    public boolean singleton(String name) {
        ClassInfo info = program.find(name);
        if (info == null) {
            return false;
        }
        boolean hidden = true;
        for (MethodInfo method : info.methods()) {
            hidden &= !method.name().equals("<init>") || method.isPrivate();
        }
        boolean own = false;
        for (FieldInfo field : info.fields()) {
            own |= field.isStatic() && field.key().desc().equals("L" + name + ";");
        }
        return hidden && own;
    }

    private static boolean prototype(ClassInfo info) {
        // Whatever the scope is: a @Scope is only written to leave singleton.
        return info.annotations().stream().anyMatch(a -> simple(a).equals("Scope"));
    }

    private static boolean ejbSingleton(ClassInfo info) {
        // The container holds a write lock around every business method, unless told otherwise.
        boolean ejb = info.annotations().stream().anyMatch(a -> a.endsWith("/ejb/Singleton;"));
        return ejb
                && info.annotations().stream()
                        .noneMatch(a -> simple(a).equals("ConcurrencyManagement")
                                || simple(a).equals("Lock"));
    }

    private boolean extendsShared(ClassInfo info, int depth) {
        for (String parent : info.parents()) {
            String name = parent.substring(parent.lastIndexOf('/') + 1);
            boolean jdk = parent.startsWith("java/util/logging/");
            if ((SHARED_SUPERTYPES.contains(name) || name.endsWith("ImplBase")) && !jdk) {
                return true;
            }
            ClassInfo up = program.find(parent);
            if (up != null && depth < 5 && extendsShared(up, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the method is called by a framework from its own threads, although instances of the class are not shared. */
    public boolean calledByThreads(MethodInfo method) {
        return hasAny(method.annotations(), SHARED_METHODS);
    }

    /** Whether the method runs before the object is shared, or after: life-cycle call-backs. */
    public boolean lifecycle(MethodInfo method) {
        return method.isInitializer()
                || hasAny(method.annotations(), INIT_METHODS)
                || INIT_NAMES.contains(method.name());
    }

    /** Whether the method sets the object up before its threads run, by the names the life-cycle contracts use. */
    public static boolean startUp(MethodInfo method) {
        String name = method.name();
        return STARTUP_NAMES.contains(name)
                || (name.startsWith("set") && method.desc().endsWith(")V"))
                || name.startsWith("init")
                || name.startsWith("configure");
    }

    /** Whether the method is the body of a thread by its class: Thread, TimerTask, ForkJoinTask. */
    public boolean threadBody(MethodInfo method) {
        String name = method.name();
        String owner = method.owner().name();
        boolean body = (name.equals("run") && method.desc().equals("()V")) || name.equals("compute");
        Types types = program.types();
        return body
                && (types.isA(owner, "java/lang/Thread")
                        || types.isA(owner, "java/util/TimerTask")
                        || types.isA(owner, "java/util/concurrent/ForkJoinTask"));
    }

    /** Whether the method is the body of a task that is made to run beside others of its class. */
    boolean forkJoin(MethodInfo method) {
        return program.types().isA(method.owner().name(), "java/util/concurrent/ForkJoinTask");
    }

    private static boolean hasAny(Set<String> annotations, Set<String> names) {
        for (String annotation : annotations) {
            if (names.contains(simple(annotation))) {
                return true;
            }
        }
        return false;
    }

    /** Whether some annotation asks a framework to fill the member in. */
    static boolean injected(Set<String> annotations) {
        return annotations.stream()
                .anyMatch(a -> !simple(a).toLowerCase(Locale.ROOT).contains("null"));
    }

    private static String simple(String desc) {
        String name = desc.substring(Math.max(desc.lastIndexOf('/'), desc.lastIndexOf('$')) + 1);
        return name.startsWith("L") && desc.indexOf('/') < 0
                ? name.substring(1, name.length() - 1)
                : name.substring(0, name.length() - 1);
    }
}
