package limes.analysis;

import java.util.Map;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.core.UpperCaseFilter;
import org.apache.lucene.analysis.de.GermanNormalizationFilter;
import org.apache.lucene.analysis.el.GreekLowerCaseFilter;
import org.apache.lucene.analysis.ga.IrishLowerCaseFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.ScandinavianFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.ScandinavianNormalizationFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.sr.SerbianNormalizationFilter;
import org.apache.lucene.analysis.sr.SerbianNormalizationRegularFilter;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/** Filters that make spellings alike: case, diacritics, digits, elided articles. */
final class Folding {

    private Folding() {}

    static void register(Map<String, AnalysisProvider<TokenFilterFactory>> to) {
        to.put("asciifolding", (index, env, name, settings) -> new Ascii(name, settings));
        to.put("elision", AnalysisPlugin.requiresAnalysisSettings((index, env, name, settings) -> {
            var articles = Analysis.parseArticles(env, settings);
            if (articles == null) {
                throw new IllegalArgumentException("elision filter requires [articles] or [articles_path] setting");
            }
            return new Factories.Normalizing(name, settings, input -> new ElisionFilter(input, articles));
        }));
        Factories.normalizing(to, "lowercase", settings -> {
            String language = settings.get("language", "");
            lowercase(language, new org.apache.lucene.analysis.miscellaneous.EmptyTokenStream());
            return input -> lowercase(language, input);
        });
        Factories.normalizing(to, "uppercase", settings -> UpperCaseFilter::new);
        Factories.normalizing(to, "trim", settings -> TrimFilter::new);
        Factories.normalizing(to, "decimal_digit", settings -> DecimalDigitFilter::new);
        Factories.normalizing(to, "german_normalization", settings -> GermanNormalizationFilter::new);
        Factories.normalizing(to, "scandinavian_normalization", settings -> ScandinavianNormalizationFilter::new);
        Factories.normalizing(to, "scandinavian_folding", settings -> ScandinavianFoldingFilter::new);
        Factories.normalizing(to, "serbian_normalization", settings -> switch (settings.get("haircut", "bald")) {
            case "bald" -> SerbianNormalizationFilter::new;
            case "regular" -> SerbianNormalizationRegularFilter::new;
            default -> throw new IllegalArgumentException("serbian_normalization: haircut is bald or regular");
        });
    }

    private static TokenStream lowercase(String language, TokenStream input) {
        return switch (language.toLowerCase(java.util.Locale.ROOT)) {
            case "" -> new LowerCaseFilter(input);
            case "greek" -> new GreekLowerCaseFilter(input);
            case "irish" -> new IrishLowerCaseFilter(input);
            case "turkish" -> new TurkishLowerCaseFilter(input);
            default -> throw new IllegalArgumentException("language [" + language + "] not support for lower case");
        };
    }

    /** In a normalizer and beside synonyms the original is never kept: one token in, one token out. */
    private static final class Ascii extends AbstractTokenFilterFactory implements NormalizingTokenFilterFactory {
        private final boolean preserveOriginal;

        Ascii(String name, Settings settings) {
            super(name, settings);
            this.preserveOriginal = settings.getAsBoolean("preserve_original", false);
        }

        @Override
        public TokenStream create(TokenStream input) {
            return new ASCIIFoldingFilter(input, preserveOriginal);
        }

        @Override
        public TokenStream normalize(TokenStream input) {
            return new ASCIIFoldingFilter(input, false);
        }

        @Override
        public TokenFilterFactory getSynonymFilter() {
            return preserveOriginal ? new Factories.Plain(name(), Settings.EMPTY, ASCIIFoldingFilter::new) : this;
        }
    }
}
