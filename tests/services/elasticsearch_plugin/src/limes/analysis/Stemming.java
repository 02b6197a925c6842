package limes.analysis;

import java.util.Locale;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.bg.BulgarianStemFilter;
import org.apache.lucene.analysis.cz.CzechStemFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.de.GermanMinimalStemFilter;
import org.apache.lucene.analysis.de.GermanStemFilter;
import org.apache.lucene.analysis.el.GreekStemFilter;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.es.SpanishPluralStemFilter;
import org.apache.lucene.analysis.fi.FinnishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchMinimalStemFilter;
import org.apache.lucene.analysis.hu.HungarianLightStemFilter;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.lv.LatvianStemFilter;
import org.apache.lucene.analysis.miscellaneous.EmptyTokenStream;
import org.apache.lucene.analysis.no.NorwegianLightStemFilter;
import org.apache.lucene.analysis.no.NorwegianMinimalStemFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.pt.PortugueseMinimalStemFilter;
import org.apache.lucene.analysis.pt.PortugueseStemFilter;
import org.apache.lucene.analysis.ru.RussianLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.FrenchStemmer;

/** `stemmer` with its languages of the Union, `snowball`, and the stemmers with a filter name of their own. */
final class Stemming {

    /** Languages whose plain name in `stemmer` means the Snowball stemmer of that name. */
    private static final String SNOWBALL =
        " catalan danish dutch estonian finnish french german german2 hungarian irish italian lithuanian norwegian"
            + " portuguese romanian russian serbian spanish swedish turkish ";

    private Stemming() {}

    static void register(Map<String, AnalysisProvider<TokenFilterFactory>> to) {
        Factories.plain(to, "stemmer", settings -> {
            String language = settings.get("language", settings.get("name", "porter"));
            stem(language, new EmptyTokenStream());
            return input -> stem(language, input);
        });
        Factories.plain(to, "snowball", settings -> {
            String language = settings.get("language", settings.get("name", "English"));
            String stemmer = capitalised(language);
            new SnowballFilter(new EmptyTokenStream(), stemmer);
            return input -> new SnowballFilter(input, stemmer);
        });
        Factories.plain(to, "porter_stem", settings -> PorterStemFilter::new);
        Factories.plain(to, "kstem", settings -> KStemFilter::new);
        Factories.plain(to, "czech_stem", settings -> CzechStemFilter::new);
        Factories.plain(to, "german_stem", settings -> GermanStemFilter::new);
        Factories.plain(to, "dutch_stem", settings -> input -> new SnowballFilter(input, new DutchStemmer()));
        Factories.plain(to, "french_stem", settings -> input -> new SnowballFilter(input, new FrenchStemmer()));
        Factories.plain(to, "russian_stem", settings -> input -> new SnowballFilter(input, "Russian"));
    }

    private static TokenStream stem(String language, TokenStream input) {
        String name = language.toLowerCase(Locale.ROOT);
        return SNOWBALL.contains(" " + name + " ") ? new SnowballFilter(input, capitalised(name)) : special(name, input);
    }

    private static TokenStream special(String name, TokenStream input) {
        return switch (name) {
            case "bulgarian" -> new BulgarianStemFilter(input);
            case "czech" -> new CzechStemFilter(input);
            case "dutch_kp", "dutchkp", "kp" -> new SnowballFilter(input, "Kp");
            case "english", "porter" -> new PorterStemFilter(input);
            case "light_english", "lightenglish", "kstem" -> new KStemFilter(input);
            case "lovins" -> new SnowballFilter(input, "Lovins");
            case "minimal_english", "minimalenglish" -> new EnglishMinimalStemFilter(input);
            case "porter2" -> new SnowballFilter(input, "English");
            case "possessive_english", "possessiveenglish" -> new EnglishPossessiveFilter(input);
            case "light_finnish", "lightfinnish", "light_finish", "lightfinish" -> new FinnishLightStemFilter(input);
            case "light_french", "lightfrench" -> new FrenchLightStemFilter(input);
            case "minimal_french", "minimalfrench" -> new FrenchMinimalStemFilter(input);
            case "light_german", "lightgerman" -> new GermanLightStemFilter(input);
            case "minimal_german", "minimalgerman" -> new GermanMinimalStemFilter(input);
            case "greek" -> new GreekStemFilter(input);
            case "light_hungarian", "lighthungarian" -> new HungarianLightStemFilter(input);
            case "light_italian", "lightitalian" -> new ItalianLightStemFilter(input);
            case "latvian" -> new LatvianStemFilter(input);
            case "light_norwegian", "lightnorwegian" -> new NorwegianLightStemFilter(input);
            case "minimal_norwegian", "minimalnorwegian" -> new NorwegianMinimalStemFilter(input);
            case "light_portuguese", "lightportuguese" -> new PortugueseLightStemFilter(input);
            case "minimal_portuguese", "minimalportuguese" -> new PortugueseMinimalStemFilter(input);
            case "portuguese_rslp" -> new PortugueseStemFilter(input);
            case "light_russian", "lightrussian" -> new RussianLightStemFilter(input);
            case "light_spanish", "lightspanish" -> new SpanishLightStemFilter(input);
            case "spanish_plural" -> new SpanishPluralStemFilter(input);
            case "light_swedish", "lightswedish" -> new SwedishLightStemFilter(input);
            default -> new SnowballFilter(input, capitalised(name));
        };
    }

    private static String capitalised(String language) {
        return language.substring(0, 1).toUpperCase(Locale.ROOT) + language.substring(1);
    }
}
