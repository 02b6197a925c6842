package limes.analysis;

import com.ibm.icu.text.FilteredNormalizer2;
import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import com.ibm.icu.text.UnicodeSet;
import java.io.Reader;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2CharFilter;
import org.apache.lucene.analysis.icu.ICUNormalizer2Filter;
import org.apache.lucene.analysis.icu.ICUTransformFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** What analysis-icu registers, but for collation and for rule files of the tokenizer. */
final class Icu {

    private Icu() {}

    static void registerFilters(Map<String, AnalysisProvider<TokenFilterFactory>> to) {
        Factories.normalizing(to, "icu_folding", settings -> {
            Normalizer2 folding = limited(ICUFoldingFilter.NORMALIZER, settings);
            return input -> new ICUNormalizer2Filter(input, folding);
        });
        Factories.normalizing(to, "icu_normalizer", settings -> {
            Normalizer2 normalizer = limited(normalizer(settings.get("name", "nfkc_cf"), "compose"), settings);
            return input -> new ICUNormalizer2Filter(input, normalizer);
        });
        Factories.normalizing(to, "icu_transform", settings -> {
            boolean reverse = "reverse".equals(settings.get("dir", "forward"));
            int direction = reverse ? Transliterator.REVERSE : Transliterator.FORWARD;
            Transliterator rules = Transliterator.getInstance(settings.get("id", "Null"), direction);
            return input -> new ICUTransformFilter(input, rules);
        });
    }

    static void registerCharFilter(Map<String, AnalysisProvider<CharFilterFactory>> to) {
        to.put("icu_normalizer", (index, env, name, settings) -> {
            String mode = settings.get("mode", "compose");
            Normalizer2 normalizer = limited(normalizer(settings.get("name", "nfkc_cf"), mode), settings);
            return new CharFilters.Normalizing(name, input -> new ICUNormalizer2CharFilter(input, normalizer));
        });
    }

    static void registerTokenizer(Map<String, AnalysisProvider<TokenizerFactory>> to) {
        to.put("icu_tokenizer", (index, env, name, settings) -> new Tokenizers.Made(index, settings, name, Icu::tokenizer));
    }

    static void registerAnalyzer(Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> to) {
        to.put("icu_analyzer", (index, env, name, settings) -> {
            Normalizer2 normalizer = normalizer(settings.get("method", "nfkc_cf"), settings.get("mode", "compose"));
            return new Languages.Fixed(name, settings, new Folded(normalizer));
        });
    }

    private static Tokenizer tokenizer() {
        return new ICUTokenizer(new DefaultICUTokenizerConfig(true, true));
    }

    private static Normalizer2 normalizer(String form, String mode) {
        Normalizer2.Mode chosen = "decompose".equals(mode) ? Normalizer2.Mode.DECOMPOSE : Normalizer2.Mode.COMPOSE;
        return Normalizer2.getInstance(null, form, chosen);
    }

    /** `unicode_set_filter` leaves the characters outside the set as they are. */
    private static Normalizer2 limited(Normalizer2 normalizer, Settings settings) {
        String set = settings.get("unicode_set_filter");
        return set == null ? normalizer : new FilteredNormalizer2(normalizer, new UnicodeSet(set).freeze());
    }

    private static final class Folded extends Analyzer {
        private final Normalizer2 normalizer;

        Folded(Normalizer2 normalizer) {
            this.normalizer = normalizer;
        }

        @Override
        protected Reader initReader(String field, Reader reader) {
            return new ICUNormalizer2CharFilter(reader, normalizer);
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer source = new ICUTokenizer();
            return new TokenStreamComponents(source, new ICUFoldingFilter(source));
        }
    }
}
