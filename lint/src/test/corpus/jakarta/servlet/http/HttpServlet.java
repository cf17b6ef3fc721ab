package jakarta.servlet.http;

/** The class by its name: the corpus needs no framework. */
public abstract class HttpServlet {
    protected void doGet(String request, StringBuilder response) {}
}
