package dev.hazardmap.lint.report;

import dev.hazardmap.lint.Finding;
import dev.hazardmap.lint.LintResult;
import java.io.IOException;
import java.io.Writer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit XML, for build servers that know nothing else: a failed test case per finding, one passed case when there is none. */
public final class JUnitWriter {
    private JUnitWriter() {}

    /** Writes {@code result} to {@code out}, which stays open. */
    public static void write(LintResult result, Writer out) throws IOException {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            int failures = result.findings().size();
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "hazardmap-lint");
            xml.writeAttribute("tests", String.valueOf(Math.max(1, failures)));
            xml.writeAttribute("failures", String.valueOf(failures));
            xml.writeAttribute("errors", "0");
            for (Finding finding : result.findings()) {
                failure(xml, finding);
            }
            if (failures == 0) {
                xml.writeEmptyElement("testcase");
                xml.writeAttribute("classname", "hazardmap-lint");
                xml.writeAttribute("name", "no findings");
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IOException("cannot write JUnit XML: " + e.getMessage(), e);
        }
    }

    private static void failure(XMLStreamWriter xml, Finding finding) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", finding.where().className());
        xml.writeAttribute(
                "name",
                finding.rule() + " " + finding.subject() + " line "
                        + finding.where().line());
        xml.writeStartElement("failure");
        xml.writeAttribute("type", finding.rule());
        xml.writeAttribute("message", finding.message());
        StringBuilder text = new StringBuilder(finding.where().toString()).append('\n');
        for (Finding.Trace trace : finding.traces()) {
            text.append(trace.title())
                    .append(" (locks held: ")
                    .append(trace.locks())
                    .append(")\n");
            trace.frames().forEach(frame -> text.append("    ").append(frame).append('\n'));
        }
        xml.writeCharacters(text.append(finding.advice()).toString());
        xml.writeEndElement();
        xml.writeEndElement();
    }
}
