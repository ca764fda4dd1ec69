package dev.jobber;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// What an application gets that depends on jobber.
class PomTest {
    @Test
    void jobber_brings_no_other_library() throws Exception {
        Document pom =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(Path.of("pom.xml").toFile());
        var dependencies =
                (NodeList)
                        XPathFactory.newInstance()
                                .newXPath()
                                .evaluate(
                                        "/project/dependencies/dependency",
                                        pom,
                                        XPathConstants.NODESET);

        assertThat(IntStream.range(0, dependencies.getLength()).mapToObj(dependencies::item))
                .isNotEmpty()
                .allSatisfy(each -> {
                    var dependency = (Element) each;
                    assertThat(
                                    text(dependency, "optional").equals("true")
                                            || text(dependency, "scope").equals("provided"))
                            .as(text(dependency, "artifactId"))
                            .isTrue();
                });
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }
}
