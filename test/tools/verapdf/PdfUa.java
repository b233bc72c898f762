import java.io.FileInputStream;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges each file by PDF/UA-1: a line of its name, whether it complies, and the rules that it breaks, with tabs between. */
public class PdfUa {
  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (String file : files) System.out.println(file + "\t" + judge(file));
  }

  private static String judge(String file) throws Exception {
    PDFAFlavour rules = PDFAFlavour.PDFUA_1;
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new FileInputStream(file), rules, PDFAFlavour.NO_FLAVOUR);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(rules, false)) {
      ValidationResult result = validator.validate(parser);
      Map<String, Integer> counts = new TreeMap<>();
      for (TestAssertion one : result.getTestAssertions()) {
        if (one.getStatus() != TestAssertion.Status.FAILED) continue;
        String rule = one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber();
        counts.merge(rule + ": " + one.getMessage().replaceAll("\\s+", " "), 1, Integer::sum);
      }
      StringBuilder said = new StringBuilder().append(result.isCompliant());
      counts.forEach((fault, count) -> said.append("\t").append(fault).append(" (x").append(count).append(")"));
      return said.toString();
    }
  }
}
