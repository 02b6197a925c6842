package limes.analysis;

import java.io.Reader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.apache.lucene.analysis.charfilter.MappingCharFilter;
import org.apache.lucene.analysis.charfilter.NormalizeCharMap;
import org.apache.lucene.analysis.pattern.PatternReplaceCharFilter;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.index.analysis.AbstractCharFilterFactory;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.NormalizingCharFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/** `html_strip`, `mapping` and `pattern_replace`. */
final class CharFilters {

    private CharFilters() {}

    static void register(Map<String, AnalysisProvider<CharFilterFactory>> to) {
        to.put("html_strip", (index, env, name, settings) -> {
            List<String> escaped = settings.getAsList("escaped_tags");
            return new Plain(name, input ->
                escaped.isEmpty() ? new HTMLStripCharFilter(input) : new HTMLStripCharFilter(input, Set.copyOf(escaped)));
        });
        to.put("mapping", AnalysisPlugin.requiresAnalysisSettings((index, env, name, settings) -> {
            NormalizeCharMap map = map(Analysis.getWordList(env, settings, "mappings"));
            return new Normalizing(name, input -> new MappingCharFilter(map, input));
        }));
        to.put("pattern_replace", AnalysisPlugin.requiresAnalysisSettings((index, env, name, settings) -> {
            Pattern pattern = Regex.compile(settings.get("pattern"), settings.get("flags"));
            String replacement = settings.get("replacement", "");
            return new Normalizing(name, input -> new PatternReplaceCharFilter(pattern, replacement, input));
        }));
    }

    private static NormalizeCharMap map(List<String> rules) {
        if (rules == null) {
            throw new IllegalArgumentException("mapping requires either `mappings` or `mappings_path` to be configured");
        }
        NormalizeCharMap.Builder builder = new NormalizeCharMap.Builder();
        for (String rule : rules) {
            String[] sides = rule.split("\\s*=>\\s*", -1);
            if (sides.length != 2) {
                throw new IllegalArgumentException("Invalid Mapping Rule : [" + rule + "]");
            }
            builder.add(sides[0].trim(), sides[1].trim());
        }
        return builder.build();
    }

    static class Plain extends AbstractCharFilterFactory {
        private final UnaryOperator<Reader> filter;

        Plain(String name, UnaryOperator<Reader> filter) {
            super(name);
            this.filter = filter;
        }

        @Override
        public Reader create(Reader input) {
            return filter.apply(input);
        }
    }

    static final class Normalizing extends Plain implements NormalizingCharFilterFactory {
        Normalizing(String name, UnaryOperator<Reader> filter) {
            super(name, filter);
        }
    }
}
